"""No photo waits for the networks: they are ready when it comes, and rest when none does."""

from __future__ import annotations

import asyncio

import pytest

from generation.errors import WeightsMissing
from generation.vision import networks
from generation.worker import expecting
from generation.worker.threads import Threads
from storage.queue import expected
from storage.store import Storage
from tests.fakes import PATIENCE_S
from tests.generation.worker.test_process import working


class Networks:
    """What the worker asked of them, in its order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, trouble: Exception | None = None) -> None:
        self._loop, self._trouble = asyncio.get_running_loop(), trouble
        self.asked: asyncio.Queue[str] = asyncio.Queue()
        monkeypatch.setattr(networks, "ready", lambda _enough: self._ask("ready"))
        monkeypatch.setattr(networks, "rest", lambda: self._ask("rest"))

    def _ask(self, what: str) -> None:
        self._loop.call_soon_threadsafe(self.asked.put_nowait, what)
        if self._trouble is not None and what == "ready":
            raise self._trouble

    async def next(self) -> str:
        return await asyncio.wait_for(self.asked.get(), PATIENCE_S)


async def somebody_is_asked(storage: Storage) -> None:
    async with storage.db.write() as tx:
        expected.photo(tx)


async def test_the_networks_are_ready_before_a_photo_comes(storage: Storage, monkeypatch) -> None:
    asked = Networks(monkeypatch)
    async with working(storage):
        await somebody_is_asked(storage)
        assert await asked.next() == "ready"


@pytest.mark.parametrize("busy", [True, False])
async def test_whether_a_photo_is_there_already_is_asked_meanwhile(storage: Storage, monkeypatch, busy: bool) -> None:
    loop, said = asyncio.get_running_loop(), asyncio.Queue[bool]()
    monkeypatch.setattr(networks, "ready", lambda enough: loop.call_soon_threadsafe(said.put_nowait, enough()))
    stopping, threads = asyncio.Event(), Threads(1)
    expecting_photos = asyncio.create_task(expecting.expect_photos(storage, threads, stopping, lambda: busy))
    await somebody_is_asked(storage)
    assert await asyncio.wait_for(said.get(), PATIENCE_S) is busy
    stopping.set()
    await expecting_photos
    threads.close()


async def test_without_a_photo_they_rest_again(storage: Storage, monkeypatch) -> None:
    monkeypatch.setattr(expecting, "WAIT_S", 0.001)
    asked = Networks(monkeypatch)
    async with working(storage):
        await somebody_is_asked(storage)
        assert [await asked.next(), await asked.next()] == ["ready", "rest"]


async def test_a_network_that_cannot_be_loaded_ends_no_worker(storage: Storage, monkeypatch) -> None:
    asked = Networks(monkeypatch, trouble=WeightsMissing("face_mesh"))
    async with working(storage):
        for _ in range(2):
            await somebody_is_asked(storage)
            assert await asked.next() == "ready"


async def test_sabotage_a_worker_that_does_not_listen_is_seen(storage: Storage, monkeypatch) -> None:
    monkeypatch.setattr(expected, "PHOTO", "elsewhere")
    asked = Networks(monkeypatch)
    async with working(storage):
        storage.waker.hint("photo_soon")  # as a bot of this version says it
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asked.asked.get(), 0.3)
