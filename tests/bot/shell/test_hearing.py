"""What a person did is written down, acknowledged, and then done: once, in their order, whenever the process dies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
import sqlalchemy as sa

from bot.ports import Arrival, Commanded, Incoming, Noticed, Pressed, Reacted, Submitted, Typed, Upload
from bot.shell import hearing, payload
from bot.shell.app import running
from bot.shell.hearing import Hearing
from bot.shell.runner import SORRY, Runner
from bot.terms import OPEN, Terms
from storage.db import schema
from storage.errors import DiskFull, StorageBusy
from storage.people import inbox
from tests.bot.shell.parts import arrive, shell_of
from tests.fakes import PATIENCE_S

FIRST, SECOND = Commanded(name="help"), Commanded(name="status")


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    monkeypatch.setattr(hearing, "AGAIN_S", 0.0)


async def waiting(storage) -> int:
    async with storage.db.read() as tx:
        return (await tx.execute(sa.select(sa.func.count()).select_from(schema.inbox))).scalar_one()


def said(room, event: Incoming, event_id: str) -> Arrival:
    return Arrival(address=room.address("ada"), event_id=event_id, event=event)


class Dying(Runner):
    """Every turn of it is cut off before its commit, as by a power cut."""

    async def turn(self, *_given: object) -> None:
        await asyncio.Event().wait()


async def dies_before_its_turns(storage, room, *arrivals: Arrival) -> list[bool]:
    """Everything is written down, and nothing of it done, when the process ends. Returns what its sender was told."""
    left, told = Hearing(Dying(shell_of(storage, room))), asyncio.Queue[bool]()
    for arrival in arrivals:
        await left.listen(replace(arrival, written=told.put_nowait))
    async with asyncio.timeout(PATIENCE_S):
        kept = [await told.get() for _ in arrivals]
    await left.close(0.0)
    return kept


async def done_after_a_start(storage, room, *again: Arrival) -> list[Incoming]:
    heard: list[Incoming] = []
    async with running(shell_of(storage, room, heard=lambda _person, event: heard.append(event))):
        for arrival in again:
            room.inbox.put(arrival)
    return heard


# --- a process that dies between the row and the turn ---------------------------------------------------------------


async def survives_a_death(storage, room) -> None:
    """Two things of one person are done once each, in their order, although one of them is said again."""
    arrivals = [said(room, FIRST, "e1"), said(room, SECOND, "e2")]
    await dies_before_its_turns(storage, room, *arrivals)
    assert await done_after_a_start(storage, room, arrivals[0]) == [FIRST, SECOND]
    assert await waiting(storage) == 0
    assert await done_after_a_start(storage, room, *arrivals) == []


async def test_what_was_written_down_is_done_once_and_in_order_after_a_death(storage, room) -> None:
    await survives_a_death(storage, room)


async def test_the_sabotage_a_start_that_takes_nothing_up_loses_it_and_is_seen(storage, room, monkeypatch) -> None:
    async def nothing(_self: Hearing) -> None: ...

    monkeypatch.setattr(Hearing, "take_up", nothing)
    with pytest.raises(AssertionError):
        await survives_a_death(storage, room)


async def test_the_sabotage_a_turn_that_leaves_its_row_is_done_twice_and_is_seen(storage, room, monkeypatch) -> None:
    async def left(*_given: object) -> bool:
        return True

    monkeypatch.setattr(inbox, "done", left)
    with pytest.raises(AssertionError):
        await survives_a_death(storage, room)


async def test_the_sabotage_rows_in_another_order_are_seen(storage, room, monkeypatch) -> None:
    in_order = inbox.waiting

    async def backwards(*given: object) -> list[inbox.Waiting]:
        return list(reversed(await in_order(*given)))

    monkeypatch.setattr(inbox, "waiting", backwards)
    with pytest.raises(AssertionError):
        await survives_a_death(storage, room)


async def test_two_that_take_the_same_row_do_it_once(bench) -> None:
    """As two bots of one database may, of which one has just taken over."""
    storage = bench.storage
    await dies_before_its_turns(storage, bench.room, said(bench.room, FIRST, "e1"))
    both = [Hearing(Runner(bench.shell)) for _ in range(2)]
    for each in both:
        await each.take_up()
    await asyncio.gather(*(each.close(PATIENCE_S) for each in both))
    assert bench.heard == [FIRST]


async def test_what_another_bot_left_is_found_by_the_loop_after_a_minute(bench, clock) -> None:
    await dies_before_its_turns(bench.storage, bench.room, said(bench.room, FIRST, "e1"))
    leader = Hearing(bench.runner)
    await leader.loop().look()
    await leader.close(PATIENCE_S)
    assert bench.heard == []
    clock.advance(seconds=61)
    await leader.loop().look()
    await leader.close(PATIENCE_S)
    assert bench.heard == [FIRST]


# --- told before the turn, and only when it is written down ----------------------------------------------------------


async def test_it_is_acknowledged_before_its_turn(storage, room) -> None:
    assert await dies_before_its_turns(storage, room, said(room, FIRST, "e1")) == [True]
    assert await waiting(storage) == 1


async def told_of(bench, monkeypatch, *failures: Exception) -> list[bool]:
    """What the sender is told where the first tries to write it down fail."""
    failing, told, put = iter(failures), [], inbox.put

    async def refused(*given: object, **named: object) -> int | None:
        if (failure := next(failing, None)) is not None:
            raise failure
        return await put(*given, **named)

    monkeypatch.setattr(inbox, "put", refused)
    hears = Hearing(bench.runner)
    await hears.listen(replace(said(bench.room, FIRST, "e1"), written=told.append))
    await hears.close(PATIENCE_S)
    return told


async def test_a_database_that_was_locked_once_is_tried_again(bench, monkeypatch) -> None:
    assert await told_of(bench, monkeypatch, StorageBusy()) == [True]
    assert bench.heard == [FIRST]


async def test_what_could_not_be_written_down_is_told_so_that_it_is_said_again(bench, monkeypatch) -> None:
    assert await told_of(bench, monkeypatch, DiskFull(), DiskFull()) == [False]
    assert bench.heard == []
    assert await told_of(bench, monkeypatch) == [True]
    assert bench.heard == [FIRST]


async def test_a_turn_that_a_full_disk_refused_is_tried_until_it_is_taken(bench, monkeypatch) -> None:
    turn, left = Runner.turn, [DiskFull(), StorageBusy(), OSError()]

    async def refused(self: Runner, *given: object) -> None:
        if left:
            raise left.pop()
        await turn(self, *given)

    monkeypatch.setattr(Runner, "turn", refused)
    assert await told_of(bench, monkeypatch) == [True]
    assert bench.heard == [FIRST]


async def test_a_row_that_cannot_be_read_is_told_once_and_holds_nobody_back(bench) -> None:
    await arrive(bench.runner, said(bench.room, FIRST, "e0"))
    await bench.settle()
    await dies_before_its_turns(
        bench.storage, bench.room, said(bench.room, FIRST, "e1"), said(bench.room, SECOND, "e2")
    )
    async with bench.storage.db.write() as tx:
        first = sa.select(sa.func.min(schema.inbox.c.id)).scalar_subquery()
        await tx.execute(sa.update(schema.inbox).where(schema.inbox.c.id == first).values(event=b"x" * 64))
    hears = Hearing(bench.runner)
    await hears.take_up()
    await hears.close(PATIENCE_S)
    await bench.settle()
    assert [shown.outgoing.text.key for shown in bench.sees() if shown.outgoing.text].count(SORRY) == 1
    assert bench.heard == [FIRST, SECOND]
    assert await waiting(bench.storage) == 0


# --- what is kept of it ---------------------------------------------------------------------------------------------

UPLOADS = (Upload(ref="F1", size=5), Upload(ref="F2", size=6))
KINDS: tuple[Incoming, ...] = (
    Commanded(name="verify", argument="this"),
    Pressed(action="vote.approve:1"),
    Submitted(action="consent.give:1", ticked=frozenset({"a", "b"}), chosen=(("look", "x"), ("look", "y"))),
    Submitted(action="consent.give:1", uploads=UPLOADS),
    Typed(text="hello 👋", uploads=UPLOADS),
    Typed(text="", other="sticker"),
    Reacted(emoji="approve", subject="v", added=False),
    Reacted(emoji="approve", subject="v", others=("reject",)),
    Noticed(what="late"),
)
LIMITED = Terms(jobs_per_day=2, looks=frozenset({"plain"}))


@pytest.mark.parametrize("event", KINDS, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("held", [None, OPEN, LIMITED], ids=["as before", "open", "limited"])
def test_it_comes_back_as_it_was(event, held) -> None:
    told = payload.Told(event=event, terms=held, until=datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert payload.decode_told(payload.encode_told(told)) == told


def test_every_kind_of_event_is_tried() -> None:
    assert {type(event) for event in KINDS} == set(get_args(Incoming))


@pytest.mark.parametrize("stored", [b"", b"[]", b"{}", b"null", b'{"kind": "Nobody", "event": {}}', b'{"kind": 1}'])
def test_anything_else_is_refused(stored) -> None:
    with pytest.raises(ValueError, match="nothing that was heard"):
        payload.decode_told(stored)


async def test_a_row_reads_as_nothing_without_the_persons_key(storage, room) -> None:
    words = "words nobody else may read"
    await dies_before_its_turns(storage, room, said(room, Typed(text=words), "e1"))
    async with storage.db.read() as tx:
        (kept,) = (await tx.execute(sa.select(schema.inbox.c.event))).scalars()
    assert words.encode() not in kept
