"""Bot and worker as processes over one installation, killed (SIGKILL) at a named place and started again.

For the journeys over a chat platform: the platform lives on in the test's own process, as Discord and Slack would.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage.db import schema
from storage.db.database import Database, sqlite_url
from storage.failpoints import VARIABLE
from storage.settings import StorageSettings
from tests.fakes import settings_in

ROOT = Path(__file__).resolve().parents[2]
PORTRAIT = ROOT / "tests" / "assets" / "portraits" / "ardern-2022.jpg"
WORKER = (sys.executable, "-m", "generation")
PATIENCE_S = 20.0  # for what may have died with the bot: then the person does it once more
PAINTING_S = 60.0  # as above for pictures, which start over with a worker that loads its models anew
LEASE_S = 3.0  # long enough that a busy machine's worker is not taken for dead
LOOK_S = 0.05


class House:
    """Whoever dies is started again, without the place it died at.

    ``victim``: who is given the place; "bot and worker": whoever gets there first takes the other along.
    """

    def __init__(self, folder: Path, environment: dict[str, str], victim: str, place: str) -> None:
        cache = StorageSettings(_env_file=None).cache_dir
        self.settings = settings_in(folder, cache_dir=cache, lease_s=LEASE_S)
        self.deaths = 0
        self._given, self._victim, self._place = environment, victim, place
        self._living: list[Process] = []

    @contextlib.asynccontextmanager
    async def lived_in(self, bot: tuple[str, ...], *, worker: bool = True) -> AsyncIterator[House]:
        """Both are up inside the block; without ``worker`` the bot alone. ``bot``: the command of the bot's process."""
        wanted = (("bot", bot), ("worker", WORKER)) if worker else (("bot", bot),)
        keepers = [asyncio.create_task(self._keep_alive(who, command)) for who, command in wanted]
        try:
            yield self
        finally:
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            self.kill()
            for process in self._living:
                await process.wait()

    def kill(self) -> None:
        """SIGKILL for everybody who lives; each is started again."""
        for process in self._living:
            if process.returncode is None:
                process.kill()

    async def everybody_is_gone(self) -> None:
        async with asyncio.timeout(30):
            while await self._count():  # noqa: ASYNC110 — another process's rows
                await asyncio.sleep(0.1)
        assert self.deaths == len(self._victim.split(" and ")), "the place was never reached"

    async def _keep_alive(self, who: str, command: tuple[str, ...]) -> None:
        place = self._place if who in self._victim else ""
        while True:
            process = await asyncio.create_subprocess_exec(
                *command, env=self._environment(place), stdout=DEVNULL, cwd=ROOT
            )
            self._living.append(process)
            if await process.wait() == -signal.SIGKILL:
                self.deaths += 1
                if self.deaths == 1 and " and " in self._victim:
                    self.kill()
            place = ""

    def _environment(self, place: str) -> dict[str, str]:
        folders = {f"CANDID_{n}_DIR": str(getattr(self.settings, f"{n}_dir")) for n in ("data", "config", "cache")}
        own = {"CANDID_LEASE_S": str(LEASE_S), VARIABLE: place, "PYTHONPATH": str(ROOT)}
        return {**os.environ, **folders, **own, **self._given}

    async def anybody_is_listened_to(self) -> bool:
        """False once an erasure has begun: to press again would make a stranger known."""
        return await self._count(~schema.persons.c.erasing) > 0

    async def _count(self, *which: sa.ColumnElement[bool]) -> int:
        """People in the database."""
        database = Database(sqlite_url(self.settings.data_dir / "candid.sqlite3"))
        query = sa.select(sa.func.count()).select_from(schema.persons).where(*which)
        try:
            async with database.read() as tx:
                return int((await tx.execute(query)).scalar_one())
        finally:
            await database.dispose()


async def step(act: Callable[[], Awaitable[object]], seen: Callable[[], Any], patience_s: float = PATIENCE_S) -> None:
    """A press can die with the bot that heard it; then nothing comes, and the person presses again."""
    for _ in range(5):
        with contextlib.suppress(TimeoutError, AssertionError):
            async with asyncio.timeout(patience_s):
                await act()
                while not (await found if inspect.isawaitable(found := seen()) else found):  # noqa: ASYNC110 — another process
                    await asyncio.sleep(LOOK_S)
                return
    raise AssertionError("it did not come")
