"""Runs a claimed job: a photo to check, or pictures to make. Each reads its rows, runs the pipeline, stores.

The worker (``process.py``) decides when a job starts and handles one that fails.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from generation import photo_looks, pipeline, set_sheet
from generation.errors import Cancelled, CannotRelabel, PhotoRefused
from generation.intake.decode import Decoded
from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto, MadePicture, Origin
from generation.tools import Tools
from generation.worker import agreed_machine, results
from generation.worker.running_job import Running
from generation.worker.threads import Threads
from generation.worker.turns import Turns
from storage import tracing
from storage.consent import ledger, rules
from storage.consent.receipt import consents_hash
from storage.consent.rules import PERSONA_ENGINE
from storage.errors import Expired, NotFound
from storage.failpoints import failpoint
from storage.persona_catalogue import SHEET
from storage.pictures import photos, variants
from storage.queue import jobs, outcomes
from storage.queue.jobs import Claim
from storage.records import (
    GenerateRequest,
    InspectRequest,
    Lane,
    OutcomeKind,
    PersonId,
    Photo,
    PhotoState,
    Variant,
)
from storage.store import Storage


@dataclass(frozen=True, slots=True)
class Work:
    """Does jobs that a worker has claimed. Raises what the pipeline, the vault and the fence raise."""

    storage: Storage
    tools: Tools
    threads: Threads
    turns: Turns

    async def do(self, running: Running) -> None:
        """Does the job as far as the consents in force allow. Raises ``Cancelled`` when they allow nothing."""
        # The third check of consent, after the conversation's and the database's: consent can be withdrawn between
        # claiming and painting.
        claim = running.claim
        with tracing.span("worker.job", claim.job.id, lane=claim.job.lane, attempt=claim.attempt):
            await self._do(running, await self._allowed(claim))

    async def _do(self, running: Running, request: InspectRequest | GenerateRequest | None) -> None:
        failpoint("worker.consent_read")
        match request:
            case None:
                raise Cancelled
            case InspectRequest():
                with self.tools.way.taken():
                    await self._inspect(running, request)
            case GenerateRequest():
                await self._generate(running, request)
            case _:
                assert_never(request)

    async def _allowed(self, claim: Claim) -> InspectRequest | GenerateRequest | None:
        """The work that the consents in force allow now: as asked, without comparing faces, or none.

        Raises ``HostNotAgreed``, ``KeptLonger``.
        """
        async with self.storage.db.read() as tx:
            living = await ledger.living(tx, claim.job.person_id)
        for request in (claim.job.request, rules.without_comparison(claim.job.request)):
            if rules.covers(living, request):
                await agreed_machine.check(self.storage, claim.job.person_id, request, self.tools.elsewhere)
                return request
        return None

    # --- photo checks -------------------------------------------------------------------------------------------

    async def _inspect(self, running: Running, request: InspectRequest) -> None:
        person_id = running.claim.job.person_id
        async with self.storage.db.read() as tx:
            photo = await photos.get(tx, person_id, request.photo_id)
        data = await self.storage.vault.read(person_id, photo.object_id)
        failpoint("worker.photo_read")
        try:
            read = await self.threads.run(lambda: self.tools.decoder.read(data), Lane.INSPECT)
        except PhotoRefused as refused:
            if photo.state is PhotoState.ACCEPTED:
                raise
            checked = CheckedPhoto(accepted=False, findings=(refused.finding(),))
            await results.store_check(self.storage, running.claim, photo, checked)
            return
        if photo.state is PhotoState.ACCEPTED:  # a worker before this one ended between the verdict and the looks
            await self._store_looks(running, photo, partial(self._looks_again, read, request))
            return
        async with self.turns.taken():
            others = await self._accepted_beside(photo, person_id)
            checked = await self._checked(read, others, request)
            await results.store_check(self.storage, running.claim, photo, checked)
        failpoint("worker.verdict_told")
        if checked.sheet is not None:
            await self._store_looks(running, photo, checked.sheet)

    async def _store_looks(self, running: Running, photo: Photo, draw: Callable[[], DrawnLooks]) -> None:
        """The second step of a check, as far as the consents in force still allow. Raises ``Cancelled``."""
        drawn = await self.threads.run(draw, Lane.INSPECT)
        failpoint("worker.looks_drawn")
        if running.stop or await self._allowed(running.claim) is None:
            raise Cancelled
        await results.store_looks(self.storage, running.claim, photo, drawn)

    def _looks_again(self, read: Decoded, request: InspectRequest) -> DrawnLooks:
        return photo_looks.again(read, self.tools, language=request.language, looks=request.looks)

    async def _accepted_beside(self, photo: Photo, person_id: PersonId) -> list[bytes]:
        """The person's other accepted photos, bytes as received, oldest first."""
        async with self.storage.db.read() as tx:
            kept = await photos.list_(tx, person_id, self.storage.clock.now())
        others = [each for each in kept if each.state is PhotoState.ACCEPTED and each.id != photo.id]
        return [await self.storage.vault.read(person_id, each.object_id) for each in others]

    async def _checked(self, read: Decoded, others: list[bytes], request: InspectRequest) -> CheckedPhoto:
        def check() -> CheckedPhoto:
            return pipeline.check_photo(
                read,
                others,
                self.tools,
                comparison=request.comparison,
                language=request.language,
                looks=request.looks,
                overruled=request.overruled,
            )

        return await self.threads.run(check, Lane.INSPECT)

    # --- pictures -----------------------------------------------------------------------------------------------

    async def _generate(self, running: Running, request: GenerateRequest) -> None:
        asked = await self._read(running.claim, request)
        failpoint("worker.photos_read")
        await agreed_machine.note_sent(self.storage, running.claim.job.person_id, request, self.tools.elsewhere)
        pictures = self._begun(running, asked)
        try:
            for number in asked.numbers:
                picture, seconds = await self._next(running, pictures)
                failpoint("worker.picture_made")
                if asked.before is not None:
                    await results.replace_picture(self.storage, running.claim, asked.before, picture)
                    return
                await results.store_picture(self.storage, running.claim, number, picture, seconds)
            await self._sheet(running, asked)
        finally:
            running.stop = True  # ends neighbours still in work when this job ends early
            await self.threads.run(pictures.close, Lane.GENERATE)
            await agreed_machine.note_sent(self.storage, running.claim.job.person_id, request, self.tools.elsewhere)
        failpoint("worker.pictures_made")
        await self._finish(running.claim)

    async def _sheet(self, running: Running, asked: _Asked) -> None:
        """The contact sheet of a set, of those of its pictures that are here now; none of fewer than two."""
        claim = running.claim
        if asked.sheet is None:
            return
        if running.stop:
            raise Cancelled
        shown = await self._stored(claim)
        if len(shown) < set_sheet.LEAST:
            return
        picture = await self.threads.run(
            lambda: set_sheet.made(shown, asked.request, self.tools, asked.origin), Lane.GENERATE
        )
        await results.store_picture(self.storage, claim, asked.sheet, picture, None)

    async def _stored(self, claim: Claim) -> list[set_sheet.Shown]:
        """The finished pictures of this job that are there now, in their order."""
        async with self.storage.db.read() as tx:
            stored = await variants.of_job(tx, claim.job.person_id, claim.job.id)
        shown = []
        for each in stored:
            if each.object_id is None:  # held back
                continue
            with contextlib.suppress(NotFound, Expired):  # erased by its owner, before or just now
                data = await self.storage.vault.read(claim.job.person_id, each.object_id)
                shown.append(set_sheet.Shown(number=each.number, edits=each.edits, data=data))
        return shown

    async def _read(self, claim: Claim, request: GenerateRequest) -> _Asked:
        """Reads everything a job's pictures need. After a crash only the pictures not stored yet are made again."""
        person_id = claim.job.person_id
        async with self.storage.db.read() as tx:
            made = {v.index for v in await variants.of_job(tx, person_id, claim.job.id)}
            rows = [await photos.get(tx, person_id, photo_id) for photo_id in request.photo_ids]
            consents = await ledger.history(tx, person_id)
            before = None if request.replaces is None else await variants.get(tx, person_id, request.replaces)
        if before is not None and before.edits.look == SHEET:  # it shows what was there then
            raise CannotRelabel(code="label_other_picture")
        kept_for = results.kept_for(self.storage, request)
        left = {n: look for n, look in enumerate(request.looks, start=1) if n not in made}
        return _Asked(
            request=request,
            numbers=tuple(n for n, look in left.items() if look != SHEET),
            sheet=next((n for n, look in left.items() if look == SHEET), None),
            photos=[(str(row.id), await self.storage.vault.read(person_id, row.object_id)) for row in rows],
            origin=Origin(
                consent_receipt=consents_hash(consents),
                kept_until=self.storage.clock.now() + kept_for if before is None else before.expires_at,
            ),
            before=before,
            stored=tuple(each.data for each in await self._stored(claim)) if request.engine == PERSONA_ENGINE else (),
        )

    def _begun(self, running: Running, asked: _Asked) -> Generator[MadePicture, None, None]:
        """The pictures still to be made; each starts when the one before it is requested."""
        numbers, of = asked.numbers, len(asked.request.looks)

        def progress(step: str, picture: int, fraction: float) -> None:
            number = numbers[picture - 1] if picture else 0
            running.tell(step, number, of, fraction, left=len(numbers) - picture)

        return pipeline.make_pictures(
            asked.photos,
            asked.still_to_make(),
            self.tools,
            progress=progress,
            cancelled=lambda: running.stop,
            comparing=lambda: running.comparing,
            origin=asked.origin,
            stored=asked.stored,
        )

    async def _next(self, running: Running, pictures: Generator[MadePicture, None, None]) -> tuple[MadePicture, float]:
        """The next picture, and the seconds it took once the accelerator was this job's."""
        started = time.monotonic()
        picture = await self.threads.run(lambda: next(pictures, None), Lane.GENERATE)
        if picture is None:  # StopIteration cannot be raised out of a thread: the lane would wait for ever
            raise Cancelled
        return picture, time.monotonic() - max(started, running.painting_since or started)

    async def _finish(self, claim: Claim) -> None:
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            await outcomes.add(tx, claim.job.person_id, OutcomeKind.JOB_DONE, claim.job.id, "", now)
            await jobs.finish(tx, claim, now)
        failpoint("worker.job_done")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One request for pictures, read whole. ``numbers``: those still to be made, 1-based; ``sheet``: that of a contact
    sheet of the others still to be made, None without one. ``photos``: (id, bytes).

    ``before``: the picture whose file is made again, None for new pictures. ``stored``: files of made-up people that an
    earlier attempt has finished.
    """

    request: GenerateRequest
    numbers: tuple[int, ...]
    sheet: int | None
    photos: list[tuple[str, bytes]]
    origin: Origin
    before: Variant | None
    stored: tuple[bytes, ...] = ()

    def still_to_make(self) -> GenerateRequest:
        """A picture made again keeps its recorded seed; every other one gets a new seed."""
        left = only(self.request, self.numbers)
        if self.before is None:
            return replace(left, seed=None, layout="")
        return replace(left, seed=self.before.edits.seed, layout=self.before.edits.layout)


def only(request: GenerateRequest, numbers: tuple[int, ...]) -> GenerateRequest:
    """The request for some of its pictures (1-based); each keeps its photo."""
    ranks = request.ranks or tuple(range(len(request.looks)))
    return replace(
        request,
        looks=tuple(request.looks[n - 1] for n in numbers),
        ranks=tuple(ranks[n - 1] for n in numbers),
    )
