"""No poison pill: what fails for a cause of its own is set aside and told, and everything else flows."""

from __future__ import annotations

import time

import pytest

from bot.conversation.events import JobEnded
from bot.ports import Commanded, DoorClosed, PostRefused, Typed
from bot.shell import outcomes, set_aside, strikes, timers
from bot.shell.strikes import TELL_AT, Strikes
from storage.people import conversations
from storage.queue import outbox
from storage.records import JobId, OutcomeKind
from tests.bot.shell.test_deliver import crash, inexact, keys, note, posts_of, queue, restart

LINE = "candid outbox"


@pytest.fixture
def notices(bench):
    told: list[str] = []
    object.__setattr__(bench.shell, "notice", told.append)
    bench.delivery = type(bench.delivery)(bench.shell, bench.shell.platforms["headless"])
    bench.runner.strikes._notice = told.append
    return told


@pytest.fixture
async def person(bench, notices):
    await bench.does(Commanded(name="headshot"))
    return await bench.person()


async def held(bench) -> list[str]:
    async with bench.storage.db.read() as tx:
        return [row.error for row in await outbox.held(tx)]


def unreadable(key: str) -> None:
    if key == "status-reading":
        raise KeyError("an answer that the platform's library cannot read")


async def settled(bench) -> None:
    while await bench.delivery.carry():
        pass


@pytest.mark.parametrize("exact", [True, False])
async def test_one_message_that_breaks_is_set_aside_and_told_and_the_next_one_goes_out(
    bench, person, notices, exact
) -> None:
    platform = bench.shell.platforms["headless"] if exact else inexact(bench)
    posts_of(platform, unreadable)
    await queue(bench, person, note("status-reading"))
    await queue(bench, person, note("status-done"))
    await settled(bench)
    assert keys(bench) == ["status-done", set_aside.TOLD]
    assert await held(bench) == ["defect.KeyError"]
    assert [line for line in notices if LINE in line and "defect.KeyError" in line]


async def test_the_sabotage_a_delivery_that_lets_a_defect_through_stops_everybody(bench, person, monkeypatch) -> None:
    async def raise_it(_aside, _row, code) -> None:
        raise KeyError(code)

    posts_of(bench.shell.platforms["headless"], unreadable)
    monkeypatch.setattr(set_aside.SetAside, "for_its_own_cause", raise_it)
    await queue(bench, person, note("status-reading"))
    with pytest.raises(KeyError):
        await bench.delivery.carry()


async def test_an_operator_sends_again_by_hand_what_was_set_aside(bench, person, clock) -> None:
    platform = bench.shell.platforms["headless"]
    post = platform.post
    posts_of(platform, unreadable)
    await queue(bench, person, note("status-reading"))
    await settled(bench)
    platform.post = post
    async with bench.storage.db.write() as tx:
        assert await outbox.release(tx, clock.now()) == 1
    await settled(bench)
    assert keys(bench) == [set_aside.TOLD, "status-reading"]
    assert await held(bench) == []


async def test_a_message_about_a_message_is_not_told_about_in_turn(bench, person) -> None:
    def everything(_key: str) -> None:
        raise PostRefused("invalid")

    posts_of(bench.shell.platforms["headless"], everything)
    await queue(bench, person, note("status-reading"))
    await settled(bench)
    assert await held(bench) == ["invalid", "invalid"], "the message, and what would have told of it"


async def test_a_question_that_cannot_be_read_at_the_start_holds_back_nobody(bench, person, monkeypatch) -> None:
    platform = inexact(bench)
    await bench.does(Commanded(name="headshot"), "ben")
    await queue(bench, person, note())
    await queue(bench, await bench.person("ben"), note("status-done"))
    await crash(bench, monkeypatch, "deliver.before_call")
    hers = bench.room.address("ada")
    find = platform.find

    async def found(address, key):
        if address == hers:
            raise KeyError("an answer that the platform's library cannot read")
        return await find(address, key)

    platform.find = found
    await (await restart(bench)).carry()
    await settled(bench)
    assert [message.outgoing.text.key for message in bench.sees("ben")][1:] == ["status-done"]
    assert keys(bench) == ["went-wrong"], "asked in vain, so it goes out again and says so"
    assert bench.sees()[-1].outgoing.lines


async def test_behind_a_closed_door_everything_waits_in_order_after_one_try(bench, person) -> None:
    platform = bench.shell.platforms["headless"]
    tries: list[str] = []
    post = platform.post

    def closed(key: str) -> None:
        tries.append(key)
        raise DoorClosed("dm_closed")

    posts_of(platform, closed)
    for key in ("went-wrong", "status-done"):
        await queue(bench, person, note(key))
    await settled(bench)
    assert (tries, await held(bench)) == (["went-wrong"], [outbox.DOOR + "dm_closed"] * 2)
    platform.post = post
    await bench.does(Typed(text="help"))
    assert keys(bench)[:2] == ["went-wrong", "status-done"], "what waited comes before the answer"
    assert await held(bench) == []


