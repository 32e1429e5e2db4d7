"""One turn: heard once, saved whole or not at all, one person at a time."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest

from bot.conversation import machine
from bot.ports import Commanded, Pressed, Typed
from bot.shell import runner as runner_module
from bot.shell import store
from bot.shell.hearing import Hearing
from bot.texts import complete_languages
from storage.errors import DiskFull
from storage.people import conversations, persons
from storage.queue import expected
from tests.bot.shell.parts import arrive
from tests.fakes import PATIENCE_S


async def test_a_repeated_delivery_is_heard_once(bench) -> None:
    await bench.does(Commanded(name="headshot"), event_id="e1")
    await bench.does(Commanded(name="headshot"), event_id="e1")
    assert len(bench.sees()) == 1


async def test_a_delivery_repeated_after_forgetting_makes_nobody_known_again(bench) -> None:
    await bench.consents()
    await bench.does(Commanded(name="forget-me"))
    erase = Pressed(action=bench.button("forget.erase"))
    await bench.does(erase, event_id="the-last")
    await bench.does(erase, event_id="the-last")
    assert await bench.person() is None
    assert await bench.storage.keys.held() == frozenset()


async def test_the_same_event_id_of_another_platform_is_another_event(bench) -> None:
    async with bench.storage.db.write() as tx:
        await conversations.seen(tx, "discord", "e1", bench.storage.clock.now())
    await bench.does(Commanded(name="headshot"), event_id="e1")
    assert len(bench.sees()) == 1


async def test_a_turn_that_fails_leaves_nothing_and_is_taken_again(bench, monkeypatch) -> None:
    async def no_room(*_args) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(store, "save_state", no_room)
        bench.room.say("ada", Commanded(name="headshot"), event_id="e1")
        with pytest.raises(DiskFull):
            await arrive(bench.runner, bench.room.inbox.take())
    await bench.settle()
    assert bench.sees() == []
    hearing = Hearing(bench.runner)
    await hearing.take_up()
    await hearing.close(PATIENCE_S)
    await bench.settle()
    assert len(bench.sees()) == 1


async def test_a_defect_in_one_turn_is_told_and_does_not_come_back(bench, monkeypatch) -> None:
    def broken(*_args):
        raise RuntimeError

    with monkeypatch.context() as defect:
        defect.setattr(machine, "step", broken)
        await bench.does(Commanded(name="headshot"), event_id="e1")
    (sorry,) = bench.sees()
    assert sorry.outgoing.text.key == runner_module.SORRY
    await bench.does(Commanded(name="headshot"), event_id="e1")
    assert len(bench.sees()) == 1


async def test_a_state_of_another_version_leads_to_a_fresh_start_that_says_so(bench) -> None:
    await bench.does(Commanded(name="headshot"))
    person = await bench.person()
    async with bench.storage.db.write() as tx:
        await conversations.save(tx, person.id, 999, {"from": "the future"}, bench.storage.clock.now())
    await bench.does(Typed(text="hello"))
    assert "fresh-start" in {message.outgoing.text.key for message in bench.sees()}


async def test_a_turn_that_feeds_itself_for_ever_is_stopped(bench, monkeypatch) -> None:
    from bot.conversation.events import StateUnreadable
    from bot.shell.perform import Later

    async def endless(*_args) -> Later:
        return Later(events=(StateUnreadable(),))

    monkeypatch.setattr(runner_module, "perform", endless)
    await bench.does(Commanded(name="headshot"))
    (sorry,) = bench.sees()
    assert sorry.outgoing.text.key == runner_module.SORRY


async def test_two_people_at_once_do_not_mix(bench) -> None:
    for user in ("ada", "ben"):
        bench.room.say(user, Commanded(name="headshot"))
    arrivals = [bench.room.inbox.take() for _ in range(2)]
    await asyncio.gather(*(arrive(bench.runner, arrival) for arrival in arrivals))
    await bench.settle()
    await bench.does(Pressed(action=bench.button("purpose.cv", "ada")), "ada")
    assert bench.sees("ada")[-1].outgoing.text.key == "consent-gate"
    assert [m.outgoing.text.key for m in bench.sees("ben")] == [bench.sees("ada")[0].outgoing.text.key]


async def test_what_one_person_does_is_taken_in_the_order_they_did_it(bench) -> None:
    await bench.does(Commanded(name="headshot"))
    bench.room.say("ada", Pressed(action=bench.button("purpose.profile")))
    session = bench.button("purpose.profile").partition(":")[2]
    bench.room.say("ada", Pressed(action=f"consent.show:{session}"))
    arrivals = [bench.room.inbox.take() for _ in range(2)]
    await asyncio.gather(*(arrive(bench.runner, arrival) for arrival in arrivals))
    await bench.settle()
    assert bench.form("consent.give")


async def test_somebody_who_is_being_erased_is_not_listened_to(bench) -> None:
    import sqlalchemy as sa

    from storage.db import schema

    await bench.does(Commanded(name="headshot"))
    before = len(bench.sees())
    async with bench.storage.db.write() as tx:
        await tx.execute(sa.update(schema.persons).values(erasing=True))
    await bench.does(Commanded(name="headshot"))
    assert len(bench.sees()) == before


async def test_whoever_comes_back_while_the_clock_erases_them_is_heard_as_somebody_new(bench) -> None:
    """The sabotage: without the waiting the word is lost, as above."""
    import sqlalchemy as sa

    from storage.retention.erasure_start import begin_by_clock
    from storage.retention.forget import forget_all

    await bench.does(Commanded(name="headshot"))
    before = await bench.person()
    assert await begin_by_clock(bench.storage, before.id, if_still=sa.true(), with_messages=False)
    bench.room.say("ada", Commanded(name="help"))
    arriving = asyncio.create_task(arrive(bench.runner, bench.room.inbox.take()))
    await asyncio.sleep(0)
    await forget_all(bench.storage, [before.id])
    await arriving
    await bench.settle()
    assert bench.sees()[-1].outgoing.text.key == "help-head"
    assert (await bench.person()).id != before.id


async def test_who_comes_from_a_region_is_not_offered_the_language_they_are_spoken_to_in(bench) -> None:
    await bench.does(Commanded(name="headshot"), locale="en-GB")
    offered = [each.action for each in bench.sees()[-1].outgoing.buttons if each.action.startswith("language.")]
    assert offered == [f"language.set:{other}" for other in complete_languages() if other != "en"]


async def test_a_person_keeps_the_language_their_platform_named_first(bench) -> None:
    await bench.does(Commanded(name="headshot"), locale="de")
    person = await persons.find(bench.storage, bench.room.address("ada"))
    assert person.language == "de"
    assert bench.sees()[0].language == "de"


# --- nothing else changes a person's state --------------------------------------------------------------------------

HERE = Path(runner_module.__file__).parents[1]


def writes_a_state(source: str) -> bool:
    """Whether it calls ``conversations.save`` or ``save_state``, by whatever name of the module."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = {ast.unparse(call) for call in calls}
    return any(name.rpartition(".")[2] == "save_state" or name.endswith("conversations.save") for name in names)


