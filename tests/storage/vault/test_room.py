"""The answer about room against the sum of all rows, read past the product: this process and others keep and erase."""

from __future__ import annotations

import random
import sqlite3
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from storage.db import schema
from storage.db.database import Database, sqlite_url
from storage.vault import room as module
from storage.vault.room import COUNTED_EVERY, FULL_AGAIN, Room
from tests.fakes import FakeClock

MOST = 1000
STEPS = 400


@dataclass
class World:
    """``own``, ``others``: what this process and another one kept, and when. ``sums``: the true sum after each step."""

    raw: sqlite3.Connection
    room: Room
    clock: FakeClock
    counts: int = 0
    own: deque[tuple[datetime, int]] = field(default_factory=deque)
    others: deque[tuple[datetime, int]] = field(default_factory=deque)
    sums: deque[tuple[datetime, int]] = field(default_factory=deque)
    number: int = 0

    def truly(self) -> int:
        return int(self.raw.execute("SELECT coalesce(sum(size), 0) FROM objects").fetchone()[0])

    def keep(self, size: int, *, here: bool) -> None:
        self.number += 1
        row = (f"{self.number:032d}", size)
        self.raw.execute("INSERT INTO objects VALUES (?, 'p', 'photo', ?, 0, 0, NULL)", row)
        self.raw.commit()
        if here:
            self.room.kept(size)
            self.own.append((self.clock.now(), size))
        else:
            self.others.append((self.clock.now(), size))

    def erase_one(self, chance: random.Random, *, here: bool) -> None:
        ids = [found for (found,) in self.raw.execute("SELECT id FROM objects")]
        if ids:
            self.raw.execute("DELETE FROM objects WHERE id = ?", (chance.choice(ids),))
            self.raw.commit()
        if here:
            self.room.erased()

    async def ask(self, size: int, *, erased_here: bool) -> bool:
        now, true = self.clock.now(), self.truly()
        room = await self.room.is_there(size)
        if room:
            unknown = sum(kept for at, kept in self.others if now - at < COUNTED_EVERY)
            assert true + size <= MOST + unknown, "said there is room where there was none"
        else:
            lately = [held for at, held in self.sums if now - at < FULL_AGAIN]
            on_top = sum(kept for at, kept in self.own if now - at < FULL_AGAIN)
            most = true if erased_here else max([true, *lately]) + on_top
            assert most + size > MOST, "said full where there was room"
        return room


@pytest.fixture
async def world(tmp_path, monkeypatch):
    path = tmp_path / "rows.sqlite3"
    db = Database(sqlite_url(path))
    async with db.write() as tx:
        await tx.run_sync(lambda c: schema.metadata.create_all(c, [schema.persons, schema.objects]))
    clock = FakeClock()
    made = World(raw=sqlite3.connect(path), room=Room(db, clock, MOST), clock=clock)
    count = Room._count

    async def counted(self):
        made.counts += 1
        await count(self)

    monkeypatch.setattr(Room, "_count", counted)
    yield made
    made.raw.close()
    await db.dispose()


async def history(world: World, seed: int) -> None:
    chance, erased_here = random.Random(seed), False
    for _ in range(STEPS):
        here, size = chance.random() < 0.5, chance.randrange(1, 150)
        match chance.choice(("keep", "erase", "wait", "ask", "ask")):
            case "keep" if here:
                if await world.ask(size, erased_here=erased_here):
                    world.keep(size, here=True)
                erased_here = False
            case "keep":
                if world.truly() + size <= MOST:
                    world.keep(size, here=False)
            case "erase":
                world.erase_one(chance, here=here)
                erased_here |= here
            case "wait":
                world.clock.advance(timedelta(seconds=chance.choice((0.3, 1, 4, 11, -5))))
            case _:
                await world.ask(chance.randrange(1, 400), erased_here=erased_here)
                erased_here = False
        world.sums.append((world.clock.now(), world.truly()))


@pytest.mark.parametrize("seed", range(12))
async def test_room_is_never_promised_past_what_others_just_kept_and_never_denied_where_there_is_some(world, seed):
    await history(world, seed)
    assert world.counts > STEPS / 100


async def broken(world) -> None:
    for seed in range(12):
        await history(world, seed)


async def test_the_sabotage_what_is_kept_here_does_not_count_is_seen(world, monkeypatch):
    monkeypatch.setattr(Room, "kept", lambda _self, _size: None)
    with pytest.raises(AssertionError, match="said there is room"):
        await broken(world)


async def test_the_sabotage_a_full_that_is_not_counted_anew_is_seen(world, monkeypatch):
    monkeypatch.setattr(Room, "erased", lambda _self: None)
    monkeypatch.setattr(module, "FULL_AGAIN", COUNTED_EVERY)
    with pytest.raises(AssertionError, match="said full"):
        await broken(world)


async def test_the_rows_are_added_up_once_in_ten_seconds_however_often_it_is_asked(world):
    for _ in range(300):
        assert await world.room.is_there(1)
        world.keep(1, here=True)
    assert world.counts == 1
    world.clock.advance(COUNTED_EVERY)
    assert await world.room.is_there(1)
    assert world.counts == 2


async def test_after_something_was_erased_full_is_counted_anew_once(world):
    world.keep(MOST, here=True)
    assert not await world.room.is_there(1)
    world.room.erased()
    counted = world.counts
    for _ in range(3):
        assert not await world.room.is_there(1)
    assert world.counts == counted + 1