async def test_what_was_refused_for_a_cause_of_its_own_does_not_come_back_with_the_next_word(bench, person) -> None:
    def invalid(key: str) -> None:
        if key == "status-reading":
            raise PostRefused("invalid")

    posts_of(bench.shell.platforms["headless"], invalid)
    await queue(bench, person, note("status-reading"))
    await settled(bench)
    await bench.does(Commanded(name="status"))
    assert await held(bench) == ["invalid"]


async def test_two_people_are_both_through_before_an_error_of_everybody_comes_out(bench, person, monkeypatch) -> None:
    """A row in the middle of its call must not be taken up a second time by the next look."""
    import asyncio

    from storage.errors import StorageBusy

    await bench.does(Commanded(name="headshot"), "ben")
    ben = await bench.person("ben")
    platform = bench.shell.platforms["headless"]
    post, gate = platform.post, asyncio.Event()

    async def slowly(address, key, message):
        if address == bench.room.address("ben"):
            await gate.wait()
            return await post(address, key, message)
        asyncio.get_running_loop().call_soon(gate.set)
        raise StorageBusy

    async def busy(*_args):
        raise StorageBusy

    platform.post = slowly
    monkeypatch.setattr(bench.delivery, "_refused", busy)
    await queue(bench, person, note())
    await queue(bench, ben, note("status-done"))
    with pytest.raises(StorageBusy):
        await bench.delivery.carry()
    assert [message.outgoing.text.key for message in bench.sees("ben")][1:] == ["status-done"]


# --- outcomes and timers ----------------------------------------------------------------------------------------------


async def two_outcomes(bench) -> None:
    await bench.does(Commanded(name="headshot"), "ben")
    ada, ben = await bench.person(), await bench.person("ben")
    async with bench.storage.db.write() as tx:
        for who in (ada, ben):
            await outcomes.outcomes.add(
                tx, who.id, OutcomeKind.JOB_DONE, JobId(f"job-of-{who.id}"), "", bench.storage.clock.now()
            )


async def test_an_outcome_that_cannot_be_read_holds_back_its_person_alone(bench, person, notices, monkeypatch) -> None:
    ada = await bench.person()
    await two_outcomes(bench)

    async def broken(_tx, outcome):
        if outcome.person_id == ada.id:
            raise ValueError("a row of its own kind")
        return JobEnded(job_id=outcome.job_id, lane="generate", outcome="done", error="")

    monkeypatch.setattr(outcomes, "_event", broken)
    bench.heard.clear()
    assert await outcomes.catch_up(bench.runner) == 1
    assert [type(event) for event in bench.heard] == [JobEnded]
    assert await outcomes.catch_up(bench.runner) == 0, "it rests; nothing turns in circles"
    now = time.monotonic()
    bench.runner.strikes._clock = lambda: now
    for _ in range(TELL_AT):
        now += strikes.LONGEST_PAUSE_S
        await outcomes.catch_up(bench.runner)
    assert len([line for line in notices if "ValueError" in line]) == 1


async def test_a_timer_that_cannot_be_read_holds_back_no_other(bench, person, monkeypatch) -> None:
    await bench.does(Commanded(name="headshot"), "ben")
    ada, ben = await bench.person(), await bench.person("ben")
    now = bench.storage.clock.now()
    async with bench.storage.db.write() as tx:
        for who in (ada, ben):
            await conversations.set_timer(tx, who.id, "session.remind", "", now)
    fire, fired = timers._fire, []

    async def broken(runner, timer):
        if timer.person_id == ada.id:
            raise ValueError("a row of its own kind")
        fired.append(timer.person_id)
        await fire(runner, timer)

    monkeypatch.setattr(timers, "_fire", broken)
    await timers.fire_due(bench.runner)
    assert fired == [ben.id]


def test_strikes_grow_and_are_told_once_an_hour() -> None:
    now, told = 0.0, []
    found = Strikes(told.append, lambda: now)
    waits = []
    for _ in range(6):
        found.failed("a", "A timer", ValueError())
        start = now
        while found.rests("a"):
            now += 0.5
        waits.append(now - start)
    assert waits == [1, 2, 4, 8, 16, 32]
    assert len(told) == 1
    found.over("a")
    assert not found.rests("a")


async def test_a_photo_that_breaks_whoever_keeps_it_is_told_in_the_end(bench, monkeypatch) -> None:
    from bot.shell import after_commit

    await bench.consents()

    async def broken(*_args):
        raise KeyError("an answer that the platform's library cannot read")

    monkeypatch.setattr(bench.shell.platforms["headless"], "fetch", broken)
    monkeypatch.setattr(after_commit, "TELL_AT", 1)
    await bench.sends_photo()
    assert "not-stored-not_available" in keys(bench)
