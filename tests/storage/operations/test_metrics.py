from __future__ import annotations

import re

import pytest

from storage.operations import metrics
from storage.operations.metrics import FEWEST, exposition, figures
from tests.fakes import keep_photo, new_person


async def values(storage):
    return {figure.name: figure.value for figure in await figures(storage)}


@pytest.mark.parametrize(("people", "told"), [(0, None), (FEWEST - 1, None), (FEWEST, 5.0), (FEWEST + 1, 6.0)])
async def test_a_count_under_five_is_not_told(storage, people, told):
    for n in range(people):
        person = await new_person(storage, f"person-{n}")
        await keep_photo(storage, person.id)
    found = await values(storage)
    assert found["people"] == told
    assert found["photos"] == told


async def test_what_is_not_told_is_absent_from_the_exposition(storage):
    await new_person(storage, "ada")
    text = exposition(await figures(storage)).decode()
    assert "candid_people" not in text
    assert "candid_workers 0.0" in text


async def test_the_size_of_one_photo_is_not_told(storage):
    person = await new_person(storage)
    await keep_photo(storage, person.id, b"x" * 1234)
    assert (await values(storage))["vault_megabytes"] == 100.0


async def test_the_exposition_has_no_label_that_could_name_anybody(storage):
    for n in range(FEWEST):
        await new_person(storage, f"person-{n}")
    text = exposition(await figures(storage)).decode()
    assert "{" not in text
    assert not re.search(r"person-\d|[0-9a-f]{32}", text)


async def test_the_sabotage_a_limit_of_one_would_tell(storage, monkeypatch):
    monkeypatch.setattr(metrics, "FEWEST", 1)
    await new_person(storage)
    assert (await values(storage))["people"] == 1.0


async def test_something_overdue_is_seen(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at)
    clock.advance(minutes=5)
    assert (await values(storage))["overdue_seconds"] == 300.0
