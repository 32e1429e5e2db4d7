"""Nobody can see, vote on, export or delete what is another's (design §8.7)."""

from __future__ import annotations

import pytest

from bot.ports import Commanded, Pressed, Reacted, Typed
from bot.shell import store
from storage.errors import NotFound
from storage.people.export import my_data
from storage.pictures import photos, variants
from storage.queue import job_queries
from storage.records import VariantState
from tests.bot.shell.parts import GOOD_PHOTO


@pytest.fixture
async def ada_and_ben(bench):
    """Ada has her pictures, Ben has his."""
    await bench.gets_pictures("ada")
    await bench.gets_pictures("ben")
    return await bench.person("ada"), await bench.person("ben")


async def ada_s(bench, ada):
    async with bench.storage.db.read() as tx:
        now = bench.storage.clock.now()
        return (await photos.list_(tx, ada.id, now))[0], await variants.list_(tx, ada.id, now)


async def test_every_door_of_storage_asks_whose_it_is(bench, ada_and_ben):
    ada, ben = ada_and_ben
    photo, pictures = await ada_s(bench, ada)
    for object_id in (photo.object_id, pictures[0].object_id):
        with pytest.raises(NotFound):
            await bench.storage.vault.read(ben.id, object_id)
    async with bench.storage.db.read() as tx:
        (job, *_) = await job_queries.list_(tx, ada.id)
        for ask in (
            photos.get(tx, ben.id, photo.id),
            variants.get(tx, ben.id, pictures[0].id),
            job_queries.get(tx, ben.id, job.id),
        ):
            with pytest.raises(NotFound):
                await ask


@pytest.mark.many
@pytest.mark.parametrize(
    "attempt",
    [
        lambda v: Reacted(emoji="approve", subject=v.id),
        lambda v: Reacted(emoji="erase", subject=v.id),
        lambda v: Pressed(action=f"vote.approve:{v.id}"),
        lambda v: Pressed(action=f"vote.reject:{v.id}"),
        lambda v: Pressed(action=f"vote.erase:{v.id}"),
        lambda v: Pressed(action=f"vote.files:{v.id}"),
        lambda v: Typed(text=f"erase {v.id}"),
    ],
)
async def test_a_guessed_id_moves_and_hands_over_nothing(bench, ada_and_ben, attempt):
    ada, _ = ada_and_ben
    _, before = await ada_s(bench, ada)
    files = handed_over(bench, "ben")
    await bench.does(attempt(before[0]), "ben")
    _, after = await ada_s(bench, ada)
    assert after == before
    assert await bench.storage.vault.read(ada.id, before[0].object_id)
    assert handed_over(bench, "ben") == files


async def test_erasing_in_another_s_name_erases_nothing(bench, ada_and_ben):
    ada, ben = ada_and_ben
    photo, pictures = await ada_s(bench, ada)
    await store.erase_variant(bench.shell, ben.id, pictures[0].id)
    await store.erase_photos(bench.shell, ben.id, photo.id)
    await bench.storage.vault.erase(ben.id, [photo.object_id, pictures[0].object_id])
    assert await bench.storage.vault.read(ada.id, photo.object_id)
    assert await bench.storage.vault.read(ada.id, pictures[0].object_id)


async def test_one_s_own_data_hold_nothing_of_another(bench, ada_and_ben):
    ada, ben = ada_and_ben
    _, pictures = await ada_s(bench, ada)
    copy = await my_data(bench.storage, ben.id)
    for mark in (ada.id, *(picture.id for picture in pictures), *(picture.object_id for picture in pictures)):
        assert mark.encode() not in copy
    assert GOOD_PHOTO in copy, "Ben sent the same bytes; his own copy is his"


async def test_forgetting_one_leaves_the_other_whole(bench, ada_and_ben):
    ada, _ = ada_and_ben
    photo, before = await ada_s(bench, ada)
    await bench.does(Commanded(name="forget-me"), "ben")
    await bench.does(Pressed(action=bench.button("forget.erase", "ben")), "ben")
    assert await bench.person("ben") is None
    assert (await ada_s(bench, ada))[1] == before
    assert await bench.storage.vault.read(ada.id, photo.object_id) == GOOD_PHOTO


async def test_the_sabotage_a_query_that_forgets_the_person_would_be_seen(bench, ada_and_ben, monkeypatch):
    ada, ben = ada_and_ben
    _, before = await ada_s(bench, ada)
    monkeypatch.setattr(variants, "_mine", lambda _person, ids: (variants.variants.c.id.in_(ids),))
    async with bench.storage.db.write() as tx:
        await variants.mark(tx, ben.id, before[0].id, VariantState.APPROVED, bench.storage.clock.now())
    assert (await ada_s(bench, ada))[1] != before


def handed_over(bench, user: str) -> int:
    return len([file for message in bench.sees(user) for file in message.attachments])
