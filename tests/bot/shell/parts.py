"""Real parts, wired for tests: a bot over the headless room, and a stand-in for the worker that paints nothing.

The queue, its leases and fences, the vault and the consent locks are the real ones; only the pixels are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from bot.platforms.headless.adapter import Headless
from bot.platforms.headless.room import Room
from bot.ports import Arrival
from bot.settings import BotSettings
from bot.shell import hearing
from bot.shell.runner import Runner
from bot.shell.shell import Shell
from generation import announced
from generation.worker import results
from storage.consent.rules import PERSONA_ENGINE
from storage.ids import new_id
from storage.pictures import photos, registry, variants
from storage.queue import jobs, members, outcomes, workers
from storage.queue.jobs import Claim
from storage.records import (
    Backdrop,
    GenerateRequest,
    InspectRequest,
    Lane,
    Note,
    ObjectId,
    ObjectKind,
    OutcomeKind,
    PersonId,
    PhotoState,
    SourceType,
    Variant,
    VariantId,
    VariantState,
    Verdict,
    WorkerInfo,
)
from storage.store import Storage
from tests.storage.samples import STUDIO

LOOKS = ("plain", "soft", "light", "dark")
GOOD_PHOTO = b"a good photo of Ada"
LEASE_S = 30.0


def shell_of(storage: Storage, room: Room, **changes) -> Shell:
    settings = changes.pop("settings", BotSettings(_env_file=None))
    return Shell(storage=storage, settings=settings, platforms={"headless": Headless(room)}, **changes)


async def arrive(runner: Runner, arrival: Arrival) -> None:
    """Written down, and its turn taken at once. Raises what storage raises."""
    row = await hearing.write_down(runner.shell.storage, arrival, runner.shell.settings.language)
    if row is not None:
        await hearing.take(runner, row)


class PaintlessWorker:
    """Takes real jobs and gives real outcomes. ``withhold``: looks that a safeguard refuses; ``refuse``: photos;
    ``roomy``: photos have the pixels for larger pictures.
    """

    def __init__(
        self,
        storage: Storage,
        *,
        refuse: bool = False,
        withhold: frozenset[str] = frozenset(),
        engines: tuple[str, ...] = ("studio",),
        roomy: bool = False,
    ) -> None:
        self.storage = storage
        self.roomy = roomy
        self.refuse = refuse
        self.withhold = withhold
        self.engines = engines
        self.id = new_id()

    async def announce(self) -> None:
        async with self.storage.db.write() as tx:
            await members.announce(tx, announced.members())
        await self.beat()

    async def beat(self) -> None:
        """It is still there."""
        info = WorkerInfo(id=self.id, engines=self.engines, seen_at=self.storage.clock.now())
        async with self.storage.db.write() as tx:
            await workers.announce(tx, info)

    async def work(self) -> int:
        """Everything in the queue now; returns how many jobs."""
        done = 0
        for lane in Lane:
            while (claim := await jobs.claim(self.storage, lane, self.id, LEASE_S)) is not None:
                await self._do(claim)
                done += 1
        return done

    async def _do(self, claim: Claim) -> None:
        match claim.job.request:
            case InspectRequest() as request:
                await self._check(claim, request)
            case GenerateRequest() as request:
                await self._paint(claim, request)

    async def _check(self, claim: Claim, request: InspectRequest) -> None:
        person_id = claim.job.person_id
        async with self.storage.db.read() as tx:
            photo = await photos.get(tx, person_id, request.photo_id)
        await self.storage.vault.read(person_id, photo.object_id)
        sheet = await self.storage.vault.write(person_id, b"sheet", ObjectKind.CONTACT_SHEET)
        now = self.storage.clock.now()
        async with self.storage.db.write() as tx:
            await self.storage.vault.record(tx, sheet, person_id, ObjectKind.CONTACT_SHEET, 5, photo.expires_at)
            await photos.set_checked(
                tx,
                person_id,
                photo.id,
                PhotoState.REFUSED if self.refuse else PhotoState.ACCEPTED,
                (),
                contact_sheet_id=sheet,
                looks=LOOKS,
            )
            await outcomes.add(tx, person_id, OutcomeKind.PHOTO_CHECKED, claim.job.id, photo.id, now)
            await jobs.finish(tx, claim, now)

    async def _paint(self, claim: Claim, request: GenerateRequest) -> None:
        person_id = claim.job.person_id
        if request.replaces is not None:
            await self._move_the_label(claim, request, request.replaces)
            return
        for index, look in enumerate(request.looks, start=1):
            held = look in self.withhold
            made = None if held else await self._picture(person_id, look)
            known_by = None
            if made is not None:
                known_by = await registry.sealed(self.storage, person_id, made, fingerprint_of(look))
            now = self.storage.clock.now()
            async with self.storage.db.write() as tx:
                if made is not None:
                    expires_at = now + self.storage.settings.result_retention
                    await self.storage.vault.record(tx, made, person_id, ObjectKind.VARIANT, 7, expires_at, known_by)
                variant = picture_of(
                    person_id,
                    claim,
                    index,
                    look,
                    made,
                    now,
                    now + self.storage.settings.result_retention,
                    number=await variants.next_number(tx, person_id),
                )
                if self.roomy:
                    variant = replace(variant, edits=replace(variant.edits, notes=(Note.LARGER_POSSIBLE,)))
                await variants.add(tx, variant)
                kind = OutcomeKind.VARIANT_WITHHELD if held else OutcomeKind.VARIANT_READY
                await outcomes.add(tx, person_id, kind, claim.job.id, variant.id, now)
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            await outcomes.add(tx, person_id, OutcomeKind.JOB_DONE, claim.job.id, "", now)
            await jobs.finish(tx, claim, now)

    async def _move_the_label(self, claim: Claim, request: GenerateRequest, variant_id: VariantId) -> None:
        """Through the worker's own door: same fence, same transaction."""
        async with self.storage.db.read() as tx:
            before = await variants.get(tx, claim.job.person_id, variant_id)
        words = f"BACKGROUND REPLACED in {request.label_language}"
        edits = replace(before.edits, label=words)
        data = f"{before.edits.look} {request.placement} {request.label_language}".encode()
        side = 600
        if request.larger:
            if before.edits.notes:
                edits = replace(edits, crop=replace(edits.crop, width=1024, height=1024), notes=())
            data, side = data + b" large", 1024
        sealed = SimpleNamespace(
            data=data,
            media_type=request.file_type or "image/jpeg",
            width=side,
            height=side,
            edits=edits,
            fingerprint=fingerprint_of(data.decode()),
        )
        picture = SimpleNamespace(sealed=sealed, checks=(), edits=edits)
        await results.replace_picture(self.storage, claim, before, picture)  # type: ignore[arg-type]

    async def _picture(self, person_id: PersonId, look: str) -> ObjectId:
        return await self.storage.vault.write(person_id, look.encode(), ObjectKind.VARIANT)


