from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from storage.db.schema import consents, persons, salts
from storage.db.schema import quotas as quotas_table
from storage.people import quotas
from tests.fakes import new_person


async def spend(storage, person, what="job", limit=2):
    async with storage.db.write() as tx:
        return await quotas.spend(tx, storage, person.id, what, limit, storage.clock.now())


async def test_the_limit_is_the_limit_and_says_when_to_come_back(storage, clock):
    person = await new_person(storage)
    assert [(await spend(storage, person)).ok for _ in range(3)] == [True, True, False]
    refused = await spend(storage, person)
    assert refused.again_at == clock.now().replace(hour=0) + timedelta(days=1)


async def test_each_person_and_each_kind_has_its_own(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    assert (await spend(storage, ada, limit=1)).ok
    assert (await spend(storage, bob, limit=1)).ok
    assert (await spend(storage, ada, "check", limit=1)).ok


async def test_a_new_day_starts_afresh(storage, clock):
    person = await new_person(storage)
    await spend(storage, person, limit=1)
    clock.set((await spend(storage, person, limit=1)).again_at)
    assert (await spend(storage, person, limit=1)).ok


async def test_forgetting_is_not_a_way_around_the_limit(storage):
    person = await new_person(storage)
    await spend(storage, person, limit=1)
    async with storage.db.write() as tx:
        await tx.execute(sa.delete(consents))
        await tx.execute(sa.delete(persons))
    again = await new_person(storage)
    assert again.id != person.id
    assert not (await spend(storage, again, limit=1)).ok


async def test_a_counter_does_not_say_whose_it_is_and_is_gone_with_the_day(storage, clock):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    await spend(storage, ada)
    async with storage.db.read() as tx:
        (row,) = (await tx.execute(sa.select(quotas_table))).all()
        lookup = (await tx.execute(sa.select(persons.c.lookup).where(persons.c.id == ada.id))).scalar()
    assert lookup not in row.quota_hash
    assert ada.id not in row.quota_hash
    assert row.expires_at - clock.now() <= timedelta(hours=24)
    clock.set(row.expires_at)
    await spend(storage, bob)
    async with storage.db.read() as tx:
        assert len((await tx.execute(sa.select(quotas_table))).all()) == 1
        assert len((await tx.execute(sa.select(salts))).all()) == 1


async def test_another_day_counts_the_same_person_under_another_name(storage, clock):
    person = await new_person(storage)
    seen = set()
    for _ in range(2):
        await spend(storage, person)
        async with storage.db.read() as tx:
            seen.add((await tx.execute(sa.select(quotas_table.c.quota_hash))).scalar())
        clock.advance(days=1)
    assert len(seen) == 2
