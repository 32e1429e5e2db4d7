from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.errors import CapExceeded, ConsentMissing, Expired, NotFound
from storage.pictures import variants
from storage.records import Purpose, VariantState
from tests.fakes import new_person, say_no
from tests.storage.samples import keep_variant


async def get(storage, person, variant):
    async with storage.db.read() as tx:
        return await variants.get(tx, person.id, variant.id)


async def extend(storage, person, variant, until):
    async with storage.db.write() as tx:
        await variants.extend(tx, person.id, [variant.id], until, storage.clock.now())


async def mark(storage, person, variant, state):
    async with storage.db.write() as tx:
        await variants.mark(tx, person.id, variant.id, state, storage.clock.now())


async def test_a_picture_is_read_as_it_was_written(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    assert await get(storage, person, variant) == variant


async def test_pictures_are_numbered_over_all_jobs(storage):
    person = await new_person(storage)
    for _ in range(3):
        await keep_variant(storage, person.id)
    async with storage.db.read() as tx:
        assert [v.number for v in await variants.list_(tx, person.id, storage.clock.now())] == [1, 2, 3]


async def test_a_job_stores_each_of_its_pictures_once(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id, job_id="job", index=1)
    with pytest.raises(sa.exc.IntegrityError):
        await keep_variant(storage, person.id, job_id="job", index=1)
    async with storage.db.read() as tx:
        assert await variants.of_job(tx, person.id, "job") == [variant]


async def test_a_consent_withdrawn_while_painting_keeps_the_picture_out(storage):
    person = await new_person(storage)
    await say_no(storage, person.id, {Purpose.PROCESSING})
    with pytest.raises(ConsentMissing):
        await keep_variant(storage, person.id)


async def test_the_last_vote_wins(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    for state in (VariantState.REJECTED, VariantState.APPROVED):
        await mark(storage, person, variant, state)
    assert (await get(storage, person, variant)).state is VariantState.APPROVED


async def test_nobody_votes_on_anothers_picture(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    variant = await keep_variant(storage, ada.id)
    with pytest.raises(NotFound):
        await mark(storage, bob, variant, VariantState.REJECTED)
    with pytest.raises(NotFound):
        await extend(storage, bob, variant, variant.expires_at)


async def test_an_expired_picture_takes_no_vote_and_is_not_listed(storage, clock):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    clock.set(variant.expires_at)
    with pytest.raises(Expired):
        await mark(storage, person, variant, VariantState.APPROVED)
    with pytest.raises(Expired):
        await extend(storage, person, variant, variant.expires_at + timedelta(days=1))
    async with storage.db.read() as tx:
        assert await variants.list_(tx, person.id, clock.now()) == []


async def test_keeping_it_longer_keeps_its_bytes_longer(storage, clock):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    await extend(storage, person, variant, variant.expires_at + timedelta(days=7))
    clock.set(variant.expires_at + timedelta(days=1))
    assert await storage.vault.read(person.id, variant.object_id) == b"sealed"


async def test_nothing_is_kept_past_ninety_days_after_it_was_made(storage, clock):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    clock.advance(days=6)
    with pytest.raises(CapExceeded):
        await extend(storage, person, variant, variant.created_at + timedelta(days=90, seconds=1))
    await extend(storage, person, variant, variant.created_at + timedelta(days=90))


async def test_keeping_it_longer_never_keeps_it_shorter(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    await extend(storage, person, variant, variant.expires_at - timedelta(days=1))
    assert (await get(storage, person, variant)).expires_at == variant.expires_at


async def test_erasing_the_bytes_leaves_a_picture_without_bytes(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id)
    await storage.vault.erase(person.id, [variant.object_id])
    assert (await get(storage, person, variant)).object_id is None
