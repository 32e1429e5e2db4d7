from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.queue import outbox
from tests.fakes import new_person


async def put(storage, person, key, **values):
    async with storage.db.write() as tx:
        await outbox.put(
            tx,
            person_id=person.id,
            platform="web",
            key=key,
            verb=values.pop("verb", "post"),
            payload={"said": key},
            now=storage.clock.now(),
            **values,
        )


async def due(storage, platform="web"):
    async with storage.db.read() as tx:
        return await outbox.due(tx, platform, storage.clock.now(), 99)


async def keys_due(storage):
    return [row.key for row in await due(storage)]


async def send(storage, row, ref):
    async with storage.db.write() as tx:
        await outbox.sending(tx, row, storage.clock.now())
    async with storage.db.write() as tx:
        await outbox.sent(tx, row.id, ref)


async def test_what_is_put_comes_out_once_in_order(storage):
    person = await new_person(storage)
    for key in ("first", "second", "first"):
        await put(storage, person, key)
    assert await keys_due(storage) == ["first", "second"]
    (row, _) = await due(storage)
    assert (row.payload, row.state, row.attempts) == ({"said": "first"}, outbox.PENDING, 0)


def test_the_states_are_stored_by_these_words():
    """Rows outlive a version: another word for the same state would make them unreadable."""
    states = (outbox.PENDING, outbox.SENDING, outbox.SENT, outbox.FAILED, outbox.GONE)
    assert states == ("pending", "sending", "sent", "failed", "gone")


async def test_a_platform_sees_only_its_own(storage):
    await put(storage, await new_person(storage), "k")
    assert await due(storage, "discord") == []


async def test_a_message_that_must_wait_holds_back_what_comes_after_it_for_this_person_only(storage, clock):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    await put(storage, ada, "question")
    await put(storage, ada, "answer")
    await put(storage, bob, "other")
    (question, *_) = await due(storage)
    async with storage.db.write() as tx:
        await outbox.sending(tx, question, clock.now())
    assert await keys_due(storage) == ["other"]
    async with storage.db.write() as tx:
        await outbox.retry(tx, question, clock.now().replace(hour=10))
    assert await keys_due(storage) == ["other"]
    clock.advance(hours=1)
    assert await keys_due(storage) == ["question", "answer", "other"]


async def test_a_failed_message_does_not_hold_back_the_rest(storage):
    person = await new_person(storage)
    await put(storage, person, "refused")
    await put(storage, person, "next")
    async with storage.db.write() as tx:
        await outbox.fail(tx, (await outbox.due(tx, "web", storage.clock.now(), 1))[0], "blocked")
    assert await keys_due(storage) == ["next"]


async def test_a_call_cut_off_by_a_crash_is_found_stuck(storage):
    person = await new_person(storage)
    await put(storage, person, "k")
    (row,) = await due(storage)
    async with storage.db.write() as tx:
        await outbox.sending(tx, row, storage.clock.now())
    assert await due(storage) == []
    async with storage.db.write() as tx:
        (stuck,) = await outbox.stuck(tx, "web")
        assert (stuck.id, stuck.attempts) == (row.id, 1)
        await outbox.mark_maybe_twice(tx, stuck)
        await outbox.retry(tx, stuck, storage.clock.now())
    (again,) = await due(storage)
    assert again.maybe_twice


async def states(storage):
    async with storage.db.read() as tx:
        rows = await tx.execute(sa.select(schema.outbox.c.state, schema.outbox.c.ref).order_by(schema.outbox.c.id))
        return [tuple(row) for row in rows]


async def late(storage, clock):
    async with storage.db.read() as tx:
        return [row.key for row in await outbox.stuck(tx, "web", clock.now())]