def fingerprint_of(look: str) -> str:
    """Far from every other look's, as those of different photos are."""
    return hashlib.sha256(look.encode()).hexdigest()


PAINTED: dict[str, dict[str, Any]] = {
    PERSONA_ENGINE: {
        "label": "AI · GENERATED", "label_code": "ai_generated", "source_type": SourceType.TRAINED_MEDIA,
        "face_repainted": True,
    },
    "redraw": {
        "label": "AI · MODIFIED", "label_code": "ai_modified", "source_type": SourceType.COMPOSITE_WITH_TRAINED_MEDIA,
        "face_repainted": True,
    },
    "background": {
        "label": "AI · BACKGROUND", "label_code": "ai_background",
        "source_type": SourceType.COMPOSITE_WITH_TRAINED_MEDIA,
    },
}  # fmt: skip
"""What is disclosed of the pictures of an engine that paints, as design and law have it."""


def picture_of(person_id, claim, index, look, object_id, now, expires_at, *, number) -> Variant:
    edits = replace(STUDIO, look=look)
    held = object_id is None
    if (engine := claim.job.request.engine) in PAINTED:
        edits = replace(edits, engine=engine, backdrop=Backdrop.GENERATED, model="a model", seed=1, **PAINTED[engine])
    return Variant(
        id=VariantId(new_id()),
        person_id=person_id,
        job_id=claim.job.id,
        index=index,
        number=number,
        state=VariantState.WITHHELD if held else VariantState.READY,
        edits=edits,
        checks=(Verdict(code="skin_tone", passed=not held, value=7.0 if held else 0.1, limit=6.0),),
        created_at=now,
        expires_at=expires_at,
        object_id=object_id,
        width=512,
        height=512,
    )


@asynccontextmanager
async def opened(manager) -> AsyncIterator:
    async with manager as value:
        yield value
