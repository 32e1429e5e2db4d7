"""Of several bots on one database one tells the erased person; who cannot tell gives it back at once."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest

from storage.records import PersonId
from storage.retention import erasure_notices
from storage.retention.forget import forget
from tests.fakes import new_person


@asynccontextmanager
async def shared(storage):
    """A transaction of the same rows that says it is a database of several bots."""
    async with storage.db.write() as tx:
        yield SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), execute=tx.execute)


async def taken(storage, person_id, now) -> bool:
    async with shared(storage) as tx:
        return await erasure_notices.take(tx, person_id, now)


async def handed_back(storage, person_id):
    async with shared(storage) as tx:
        await erasure_notices.hand_back(tx, person_id)


@pytest.fixture
async def erased(storage):
    """Two people who asked to be forgotten, and are."""
    people = [(await new_person(storage, user)).id for user in ("ada", "bob")]
    for person_id in people:
        await forget(storage, person_id)
    return people


async def test_while_one_bot_tells_no_other_does_and_a_dead_one_is_followed_to_the_second(storage, clock, erased):
    ada, _ = erased
    assert await taken(storage, ada, clock.now()) is True
    assert await taken(storage, ada, clock.now()) is False
    last = clock.advance(erasure_notices.TELLING_LASTS - timedelta(seconds=1))
    assert await taken(storage, ada, last) is False
    clock.advance(seconds=1)
    assert await taken(storage, ada, clock.now()) is True


async def test_what_could_not_be_told_is_anybodys_at_once_and_nobody_elses_notice_is_touched(storage, clock, erased):
    ada, bob = erased
    assert [await taken(storage, each, clock.now()) for each in erased] == [True, True]
    await handed_back(storage, ada)
    assert await taken(storage, bob, clock.now()) is False
    assert await taken(storage, ada, clock.now()) is True


async def test_a_notice_that_is_told_or_never_was_is_nobodys(storage, clock, erased):
    ada, bob = erased
    async with storage.db.write() as tx:
        await erasure_notices.delivered(tx, ada)
    assert await taken(storage, ada, clock.now()) is False
    assert await taken(storage, PersonId("0" * 32), clock.now()) is False
    await handed_back(storage, PersonId("0" * 32))  # harms nothing
    assert await taken(storage, bob, clock.now()) is True


async def test_the_one_bot_of_a_sqlite_file_may_try_again_at_once(storage, clock, erased):
    async with storage.db.write() as tx:
        assert await erasure_notices.take(tx, erased[0], clock.now()) is True
        assert await erasure_notices.take(tx, erased[0], clock.now()) is True
