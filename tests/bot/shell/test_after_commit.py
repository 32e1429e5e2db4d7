"""What is done after a commit: photos are fetched within the limits, bytes are erased, a crash loses none of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Commanded, PostRefused, Pressed, Submitted, Typed, Upload
from bot.settings import BotSettings
from bot.shell import store, timers, todo, usage_limits
from bot.shell.runner import Runner
from storage.consent import ledger
from storage.errors import DiskFull
from storage.people import conversations
from storage.pictures import photos
from storage.records import ObjectKind, Purpose
from tests.bot.shell.conftest import Bench
from tests.bot.shell.parts import GOOD_PHOTO


async def held(bench, user="ada"):
    person = await bench.person(user)
    async with bench.storage.db.read() as tx:
        return await photos.list_(tx, person.id, bench.storage.clock.now())


async def objects_of(bench) -> int:
    return len([path for path in bench.storage.vault.blobs.folder.rglob("*") if path.is_file()])


async def promised(bench) -> list[str]:
    async with bench.storage.db.read() as tx:
        waiting = await conversations.due_timers(tx, bench.storage.clock.now() + todo.AGAIN_AFTER)
    return [timer.name for timer in waiting if timer.name.startswith(todo.PREFIX)]


def keys(bench, user="ada"):
    return [message.outgoing.text.key for message in bench.sees(user) if message.outgoing.text]


async def test_a_photo_before_consent_is_not_fetched(bench) -> None:
    await bench.sends_photo()
    await bench.does(Commanded(name="headshot"))
    await bench.sends_photo()
    assert bench.room.fetched == []
    assert await objects_of(bench) == 0


async def test_photos_on_a_form_without_its_ticks_are_not_fetched(bench) -> None:
    await bench.does(Commanded(name="headshot"))
    await bench.does(Pressed(action=bench.button("purpose.profile")))
    await bench.does(Pressed(action=bench.button("consent.show")))
    upload = bench.room.offer(GOOD_PHOTO)
    form = bench.form("consent.give")
    await bench.does(Submitted(action=form, ticked=frozenset({"likeness"}), uploads=(upload,)))
    assert bench.room.fetched == []


async def test_the_shell_asks_for_consent_again_before_it_fetches(bench, monkeypatch) -> None:
    """The second lock, alone: a conversation that forgot to ask gets no byte either."""
    from bot.conversation.phases import photos as phase

    await bench.does(Commanded(name="headshot"))
    monkeypatch.setattr(phase.consent, "covers", lambda *_: True)
    await bench.does(Pressed(action=bench.button("purpose.profile")))
    await bench.sends_photo()
    assert "not-stored-not_available" in keys(bench)
    assert bench.room.fetched == []


async def test_after_consent_the_photo_is_kept_as_it_came(bench) -> None:
    await bench.consents()
    await bench.sends_photo()
    (photo,) = await held(bench)
    assert await bench.storage.vault.read(photo.person_id, photo.object_id) == GOOD_PHOTO


async def test_a_photo_that_says_it_is_too_big_is_not_fetched(bench) -> None:
    await bench.consents()
    upload = bench.room.offer(GOOD_PHOTO)
    await bench.does(Typed(text="", uploads=(Upload(ref=upload.ref, size=usage_limits.MAX_PHOTO_BYTES + 1),)))
    assert bench.room.fetched == []
    assert "not-stored-too_big" in keys(bench)


async def test_a_photo_that_turns_out_too_big_is_not_kept(bench, monkeypatch) -> None:
    monkeypatch.setattr(usage_limits, "MAX_PHOTO_BYTES", 4)
    await bench.consents()
    upload = bench.room.offer(GOOD_PHOTO)
    await bench.does(Typed(text="", uploads=(Upload(ref=upload.ref, size=1),)))
    assert await held(bench) == []
    assert "not-stored-too_big" in keys(bench)


async def test_a_photo_the_platform_no_longer_has_is_told(bench) -> None:
    await bench.consents()
    await bench.does(Typed(text="", uploads=(Upload(ref="gone", size=3),)))
    assert "not-stored-not_available" in keys(bench)


async def test_the_ninth_photo_is_not_fetched(bench) -> None:
    await bench.consents()
    for number in range(8):
        await bench.sends_photo(data=b"photo %d" % number)
    fetched = len(bench.room.fetched)
    await bench.sends_photo()
    assert (fetched, len(bench.room.fetched)) == (8, 8)


async def test_the_shell_counts_the_photos_held_itself(storage, room, worker) -> None:
    bench = Bench(storage, room, worker, settings=BotSettings(_env_file=None, photos_held=1))
    await bench.consents()
    uploads = tuple(bench.room.offer(b"photo %d" % n) for n in range(2))
    person = await bench.person()
    from bot.conversation.effects import KeepPhotos

    async with storage.db.write() as tx:
        todos = await todo.write_down(tx, person.id, KeepPhotos(uploads=uploads), storage.clock.now())
    bench.runner.after_commit.start(todos)
    await bench.runner.after_commit.idle()
    await bench.settle()
    assert len(bench.room.fetched) == 1
    assert "not-stored-too_many_held" in keys(bench)


async def test_past_the_daily_checks_nothing_is_fetched_and_it_says_when_to_come_back(storage, room, worker) -> None:
    bench = Bench(storage, room, worker, settings=BotSettings(_env_file=None, checks_per_day=1))
    await bench.consents()
    await bench.sends_photo()
    await bench.sends_photo(data=b"one too many")
    assert len(bench.room.fetched) == 1
    assert "not-stored-daily_limit" in keys(bench)
    told = next(m for m in bench.sees() if m.outgoing.text.key == "not-stored-daily_limit")
    assert any(name == "again_at" for line in told.outgoing.lines for name, _ in line.args)


async def test_forgetting_is_no_way_around_the_daily_limit(storage, room, worker) -> None:
    bench = Bench(storage, room, worker, settings=BotSettings(_env_file=None, checks_per_day=1))
    await bench.consents()
    await bench.sends_photo()
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    await bench.consents()
    await bench.sends_photo()
    assert len(bench.room.fetched) == 1


async def test_a_full_vault_refuses_before_fetching(bench, monkeypatch) -> None:
    await bench.consents()

    async def full(_size: int) -> bool:
        return False

    monkeypatch.setattr(bench.storage.vault, "has_room", full)
    await bench.sends_photo()
    assert bench.room.fetched == []
    assert "not-stored-vault_full" in keys(bench)


async def test_consent_withdrawn_while_a_photo_is_on_its_way_keeps_nothing(bench, monkeypatch) -> None:
    await bench.consents()
    write = bench.storage.vault.write

    async def slow(person_id, data, kind):
        if kind is ObjectKind.PHOTO:
            async with bench.storage.db.write() as tx:
                await ledger.withdraw(tx, person_id, {Purpose.PROCESSING}, bench.storage.clock.now())
        return await write(person_id, data, kind)

    monkeypatch.setattr(bench.storage.vault, "write", slow)
    await bench.sends_photo()
    assert await held(bench) == []
    assert await objects_of(bench) == 0
    assert await promised(bench) == []


async def test_a_rejected_picture_is_erased_when_its_minute_is_over(bench, clock) -> None:
    await bench.gets_pictures()
    before = await objects_of(bench)
    await bench.votes("reject", bench.pictures()[0])
    assert await objects_of(bench) == before
    clock.advance(seconds=61)
    await bench.settle()
    assert await objects_of(bench) == before - 1
    assert len(bench.pictures()) == 3


async def test_an_erasure_promised_before_a_crash_is_done_after_it(bench, monkeypatch) -> None:
    await bench.gets_pictures()
    before = await objects_of(bench)
    monkeypatch.setattr(bench.runner.after_commit, "start", lambda _todos: None)  # the crash, right after the commit
    await bench.votes("erase", bench.pictures()[0])
    assert await objects_of(bench) == before
    restarted = Runner(bench.shell)
    await timers.resume(restarted)
    await restarted.after_commit.idle()
    assert await objects_of(bench) == before - 1
    assert await promised(bench) == []


async def test_an_erasure_that_fails_is_tried_again_within_seconds(bench, clock, monkeypatch) -> None:
    await bench.gets_pictures()
    before = await objects_of(bench)
    with monkeypatch.context() as full:

        async def fails(*_args) -> None:
            raise DiskFull

        full.setattr(store, "erase_variant", fails)
        await bench.votes("erase", bench.pictures()[0])
    assert await objects_of(bench) == before
    clock.advance(seconds=todo.FIRST_PAUSE.total_seconds())
    await bench.settle()
    assert await objects_of(bench) == before - 1
    assert await promised(bench) == []


def test_the_pauses_of_a_failing_erasure_grow_to_a_minute_and_no_further() -> None:
    pauses = [todo.pause_after(failures).total_seconds() for failures in (1, 2, 3, 7, 1000)]
    assert pauses == [1, 2, 4, 60, 60]


async def test_after_a_restart_erasures_come_first_however_many_timers_are_overdue(bench, clock, monkeypatch) -> None:
    await bench.gets_pictures()
    with monkeypatch.context() as crash:
        crash.setattr(bench.runner.after_commit, "start", lambda _todos: None)
        await bench.sends_photo()
        await bench.votes("erase", bench.pictures()[0])
    person = await bench.person()
    async with bench.storage.db.write() as tx:
        for number in range(200):  # reminders of everybody else, from while the machine was off
            past = clock.now() - timedelta(days=1)
            await conversations.set_timer(tx, person.id, "remind", f"{number}", past)
    begun: list[str] = []
    restarted = Runner(bench.shell)
    monkeypatch.setattr(restarted.after_commit, "start", lambda todos: begun.extend(each.name for each in todos))
    await timers.resume(restarted)
    assert begun == ["shell.EraseVariant", "shell.KeepPhoto"]


async def test_a_photo_on_its_way_in_a_crash_is_asked_for_again(bench, monkeypatch) -> None:
    await bench.consents()
    with monkeypatch.context() as crash:
        crash.setattr(bench.runner.after_commit, "start", lambda _todos: None)
        await bench.sends_photo()
    restarted = Runner(bench.shell)
    await timers.resume(restarted)
    await restarted.after_commit.idle()
    await bench.settle()
    assert bench.room.fetched == []
    assert "not-stored-not_available" in keys(bench)


async def test_forgetting_promised_before_a_crash_is_done_after_it(bench, monkeypatch) -> None:
    await bench.gets_pictures()
    await bench.does(Commanded(name="forget-me"))
    with monkeypatch.context() as crash:
        crash.setattr(bench.runner.after_commit, "start", lambda _todos: None)
        await bench.does(Pressed(action=bench.button("forget.erase")))
    assert await bench.person() is not None
    bench.runner = Runner(bench.shell)
    await timers.resume(bench.runner)
    await bench.settle()
    assert await bench.person() is None
    assert await objects_of(bench) == 0


async def test_the_same_work_is_not_begun_twice_at_once(bench) -> None:
    await bench.consents()
    person = await bench.person()
    fetches = 0

    async def fetch(*_args) -> bytes:
        nonlocal fetches
        fetches += 1
        await asyncio.sleep(0)
        raise PostRefused("not_available")

    bench.shell.platforms["headless"].fetch = fetch
    work = todo.KeepPhoto(id="1" * 32, upload=Upload(ref="r", size=1))
    each = todo.Todo(person_id=person.id, work=work)
    bench.runner.after_commit.start([each, each])
    bench.runner.after_commit.start([todo.read(person.id, each.name, each.subject)])
    await bench.runner.after_commit.idle()
    assert fetches == 1


def test_work_no_version_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="shell"):
        todo.read("p", "shell.Paint", "")
