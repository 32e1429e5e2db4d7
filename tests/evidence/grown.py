"""Journeys on the grown installation, in each of which one part is killed: a bot, a worker, PostgreSQL, the S3 server.

Two bots and two workers on a PostgreSQL and an S3 server of our own; the chat service is the bench's stand-in and the
picture work is slept. One person after the other: a photo, a picture, /forget-me. At a drawn instant of their journey
one part dies by SIGKILL and is started again, as a container engine does. One death is known by its number.

Afterwards: the picture was shown once and nothing was posted twice, no row of anybody is there, and nothing is in the
bucket: no name, no version, no unfinished upload. What a killed process had not yet told anybody of waits for the
daily sweep; a clock that is two hours ahead does it at once.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from bot.ports import Commanded, Pressed
from storage.clock import SystemClock
from storage.db import schema
from storage.errors import StorageError
from storage.opening import open_storage
from storage.records import PersonId
from storage.retention.forget import forget
from storage.retention.purge import purge, sweep
from tests import postgresql, s3
from tests.benches.chat.script import Walk
from tests.benches.scale import drawn_pictures, worlds
from tests.benches.scale.standin import Visitor, service
from tests.benches.scale.town import Town
from tests.evidence.mutants import SEED
from tests.fakes import FakeClock

VICTIMS: Final = ("bot", "worker", "database", "store")
CALLED: Final = {"bot": "a bot", "worker": "a worker", "database": "the database", "store": "the object store"}
PREFIX: Final = "live"
LEASE_S: Final = 2.0
ORPHANS_ARE_OLD: Final = timedelta(hours=2)
PATIENCE_S: Final = 90.0  # for each answer
LOOK_S: Final = 0.1
LATEST: Final = 0.8  # share of a journey; a quick one would be over before
AGAIN_S: Final = 20.0  # after which a person sends their photo again
MOST_OFFERS: Final = 4


@dataclass
class Told:
    """``wrong``: sentences, each beginning with "lost", "doubled" or "left"; ``died``: the journey was under way."""

    victim: str
    died: bool = False
    wrong: list[str] = field(default_factory=list)


@dataclass
class Grown:
    """The installation. ``journey_s``: how long a journey takes when nobody dies."""

    town: Town
    server: Path
    store: s3.Server
    names: dict[str, tuple[str, ...]]
    journey_s: float = 5.0

    async def begin(self) -> None:
        for name in self.names["bot"]:
            await self.town.start_bot(name)
        await self.town.start_workers(self.names["worker"])

    async def kill(self, victim: str, name: str) -> None:
        """Dead, and started again."""
        match victim:
            case "database":
                await asyncio.to_thread(postgresql.kill, self.server)
                await asyncio.to_thread(postgresql.start, self.server)
            case "store":
                await asyncio.to_thread(self.store.stop, signal.SIGKILL)
                await asyncio.to_thread(self.store.start)
            case _:
                process = (self.town.bots if victim == "bot" else self.town.workers)[name]
                process.kill()
                await process.wait()
                await self._start(victim, name)

    async def _start(self, victim: str, name: str) -> None:
        if victim == "bot":
            await self.town.start_bot(name)
        else:
            await self.town.start_worker(name)

    async def everybody_up(self) -> None:
        """Like ``restart: unless-stopped``."""
        for victim, running in (("bot", self.town.bots), ("worker", self.town.workers)):
            for name, process in list(running.items()):
                if process.returncode is not None:
                    with suppress(RuntimeError):  # what it needs is still away
                        await self._start(victim, name)

    async def people_left(self) -> int:
        """Rows of persons; -1 while the database is away."""
        with suppress(StorageError, sa.exc.DBAPIError):
            async with self.town.storage.db.read() as tx:
                query = sa.select(sa.func.count()).select_from(schema.persons)
                return int((await tx.execute(query)).scalar_one())
        return -1

    async def start_afresh(self) -> None:
        """Whoever was lost is erased by the operator's own command's function."""
        async with self.town.storage.db.read() as tx:
            lost = list((await tx.execute(sa.select(schema.persons.c.id))).scalars())
        for each in lost:
            await forget(self.town.storage, PersonId(each))

    async def left(self) -> dict[str, list[str]]:
        """What is in the bucket once a day's sweep is through."""
        clock = FakeClock(SystemClock().now() + ORPHANS_ARE_OLD)
        async with open_storage(self.town.world.host("sweeper"), clock) as storage:
            await purge(storage)
            await sweep(storage)
        return await asyncio.to_thread(s3.left_in, self.store.client(), s3.BUCKET, PREFIX)


