"""What ``candid try --json`` prints: read from the database just before the person is forgotten, not from memory."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from bot.conversation.events import JobEnded, PhotoChecked, PhotoNotStored
from bot.ports import Text
from bot.texts import render
from bot.texts.catalog import SOURCE
from bot.trying.visitor import Verdict
from storage.pictures import photos, variants
from storage.queue import job_queries
from storage.records import (
    Finding,
    InspectRequest,
    Job,
    Lane,
    PersonId,
    Photo,
    PhotoState,
    Severity,
    Variant,
    VariantState,
)
from storage.records import Verdict as Check
from storage.store import Storage

Json = dict[str, Any]

ERASED_S, LOOK_EVERY_S = 30.0, 0.02


@dataclass(slots=True, kw_only=True)
class Report:
    """The JSON object, key by key as issue 2.8 names them. ``reasons``: codes, when nothing came of it.

    ``signed_by``: whose keys signed the exports, "this_installation" or "this_run_only".
    """

    photos: list[Json] = field(default_factory=list)
    variants: list[Json] = field(default_factory=list)
    approved: list[int] = field(default_factory=list)
    exports: list[Json] = field(default_factory=list)
    receipts: list[Json] = field(default_factory=list)
    erasure: Json = field(default_factory=dict)
    timings_ms: Json = field(default_factory=dict)
    refused: bool = False
    reasons: list[str] = field(default_factory=list)
    signed_by: str = ""

    def as_dict(self) -> Json:
        return asdict(self)


def photo_entry(path: Path, verdict: Verdict) -> Json:
    """One photo with its verdict: each finding's code, value, limit and fix."""
    match verdict:
        case PhotoChecked(photo=photo):
            return {
                "file": path.name,
                "accepted": photo.state is PhotoState.ACCEPTED,
                "findings": [_finding(finding) for finding in photo.findings],
            }
        case PhotoNotStored(code=code):
            return {"file": path.name, "accepted": False, "findings": [_refusal(code)]}
        case JobEnded(error=error):
            return {"file": path.name, "accepted": False, "findings": [_refusal(error or "not_checked")]}


def refusal_codes(entries: Sequence[Json]) -> list[str]:
    """Every code that refused a photo, once each."""
    refused = (f["code"] for entry in entries for f in entry["findings"] if f["severity"] == Severity.REFUSE)
    return list(dict.fromkeys(refused))


async def variant_entries(storage: Storage, person_id: PersonId) -> list[Json]:
    async with storage.db.read() as tx:
        made = await variants.list_(tx, person_id, storage.clock.now())
    return [_variant(variant) for variant in made]


async def approved_numbers(storage: Storage, person_id: PersonId) -> list[int]:
    async with storage.db.read() as tx:
        made = await variants.list_(tx, person_id, storage.clock.now())
    return [variant.number for variant in made if variant.state is VariantState.APPROVED]


async def erased(storage: Storage, photo: Photo) -> None:
    """Returns once the photo is gone, which the bot erases beside the conversation. Raises ``TimeoutError``."""
    async with asyncio.timeout(ERASED_S):
        while True:
            async with storage.db.read() as tx:
                held = await photos.list_(tx, photo.person_id, storage.clock.now())
            if photo.id not in {each.id for each in held}:
                return
            await asyncio.sleep(LOOK_EVERY_S)


