"""Ids: in the order of time where that is wanted, and never to be guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.ids import id_of_instant, new_id
from tests.fakes import keep_photo, new_person

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_ids_of_later_instants_come_later():
    made = [id_of_instant(NOON + timedelta(milliseconds=step)) for step in range(100)]
    assert made == sorted(made)
    assert {len(each) for each in made} == {32}


def test_an_id_begins_with_its_millisecond_as_uuids_of_version_7_do():
    assert int(id_of_instant(NOON)[:12], 16) == 1_796_126_400_000  # by `date -d 2026-12-01T12:00Z +%s`


def test_of_one_instant_ten_bytes_are_drawn_at_random():
    drawn = [bytes.fromhex(id_of_instant(NOON)[12:]) for _ in range(2000)]
    assert len(set(drawn)) == 2000
    for place in range(10):
        assert len({each[place] for each in drawn}) > 240


def test_an_id_without_an_instant_holds_none():
    assert len({new_id()[:4] for _ in range(200)}) > 150


async def test_photos_and_files_come_in_the_order_of_time(storage, clock):
    """So that a purge of what came together changes few pages. Sabotage: with random ids two orders differ."""
    person = await new_person(storage)
    kept = []
    for _ in range(6):
        kept.append(await keep_photo(storage, person.id))
        clock.advance(seconds=1)
    assert [each.id for each in kept] == sorted(each.id for each in kept)
    assert [each.object_id for each in kept] == sorted(each.object_id for each in kept)
