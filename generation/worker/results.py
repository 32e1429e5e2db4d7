"""Stores what a worker made as encrypted files and rows: files first, then every row in one fenced transaction.

A worker that lost its lease writes nothing: the fence is checked in the same transaction as the rows, and files
written for a transaction that does not commit are unlinked again.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from generation.errors import CannotRelabel
from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto, MadePicture
from storage import policy
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.pictures import photos, registry, variants
from storage.queue import jobs, outcomes, workers
from storage.queue.jobs import Claim
from storage.records import (
    Crop,
    DoubtfulPlace,
    Edits,
    GenerateRequest,
    InspectRequest,
    Note,
    ObjectId,
    ObjectKind,
    OutcomeKind,
    Photo,
    PhotoState,
    Variant,
    VariantId,
    VariantState,
)
from storage.store import Storage

OF_OUTLINE = frozenset(
    {Note.BUSY_BACKGROUND, *(place.note for place in DoubtfulPlace)}
)  # told with the smaller picture
LIT_ALIKE = 0.5  # L*: the same light, measured on more pixels of the same photo, may differ by this much

# kind -> (object id, bytes, fingerprint as its row keeps it)
Written = dict[ObjectKind, tuple[ObjectId, int, bytes | None]]


def kept_for(storage: Storage, request: InspectRequest | GenerateRequest) -> timedelta:
    """How long a picture of this job is kept, from now."""
    days = request.keep_days if isinstance(request, GenerateRequest) else 0
    asked = timedelta(days=days) if days else None
    return policy.kept_for(storage.settings.result_retention, asked, storage.settings.result_cap)


async def store_check(storage: Storage, claim: Claim, photo: Photo, checked: CheckedPhoto) -> None:
    """The verdict. Of an accepted photo the job goes on: ``store_looks`` ends it."""
    pictures = {ObjectKind.OUTLINED: checked.outlined}
    async with _written(storage, claim, pictures) as objects, storage.db.write() as tx:
        failpoint("check.files_written")
        now = storage.clock.now()
        await jobs.hold(tx, claim)
        for kind, (object_id, size, _) in objects.items():
            await storage.vault.record(tx, object_id, photo.person_id, kind, size, photo.expires_at)
        await photos.set_checked(
            tx,
            photo.person_id,
            photo.id,
            PhotoState.ACCEPTED if checked.accepted else PhotoState.REFUSED,
            checked.findings,
            checked_at=now,
            outlined_id=_id_of(objects, ObjectKind.OUTLINED),
        )
        await outcomes.add(tx, photo.person_id, OutcomeKind.PHOTO_CHECKED, claim.job.id, photo.id, now)
        if not checked.accepted:
            await jobs.finish(tx, claim, now)
        failpoint("check.before_commit")
    failpoint("check.committed")
    if photo.outlined_id is not None:  # it was checked before: the old outlined copy is no longer needed
        await storage.vault.erase(photo.person_id, [photo.outlined_id])


async def store_looks(storage: Storage, claim: Claim, photo: Photo, drawn: DrawnLooks) -> None:
    """The contact sheet of an accepted photo; the job is done. A bot that has not heard the verdict yet hears both at
    once. Raises ``NotFound`` when the photo was erased meanwhile.
    """
    async with (
        _written(storage, claim, {ObjectKind.CONTACT_SHEET: drawn.contact_sheet}) as objects,
        storage.db.write() as tx,
    ):
        failpoint("looks.file_written")
        now = storage.clock.now()
        await jobs.hold(tx, claim)
        object_id, size, _ = objects[ObjectKind.CONTACT_SHEET]
        await storage.vault.record(tx, object_id, photo.person_id, ObjectKind.CONTACT_SHEET, size, photo.expires_at)
        await photos.set_looks(tx, photo.person_id, photo.id, object_id, drawn.looks)
        if not await outcomes.waits(tx, OutcomeKind.PHOTO_CHECKED, photo.id):
            await outcomes.add(tx, photo.person_id, OutcomeKind.LOOKS_DRAWN, claim.job.id, photo.id, now)
        await jobs.finish(tx, claim, now)
        failpoint("looks.before_commit")
    failpoint("looks.committed")


async def store_picture(
    storage: Storage, claim: Claim, index: int, picture: MadePicture, seconds: float | None
) -> None:
    """``seconds``: what it took to make, for the times people are told; None for what no engine made."""
    sealed = picture.sealed
    parts = {
        ObjectKind.VARIANT: sealed.data if sealed else None,
        ObjectKind.BEFORE: picture.before,
        ObjectKind.STRIP: picture.strip,
    }
    person_id = claim.job.person_id
    known = sealed.fingerprint if sealed else ""
    async with _written(storage, claim, parts, known) as objects, storage.db.write() as tx:
        failpoint("picture.files_written")
        now = storage.clock.now()
        expires_at = now + kept_for(storage, claim.job.request)
        await jobs.hold(tx, claim)
        for kind, (object_id, size, known_by) in objects.items():
            await storage.vault.record(tx, object_id, person_id, kind, size, expires_at, known_by)
        number = await variants.next_number(tx, person_id)
        variant = _variant(claim, picture, objects, places=(index, number), kept=(now, expires_at))
        await variants.add(tx, variant)
        if seconds is not None:
            await workers.record_duration(tx, picture.edits.engine, seconds, now)
        news = OutcomeKind.VARIANT_READY if sealed else OutcomeKind.VARIANT_WITHHELD
        await outcomes.add(tx, person_id, news, claim.job.id, variant.id, now)
        failpoint("picture.before_commit")
    failpoint("picture.committed")


def _variant(
    claim: Claim,
    picture: MadePicture,
    objects: Written,
    *,
    places: tuple[int, int],
    kept: tuple[datetime, datetime],
) -> Variant:
    """``places``: within the job, and the number the person knows it by. ``kept``: from and until when."""
    sealed = picture.sealed
    return Variant(
        id=VariantId(new_id()),
        person_id=claim.job.person_id,
        job_id=claim.job.id,
        index=places[0],
        number=places[1],
        state=VariantState.READY if sealed else VariantState.WITHHELD,
        edits=picture.edits,
        checks=picture.checks,
        created_at=kept[0],
        expires_at=kept[1],
        object_id=_id_of(objects, ObjectKind.VARIANT),
        before_id=_id_of(objects, ObjectKind.BEFORE),
        strip_id=_id_of(objects, ObjectKind.STRIP),
        width=sealed.width if sealed else 0,
        height=sealed.height if sealed else 0,
        media_type=sealed.media_type if sealed else "",
    )


async def replace_picture(storage: Storage, claim: Claim, before: Variant, picture: MadePicture) -> None:
    """Replaces the old file by the same picture made again and finishes the job, in one transaction.

    Raises ``CannotRelabel`` when it was withheld, or differs in more than its label and, if asked for, its size;
    ``NotFound`` when the old picture is gone. In each case the old file, if any, stays unchanged.
    """
    sealed = picture.sealed
    if sealed is None:
        raise CannotRelabel(code="label_withheld")
    request = claim.job.request
    larger = isinstance(request, GenerateRequest) and request.larger
    if not _same(sealed.edits, before.edits, larger=larger):
        raise CannotRelabel(code="label_other_picture")
    person_id = claim.job.person_id
    parts = {ObjectKind.VARIANT: sealed.data}
    async with _written(storage, claim, parts, sealed.fingerprint) as objects, storage.db.write() as tx:
        failpoint("relabel.file_written")
        now = storage.clock.now()
        await jobs.hold(tx, claim)
        object_id, size, known_by = objects[ObjectKind.VARIANT]
        await storage.vault.record(tx, object_id, person_id, ObjectKind.VARIANT, size, before.expires_at, known_by)
        await variants.replace_file(
            tx,
            before,
            edits=replace(sealed.edits, notes=_kept(before.edits.notes)) if larger else sealed.edits,
            object_id=object_id,
            media_type=sealed.media_type,
            width=sealed.width,
            height=sealed.height,
            now=now,
        )
        await outcomes.add(tx, person_id, OutcomeKind.JOB_DONE, claim.job.id, before.id, now)
        await jobs.finish(tx, claim, now)
        failpoint("relabel.before_commit")
    failpoint("relabel.committed")


def _same(made: Edits, before: Edits, *, larger: bool) -> bool:
    """Whether only the label differs; with ``larger`` the size may differ too, with the same framing.

    A larger picture has no notes on the outline of its own: what was told of the smaller one holds for it.
    """
    made = replace(made, label=before.label)
    if not larger:
        return made == before
    grown = replace(
        before,
        crop=made.crop,
        light_delta_l=made.light_delta_l,
        notes=tuple(note for note in _kept(before.notes) if note not in OF_OUTLINE),
    )
    lit_alike = abs(made.light_delta_l - before.light_delta_l) <= LIT_ALIKE
    return made == grown and lit_alike and (made.crop == before.crop or _framed_alike(made.crop, before.crop))


def _kept(notes: tuple[str, ...]) -> tuple[str, ...]:
    """What a picture's notes say of the same picture at twice its size."""
    return tuple(note for note in notes if note != Note.LARGER_POSSIBLE)


