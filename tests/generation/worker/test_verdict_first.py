"""A photo's verdict is stored and told before its looks are drawn; the looks follow in the same job."""

from __future__ import annotations

import asyncio
import threading

import pytest

from generation import photo_looks, pipeline
from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto
from generation.worker import results
from generation.worker.run_job import Work
from storage.errors import NotFound
from storage.pictures import photos
from storage.queue import jobs, outcomes
from storage.records import InspectRequest, JobId, JobState, Lane, OutcomeKind, Photo, PhotoState, Purpose
from storage.store import Storage
from tests.fakes import PATIENCE_S, keep_photo, new_person, say_no
from tests.generation.worker.test_process import job_in, working
from tests.generation.worker.test_results import files

LOOKS = DrawnLooks(contact_sheet=b"sheet", looks=("plain", "office"))


class Easel:
    """Stands in for the pipeline's two steps: the verdict is given at once, the looks only when ``go`` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.drawing = threading.Event(), threading.Event()
        self.checked = self.drawn_again = 0
        monkeypatch.setattr(pipeline, "check_photo", self._check)
        monkeypatch.setattr(photo_looks, "again", self._again)

    def _check(self, *_args: object, **_options: object) -> CheckedPhoto:
        self.checked += 1
        return CheckedPhoto(accepted=True, findings=(), sheet=self._draw)

    def _draw(self) -> DrawnLooks:
        self.drawing.set()
        assert self.go.wait(PATIENCE_S)
        return LOOKS

    def _again(self, *_args: object, **_options: object) -> DrawnLooks:
        self.drawn_again += 1
        return LOOKS


async def sent(storage: Storage) -> tuple[Photo, JobId]:
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
    async with storage.db.write() as tx:
        return photo, await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="check", now=storage.clock.now())


async def now(storage: Storage, photo: Photo) -> Photo:
    async with storage.db.read() as tx:
        return await photos.get(tx, photo.person_id, photo.id)


async def heard(storage: Storage) -> list[OutcomeKind]:
    """What the bot hears now."""
    async with storage.db.write() as tx:
        waiting = await outcomes.pending(tx, 10)
        return [each.kind for each in waiting if await outcomes.handled(tx, each.id)]


async def until_drawing(easel: Easel) -> None:
    assert await asyncio.to_thread(easel.drawing.wait, PATIENCE_S)


async def test_the_verdict_is_told_before_the_looks_and_the_looks_follow(storage: Storage, monkeypatch) -> None:
    easel = Easel(monkeypatch)
    photo, job_id = await sent(storage)
    async with working(storage):
        await until_drawing(easel)  # a verdict that waited for the looks would not be there yet
        verdict = await now(storage, photo)
        assert (verdict.state, verdict.looks, verdict.contact_sheet_id) == (PhotoState.ACCEPTED, (), None)
        assert verdict.checked_at is not None
        assert await heard(storage) == [OutcomeKind.PHOTO_CHECKED]
        easel.go.set()
        await job_in(storage, photo.person_id, job_id, JobState.DONE)
    assert await heard(storage) == [OutcomeKind.LOOKS_DRAWN]
    drawn = await now(storage, photo)
    assert drawn.looks == LOOKS.looks
    assert drawn.contact_sheet_id is not None
    assert await storage.vault.read(photo.person_id, drawn.contact_sheet_id) == LOOKS.contact_sheet


async def test_a_bot_that_comes_late_hears_both_at_once(storage: Storage, monkeypatch) -> None:
    easel = Easel(monkeypatch)
    easel.go.set()
    photo, job_id = await sent(storage)
    async with working(storage):
        await job_in(storage, photo.person_id, job_id, JobState.DONE)
    assert await heard(storage) == [OutcomeKind.PHOTO_CHECKED]
    assert (await now(storage, photo)).looks == LOOKS.looks


async def test_a_worker_that_ends_between_the_two_is_followed_by_one_that_draws_the_looks_alone(
    storage: Storage, clock, monkeypatch
) -> None:
    easel = Easel(monkeypatch)
    photo, job_id = await sent(storage)
    claim = await jobs.claim(storage, Lane.INSPECT, "worker", 30.0)
    assert claim is not None
    await results.store_check(storage, claim, photo, CheckedPhoto(accepted=True, findings=(), sheet=easel._draw))
    clock.advance(seconds=31)
    async with working(storage):
        await job_in(storage, photo.person_id, job_id, JobState.DONE)
    assert (easel.checked, easel.drawn_again) == (0, 1)
    assert (await now(storage, photo)).looks == LOOKS.looks
    assert await heard(storage) == [OutcomeKind.PHOTO_CHECKED]


@pytest.mark.parametrize("asked_again", [True, False])
async def test_looks_are_not_stored_once_the_person_said_no(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, asked_again: bool
) -> None:
    """The sabotage takes the consent that was there at first for the one that is there now."""
    easel = Easel(monkeypatch)
    photo, job_id = await sent(storage)
    async with working(storage) as worker:
        await until_drawing(easel)
        if not asked_again:
            request = InspectRequest(photo_id=photo.id, comparison=False, language="en")

            async def as_before(_work: Work, _claim: object) -> InspectRequest:
                return request

            monkeypatch.setattr(Work, "_allowed", as_before)
        await say_no(storage, photo.person_id, [Purpose.LIKENESS])
        worker._jobs[0].stop = False  # whatever the pulse has heard: the consent itself is asked
        easel.go.set()
        ended = await job_in(storage, photo.person_id, job_id, JobState.CANCELLED, JobState.DONE)
    assert (ended.state is JobState.CANCELLED) is asked_again
    assert bool((await now(storage, photo)).looks) is not asked_again


async def test_looks_of_a_photo_erased_meanwhile_leave_no_file(storage: Storage, monkeypatch) -> None:
    easel = Easel(monkeypatch)
    photo, job_id = await sent(storage)
    async with working(storage):
        await until_drawing(easel)
        await storage.vault.erase(photo.person_id, [photo.object_id])
        before = await asyncio.to_thread(files, storage)
        easel.go.set()
        await job_in(storage, photo.person_id, job_id, JobState.FAILED)
    assert await asyncio.to_thread(files, storage) == before
    with pytest.raises(NotFound):
        await now(storage, photo)
