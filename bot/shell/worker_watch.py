"""Notices when no worker is there: people who wait are told once, with the time their photos go, and can cancel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.events import WorkerAbsent
from bot.shell.cause import just
from bot.shell.loops import Loop
from bot.shell.runner import Runner
from storage.queue import job_queries, workers
from storage.records import GenerateRequest, Job, JobId, JobState, Lane, WorkerInfo

AFTER = timedelta(seconds=60)  # design §6.9
POLL_S = 10.0


class Watcher:
    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._told: set[JobId] = set()

    async def look(self) -> int:
        """Tells everybody who waits in vain and was not told yet; returns how many."""
        storage = self._runner.shell.storage
        now = storage.clock.now()
        async with storage.db.read() as tx:
            alive = await workers.alive(tx, now)
            waiting = [job for lane in Lane for job in await job_queries.active(tx, lane)]
        stuck = [job for job in waiting if job.created_at + AFTER <= now and _in_vain(job, alive)]
        news = [job for job in stuck if job.id not in self._told]
        self._told = {job.id for job in stuck}
        for person_id in dict.fromkeys(job.person_id for job in news):
            await self._runner.turn(person_id, just(WorkerAbsent()))
        return len(news)


def _in_vain(job: Job, alive: Sequence[WorkerInfo]) -> bool:
    """Nobody is there to take it: no worker at all, or none with the engine it asks for."""
    if job.state is not JobState.QUEUED:
        return False
    if isinstance(job.request, GenerateRequest):
        return not any(job.request.engine in worker.engines for worker in alive)
    return not alive


def loop(runner: Runner) -> Loop:
    watcher = Watcher(runner)

    async def look() -> None:
        await watcher.look()

    return Loop(look=look, wait=lambda: asyncio.sleep(POLL_S))
