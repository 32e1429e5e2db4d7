"""Blocks that wait for each other share a transaction; each keeps the promise of one of its own."""

from __future__ import annotations

import asyncio
import math

import pytest
import sqlalchemy as sa

from storage.db import group_commit
from storage.db.schema import durations
from storage.errors import DiskFull
from tests.storage.db.test_driver import traced

MANY = 6


async def lines(storage):
    async with storage.db.read() as tx:
        return sorted((await tx.execute(sa.select(durations.c.what))).scalars())


async def write_line(storage, action):
    async with storage.db.write() as tx:
        await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what=action, seconds=1.0))
        if action == "breaks":
            raise RuntimeError
        if action == "full":
            await tx.exec_driver_sql("ROLLBACK")  # what SQLite does by itself when the disk is full
            raise DiskFull


async def commits_of(storage, *actions):
    """How many transactions were committed for them, and what each block ended with."""
    async with storage.db.write() as tx:
        seen = await traced(tx)
    seen.clear()
    ends = await asyncio.gather(*(write_line(storage, action) for action in actions), return_exceptions=True)
    return [word for word, _ in seen].count("COMMIT"), ends


@pytest.fixture
def unhurried(monkeypatch) -> None:
    """However slow the machine is, no transaction is closed for its age."""
    monkeypatch.setattr(group_commit, "LONGEST_S", math.inf)


async def test_blocks_that_wait_for_each_other_share_a_commit(storage, unhurried):
    names = [f"line {number}" for number in range(MANY)]
    commits, ends = await commits_of(storage, *names)
    assert ends == [None] * MANY
    assert commits < MANY / 2
    assert await lines(storage) == names


async def test_a_block_that_raises_undoes_only_itself(storage):
    _, ends = await commits_of(storage, "one", "breaks", "two", "three")
    assert [type(end) for end in ends] == [type(None), RuntimeError, type(None), type(None)]
    assert await lines(storage) == ["one", "three", "two"]


async def test_what_a_full_disk_undid_is_told_to_every_block_it_undid(storage):
    _, ends = await commits_of(storage, "one", "full", "two")
    kept = [name for name, end in zip(("one", "full", "two"), ends, strict=True) if end is None]
    assert await lines(storage) == sorted(kept)
    assert isinstance(ends[0], DiskFull)


async def test_no_block_is_over_before_its_commit(storage):
    async def one(name):
        await write_line(storage, name)
        assert name in await lines(storage)  # read by another connection

    await asyncio.gather(*(one(f"line {number}") for number in range(MANY)))


async def test_sabotage_a_block_that_does_not_wait_for_its_commit_is_seen(storage, monkeypatch):
    async def at_once(_self, _shared):
        return None

    monkeypatch.setattr(group_commit.GroupCommit, "_settle", at_once)
    try:
        with pytest.raises(AssertionError):
            await test_no_block_is_over_before_its_commit(storage)
    finally:
        monkeypatch.undo()
        await write_line(storage, "the last")


async def test_one_who_stops_waiting_leaves_the_others_work_alone(storage):
    writing = [asyncio.create_task(write_line(storage, f"line {number}")) for number in range(MANY)]
    for _ in range(3):
        await asyncio.sleep(0)
    writing[2].cancel()
    ends = await asyncio.gather(*writing, return_exceptions=True)
    said = {f"line {number}" for number, end in enumerate(ends) if end is None}
    assert said <= set(await lines(storage))
    assert len(said) >= MANY - 1
    await write_line(storage, "later")
    assert "later" in await lines(storage)


async def test_no_block_joins_a_transaction_that_is_too_old(storage, monkeypatch):
    """Other processes want the lock too."""
    monkeypatch.setattr(group_commit, "LONGEST_S", -1.0)
    commits, ends = await commits_of(storage, *(f"line {number}" for number in range(MANY)))
    assert ends == [None] * MANY
    assert commits == MANY


async def test_no_transaction_grows_past_its_size(storage, monkeypatch, unhurried):
    monkeypatch.setattr(group_commit, "MOST_BLOCKS", 2)
    commits, _ = await commits_of(storage, *(f"line {number}" for number in range(MANY)))
    assert commits == MANY / 2


