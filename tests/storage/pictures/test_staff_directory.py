"""What may stand in a directory is what its owners say now; what was handed over and may not is listed as to remove."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import withdrawal
from storage.consent import ledger
from storage.db import schema
from storage.people.export import my_data
from storage.pictures import cases, staff_directory, variants
from storage.pictures.registry import Registry
from storage.records import Purpose, VariantState
from storage.retention.forget import forget
from storage.retention.purge import purge
from tests.fakes import new_person, say_yes
from tests.storage.life import given
from tests.storage.samples import keep_variant

LIST = "the staff list"
PRINT = "0f" * 32


async def approved(storage, user="ada"):
    person = await new_person(storage, user)
    variant = await keep_variant(storage, person.id, fingerprint=PRINT)
    return person, variant, await given(storage, person.id, variant, LIST)


async def now_in(storage, recipient=LIST):
    """(ids that may stand, ids to remove)"""
    async with storage.db.read() as tx:
        now = storage.clock.now()
        standing = await staff_directory.standing(tx, recipient, now)
        return [e.id for e in standing], [e.id for e in await staff_directory.to_remove(tx, recipient, now)]


async def withdrawn(storage, person, _variant):
    async with storage.db.write() as tx:
        await withdrawal.withdraw(tx, person.id, [Purpose.DIRECTORY], storage.clock.now())


async def forgotten(storage, person, _variant):
    await forget(storage, person.id)


async def marked(storage, person, variant, state=VariantState.REJECTED):
    async with storage.db.write() as tx:
        await variants.mark(tx, person.id, variant.id, state, storage.clock.now())


async def no_longer_approved(storage, person, variant):
    await marked(storage, person, variant, VariantState.READY)


async def date_reached(storage, _person, _variant):
    storage.clock.advance(days=91)
    await purge(storage)


async def put_on_hold(storage, _person, _variant):
    hits = await Registry().find(storage, PRINT)
    async with storage.db.write() as tx:
        await cases.open_(tx, hits, storage.clock.now())


async def erased_by_the_operator(storage, person, variant):
    await put_on_hold(storage, person, variant)
    await cases.erase(storage, 1)


WAYS_OUT = (
    withdrawn, forgotten, marked, no_longer_approved, date_reached, put_on_hold, erased_by_the_operator,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way.__name__)
async def test_every_way_out_lists_the_picture_as_one_to_remove(storage, way):
    person, variant, stable = await approved(storage)
    assert await now_in(storage) == ([stable], [])
    await way(storage, person, variant)
    assert await now_in(storage) == ([], [stable])


async def test_a_picture_only_no_longer_kept_here_still_may_stand_there(storage):
    _, _, stable = await approved(storage)
    storage.clock.advance(days=60)
    await purge(storage)
    assert await now_in(storage) == ([stable], [])


async def test_what_was_never_handed_over_need_not_be_removed(storage):
    person, variant, stable = await approved(storage)
    async with storage.db.write() as tx:
        await tx.execute(sa.delete(schema.directory_exports))
    await withdrawn(storage, person, variant)
    assert await now_in(storage) == ([], []), stable


async def test_a_yes_is_to_one_recipient_and_another_is_another_yes(storage):
    person, variant, stable = await approved(storage)
    assert await now_in(storage, "the press") == ([], [])
    other = await given(storage, person.id, variant, "the press")
    assert other != stable
    assert await now_in(storage) == ([], [stable])
    assert await now_in(storage, "the press") == ([other], [])


async def test_a_new_yes_after_a_withdrawal_brings_no_earlier_picture_back(storage):
    person, variant, first = await approved(storage)
    await withdrawn(storage, person, variant)
    await say_yes(storage, person.id, {Purpose.DIRECTORY})
    assert await now_in(storage) == ([], [first])


async def test_with_the_last_picture_taken_out_the_yes_ends(storage):
    person, variant, _ = await approved(storage)
    await marked(storage, person, variant)
    async with storage.db.read() as tx:
        assert Purpose.DIRECTORY not in await ledger.living(tx, person.id)


async def test_sabotage_a_yes_closed_behind_the_ledger_s_back_is_no_yes(storage):
    _, _, stable = await approved(storage)
    async with storage.db.write() as tx:
        closed = sa.update(schema.consents).where(schema.consents.c.purpose == Purpose.DIRECTORY)
        await tx.execute(closed.values(withdrawn_at=storage.clock.now()))
    assert await now_in(storage) == ([], [stable])


async def test_of_two_people_only_the_one_who_left_is_listed(storage):
    person, variant, first = await approved(storage)
    _, _, second = await approved(storage, "bob")
    await withdrawn(storage, person, variant)
    assert await now_in(storage) == ([second], [first])


async def test_the_receipt_lists_what_stays_and_the_recipient_hears_of_it_until_after_the_date(storage):
    person, _, stable = await approved(storage)
    receipt = await forget(storage, person.id)
    assert "directory_picture" in receipt.left
    assert receipt.directory_pictures == (stable,)
    assert stable in receipt.as_json().decode()
    storage.clock.advance(timedelta(days=90) + staff_directory.TOLD_AFTER + timedelta(days=1))
    await purge(storage)
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(schema.directory_exports))).first() is None


async def test_somebody_who_handed_nothing_over_leaves_no_number(storage):
    person = await new_person(storage, "bob")
    receipt = await forget(storage, person.id)
    assert "directory_picture" not in receipt.left
    assert receipt.directory_pictures == ()


async def test_my_data_tells_of_it(storage):
    person, _, stable = await approved(storage)
    assert stable.encode() in await my_data(storage, person.id)
    assert LIST.encode() in await my_data(storage, person.id)
