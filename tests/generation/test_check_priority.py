"""Photo checks go first: pictures wait between their steps while a photo is checked, and never for ever."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from generation import pipeline
from generation.check_priority import RightOfWay
from generation.disclosure import seal
from generation.errors import SealBroken
from generation.intake import panel
from generation.intake.decode import WAITING, Decoded, Decoder
from generation.settings import GenerationSettings
from generation.weights import Weights
from generation.worker import running_job
from generation.worker.process_tuning import STEP_ASIDE, step_aside
from generation.worker.serving import loaded
from generation.worker.threads import Threads
from storage.errors import Expired
from storage.queue import jobs
from storage.records import GenerateRequest, InspectRequest, Lane, UploadClaim, Verdict
from storage.store import Storage
from tests.assets.portraits import encoded
from tests.fakes import PATIENCE_S, keep_photo, new_person
from tests.generation import bare
from tests.generation.worker.test_process import working

LONG_S = 60.0
SHORT_S = 0.05


def _priority(of: int = 0) -> int:
    return os.getpriority(os.PRIO_PROCESS, of or threading.get_native_id())


def _giving(way: RightOfWay) -> threading.Thread:
    thread = threading.Thread(target=way.give, daemon=True)
    thread.start()
    thread.join(SHORT_S)
    return thread


def test_pictures_wait_while_photos_are_checked_and_go_on_after_the_last() -> None:
    way = RightOfWay(LONG_S)
    with way.taken():
        with way.taken():
            waiting = _giving(way)
        waiting.join(SHORT_S)
        assert waiting.is_alive(), "one photo is still being checked"
    waiting.join(LONG_S)
    assert not waiting.is_alive()
    way.give()  # at once: nothing would wake it


def test_a_check_that_breaks_gives_the_way_back() -> None:
    way = RightOfWay(LONG_S)
    with contextlib.suppress(ValueError), way.taken():
        raise ValueError
    way.give()


def test_a_flood_of_photos_never_stops_pictures() -> None:
    """The sabotage is the test above: with a long limit the same thread is still waiting."""
    way = RightOfWay(SHORT_S)
    with way.taken():
        waiting = _giving(way)
        waiting.join(LONG_S)
        assert not waiting.is_alive()


# --- where it is given ----------------------------------------------------------------------------------------------


class _Noted(RightOfWay):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self.told = told

    def give(self) -> None:
        self.told.append("give")


def _steps(monkeypatch: pytest.MonkeyPatch, **engine: object) -> list[str]:
    """What a job for one picture does, in order; its seal breaks, which ends it."""
    told: list[str] = []
    asked: list[Callable[[], bool]] = []

    def noted(name: str, result: object = None) -> Callable[..., Any]:
        def does(*_arguments: object, **_named: object) -> object:
            told.append(name)
            return result

        return does

    def render(_look: str) -> object:
        asked[0]()
        told.append("render")
        return SimpleNamespace(edits=None, photo_id="1")

    def open_(*_arguments: object, cancelled: Callable[[], bool], **_named: object) -> object:
        asked.append(cancelled)
        cancelled()
        told.append("open")
        return SimpleNamespace(render=render)

    def sealed(*_arguments: object, **_named: object) -> None:
        told.append("seal")
        raise SealBroken("label")

    monkeypatch.setattr(panel, "measure", noted("measure", SimpleNamespace(photo_id="1")))
    monkeypatch.setattr(seal, "seal", sealed)
    tools = bare.tools(
        decoder=SimpleNamespace(
            read=noted("decode", Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=UploadClaim.NONE))
        ),
        engine=SimpleNamespace(open=open_, **engine),
        safeguards=SimpleNamespace(judge=noted("judge", (Verdict(code="blank", passed=True),))),
        marks=SimpleNamespace(upload=lambda _data: None, about=lambda **_facts: None),
        way=_Noted(told),
    )
    request = GenerateRequest(photo_ids=(), looks=("plain",), engine="studio", purpose="profile", language="en")
    run = pipeline.make_pictures([("1", b"")], request, tools, progress=lambda *_: None, cancelled=lambda: False)
    assert [picture.sealed for picture in run] == [None]
    return told


def test_every_step_of_a_picture_gives_way_first(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = ("decode", "measure", "open", "render", "judge", "seal")
    assert _steps(monkeypatch) == [each for step in steps for each in ("give", step)]


def test_a_device_that_others_wait_for_gives_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _steps(monkeypatch, in_work=2)
    assert told[told.index("measure") + 1 : told.index("judge")] == ["open", "render", "give"]


async def test_a_photo_check_takes_the_way_from_its_first_row_to_its_last(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, checked = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    class Way(RightOfWay):
        @contextlib.contextmanager
        def taken(self) -> Iterator[None]:
            taken.set()
            with super().taken():
                yield
            taken.clear()

    def check_photo(*_args: object, **_options: object) -> None:
        if taken.is_set():
            loop.call_soon_threadsafe(checked.set)
        raise Expired

    monkeypatch.setattr(pipeline, "check_photo", check_photo)
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="photo", now=storage.clock.now())
    async with working(storage, Way()), asyncio.timeout(PATIENCE_S):
        await checked.wait()


@pytest.mark.parametrize("patient", [False, True])
async def test_a_photo_that_takes_long_keeps_nobody_else_waiting(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    """The first photo is held until the second person's is begun; the sabotage waits for it and so never begins."""
    monkeypatch.setattr(running_job, "PATIENCE_S", LONG_S if patient else SHORT_S)
    begun, second = list[str](), threading.Event()

    def check_photo(*_args: object, **_options: object) -> None:
        begun.append(threading.current_thread().name)
        if len(begun) == 2:
            second.set()
        second.wait(SHORT_S * 40 if patient else PATIENCE_S)
        raise Expired

    monkeypatch.setattr(pipeline, "check_photo", check_photo)
    for number in range(2):
        person = await new_person(storage, f"user-{number}")
        photo = await keep_photo(storage, person.id)
        request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
        async with storage.db.write() as tx:
            await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="photo", now=storage.clock.now())
    async with working(storage, RightOfWay()):
        seen = await asyncio.to_thread(second.wait, SHORT_S * 30 if patient else PATIENCE_S)
    assert seen is not patient