async def test_a_call_is_nobody_else_s_until_its_time_is_over_and_it_may_take_longer(storage, clock):
    await put(storage, await new_person(storage), "k")
    (row,) = await due(storage)
    async with storage.db.write() as tx:
        assert await outbox.sending(tx, row, clock.now())
        assert not await outbox.sending(tx, row, clock.now())
    clock.advance(seconds=3)
    assert await late(storage, clock) == []
    async with storage.db.write() as tx:
        assert await outbox.still_sending(tx, row, clock.now())
    clock.advance(seconds=3)
    assert await late(storage, clock) == []
    clock.advance(seconds=1)
    assert await late(storage, clock) == ["k"]
    async with storage.db.write() as tx:
        assert not await outbox.still_sending(tx, row, clock.now()), "another bot may have it by now"


WRITES = {
    "retry": lambda tx, row: outbox.retry(tx, row, row.created_at),
    "fail": lambda tx, row: outbox.fail(tx, row, "late"),
    "hold": lambda tx, row: outbox.hold(tx, row, "late"),
    "say it may be twice": outbox.mark_maybe_twice,
}


@pytest.mark.parametrize("late_one", WRITES)
@pytest.mark.parametrize("read", ["before the call", "in the call"])
async def test_whoever_is_late_changes_nothing_of_a_row_that_is_settled_or_another_s(storage, clock, late_one, read):
    """What it read is old: meanwhile the message was sent, or is being sent by another bot."""
    await put(storage, await new_person(storage), "k")
    (listed,) = await due(storage)
    async with storage.db.write() as tx:
        await outbox.sending(tx, listed, clock.now())
    async with storage.db.read() as tx:
        (calling,) = await outbox.stuck(tx, "web")
    old = listed if read == "before the call" else calling
    async with storage.db.write() as tx:
        await outbox.retry(tx, calling, clock.now())
    (again,) = await due(storage)
    async with storage.db.write() as tx:
        assert await outbox.sending(tx, again, clock.now())
        await WRITES[late_one](tx, old)
    assert await states(storage) == [("sending", "")]
    async with storage.db.write() as tx:
        assert await outbox.sent(tx, again.id, "m1")
        await WRITES[late_one](tx, old)
        found = (await tx.execute(sa.select(schema.outbox))).mappings().one()
    assert (found["state"], found["ref"], found["error"], found["maybe_twice"]) == ("sent", "m1", "", False)


async def test_the_sabotage_without_that_look_a_message_that_was_sent_goes_out_again(storage, clock, monkeypatch):
    await put(storage, await new_person(storage), "k")
    (row,) = await due(storage)
    await send(storage, row, "m1")
    monkeypatch.setattr(outbox, "_as_it_was", lambda _row: sa.true())
    async with storage.db.write() as tx:
        await outbox.retry(tx, row, clock.now())
    assert await keys_due(storage) == ["k"]


async def test_of_a_message_that_stands_the_second_copy_is_taken_back(storage, clock):
    await put(storage, await new_person(storage), "k")
    (row,) = await due(storage)
    async with storage.db.write() as tx:
        await outbox.sending(tx, row, clock.now())
        assert await outbox.sent(tx, row.id, "m1")
        assert await outbox.sent(tx, row.id, "m1"), "found by another bot: the very same message"
        assert not await outbox.sent(tx, row.id, "m2")
    assert await states(storage) == [("sent", "m1")]


async def test_the_messages_that_stand_are_found_by_slot_and_by_subject(storage):
    person = await new_person(storage)
    await put(storage, person, "status", slot="status")
    await put(storage, person, "picture", subject="variant-1")
    for row, ref in zip(await due(storage), ("m1", "m2"), strict=True):
        await send(storage, row, ref)
    async with storage.db.write() as tx:
        assert await outbox.refs_of(tx, person.id, slot="status") == ["m1"]
        assert await outbox.refs_of(tx, person.id, subject="variant-1") == ["m2"]
        await outbox.gone(tx, person.id, "m2")
        assert await outbox.refs_of(tx, person.id, subject="variant-1") == []
        with pytest.raises(ValueError, match="named"):
            await outbox.refs_of(tx, person.id)


