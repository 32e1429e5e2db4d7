"""Notices when no worker is there: people who wait are told once, with the time their photos go, and can cancel."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.conversation.events import WorkerAbsent
from bot.shell.cause import just
from bot.shell.loops import Loop
from bot.shell.runner import Runner
from storage.queue import looking, workers
from storage.records import JobId, JobState, Lane

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
            if await workers.alive(tx, now):
                self._told.clear()
                return 0
            waiting = [job for lane in Lane for job in await looking.active(tx, lane)]
        stuck = [
            job
            for job in waiting
            if job.state is JobState.QUEUED and job.created_at + AFTER <= now and job.id not in self._told
        ]
        self._told |= {job.id for job in stuck}
        for person_id in dict.fromkeys(job.person_id for job in stuck):
            await self._runner.turn(person_id, just(WorkerAbsent()))
        return len(stuck)


def loop(runner: Runner) -> Loop:
    watcher = Watcher(runner)

    async def look() -> None:
        await watcher.look()

    return Loop(look=look, wait=lambda: asyncio.sleep(POLL_S))