async def timings(storage: Storage, person_id: PersonId) -> Json:
    """Milliseconds between instants that the rows hold.

    ``photo_verdict``: from the stored photo to its verdict, ``photo_looks``: to its contact sheet, medians over the
    photos; ``queue_wait``: submit → a worker took the job; ``first_variant``, ``all_variants``: submit → stored and
    sealed.
    """
    now = storage.clock.now()
    async with storage.db.read() as tx:
        held = {photo.id: photo for photo in await photos.list_(tx, person_id, now)}
        made = await variants.list_(tx, person_id, now)
        all_jobs = await job_queries.list_(tx, person_id)
    checks = [(held[request.photo_id], job) for job, request in _checks(all_jobs) if request.photo_id in held]
    verdicts = [_ms(photo.received_at, photo.checked_at) for photo in held.values() if photo.checked_at]
    drawn = [_ms(photo.received_at, job.finished_at) for photo, job in checks if photo.looks]
    timed: Json = {
        "photo_verdict": round(median(verdicts), 1) if verdicts else None,
        "photo_looks": round(median(drawn), 1) if drawn else None,
    }
    making = next((job for job in all_jobs if job.lane is Lane.GENERATE), None)
    if making is not None:
        stored = sorted(variant.created_at for variant in made if variant.job_id == making.id)
        timed["queue_wait"] = _ms(making.created_at, making.started_at)
        timed["first_variant"] = _ms(making.created_at, stored[0]) if stored else None
        timed["all_variants"] = _ms(making.created_at, stored[-1]) if stored else None
    return timed


def export_entry(path: Path, variant: Variant, byte_count: int) -> Json:
    """``why``: what decided the size, as the edits note it."""
    why = [note for note in variant.edits.notes if note.startswith("size")]
    return {
        "file": str(path),
        "variant": variant.number,
        "size": [variant.width, variant.height],
        "bytes": byte_count,
        "why": ", ".join(why) or "native_size",
    }


def as_handed_over(found: Report) -> None:
    """The files' sizes as the rows hold them in the end: a larger file took the place of some."""
    sizes = {each["number"]: each["size"] for each in found.variants}
    for export in found.exports:
        export["size"] = sizes[export["variant"]]


def _variant(variant: Variant) -> Json:
    edits = asdict(variant.edits)
    return {
        "number": variant.number,
        "look": variant.edits.look,
        "state": variant.state.value,
        "withheld": variant.state is VariantState.WITHHELD,
        "size": [variant.width, variant.height],
        "edits": edits,
        "checks": [_check(check) for check in variant.checks],
    }


def _check(check: Check) -> Json:
    return asdict(check)


def _finding(finding: Finding) -> Json:
    helps = render(Text(key=f"fix-{finding.code}"), SOURCE) if finding.severity is Severity.REFUSE else ""
    return {**asdict(finding), "fix": helps}


def _refusal(code: str) -> Json:
    return _finding(Finding(code=code, severity=Severity.REFUSE))


def _checks(all_jobs: Sequence[Job]) -> list[tuple[Job, InspectRequest]]:
    return [(job, job.request) for job in all_jobs if isinstance(job.request, InspectRequest) and job.finished_at]


def _ms(start: datetime, end: datetime | None) -> float:
    return round((end - start).total_seconds() * 1000, 1) if end is not None else 0.0


# --- lines for the terminal -------------------------------------------------------------------------------------------


def verdict_line(entry: Json) -> str:
    if entry["accepted"]:
        hints = [finding["code"] for finding in entry["findings"] if finding["severity"] == "hint"]
        return f"photo    {entry['file']}: good" + (f" (could be better: {', '.join(hints)})" if hints else "")
    reasons = [_measured(finding) for finding in entry["findings"] if finding["severity"] == "refuse"]
    return f"photo    {entry['file']}: not usable: {'; '.join(reasons)}"


def _measured(finding: Json) -> str:
    if finding["value"] is None or finding["limit"] is None:
        return str(finding["code"])
    return f"{finding['code']} ({finding['value']:.3g} {finding['unit']}, limit {finding['limit']:.3g})"


def variant_line(variant: Variant) -> str:
    failed = [check.code for check in variant.checks if not check.passed]
    if failed:
        return f"picture  {variant.number} ({variant.edits.look}): held back by {', '.join(failed)}"
    label = variant.edits.label or "no label needed"
    size = f"{variant.width}×{variant.height}"
    return f"picture  {variant.number} ({variant.edits.look}): {size}, {label}, {len(variant.checks)} checks passed"
