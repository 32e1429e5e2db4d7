"""The outbox reaches the platform: never lost, and shown twice only where the platform cannot say, and then told."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.platforms.headless.limits import CAPABILITIES
from bot.ports import Commanded, Outgoing, Picture, PostRefused, Text
from bot.shell import deliver
from bot.shell.deliver import Delivery
from bot.shell.perform import say
from storage.db import schema
from storage.ids import new_id
from storage.queue import outbox
from storage.records import ObjectId, ObjectKind

HELLO = Text(key="help-unknown")


@pytest.fixture
async def person(bench):
    await bench.does(Commanded(name="headshot"))
    return await bench.person()


async def queue(bench, person, outgoing: Outgoing) -> None:
    async with bench.storage.db.write() as tx:
        await say(bench.shell, tx, person.id, outgoing)


async def unsay(bench, person, **which) -> None:
    async with bench.storage.db.write() as tx:
        await outbox.put(
            tx,
            person_id=person.id,
            platform="headless",
            key=new_id(),
            verb="delete",
            payload={},
            now=bench.storage.clock.now(),
            **which,
        )


def note(key: str = "went-wrong", **more) -> Outgoing:
    return Outgoing(text=Text(key=key), **more)


def keys(bench) -> list[str]:
    """What stands in the chat after the answer to the first command, from the top."""
    return [message.outgoing.text.key for message in bench.sees()][1:]


def posts_of(platform, refusing) -> list[str]:
    """The keys of the texts the platform took, in the order it took them; ``refusing(text key)`` may raise."""
    taken: list[str] = []
    post = platform.post

    async def watched(address, key, message) -> str:
        refusing(message.outgoing.text.key)
        ref = await post(address, key, message)
        taken.append(message.outgoing.text.key)
        return ref

    platform.post = watched
    return taken


class Dies(BaseException):
    """The process ends here."""


def inexact(bench):
    """A platform that may show a repeated key twice."""
    platform = bench.shell.platforms["headless"]
    platform.capabilities = replace(CAPABILITIES, exact_posting=False)
    bench.delivery = Delivery(bench.shell, platform)
    return platform


async def crash(bench, monkeypatch, at: str) -> None:
    def die(name: str) -> None:
        if name == at:
            raise Dies

    with monkeypatch.context() as dying:
        dying.setattr(deliver, "failpoint", die)
        with pytest.raises(Dies):
            await bench.delivery.carry()


async def restart(bench) -> Delivery:
    bench.delivery = Delivery(bench.shell, bench.shell.platforms["headless"])
    await bench.delivery.recover()
    return bench.delivery


@pytest.mark.parametrize("at", ["deliver.before_call", "deliver.after_call"])
async def test_a_crash_around_the_call_shows_the_message_exactly_once(bench, person, monkeypatch, at) -> None:
    await queue(bench, person, note())
    await crash(bench, monkeypatch, at)
    await (await restart(bench)).carry()
    assert keys(bench) == ["went-wrong"]
    async with bench.storage.db.read() as tx:
        assert await outbox.stuck(tx, "headless") == []


async def test_without_asking_the_platform_a_crash_would_double_the_message(bench, person, monkeypatch) -> None:
    """The sabotage of the test above: a platform that repeats keys and is not asked."""
    platform = bench.shell.platforms["headless"]
    post = platform.post

    async def inexact(address, _key, message) -> str:
        return await post(address, new_id(), message)

    async def forgets(_address, _key) -> None:
        return None

    platform.post, platform.find = inexact, forgets
    await queue(bench, person, note())
    await crash(bench, monkeypatch, "deliver.after_call")
    await (await restart(bench)).carry()
    assert keys(bench) == ["went-wrong", "went-wrong"]


async def test_where_the_platform_will_not_say_the_repetition_says_so_itself(bench, person, monkeypatch) -> None:
    platform = inexact(bench)

    async def mute(_address, _key) -> str:
        raise PostRefused("history_closed")

    platform.find = mute
    await queue(bench, person, note())
    await crash(bench, monkeypatch, "deliver.before_call")
    await (await restart(bench)).carry()
    assert bench.sees()[-1].outgoing.lines == (Text(key=deliver.MAYBE_TWICE),)


async def test_a_message_in_a_slot_is_edited_in_its_place(bench, person) -> None:
    await queue(bench, person, note("status-reading", slot="status:1"))
    await queue(bench, person, note("went-wrong"))
    await queue(bench, person, note("status-done", slot="status:1"))
    await bench.delivery.carry()
    assert keys(bench) == ["status-done", "went-wrong"]


async def test_a_slot_whose_message_was_deleted_by_hand_is_posted_anew(bench, person) -> None:
    await queue(bench, person, note("status-reading", slot="status:1"))
    await bench.delivery.carry()
    await bench.shell.platforms["headless"].delete(bench.room.address("ada"), bench.room.shown("ada")[-1].ref)
    await queue(bench, person, note("status-done", slot="status:1"))
    await bench.delivery.carry()
    assert keys(bench) == ["status-done"]


async def test_unsaying_a_slot_takes_its_message_away_and_the_next_one_is_new(bench, person) -> None:
    await queue(bench, person, note("status-reading", slot="status:1"))
    await unsay(bench, person, slot="status:1")
    await queue(bench, person, note("status-done", slot="status:1"))
    await bench.delivery.carry()
    assert keys(bench) == ["status-done"]


async def test_a_refusal_for_now_holds_back_what_comes_after_it(bench, person, clock) -> None:
    platform = bench.shell.platforms["headless"]
    post = platform.post

    async def busy(*_args) -> str:
        raise PostRefused("rate_limited", retry_after=30)

    platform.post = busy
    await queue(bench, person, note("went-wrong"))
    await queue(bench, person, note("status-done"))
    await bench.delivery.carry()
    platform.post = post
    await bench.delivery.carry()
    assert keys(bench) == []
    clock.advance(seconds=31)
    while await bench.delivery.carry():
        pass
    assert keys(bench) == ["went-wrong", "status-done"]


@pytest.mark.parametrize("exact", [True, False])
async def test_while_only_the_first_is_refused_the_second_waits_for_it(bench, person, clock, exact) -> None:
    """The platform would take the answer at once; the question it refuses for thirty seconds. Others do not wait."""
    platform = bench.shell.platforms["headless"] if exact else inexact(bench)
    await bench.does(Commanded(name="headshot"), "ben")
    ben = await bench.person("ben")
    until = clock.advance(seconds=30)

    def refuse_the_question(key: str) -> None:
        if key == "went-wrong" and clock.now() < until:
            raise PostRefused("rate_limited", retry_after=30)

    clock.advance(seconds=-30)
    taken = posts_of(platform, refuse_the_question)
    for key in ("went-wrong", "status-done"):
        await queue(bench, person, note(key))
    await queue(bench, ben, note("status-reading"))
    for _ in range(3):
        await bench.delivery.carry()
    assert taken == ["status-reading"]
    clock.advance(seconds=31)
    while await bench.delivery.carry():
        pass
    assert taken == ["status-reading", "went-wrong", "status-done"]


@pytest.mark.parametrize("exact", [True, False])
async def test_after_twenty_tries_a_message_is_given_up_and_no_longer_holds_back_the_next(
    bench, person, clock, exact
) -> None:
    """Twenty tries again after the first one: the README promises about an hour."""
    platform = bench.shell.platforms["headless"] if exact else inexact(bench)
    tries: list[str] = []

    def never(key: str) -> None:
        if key == "went-wrong":
            tries.append(key)
            raise PostRefused("rate_limited", retry_after=10)

    taken = posts_of(platform, never)
    await queue(bench, person, note("went-wrong"))
    await queue(bench, person, note("status-done"))
    while not taken and len(tries) < 40:
        await bench.delivery.carry()
        clock.advance(seconds=11)
    assert (len(tries), taken) == (TRIES, ["status-done"])


@pytest.mark.parametrize("why", ["rate_limited", "down"])
async def test_after_twenty_tries_to_take_a_message_back_it_is_told_that_it_stands(bench, person, clock, why) -> None:
    from storage.retention.forget import forget

    platform = bench.shell.platforms["headless"]
    tries: list[str] = []

    async def never(_address, ref) -> None:
        tries.append(ref)
        raise PostRefused("rate_limited", retry_after=10) if why == "rate_limited" else ConnectionResetError

    platform.delete = never
    await forget(bench.storage, person.id)
    while await pending(bench) and len(tries) < 40:
        await bench.delivery.take_back()
        clock.advance(seconds=deliver.LONGEST_PAUSE_S)
    assert len(tries) == TRIES
    assert await told(bench) == ["rate_limited" if why == "rate_limited" else "unreachable"]


TRIES = 21  # the first and twenty more


async def pending(bench) -> int:
    async with bench.storage.db.read() as tx:
        return int((await tx.execute(sa.select(sa.func.count()).select_from(schema.message_deletions))).scalar_one())


async def told(bench) -> list[str]:
    """What the audit says of messages that a platform would not delete."""
    refused = schema.audit.c.action == "message_deletion.refused"
    async with bench.storage.db.read() as tx:
        return list((await tx.execute(sa.select(schema.audit.c.detail).where(refused))).scalars())


async def test_a_refusal_for_good_does_not_hold_back_what_comes_after_it(bench, person) -> None:
    platform = bench.shell.platforms["headless"]
    post = platform.post
    refused: list[str] = []

    async def picky(address, key, message) -> str:
        if not refused:
            refused.append(key)
            raise PostRefused("dm_closed")
        return await post(address, key, message)

    platform.post = picky
    await queue(bench, person, note("went-wrong"))
    await queue(bench, person, note("status-done"))
    await bench.delivery.carry()
    assert keys(bench) == ["status-done"]


async def test_a_line_that_is_down_is_tried_again_later(bench, person, clock) -> None:
    platform = bench.shell.platforms["headless"]
    post = platform.post

    async def down(*_args) -> str:
        raise ConnectionResetError

    platform.post = down
    await queue(bench, person, note())
    await bench.delivery.carry()
    platform.post = post
    clock.advance(seconds=deliver.LONGEST_PAUSE_S)
    await bench.delivery.carry()
    assert keys(bench) == ["went-wrong"]


async def test_a_picture_that_expired_in_the_queue_is_not_shown(bench, person, clock) -> None:
    async with bench.storage.db.write() as tx:
        object_id = await kept(bench, tx, person, hours=1)
    await queue(bench, person, note(picture=picture(object_id)))
    clock.advance(hours=2)
    await bench.delivery.carry()
    assert keys(bench) == []


async def test_a_picture_of_somebody_else_is_not_shown(bench, person) -> None:
    await bench.does(Commanded(name="headshot"), "ben")
    ben = await bench.person("ben")
    async with bench.storage.db.write() as tx:
        object_id = await kept(bench, tx, ben, hours=1)
    await queue(bench, person, note(picture=picture(object_id)))
    await bench.delivery.carry()
    assert keys(bench) == []


async def kept(bench, tx, person, *, hours: float) -> ObjectId:
    from datetime import timedelta

    object_id = await bench.storage.vault.write(person.id, b"picture", ObjectKind.VARIANT)
    expires_at = bench.storage.clock.now() + timedelta(hours=hours)
    await bench.storage.vault.record(tx, object_id, person.id, ObjectKind.VARIANT, 7, expires_at)
    return object_id


def picture(object_id: ObjectId) -> Picture:
    return Picture(
        object_id=object_id, caption=Text(key="caption-strip", args=(("label", "-"),)), alt=Text(key="alt-strip"),
        filename="p.jpg",
    )  # fmt: skip


async def test_the_purge_takes_away_the_messages_of_pictures_it_erased(bench, clock) -> None:
    from storage.retention.purge import purge

    await bench.gets_pictures()
    assert len(bench.pictures()) == 4
    clock.advance(days=8)
    await purge(bench.storage)
    await bench.delivery.carry()
    assert bench.pictures() == []
    assert not any(message.picture for message in bench.sees())


def test_headless_needs_no_second_look() -> None:
    assert CAPABILITIES.exact_posting


async def test_before_a_call_that_could_be_doubled_it_is_written_down(bench, person, monkeypatch) -> None:
    inexact(bench)
    await queue(bench, person, note())
    await crash(bench, monkeypatch, "deliver.before_call")
    async with bench.storage.db.read() as tx:
        assert len(await outbox.stuck(tx, "headless")) == 1


async def test_where_a_repeated_key_is_shown_once_the_post_is_simply_repeated(bench, person, monkeypatch) -> None:
    await queue(bench, person, note())
    await crash(bench, monkeypatch, "deliver.after_call")
    async with bench.storage.db.read() as tx:
        assert await outbox.stuck(tx, "headless") == []
    await (await restart(bench)).carry()
    assert keys(bench).count("went-wrong") == 1


async def test_a_message_on_its_way_to_somebody_just_erased_is_taken_back(bench, person, monkeypatch) -> None:
    from storage.retention.forget import forget

    platform = bench.shell.platforms["headless"]
    post = platform.post

    async def slowly(address, key, message) -> str:
        ref = await post(address, key, message)
        await forget(bench.storage, person.id)
        return ref

    monkeypatch.setattr(platform, "post", slowly)
    await queue(bench, person, note())
    await bench.delivery.carry()
    standing = [shown.message.outgoing.text.key for shown in bench.room.shown("ada")]
    assert "went-wrong" not in standing
