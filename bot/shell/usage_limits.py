"""What one person may hold and ask for, and how much this installation holds. Asked before anything is downloaded.

Storage holds the counters as keyed hashes with a salt of the day, for at most 24 h. They outlive an erasure, so that
forgetting is no way around a limit, and do not tell whom they count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ports import Platform, Upload
from bot.shell import store
from bot.shell.shell import Shell
from bot.terms import Terms
from storage.consent import ledger
from storage.people import persons, quotas
from storage.pictures import photos
from storage.queue import job_queries
from storage.records import Feedback, Lane, PersonId, PhotoState, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

MAX_PHOTO_BYTES = 25 * 1024 * 1024  # issue 2.4; checked while reading, whatever size was stated

VERIFIES_PER_DAY = 20  # pictures one person may have read for their marks in a day

FEEDBACK_PER_DAY = 1  # times one person's same answer counts in a day

REPORTS_PER_DAY = 3  # pictures one person may have put on hold in a day

NEEDED_TO_KEEP = frozenset({Purpose.LIKENESS, Purpose.PROCESSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """``again_at``: ISO 8601 instant from which it may be asked again, "" when waiting does not help."""

    code: str
    again_at: str = ""


def photo_bytes(platform: Platform) -> int:
    return min(MAX_PHOTO_BYTES, platform.capabilities.max_upload_bytes)


async def may_keep(shell: Shell, tx: AsyncConnection, person_id: PersonId, upload: Upload) -> Refusal | None:
    """Counts one photo check when it may go ahead."""
    storage = shell.storage
    now = storage.clock.now()
    person = await persons.get(tx, person_id)
    if person is None:
        return Refusal(code="not_available")
    state, _ = await store.load_state(tx, person_id)
    today = store.asked_today(shell, person, state.terms)
    current = {each.purpose for each in await ledger.in_force(tx, person_id) if store.is_current(each, today)}
    if not current >= NEEDED_TO_KEEP:
        return Refusal(code="not_available")
    if upload.size > MAX_PHOTO_BYTES:
        return Refusal(code="too_big")
    held = [photo for photo in await photos.list_(tx, person_id, now) if photo.state is not PhotoState.REFUSED]
    if len(held) >= shell.settings.photos_held:
        return Refusal(code="too_many_held")
    if not await storage.vault.has_room(upload.size):
        return Refusal(code="vault_full")
    return await _spend(shell, tx, person_id, "check", shell.settings.checks_per_day)


async def may_say(shell: Shell, tx: AsyncConnection, person_id: PersonId, choice: Feedback) -> bool:
    """Whether this person's answer to /feedback still counts today."""
    return await _spend(shell, tx, person_id, f"feedback-{choice}", FEEDBACK_PER_DAY) is None


async def may_generate(shell: Shell, tx: AsyncConnection, person_id: PersonId, terms: Terms) -> Refusal | None:
    """Counts one set of pictures when it may go ahead. Terms can only narrow what the operator allows."""
    if terms.waiting_most is not None and await job_queries.waiting(tx, Lane.GENERATE) >= terms.waiting_most:
        return Refusal(code="line_full")
    per_day = min(shell.settings.jobs_per_day, terms.jobs_per_day or shell.settings.jobs_per_day)
    return await _spend(shell, tx, person_id, "job", per_day)


async def may_relabel(shell: Shell, tx: AsyncConnection, person_id: PersonId) -> Refusal | None:
    """Counts one finished picture made again. It is as much work as a photo check and has the same limit."""
    return await _spend(shell, tx, person_id, "label", shell.settings.checks_per_day)


async def may_verify(shell: Shell, tx: AsyncConnection, person_id: PersonId, upload: Upload) -> Refusal | None:
    """Counts one picture to be read for its marks; needs no consent, since nothing of it is kept."""
    if upload.size > MAX_PHOTO_BYTES:
        return Refusal(code="too_big")
    return await _spend(shell, tx, person_id, "verify", VERIFIES_PER_DAY)


async def may_report(shell: Shell, tx: AsyncConnection, person_id: PersonId) -> Refusal | None:
    """Counts one reported picture. The limit is low, since a report hides somebody's picture."""
    return await _spend(shell, tx, person_id, "report", REPORTS_PER_DAY)


async def _spend(shell: Shell, tx: AsyncConnection, person_id: PersonId, what: str, limit: int) -> Refusal | None:
    spent = await quotas.spend(tx, shell.storage, person_id, what, limit, shell.storage.clock.now())
    if spent.ok:
        return None
    return Refusal(code="daily_limit", again_at=spent.again_at.isoformat() if spent.again_at else "")
