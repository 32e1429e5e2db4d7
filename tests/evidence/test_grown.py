"""A seeded sample of deaths on the grown installation, and breaks that its verdicts must notice."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests import s3
from tests.evidence import grown

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not grown.available(), reason="missing: PostgreSQL or weed (docker/test-tools.sh long)"),
]


@pytest.fixture
async def made() -> AsyncIterator[grown.Grown]:
    async with grown.grown() as running:
        await grown.undisturbed(running)
        yield running


async def test_each_part_dies_once_and_nothing_is_lost_doubled_or_left(made: grown.Grown) -> None:
    told = [await grown.death(made, number) for number in range(len(grown.VICTIMS))]
    assert {each.victim for each in told} == set(grown.VICTIMS)
    assert [each.wrong for each in told] == [[]] * len(grown.VICTIMS)


async def test_the_sabotage_what_stays_comes_twice_or_is_lost_is_seen(made: grown.Grown, monkeypatch) -> None:
    client, name = made.store.client(), f"{grown.PREFIX}/notes"
    client.put_object(Bucket=s3.BUCKET, Key=name, Body=b"x")
    begun = client.create_multipart_upload(Bucket=s3.BUCKET, Key=f"{name}-in-parts")
    made.town.people.posted["ada", "a key"] = 2
    doubled, left = await grown._afterwards(made)
    assert doubled == "doubled: 1 ['a key']"
    assert name in left
    assert f"{name}-in-parts" in left
    client.delete_object(Bucket=s3.BUCKET, Key=name)
    client.abort_multipart_upload(Bucket=s3.BUCKET, Key=f"{name}-in-parts", UploadId=begun["UploadId"])
    assert await grown._afterwards(made) == []
    # without a worker a person is lost
    monkeypatch.setattr(grown, "AGAIN_S", 1.0)
    monkeypatch.setattr(grown, "PATIENCE_S", 2.0)
    await made.town.stop_workers()
    told = await grown.death(made, 0)
    assert told.wrong[0].startswith("lost: TimeoutError")
