"""Nothing is readable past its ``expires_at``; the purge erases it and the bot's picture messages (design §8.5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import policy
from storage.db import schema
from storage.errors import Expired, NotFound
from storage.people.export import my_data
from storage.pictures import photos, variants
from storage.retention import purge as purging
from storage.retention.purge import purge
from tests.storage.life import live


async def test_at_its_instant_every_door_is_closed_before_any_purge_ran(storage, clock):
    life = await live(storage)
    clock.set(life.variant.expires_at)
    for object_id in (life.photo.object_id, life.variant.object_id):
        with pytest.raises(Expired):
            await storage.vault.read(life.person.id, object_id)
    async with storage.db.read() as tx:
        assert await photos.list_(tx, life.person.id, clock.now()) == []
        assert await variants.list_(tx, life.person.id, clock.now()) == []
    assert b"photo/1" not in await my_data(storage, life.person.id)


async def test_the_purge_erases_it_within_two_minutes_of_running_time(storage, clock):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    clock.advance(policy.PURGE_EVERY)
    await purge(storage)
    with pytest.raises(NotFound):
        await storage.vault.read(life.person.id, life.photo.object_id)
    assert timedelta(minutes=1) >= policy.PURGE_EVERY


async def shown_but_not_taken_back(storage, clock) -> set[str]:
    """Pictures that still stand in the chat once a purge has run after everything of a life expired."""
    life = await live(storage)
    clock.set(life.variant.expires_at)
    clock.advance(policy.PURGE_EVERY)
    await purge(storage)
    async with storage.db.read() as tx:
        rows = (await tx.execute(sa.select(schema.outbox).where(schema.outbox.c.verb == "delete"))).mappings()
        return {"m2", "m3"} - {row["payload"]["ref"] for row in rows}  # the contact sheet and the finished picture


async def test_the_messages_that_showed_it_are_deleted_with_it(storage, clock):
    assert await shown_but_not_taken_back(storage, clock) == set()


async def test_the_sabotage_a_purge_that_leaves_the_chat_alone_is_seen(storage, clock, monkeypatch):
    async def leaves_it(*_, **__):
        return 0

    monkeypatch.setattr(purging, "_queue_message_deletions", leaves_it)
    assert await shown_but_not_taken_back(storage, clock) == {"m2", "m3"}


async def test_the_sabotage_a_vault_that_does_not_look_at_the_clock_would_hand_it_out(storage, clock, monkeypatch):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    early = type("Stopped", (), {"now": lambda self: life.photo.received_at})()
    monkeypatch.setattr(storage.vault, "_clock", early)
    assert await storage.vault.read(life.person.id, life.photo.object_id)


# --- a purge that was killed in the middle: a dead process holds the lease -------------------------------------------


async def minutes_until_erased(storage, clock, monkeypatch) -> int:
    life = await live(storage)
    clock.set(life.photo.expires_at)

    async def dies(_storage):
        raise Killed

    with monkeypatch.context() as killed:
        killed.setattr(purging.expired_files, "erase", dies)
        killed.setattr(purging, "_drop_lease", lambda *_: _nothing())
        with pytest.raises(Killed):
            await purge(storage)
    for minute in range(1, 10):
        clock.advance(policy.PURGE_EVERY)
        if (await purge(storage)).files:
            return minute
    raise AssertionError("never erased")


class Killed(BaseException):
    """The end of the process: nothing after it runs."""


async def _nothing() -> None:
    pass


async def test_a_purge_that_was_killed_delays_the_erasure_by_less_than_two_minutes(storage, clock, monkeypatch):
    assert await minutes_until_erased(storage, clock, monkeypatch) < 2


async def test_the_sabotage_a_lease_of_five_minutes_would_break_the_promise(storage, clock, monkeypatch):
    monkeypatch.setattr(policy, "LEASE", timedelta(minutes=5))
    assert await minutes_until_erased(storage, clock, monkeypatch) > 2
