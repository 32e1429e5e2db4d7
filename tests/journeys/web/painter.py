"""A worker for journeys that are about the page: real queue, real vault, drawn pictures, and it can be told to wait.

The happy path runs the real worker; here a picture must be held in the middle of its making, which no real one does.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from generation import results
from storage import photos, variants
from storage.errors import StorageError
from storage.ids import new_id
from storage.queue import jobs, outcomes, workers
from storage.queue.jobs import Claim
from storage.records import (
    GenerateRequest,
    InspectRequest,
    Lane,
    ObjectId,
    ObjectKind,
    OutcomeKind,
    PersonId,
    PhotoState,
    Progress,
    WorkerInfo,
)
from storage.store import Storage
from tests.bot.shell.parts import picture_of
from tests.journeys.web.stage import drawn

LOOKS = ("studio_soft", "gradient_blue", "canvas_grey", "own")
TONES = ("#b9c4c2", "#8fa3b8", "#b5aea5", "#cfd3c4")


class Painter:
    """``hold``: pictures wait before they are handed in until ``go`` is set."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.id = new_id()
        self.go = asyncio.Event()
        self.go.set()
        self.painting = asyncio.Event()

    def hold(self) -> None:
        self.go.clear()

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            async with self.storage.db.write() as tx:
                info = WorkerInfo(id=self.id, engines=("studio",), seen_at=self.storage.clock.now())
                await workers.announce(tx, info)
            for lane in Lane:
                while (claim := await jobs.claim(self.storage, lane, self.id, 30.0)) is not None:
                    with contextlib.suppress(StorageError):
                        await self._do(claim)
            await asyncio.sleep(0.05)

    async def _do(self, claim: Claim) -> None:
        match claim.job.request:
            case InspectRequest() as request:
                await self._check(claim, request)
            case GenerateRequest() as request:
                await self._paint(claim, request)

    async def _check(self, claim: Claim, request: InspectRequest) -> None:
        person_id = claim.job.person_id
        sheet, size = await self._write(person_id, drawn(1200, 400), ObjectKind.CONTACT_SHEET)
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            photo = await photos.get(tx, person_id, request.photo_id)
            await self.storage.vault.record(tx, sheet, person_id, ObjectKind.CONTACT_SHEET, size, photo.expires_at)
            await photos.set_checked(
                tx, person_id, photo.id, PhotoState.ACCEPTED, (), contact_sheet_id=sheet, looks=LOOKS
            )
            await outcomes.add(tx, person_id, OutcomeKind.PHOTO_CHECKED, claim.job.id, photo.id, now)
            await jobs.finish(tx, claim, now)

    async def _paint(self, claim: Claim, request: GenerateRequest) -> None:
        person_id = claim.job.person_id
        for index, look in enumerate(request.looks, start=1):
            progress = Progress(step="checking", picture=index, pictures=len(request.looks), fraction=0.5)
            if await self._told_to_stop(claim, progress):
                return
            await self._hand_in(claim, request, index, look)
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            await outcomes.add(tx, person_id, OutcomeKind.JOB_DONE, claim.job.id, "", now)
            await jobs.finish(tx, claim, now)

    async def _told_to_stop(self, claim: Claim, progress: Progress) -> bool:
        while True:
            pulse = await jobs.heartbeat(self.storage, claim, progress)
            self.storage.waker.hint("progress")
            self.painting.set()
            if pulse.cancel:
                async with self.storage.db.write() as tx:
                    now = self.storage.clock.now()
                    await jobs.settle_cancelled(tx, claim, now)
                    await outcomes.add(tx, claim.job.person_id, OutcomeKind.JOB_CANCELLED, claim.job.id, "", now)
                return True
            if self.go.is_set():
                return False
            await asyncio.sleep(0.05)

    async def _hand_in(self, claim: Claim, request: GenerateRequest, index: int, look: str) -> None:
        person_id = claim.job.person_id
        made, size = await self._write(person_id, drawn(640, 800, TONES[LOOKS.index(look)]), ObjectKind.VARIANT)
        before, before_size = await self._write(person_id, drawn(640, 800, "#77705f"), ObjectKind.BEFORE)
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            expires_at = now + results.kept_for(self.storage, request)
            await self.storage.vault.record(tx, made, person_id, ObjectKind.VARIANT, size, expires_at)
            await self.storage.vault.record(tx, before, person_id, ObjectKind.BEFORE, before_size, expires_at)
            number = await variants.next_number(tx, person_id)
            variant = picture_of(person_id, claim, index, look, made, now, expires_at, number=number)
            await variants.add(tx, with_before(variant, before))
            await outcomes.add(tx, person_id, OutcomeKind.VARIANT_READY, claim.job.id, variant.id, now)
            await jobs.hold(tx, claim)

    async def _write(self, person_id: PersonId, data: bytes, kind: ObjectKind) -> tuple[ObjectId, int]:
        return await self.storage.vault.write(person_id, data, kind), len(data)


def with_before(variant, before: ObjectId):
    from dataclasses import replace

    return replace(variant, before_id=before)
