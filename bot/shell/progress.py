"""The status message of a running job: rendered from the job's row, latest wins, and it may be lost.

Not in the outbox on purpose: an edit that is outdated a second later needs no memory. A platform is never edited more
often than it allows; what changed in between is shown at the next turn.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.conversation.phases import progress as wording
from bot.ports import Outgoing, Platform, Rendered
from bot.shell import present, store
from bot.shell.loops import Loop
from bot.shell.shell import Shell
from storage.logs import log
from storage.people import persons
from storage.pictures import photos
from storage.queue import job_queries, outbox, pause, workers
from storage.records import Address, Job, JobId, JobState, Lane

POLL_S = 1.0  # a lost hint costs this much
QUEUED_EVERY_S = 5.0  # a place in the queue changes slowly


@dataclass(slots=True, kw_only=True)
class _Shown:
    outgoing: Outgoing
    at_s: float  # of the event loop's clock


class Follower:
    """Remembers what was shown last, so that only changes are sent."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._shown: dict[JobId, _Shown] = {}

    async def look(self) -> float:
        """Shows what changed. Returns in how many seconds something held back by a platform's pace is due."""
        async with self._shell.storage.db.read() as tx:
            active = await job_queries.active(tx, Lane.GENERATE)
            self._shown = {job.id: self._shown[job.id] for job in active if job.id in self._shown}
        waits = [await self._show(job) for job in active]
        return min([POLL_S, *(wait for wait in waits if wait > 0)])

    async def _show(self, job: Job) -> float:
        storage = self._shell.storage
        async with storage.db.read() as tx:
            person = await persons.get(tx, job.person_id)
            if person is None or person.erasing:
                return 0.0
            platform = self._shell.platforms.get(person.platform)
            refs = await outbox.refs_of(tx, person.id, slot=wording.slot(job.id))
            if platform is None or not refs:
                return 0.0
            wait_s = self._pace(job, platform)
            if wait_s > 0:
                return wait_s
            now = storage.clock.now()
            resting_until = await pause.until(tx, now, storage.settings.quiet_hours)
            facts = store.facts_of_nobody(self._shell, person.platform, person.language)
            facts = replace(
                facts,
                ahead=await job_queries.ahead_of(tx, person.id, Lane.GENERATE),
                seconds_per_picture=await workers.medians(tx),
                resting_until=resting_until,
                photos=() if resting_until is None else tuple(await photos.list_(tx, person.id, now)),
            )
            address = await persons.address_of(storage, tx, person.id)
        outgoing = wording.status(job, facts)
        if self._is_news(job, outgoing):
            await _edit(platform, address, refs[-1], present.words(outgoing, person.language, platform.name))
        return 0.0

    def _pace(self, job: Job, platform: Platform) -> float:
        shown = self._shown.get(job.id)
        if shown is None:
            return 0.0
        pace_s = platform.capabilities.edit_interval_s
        if job.state is JobState.QUEUED:
            pace_s = max(pace_s, QUEUED_EVERY_S)
        return shown.at_s + pace_s - asyncio.get_running_loop().time()

    def _is_news(self, job: Job, outgoing: Outgoing) -> bool:
        shown = self._shown.get(job.id)
        if shown is not None and shown.outgoing == outgoing:
            return False
        self._shown[job.id] = _Shown(outgoing=outgoing, at_s=asyncio.get_running_loop().time())
        return True


async def _edit(platform: Platform, address: Address, ref: str, message: Rendered) -> None:
    try:
        await platform.edit(address, ref, message)
    except Exception as lost:  # it may be lost, whatever is wrong with it
        log.info("progress.lost", error=type(lost).__name__)


def loop(shell: Shell) -> Loop:
    follower = Follower(shell)
    next_s = POLL_S

    async def look() -> None:
        nonlocal next_s
        next_s = await follower.look()

    return Loop(look=look, wait=lambda: shell.storage.waker.wait("progress", next_s))