def test_only_the_runner_writes_a_state() -> None:
    """That nobody else steps the machine is an import contract (tests/house/test_walls.py)."""
    writers = {str(path.relative_to(HERE)) for path in HERE.rglob("*.py") if writes_a_state(path.read_text())}
    assert writers == {"shell/runner.py", "shell/store.py"}


@pytest.mark.parametrize(
    "line",
    [
        "await store.save_state(tx, person_id, state, now)",
        "await conversations.save(tx, person_id, 6, {}, now)",
        "await people.conversations.save(tx, person_id, 6, {}, now)",
    ],
)
def test_somebody_else_who_writes_one_is_seen(line: str) -> None:
    assert writes_a_state(f"async def somewhere():\n    {line}\n")
    assert not writes_a_state("async def somewhere():\n    await conversations.load(tx, person_id)\n")


async def a_worker_hears_of_it(bench) -> bool:
    """Whether a worker was told since this was last asked that somebody is being asked for a photo."""
    return await bench.storage.waker.wait(expected.PHOTO, 0.01)


async def test_workers_are_told_that_somebody_is_asked_for_a_photo_and_of_nothing_else(bench) -> None:
    await bench.does(Commanded(name="help"))
    assert not await a_worker_hears_of_it(bench)
    await bench.consents()
    assert await a_worker_hears_of_it(bench)


async def test_sabotage_workers_that_are_told_nothing_are_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(expected, "photo", lambda _tx: None)
    with pytest.raises(AssertionError):
        await test_workers_are_told_that_somebody_is_asked_for_a_photo_and_of_nothing_else(bench)
