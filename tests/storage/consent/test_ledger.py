from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.consent import ledger
from storage.db.schema import consents
from storage.records import ConsentSource, Purpose
from tests.fakes import LOCKED_WITHOUT, new_person, say_no, say_yes


async def living(storage, person):
    async with storage.db.read() as tx:
        return await ledger.living(tx, person.id)


async def give_likeness(storage, tx, person, *wording, **more):
    """Agreed to at this instant, in the wording with this hash, in this language."""
    words, now = {Purpose.LIKENESS: wording}, storage.clock.now()
    (given,) = await ledger.give(
        tx, person.id, {Purpose.LIKENESS}, wordings=words, source=ConsentSource.PERSON, now=now, **more
    )
    return given


async def test_each_purpose_is_given_and_taken_back_by_itself(storage):
    person = await new_person(storage, consent={Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON})
    await say_no(storage, person.id, {Purpose.COMPARISON})
    assert await living(storage, person) == LOCKED_WITHOUT


async def test_the_history_keeps_what_was_taken_back(storage, clock):
    person = await new_person(storage)
    withdrawn_at = clock.advance(hours=1)
    await say_no(storage, person.id, {Purpose.LIKENESS})
    await say_yes(storage, person.id, {Purpose.LIKENESS})
    async with storage.db.read() as tx:
        likeness = [c for c in await ledger.history(tx, person.id) if c.purpose is Purpose.LIKENESS]
    assert [c.withdrawn_at for c in likeness] == [withdrawn_at, None]


async def test_saying_yes_twice_to_the_same_words_is_one_yes(storage):
    person = await new_person(storage)
    await say_yes(storage, person.id, LOCKED_WITHOUT)
    async with storage.db.read() as tx:
        assert len(await ledger.history(tx, person.id)) == 2


async def test_a_yes_to_new_words_replaces_the_old_yes(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await give_likeness(storage, tx, person, "1" * 64, "de")
        found = [c for c in await ledger.history(tx, person.id) if c.purpose is Purpose.LIKENESS]
    assert sorted((c.wording_hash[0], c.withdrawn_at is None) for c in found) == [("0", False), ("1", True)]


async def test_the_database_knows_only_one_living_yes_per_purpose(storage):
    person = await new_person(storage)
    row = {
        "id": "another",
        "person_id": person.id,
        "purpose": Purpose.LIKENESS,
        "wording_hash": "",
        "language": "en",
        "source": ConsentSource.PERSON,
        "given_at": storage.clock.now(),
    }
    with pytest.raises(sa.exc.IntegrityError):
        async with storage.db.write() as tx:
            await tx.execute(sa.insert(consents).values(row))


async def test_what_was_agreed_to_at_one_moment_is_listed_in_the_order_in_which_it_is_asked(storage):
    """Their ids are random: by them, each receipt would have an order of its own."""
    person = await new_person(storage, consent=tuple(reversed(Purpose)))
    async with storage.db.read() as tx:
        assert [each.purpose for each in await ledger.history(tx, person.id)] == list(Purpose)


async def test_what_is_given_is_told_and_the_history_says_about_what_and_with_which_name(storage, clock):
    person = await new_person(storage)
    clock.advance(minutes=1)
    async with storage.db.write() as tx:
        given = await give_likeness(storage, tx, person, "2" * 64, "fr", signature=b"a sealed name", about="a photo")
        last = (await ledger.history(tx, person.id))[-1]
    assert given == last
    assert (last.about, last.signature, last.language) == ("a photo", b"a sealed name", "fr")
