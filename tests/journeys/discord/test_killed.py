"""Bot and worker killed (SIGKILL) at places that matter over Discord: nothing lost, nothing doubled, nothing left."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import schema
from storage.db import Database, sqlite_url
from storage.failpoints import VARIABLE
from storage.settings import StorageSettings
from tests.fakes import settings_in
from tests.journeys.discord.visitor import Visitor

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[3]
PORTRAIT = ROOT / "tests" / "assets" / "portraits" / "ardern-2022.jpg"
BOT = (sys.executable, "-m", "tests.journeys.discord.talker")
WORKER = (sys.executable, "-m", "generation")
PATIENCE_S = 20.0  # for what may have died with the bot: then the person does it once more
PAINTING_S = 60.0  # as above for pictures, which start over with a worker that loads its models anew
LEASE_S = 3.0  # long enough that a busy machine's worker is not taken for dead

PLACES = (
    ("bot", "runner.before_save"),
    ("bot", "runner.after_commit#3"),
    ("bot", "consent.recorded"),
    ("bot", "keep.fetched"),
    ("bot", "keep.recorded"),
    ("bot", "deliver.before_call#2"),
    ("bot", "deliver.after_call"),
    ("bot", "deliver.after_call#4"),
    ("bot", "deliver.after_call#8"),
    ("bot", "deliver.sent#5"),
    ("bot", "outcome.taken#2"),
    ("bot", "job.enqueued"),
    ("bot", "forget.key_destroyed"),
    ("bot", "farewell.erased"),
    ("worker", "worker.claimed"),
    ("worker", "check.before_commit"),
    ("worker", "worker.picture_made"),
    ("worker", "picture.committed"),
    ("bot and worker", "deliver.after_call#8"),
    ("bot and worker", "job.enqueued"),
    ("bot and worker", "worker.picture_made"),
)  # fmt: skip


class House:
    """Both processes over one installation; whoever dies is started again, without the place it died at.

    ``victim``: who is given the place; "bot and worker": whoever gets there first takes the other along.
    """

    def __init__(self, folder: Path, base: str, victim: str, place: str) -> None:
        self.settings = settings_in(folder, cache_dir=StorageSettings(_env_file=None).cache_dir, lease_s=LEASE_S)
        self.deaths = 0
        self._base, self._victim, self._place = base, victim, place
        self._living: list[Process] = []

    async def keep_alive(self, who: str, command: tuple[str, ...]) -> None:
        place = self._place if who in self._victim else ""
        while True:
            process = await asyncio.create_subprocess_exec(
                *command, env=self._environment(place), stdout=DEVNULL, cwd=ROOT
            )
            self._living.append(process)
            if await process.wait() == -signal.SIGKILL:
                self.deaths += 1
                if self.deaths == 1 and " and " in self._victim:
                    for other in self._living:
                        if other.returncode is None:
                            other.kill()
            place = ""

    def _environment(self, place: str) -> dict[str, str]:
        folders = {f"CANDID_{n}_DIR": str(getattr(self.settings, f"{n}_dir")) for n in ("data", "config", "cache")}
        own = {
            "CANDID_LEASE_S": str(LEASE_S),
            VARIABLE: place,
            "PYTHONPATH": str(ROOT),
            "CANDID_TEST_DISCORD": self._base,
        }
        return {**os.environ, **folders, **own}

    async def end(self) -> None:
        for process in self._living:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def people(self) -> int:
        database = Database(sqlite_url(self.settings.data_dir / "candid.sqlite3"))
        try:
            async with database.read() as tx:
                return int((await tx.execute(sa.select(sa.func.count()).select_from(schema.persons))).scalar_one())
        finally:
            await database.dispose()


async def step(
    ada: Visitor, act: Callable[[], Awaitable[object]], seen: Callable[[], object], patience_s: float = PATIENCE_S
) -> None:
    """A press can die with the bot that heard it; then nothing comes, and the person presses again."""
    for _ in range(5):
        with contextlib.suppress(TimeoutError, AssertionError):
            async with asyncio.timeout(patience_s):
                await act()
                await ada.world.until(seen, patience_s)
                return
    raise AssertionError(f"it did not come: {ada.texts()[-3:]}")


@pytest.mark.parametrize(("victim", "place"), PLACES, ids=str)
async def test_a_death_loses_and_doubles_nothing(fake, tmp_path, victim, place) -> None:
    house = House(tmp_path, fake.base, victim, place)
    processes = [
        asyncio.create_task(house.keep_alive(who, command)) for who, command in (("bot", BOT), ("worker", WORKER))
    ]
    ada = Visitor(fake)
    photo = PORTRAIT.read_bytes()
    yes = frozenset({"likeness", "processing"})
    try:
        await fake.gateway.opened(60)
        await step(ada, lambda: ada.command("headshot"), lambda: ada.with_button("c:purpose.profile"))
        await step(ada, lambda: ada.press("purpose.profile"), lambda: ada.with_button("c:consent.show"))
        await step(ada, lambda: ada.press("consent.show"), lambda: ada.with_button("f:consent.give"))

        async def hand_over() -> None:
            if ada.with_button("f:look.choose") is None:
                if any("send me a photo" in t or "send it again" in t for t in ada.texts()):
                    fake.world.say("ada", "", (photo,))
                else:
                    await ada.submit("consent.give", ticked=yes, photos=(photo,))

        await step(ada, hand_over, lambda: ada.with_button("f:look.choose"))

        async def choose() -> None:
            if not any("c:job.cancel" in str(m["components"]) for m in ada.messages()):
                await ada.submit("look.choose", chosen={"number": "2"})

        def made() -> bool:
            return len(ada.pictures()) >= 2 and any("ready" in t for t in ada.texts())

        await step(ada, choose, made, PAINTING_S)
        numbers = [message["content"].partition("\n")[0] for message in ada.pictures()]
        assert sorted(numbers) == ["Picture 1", "Picture 2"], "each picture once"
        assert sum("2 pictures are ready" in text for text in ada.texts()) == 1
        await step(ada, lambda: ada.command("forget-me"), lambda: ada.with_button("c:forget.erase"))

        async def erase() -> None:
            if ada.with_button("c:forget.erase"):
                await ada.press("forget.erase")

        await step(ada, erase, lambda: any("rased" in text for text in ada.texts()) and not ada.pictures())
        async with asyncio.timeout(30):
            while await house.people():  # noqa: ASYNC110 — another process's rows
                await asyncio.sleep(0.1)
        assert house.deaths == len(victim.split(" and ")), "the place was never reached"
        assert fake.rest.statuses[403] == 0
    finally:
        for task in processes:
            task.cancel()
        await asyncio.gather(*processes, return_exceptions=True)
        await house.end()