# --- priorities -----------------------------------------------------------------------------------------------------


async def test_whatever_makes_pictures_has_the_lowest_priority_and_checks_keep_theirs() -> None:
    threads = Threads(1)
    try:
        assert await threads.run(_priority, Lane.GENERATE) == STEP_ASIDE
        assert await threads.run(_priority, Lane.INSPECT) == _priority()
    finally:
        threads.close()


def test_a_child_started_ahead_by_a_picture_thread_is_no_slower_for_the_next_photo() -> None:
    photo = encoded(np.full((80, 80, 3), 90, np.uint8))
    with Decoder() as decoder:
        with ThreadPoolExecutor(1, initializer=step_aside) as pool:
            pool.submit(decoder.decode, photo).result()
        decoder.start()
        assert [_priority(child.pid) for child in decoder._waiting] == [_priority()] * WAITING


@pytest.mark.parametrize("gives_way", [True, False])
def test_no_child_is_started_ahead_while_a_photo_is_checked_unless_nobody_gives_way(gives_way: bool) -> None:
    photo = encoded(np.full((80, 80, 3), 90, np.uint8))
    way = RightOfWay(LONG_S)
    with Decoder(give_way=way.give) if gives_way else Decoder() as decoder:
        with way.taken():
            decoder.decode(photo)
            started = decoder._start_ahead()
            assert started is not None
            if gives_way:
                with pytest.raises(TimeoutError):
                    started.result(SHORT_S)
                assert len(decoder._waiting) == WAITING - 1
            else:
                started.result(LONG_S)
                assert len(decoder._waiting) == WAITING
        started.result(LONG_S)
        assert len(decoder._waiting) == WAITING


@pytest.mark.weights
def test_a_worker_starts_no_child_while_it_checks_a_photo() -> None:
    with loaded(Weights(GenerationSettings().cache_dir)) as tools:
        assert tools.decoder._give_way == tools.way.give
