"""What a reloaded page may read back: one's own, as it stands, and nothing else."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from bot.shell.chat_history import ShellChatHistory
from storage.errors import StorageBusy
from storage.queue import expected


@pytest.fixture
def memory(bench) -> ShellChatHistory:
    return ShellChatHistory(lambda: bench.shell)


async def test_a_reloaded_page_shows_the_same_messages(bench, memory) -> None:
    await bench.gets_pictures()
    standing = await memory.standing(bench.room.address("ada"))
    assert [each.message.text for each in standing] == [message.text for message in bench.sees()]
    assert [each.ref for each in standing] == [shown.ref for shown in bench.room.shown("ada")]


async def test_a_stranger_has_nothing_to_read(bench, memory) -> None:
    await bench.gets_pictures()
    assert await memory.standing(bench.room.address("eve")) == []


async def test_a_picture_is_read_by_its_owner_only(bench, memory) -> None:
    await bench.gets_pictures()
    object_id = bench.pictures()[0].outgoing.picture.object_id
    assert await memory.picture(bench.room.address("ada"), object_id) == b"plain"
    await bench.gets_pictures("eve")
    assert await memory.picture(bench.room.address("eve"), object_id) is None


async def test_an_expired_picture_is_not_read(bench, memory, clock) -> None:
    await bench.gets_pictures()
    object_id = bench.pictures()[0].outgoing.picture.object_id
    clock.advance(days=7)
    assert await memory.picture(bench.room.address("ada"), object_id) is None


async def test_workers_hear_that_an_empty_page_asks_for_a_photo(bench, memory) -> None:
    await memory.photo_expected()
    assert await bench.storage.waker.wait(expected.PHOTO, 0.0)


async def test_a_busy_disk_only_loses_the_hint(bench, memory, monkeypatch) -> None:
    @asynccontextmanager
    async def busy():
        raise StorageBusy
        yield

    monkeypatch.setattr(bench.storage.db, "write", busy)
    await memory.photo_expected()
    assert not await bench.storage.waker.wait(expected.PHOTO, 0.0)
