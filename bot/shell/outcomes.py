"""What workers did becomes events: each outcome row is read, heard and marked in one transaction, in order.

One that fails for a cause of its own is tried again in growing pauses; only what the same person waits for waits too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.conversation.events import CaseNews, Event, JobEnded, LooksDrawn, PhotoChecked, VariantArrived
from bot.shell.loops import Loop
from bot.shell.runner import Runner
from bot.shell.strikes import OF_EVERYBODY
from storage import tracing
from storage.errors import NotFound
from storage.failpoints import failpoint
from storage.logs import log
from storage.pictures import photos, variants
from storage.queue import job_queries, outcomes
from storage.records import Outcome, OutcomeKind, PersonId, PhotoId, VariantId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 50
POLL_S = 1.0


def loop(runner: Runner) -> Loop:
    """A hint makes it quick, the poll makes it sure."""
    return Loop(
        look=lambda: catch_up(runner),
        wait=lambda: runner.shell.storage.waker.wait(outcomes.TOPIC, POLL_S),
    )


async def catch_up(runner: Runner) -> int:
    """Hears every outcome waiting now; returns how many were settled."""
    strikes = runner.strikes
    async with runner.shell.storage.db.read() as tx:
        waiting = await outcomes.pending(tx, BATCH + strikes.resting)
    settled, held_back = 0, set[PersonId]()
    for outcome in waiting:
        key = f"outcome.{outcome.id}"
        if outcome.person_id in held_back or strikes.rests(key):
            held_back.add(outcome.person_id)
            continue
        try:
            await _hear(runner, outcome)
        except OF_EVERYBODY:
            raise
        except Exception as broken:
            log.error("outcome.failed", kind=outcome.kind, error=type(broken).__name__)
            strikes.failed(key, "What a worker did could not be told: it", broken)
            held_back.add(outcome.person_id)
        else:
            strikes.over(key)
            settled += 1
    return settled


async def _hear(runner: Runner, outcome: Outcome) -> None:
    async def cause(tx: AsyncConnection) -> Event | None:
        if not await outcomes.handled(tx, outcome.id):
            return None
        failpoint("outcome.taken")
        try:
            return await _event(tx, outcome)
        except NotFound:
            log.info("outcome.moot", kind=outcome.kind)  # erased or expired in the meantime: nothing to say
            return None

    with tracing.span("bot.told", outcome.job_id, kind=outcome.kind):
        await runner.turn(outcome.person_id, cause)


async def _event(tx: AsyncConnection, outcome: Outcome) -> Event:
    person_id = outcome.person_id
    match outcome.kind:
        case OutcomeKind.PHOTO_CHECKED:
            return PhotoChecked(photo=await photos.get(tx, person_id, PhotoId(outcome.subject_id)))
        case OutcomeKind.LOOKS_DRAWN:
            return LooksDrawn(photo=await photos.get(tx, person_id, PhotoId(outcome.subject_id)))
        case OutcomeKind.VARIANT_READY | OutcomeKind.VARIANT_WITHHELD:
            return VariantArrived(variant=await variants.get(tx, person_id, VariantId(outcome.subject_id)))
        case OutcomeKind.JOB_DONE | OutcomeKind.JOB_FAILED | OutcomeKind.JOB_CANCELLED:
            job = await job_queries.get(tx, person_id, outcome.job_id)
            ended = outcome.kind.removeprefix("job_")
            return JobEnded(job_id=job.id, lane=job.lane, outcome=ended, error=job.error)
        case OutcomeKind.PICTURE_FROZEN | OutcomeKind.PICTURE_RELEASED | OutcomeKind.PICTURE_REMOVED:
            reported = await variants.get(tx, person_id, VariantId(outcome.subject_id))
            number = reported.case_number or 0
            told = outcome.kind.removeprefix("picture_")
            return CaseNews(what=told, number=number, variants=tuple(await variants.of_case(tx, person_id, number)))
        case _:
            assert_never(outcome.kind)
