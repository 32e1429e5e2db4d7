"""A worker for journeys that are about the page: real queue, real vault, drawn pictures, and it can be told to wait.

The happy path runs the real worker; here a picture must be held in the middle of its making, which no real one does.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator

from PIL import Image

from generation import announced
from generation.worker import results
from storage.contact_sheet import TILE, Grid
from storage.errors import StorageError
from storage.ids import new_id
from storage.pictures import photos, variants
from storage.queue import jobs, members, outcomes, workers
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

LOOKS = ("studio_soft", "studio_navy", "canvas_grey", "own")
TONES = ("#b9c4c2", "#8fa3b8", "#b5aea5", "#cfd3c4")


class Painter:
    """``hold``: pictures wait before they are handed in until ``go`` is set. ``engines``: as announced."""

    def __init__(self, storage: Storage, engines: tuple[str, ...] = ("studio",)) -> None:
        self.storage = storage
        self.engines = engines
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
        async with self.storage.db.write() as tx:
            await members.announce(tx, announced.members())
        while True:
            async with self.storage.db.write() as tx:
                info = WorkerInfo(id=self.id, engines=self.engines, seen_at=self.storage.clock.now())
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
        sheet, size = await self._write(person_id, sheet_of(LOOKS), ObjectKind.CONTACT_SHEET)
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
        tone = TONES[LOOKS.index(look) if look in LOOKS else index]
        made, size = await self._write(person_id, drawn(640, 800, tone), ObjectKind.VARIANT)
        before = await self._before(person_id) if request.photo_ids else None
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            expires_at = now + results.kept_for(self.storage, request)
            await self.storage.vault.record(tx, made, person_id, ObjectKind.VARIANT, size, expires_at)
            if before is not None:
                await self.storage.vault.record(tx, before[0], person_id, ObjectKind.BEFORE, before[1], expires_at)
            number = await variants.next_number(tx, person_id)
            variant = picture_of(person_id, claim, index, look, made, now, expires_at, number=number)
            await variants.add(tx, variant if before is None else with_before(variant, before[0]))
            await outcomes.add(tx, person_id, OutcomeKind.VARIANT_READY, claim.job.id, variant.id, now)
            await jobs.hold(tx, claim)

    async def _before(self, person_id: PersonId) -> tuple[ObjectId, int]:
        return await self._write(person_id, drawn(640, 800, "#77705f"), ObjectKind.BEFORE)

    async def _write(self, person_id: PersonId, data: bytes, kind: ObjectKind) -> tuple[ObjectId, int]:
        return await self.storage.vault.write(person_id, data, kind), len(data)


def sheet_of(looks: tuple[str, ...]) -> bytes:
    """A contact sheet: a drawn figure for each look, where a page expects it."""
    grid = Grid(len(looks))
    sheet = Image.new("RGB", grid.size, "#f6f6f6")
    for place in range(len(looks)):
        sheet.paste(Image.open(io.BytesIO(drawn(TILE, TILE, TONES[place]))), grid.corner(place))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=90)
    return out.getvalue()


def with_before(variant, before: ObjectId):
    from dataclasses import replace

    return replace(variant, before_id=before)