def _framed_alike(large: Crop, small: Crop) -> bool:
    """Whether a larger frame shows the same part of the photo, to within one pixel of the small one."""
    # pixels of the photo behind the large crop along one pixel of the photo behind the small crop
    detail = large.width / small.width * small.scale / large.scale
    aside = max(abs(large.x - detail * small.x), abs(large.y - detail * small.y))
    shape = large.width * small.height == large.height * small.width
    return shape and large.width > small.width and large.angle_deg == small.angle_deg and aside <= detail


@contextlib.asynccontextmanager
async def _written(
    storage: Storage, claim: Claim, parts: Mapping[ObjectKind, bytes | None], known_by: str = ""
) -> AsyncIterator[Written]:
    """Writes encrypted files for the parts that exist; unlinks them again when the transaction inside does not commit.

    ``known_by``: the fingerprint of the delivered picture among the parts, "" without one.
    """
    person_id = claim.job.person_id
    written: Written = {}
    try:
        for kind, data in parts.items():
            if data is not None:
                object_id = await storage.vault.write(person_id, data, kind)
                written[kind] = (object_id, len(data), None)
                if kind is ObjectKind.VARIANT and known_by:
                    kept = await registry.sealed(storage, person_id, object_id, known_by)
                    written[kind] = (object_id, len(data), kept)
        yield written
    except BaseException:
        for object_id, *_ in written.values():
            await storage.vault.discard(object_id)
        raise


def _id_of(objects: Written, kind: ObjectKind) -> ObjectId | None:
    return objects[kind][0] if kind in objects else None