@asynccontextmanager
async def grown() -> AsyncIterator[Grown]:
    """Servers, bots and workers run inside the block, in a temporary folder."""
    async with AsyncExitStack() as around:
        folder = Path(around.enter_context(tempfile.TemporaryDirectory(prefix="evidence")))
        server = around.enter_context(postgresql.running())
        (folder / "s3").mkdir()
        store = s3.Server(folder / "s3")
        await asyncio.to_thread(store.start)
        around.callback(store.stop)
        await asyncio.to_thread(store.make_buckets)
        before = dict(os.environ)
        os.environ.update(store.environment | {"CANDID_LEASE_S": str(LEASE_S)})
        around.callback(lambda: (os.environ.clear(), os.environ.update(before)))
        world = around.enter_context(worlds.world(worlds.POSTGRESQL, folder / "town", server))
        bucket = world.settings.model_copy(update={"blob_url": f"s3://{s3.BUCKET}/{PREFIX}"})
        world = worlds.World(name=world.name, settings=bucket)
        storage = await around.enter_async_context(open_storage(bucket))
        people = await around.enter_async_context(service(folder / "standin"))
        work = drawn_pictures.written(folder / "work")
        town = Town(world=world, storage=storage, people=people, socket=folder / "standin", work=work)
        names = {"bot": ("bot-1", "bot-2"), "worker": ("worker-1", "worker-2")}
        made = Grown(town, Path(server), store, names)
        around.push_async_callback(town.stop)
        await made.begin()
        yield made


def available() -> bool:
    return postgresql.AVAILABLE and s3.WEED is not None


def victim(number: int) -> str:
    return VICTIMS[number % len(VICTIMS)]


async def death(made: Grown, number: int) -> Told:
    """Never raises for what the product did; that stands in ``wrong``."""
    chance, told = random.Random(f"{SEED} grown {number}"), Told(victim(number))
    name = chance.choice(made.names.get(told.victim, ("",)))
    person = made.town.newcomer()
    walking = asyncio.create_task(_journey(made, person))
    await asyncio.wait({walking}, timeout=chance.random() * LATEST * made.journey_s)
    told.died = not walking.done()
    await made.kill(told.victim, name)
    while not walking.done():
        await made.everybody_up()
        await asyncio.wait({walking}, timeout=1.0)
    ended = walking.exception()
    if ended is not None:
        told.wrong.append(f"lost: {type(ended).__name__} {str(ended)[:200]}")
        await made.start_afresh()  # so that the next death tells of itself alone
    told.wrong += await _afterwards(made)
    return told


async def undisturbed(made: Grown) -> None:
    """Measures how long a journey takes. Raises where one goes wrong with nobody killed."""
    for _ in range(2):
        began = time.monotonic()
        await _journey(made, made.town.newcomer())
        made.journey_s = time.monotonic() - began
    wrong = await _afterwards(made)
    assert not wrong, wrong


async def _afterwards(made: Grown) -> list[str]:
    people, said = made.town.people, []
    if people.doubled:
        said.append(f"doubled: {people.doubled} {people.twice}")
    people.posted.clear()
    people.pictures.clear()
    left: dict[str, Any] = {kind: names for kind, names in (await made.left()).items() if names}
    return [*said, *([f"left: {left}"] if left else [])]


async def _journey(made: Grown, person: Visitor) -> None:
    walk = Walk(person, drawn_pictures.PHOTO, patience_s=PATIENCE_S)
    await walk.open()
    await walk.consent()
    for _ in range(MOST_OFFERS):
        await walk.send_photo()
        with suppress(TimeoutError):
            await person.until("a good photo", lambda: walk.offers("look.choose"), AGAIN_S)
            break
    await walk.choose_one(PATIENCE_S)
    shown = [subject for (user, subject) in made.town.people.pictures if user == person.user]
    assert len(shown) == 1, f"{len(shown)} pictures"
    await person.say(Commanded(name="forget-me"))
    await person.until("the question", lambda: walk.offers("forget.erase"), PATIENCE_S)
    await person.say(Pressed(action=walk.offers("forget.erase") or ""))
    async with asyncio.timeout(PATIENCE_S):
        while await made.people_left():  # noqa: ASYNC110 - rows tell nobody that they are gone
            await asyncio.sleep(LOOK_S)
    await person.leave()