# --- who goes ahead -------------------------------------------------------------------------------------------------


async def order_of(storage, *asked) -> list[str]:
    """In which order blocks that were asked for while one was being written began. ``asked``: (name, goes ahead)."""
    begun: list[str] = []

    async def write(name, ahead):
        async with storage.db.write(ahead=ahead) as tx:
            begun.append(name)
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what=name, seconds=1.0))

    async with asyncio.TaskGroup() as group:
        async with storage.db.write() as tx:
            await tx.execute(sa.select(1))
            for name, ahead in asked:
                group.create_task(write(name, ahead))
                await asyncio.sleep(0)
    return begun


TURNS = [("turn 1", False), ("turn 2", False), ("heard 1", True), ("turn 3", False), ("heard 2", True)]


async def test_a_block_that_goes_ahead_does_not_stand_behind_those_that_wait(storage):
    assert await order_of(storage, *TURNS) == ["heard 1", "heard 2", "turn 1", "turn 2", "turn 3"]


async def test_the_sabotage_one_line_for_all_is_seen(storage, monkeypatch):
    init = group_commit._Turns.__init__

    def one_line(self):
        init(self)
        self._ahead = self._others

    monkeypatch.setattr(group_commit._Turns, "__init__", one_line)
    storage.db._group._turns = group_commit._Turns()
    assert (await order_of(storage, *TURNS))[0] == "turn 1"


async def committed_before_the_next_turn(storage) -> int:
    """How many that went ahead are on the disk when the turn behind the latest of them begins."""
    seen: list[int] = []

    async def heard():
        async with storage.db.write(ahead=True) as tx:
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what="heard", seconds=1.0))

    async def turn():
        async with storage.db.write():
            seen.append((await lines(storage)).count("heard"))

    async with asyncio.TaskGroup() as group:
        async with storage.db.write() as tx:
            await tx.execute(sa.select(1))
            group.create_task(turn())
            await asyncio.sleep(0)
            group.create_task(heard())
            await asyncio.sleep(0)
    return seen[0]


async def test_others_join_it_no_longer_than_a_commit_takes(storage, monkeypatch, unhurried):
    monkeypatch.setattr(group_commit, "SHORTEST_S", -1.0)
    storage.db._group._last_commit_s = -1.0  # as if a commit took no time at all
    assert await committed_before_the_next_turn(storage) == 1
    storage.db._group._last_commit_s = math.inf
    assert await committed_before_the_next_turn(storage) == 1, "the second is not there yet"


async def begun_before_the_first_was_over(storage, monkeypatch) -> int:
    """Of many blocks that wait, where each one's transaction is committed before the next begins."""
    monkeypatch.setattr(group_commit, "LONGEST_S", -1.0)
    begun: list[int] = []
    first: list[int] = []

    async def write(number):
        async with storage.db.write() as tx:
            begun.append(number)
            await tx.execute(sa.select(1))
        first.append(len(begun))

    await asyncio.gather(*(write(number) for number in range(MANY)))
    return first[0]


async def test_a_block_is_over_once_it_is_committed_whoever_waits(storage, monkeypatch):
    assert await begun_before_the_first_was_over(storage, monkeypatch) < MANY


async def test_the_sabotage_a_block_that_queues_again_is_seen(storage, monkeypatch):
    settle = group_commit.GroupCommit._settle

    async def behind_everybody(self, shared):
        async with self._turns.turn():
            pass
        await settle(self, shared)

    monkeypatch.setattr(group_commit.GroupCommit, "_settle", behind_everybody)
    assert await begun_before_the_first_was_over(storage, monkeypatch) == MANY


async def test_one_who_stops_waiting_hands_its_turn_on():
    turns, order = group_commit._Turns(), []

    async def take(name, *, ahead=False):
        async with turns.turn(ahead=ahead):
            order.append(name)
            await asyncio.sleep(0)

    async with turns.turn():
        tasks = [asyncio.create_task(take(number, ahead=number == 1)) for number in range(4)]
        await asyncio.sleep(0)
        tasks[1].cancel()
    tasks[0].cancel()  # its turn has come, and it has not run since
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [2, 3]
    async with asyncio.timeout(1), turns.turn():
        pass
