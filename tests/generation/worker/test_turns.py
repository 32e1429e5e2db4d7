"""Photos beside each other: one that takes long to read keeps nobody waiting, and each is measured in its turn."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Sequence

import numpy as np
import pytest

from generation import pipeline
from generation.errors import PhotoRefused
from generation.intake.decode import Decoded
from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto
from generation.worker import running_job
from generation.worker.turns import Turns
from storage.queue import jobs
from storage.records import Finding, InspectRequest, JobState, Lane, PersonId, Severity, UploadClaim
from storage.store import Storage
from tests.fakes import PATIENCE_S, keep_photo, new_person
from tests.generation.worker.test_process import job_in, working

LONG_S, SHORT_S = 60.0, 0.05
READ = Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=UploadClaim.NONE)
REFUSED = CheckedPhoto(
    accepted=False, findings=(Finding(code="unreadable", severity=Severity.REFUSE, value=None, limit=None, unit=""),)
)
SLOW, GOOD = b"takes long to read", b"a good photo"


async def sent(storage: Storage, person_id: PersonId, data: bytes) -> str:
    photo = await keep_photo(storage, person_id, data)
    request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person_id, Lane.INSPECT, request, key=photo.id, now=storage.clock.now())


@pytest.mark.parametrize("at_once", [2, 1])
async def test_a_file_that_takes_long_to_read_keeps_the_next_person_waiting_for_nothing(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """The slow file is read until the other photo is measured; the sabotage reads one at a time, and it never is."""
    monkeypatch.setattr(running_job, "PATIENCE_S", LONG_S)
    monkeypatch.setattr(running_job, "READ_AT_ONCE", at_once)
    reading, measured = threading.Event(), threading.Event()

    def read(data: bytes) -> Decoded:
        if data != SLOW:
            return READ
        reading.set()
        measured.wait(SHORT_S * 30 if at_once == 1 else PATIENCE_S)
        raise PhotoRefused("unreadable")

    def check_photo(*_args: object, **_options: object) -> CheckedPhoto:
        measured.set()
        return REFUSED

    monkeypatch.setattr(pipeline, "check_photo", check_photo)
    async with working(storage, read=read):
        await sent(storage, (await new_person(storage, "attacker")).id, SLOW)
        assert await asyncio.to_thread(reading.wait, PATIENCE_S)
        await sent(storage, (await new_person(storage, "next")).id, GOOD)
        seen = await asyncio.to_thread(measured.wait, SHORT_S * 20 if at_once == 1 else PATIENCE_S)
    assert seen is (at_once == 2)


@pytest.mark.parametrize("in_turn", [True, False])
async def test_a_persons_next_photo_is_compared_with_the_one_before_it(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, in_turn: bool
) -> None:
    """Both are read at once; the sabotage lets them be measured at once, and they know nothing of each other."""
    known, both = list[int](), threading.Barrier(2, timeout=SHORT_S * 20)

    def check_photo(_read: Decoded, others: Sequence[bytes], *_args: object, **_options: object) -> CheckedPhoto:
        known.append(len(others))
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait()
        looks = DrawnLooks(contact_sheet=b"sheet", looks=("plain",))
        return CheckedPhoto(accepted=True, findings=(), sheet=lambda: looks)

    @contextlib.asynccontextmanager
    async def at_once(_turns: Turns) -> AsyncIterator[None]:
        yield

    monkeypatch.setattr(running_job, "PATIENCE_S", LONG_S)
    monkeypatch.setattr(pipeline, "check_photo", check_photo)
    if not in_turn:
        monkeypatch.setattr(Turns, "taken", at_once)
    person = await new_person(storage)
    asked = [await sent(storage, person.id, each) for each in (GOOD, GOOD + b" again")]
    async with working(storage):
        for job_id in asked:
            await job_in(storage, person.id, job_id, JobState.DONE)
    assert known == ([0, 1] if in_turn else [0, 0])


async def test_a_turn_that_takes_long_is_over_and_given_back_once() -> None:
    turns = Turns(SHORT_S)
    order = list[str]()

    async def take(name: str, until: asyncio.Event) -> None:
        async with turns.taken():
            order.append(name)
            await until.wait()

    never, at_once = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(take("slow", never))
    at_once.set()
    async with asyncio.timeout(PATIENCE_S):
        await asyncio.gather(*(take(name, at_once) for name in ("second", "third")))
    assert order == ["slow", "second", "third"]
    never.set()
    await slow
    assert not turns._lock.locked()