async def test_anothers_messages_are_not_found(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    await put(storage, ada, "k", slot="status")
    await send(storage, (await due(storage))[0], "m1")
    async with storage.db.write() as tx:
        assert await outbox.refs_of(tx, bob.id, slot="status") == []
        await outbox.gone(tx, bob.id, "m1")
        assert await outbox.refs_of(tx, ada.id, slot="status") == ["m1"]


async def test_the_history_shows_an_edited_message_once_where_it_was(storage):
    person = await new_person(storage)
    for key, ref, slot in (("queued", "m1", "status"), ("hello", "m2", ""), ("done", "m1", "status")):
        await put(storage, person, key, slot=slot)
        await send(storage, (await due(storage))[0], ref)
    async with storage.db.read() as tx:
        said = await outbox.history(tx, person.id)
    assert [(row.ref, row.payload["said"]) for row in said] == [("m1", "done"), ("m2", "hello")]


async def test_what_goes_out_again_has_all_its_tries_and_no_reason_any_more(storage, clock):
    person = await new_person(storage)
    for number, opened in enumerate((outbox.release, None)):
        await put(storage, person, f"k{number}")
        (row,) = await due(storage)
        async with storage.db.write() as tx:
            await outbox.sending(tx, row, storage.clock.now())
            await outbox.hold(tx, row, f"{outbox.DOOR}closed")
        clock.advance(minutes=1)
        async with storage.db.write() as tx:
            released = opened(tx, clock.now()) if opened else outbox.door_opened(tx, person.id, clock.now())
            assert await released == 1
        async with storage.db.read() as tx:
            (again,) = (await tx.execute(sa.select(schema.outbox).where(schema.outbox.c.id == row.id))).all()
        assert (again.state, again.attempts, again.error) == (outbox.PENDING, 0, "")
        assert again.not_before == clock.now()
        await send(storage, row, f"m{number}")


async def test_what_stands_is_found_by_its_reference_and_what_it_is_about(storage, clock):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    await put(storage, ada, "a picture", subject="variant-1")
    await put(storage, ada, "a word")
    await put(storage, bob, "another's", subject="variant-2")
    for number, row in enumerate(await due(storage), start=1):
        await send(storage, row, f"m{number}")
    await put(storage, ada, "not sent yet", subject="variant-3")
    async with storage.db.write() as tx:
        await outbox.gone(tx, ada.id, "m2")
    async with storage.db.read() as tx:
        assert await outbox.refs(tx, ada.id) == {"m1", "m2"}  # also of what is gone
        assert await outbox.subjects(tx, ada.id) == {"m1": "variant-1"}
        assert await outbox.ref_of(tx, ada.id, "a picture") == "m1"
        assert [await outbox.ref_of(tx, ada.id, key) for key in ("a word", "not sent yet", "unknown")] == ["", "", ""]
    (*_, waiting) = await due(storage)
    async with storage.db.write() as tx:
        await outbox.hold(tx, waiting, "unreadable")
        assert await outbox.ref_of(tx, ada.id, "not sent yet") is None


async def test_what_waits_longest_is_the_lag_of_its_platform(storage, clock):
    person = await new_person(storage)
    async with storage.db.read() as tx:
        assert await outbox.lag(tx, clock.now()) == {}
    await put(storage, person, "first")
    async with storage.db.read() as tx:
        assert await outbox.lag(tx, clock.now()) == {"web": 0.0}  # due at this very instant
    clock.advance(seconds=40)
    await put(storage, person, "second")
    async with storage.db.read() as tx:
        assert await outbox.lag(tx, clock.now()) == {"web": 40.0}
    for row in await due(storage):
        await send(storage, row, row.key)
    async with storage.db.read() as tx:
        assert await outbox.lag(tx, clock.now()) == {}


def test_what_a_row_is_to_do_is_stored_by_these_words():
    assert (outbox.POST, outbox.DELETE, outbox.REACT) == ("post", "delete", "react")


async def test_the_row_of_a_message_outlives_the_picture_that_it_shows(storage, clock):
    """By it the message is found when the picture goes, 90 days after it was made at the latest."""
    person = await new_person(storage)
    await put(storage, person, "k")
    async with storage.db.read() as tx:
        expires_at = (await tx.execute(sa.select(schema.outbox.c.expires_at))).scalar_one()
    assert expires_at - clock.now() > timedelta(days=90)
