"""The worker: claims jobs, brings each to its end whatever happens, and reports. ``run_job.py`` runs a job.

One process, one slot per lane, so a photo is checked at once even while a long picture is being made. Two photos are
read at once and measured one after the other; a check that takes long moves aside. With an accelerator the next job is
opened while the last pictures of the one before are painted. The database rows decide: when this process fails, its
lease runs out and another worker takes the job over; a worker that comes back too late is fenced and writes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Sequence

from generation.devices import Accelerated, Unloads, Watched
from generation.errors import AcceleratorFailed, Cancelled, GenerationError, OutOfMemory
from generation.tools import Tools
from generation.vision import networks
from generation.worker import running_job
from generation.worker.expecting import expect_photos
from generation.worker.idle import Idle
from generation.worker.process_tuning import give_back_memory
from generation.worker.run_job import Work
from generation.worker.running_job import Running, first_of, room_for_a_check
from generation.worker.threads import Threads
from generation.worker.turns import Turns
from storage.errors import Expired, Fenced, NotFound, StorageBusy, StorageError
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.logs import log
from storage.queue import jobs, members, outcomes, pause, workers
from storage.queue.jobs import Claim
from storage.queue.serving import serve
from storage.queue.slot import POLL_S, Slot, woken
from storage.records import Lane, Member, ModelCard, OutcomeKind, WorkerInfo
from storage.store import Storage

ANNOUNCE_S = 10.0  # the bot calls a worker absent after 60 s of silence
OVERLAPPING = 1  # jobs opened ahead of the one whose pictures are painted
STORAGE_PAUSE_S = 2.0  # before a job is handed back because database or store did not answer
DRAIN_S = 20.0  # how long a running job may still take after SIGTERM before it is handed back


class Worker:
    def __init__(
        self,
        storage: Storage,
        tools: Tools,
        *,
        engines: tuple[str, ...],
        models: tuple[ModelCard, ...],
        announced: Sequence[Member] = (),
        unload_after_s: float = 0.0,
        painted: Callable[[], None] = lambda: None,
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        """``announced``: checks, looks and the like, announced to the bot before the first job is claimed. ``painted``:
        called when an accelerator has finished a job; ``leave``: ends the process while a thread hangs.
        """
        self.storage = storage
        self.tools = tools
        self.id = new_id()
        self.engines = engines
        self.models = models
        self.announced = announced
        self.lease_s = storage.settings.lease_s
        self._idle = Idle(after_s=unload_after_s)
        self._jobs: list[Running] = []
        self._stopping = asyncio.Event()
        self._starved: OutOfMemory | AcceleratorFailed | None = None
        self._painted, self._leave = painted, leave
        self._threads = Threads(1 + OVERLAPPING)
        self._work = Work(storage, tools, self._threads, Turns(running_job.PATIENCE_S))

    def stop(self) -> None:
        """Claims nothing more; running jobs get ``DRAIN_S`` to end, then are handed back."""
        self._stopping.set()

    async def run(self) -> None:
        """Runs until ``stop``. Raises ``OutOfMemory`` or ``AcceleratorFailed`` once its jobs are handed back."""
        log.info("worker.started", worker=self.id)
        async with self.storage.db.write() as tx:
            await members.announce(tx, self.announced)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._announce())
                group.create_task(self._hear_cancel())
                group.create_task(expect_photos(self.storage, self._threads, self._stopping, lambda: bool(self._jobs)))
                group.create_task(self._watch_accelerator())
                for lane in Lane:
                    group.create_task(serve(self.storage, self._slot(lane, group)))
        finally:
            self._threads.close()
            async with self.storage.db.write() as tx:
                await workers.gone(tx, self.id)
            log.info("worker.stopped", worker=self.id)
        if self._starved is not None:
            raise self._starved

    async def _announce(self) -> None:
        while not self._stopping.is_set():
            async with self.storage.db.write() as tx:
                seen_at = self.storage.clock.now()
                info = WorkerInfo(id=self.id, engines=self.engines, seen_at=seen_at, models=self.models)
                await workers.announce(tx, info)
            failpoint("worker.announced")
            if await jobs.reap(self.storage):
                failpoint("worker.reaped")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), ANNOUNCE_S)

    async def _hear_cancel(self) -> None:
        """A cancel hint wakes the pulse at once, before its next beat."""
        while not self._stopping.is_set():
            if await woken(self.storage, jobs.CANCEL, self._stopping):
                for running in self._jobs:
                    running.changed.set()

    async def _watch_accelerator(self) -> None:
        """A thread that hangs inside a driver cannot be stopped: its jobs are handed back, and the process ends."""
        watched = [each for each in self.tools.makers() if isinstance(each, Watched)]
        while watched and not self._stopping.is_set():
            if any(each.overdue() for each in watched):
                await self._abandon()
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), POLL_S)

    async def _abandon(self) -> None:
        log.error("accelerator.hung", worker=self.id)
        self.stop()  # or this very process would claim again what it hands back
        for running in [each for each in self._jobs if each.claim.job.lane is Lane.GENERATE]:
            await self._hand_back(running.claim)
        async with self.storage.db.write() as tx:
            await workers.gone(tx, self.id)
        self._leave(os.EX_TEMPFAIL)

    async def _end_with(self, error: OutOfMemory | AcceleratorFailed, claim: Claim) -> None:
        """A job that needs too much memory loses a strike; one whose device failed does not."""
        self._starved = error
        self.stop()
        if isinstance(error, OutOfMemory):
            await self._fail(claim, error.code, retry=True)
            return
        for other in self._jobs:  # nothing else can be painted in this process
            other.stop = other.stop or other.claim.job.lane is Lane.GENERATE
        await self._hand_back(claim)

    async def _wait_for_storage(self, claim: Claim, passing: StorageBusy) -> None:
        """A database or a store that does not answer is no fault of a job's, however often it happens."""
        log.warning("job.waits_for_storage", job=claim.job.id, code=passing.code)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), STORAGE_PAUSE_S)
        await self._hand_back(claim)

    async def _hand_back(self, claim: Claim) -> None:
        """Without a strike: the job has done nothing wrong."""
        with contextlib.suppress(Fenced):
            await jobs.release(self.storage, claim)
            log.info("job.handed_back", job=claim.job.id)

    def _slot(self, lane: Lane, group: asyncio.TaskGroup) -> Slot:
        before: asyncio.Task[None] | None = None
        checks: set[asyncio.Task[None]] = set()

        async def take(claim: Claim) -> None:
            nonlocal before, checks
            running = Running(claim, asyncio.get_running_loop())
            work = group.create_task(self._see_through(running))
            if lane is Lane.GENERATE and isinstance(self.tools.maker_of(claim.job.request), Accelerated):
                await first_of(work, running.ending)
                if before is not None:
                    await asyncio.wait({before})
                before = work
            elif lane is Lane.INSPECT:
                checks = await room_for_a_check({*checks, work})
            else:
                await asyncio.wait({work})

        async def rests() -> bool:
            return lane is Lane.GENERATE and await self._rests()

        async def idle() -> None:
            if lane is Lane.GENERATE and (before is None or before.done()):
                await self._unload_if_idle()

        return Slot(
            lane=lane,
            worker_id=self.id,
            lease_s=self.lease_s,
            engines=self.engines,
            stopping=self._stopping,
            rests=rests,
            idle=idle,
            take=take,
        )

    async def _rests(self) -> bool:
        """Whether the operator paused picture making, or it is a quiet hour."""
        async with self.storage.db.read() as tx:
            now = self.storage.clock.now()
            return await pause.until(tx, now, self.storage.settings.quiet_hours) is not None

    async def _unload_if_idle(self) -> None:
        """Frees the engine's memory when due: the operator may need the graphics card. The studio holds little."""
        if self._idle.due(time.monotonic()) and (
            large := [each for each in self.tools.makers() if isinstance(each, Unloads)]
        ):
            for engine in large:
                await self._threads.run(engine.unload, Lane.GENERATE)
            await self._threads.run(give_back_memory, Lane.GENERATE)
            log.info("engine.unloaded", worker=self.id)

    async def _see_through(self, running: Running) -> None:
        """Runs one job and handles every outcome. Only storage errors other than a fence stop the worker."""
        claim = running.claim
        log.info("job.claimed", job=claim.job.id, lane=claim.job.lane, attempt=claim.attempt)
        failpoint("worker.claimed")
        self._jobs.append(running)
        pulse = asyncio.create_task(self._pulse(running))
        drain = asyncio.create_task(self._drain(running))
        try:
            await self._work.do(running)
            if isinstance(self.tools.maker_of(claim.job.request), Accelerated):
                self._painted()
        except Fenced:
            log.info("job.fenced", job=claim.job.id)
        except Cancelled:
            await self._settle_cancelled(running)
        except (OutOfMemory, AcceleratorFailed) as needs_a_new_process:
            await self._end_with(needs_a_new_process, claim)
        except GenerationError as refused:
            await self._fail(claim, refused.code, retry=refused.retry)
        except StorageBusy as passing:
            await self._wait_for_storage(claim, passing)
        except StorageError as broken:
            gone = isinstance(broken, NotFound | Expired)  # erased while it waited: trying again changes nothing
            await self._fail(claim, broken.code, retry=not gone)
        except Exception as unexpected:
            log.error("job.crashed", job=claim.job.id, error=type(unexpected).__name__)
            await self._fail(claim, "internal", retry=True)
        finally:
            self._jobs.remove(running)
            for task in (pulse, drain):
                task.cancel()
            await asyncio.gather(pulse, drain, return_exceptions=True)
            if claim.job.lane is Lane.GENERATE and not self._jobs:  # a photo's pictures soon use the same networks
                await self._threads.run(networks.rest, Lane.GENERATE)
            await self._threads.run(give_back_memory, claim.job.lane)
            if claim.job.lane is Lane.GENERATE:
                self._idle.worked(time.monotonic())

    # --- around a job -------------------------------------------------------------------------------------------

    async def _pulse(self, running: Running) -> None:
        """Heartbeat and progress: at once when something changed, at the latest after a third of the lease."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(running.changed.wait(), self.lease_s / 3)
            running.changed.clear()
            try:
                pulse = await jobs.heartbeat(self.storage, running.claim, running.progress, self.lease_s)
                failpoint("worker.beaten")
            except Fenced:
                running.stop = True
                return
            running.stop = running.stop or pulse.cancel
            running.comparing = pulse.comparison

    async def _drain(self, running: Running) -> None:
        await self._stopping.wait()
        await asyncio.sleep(DRAIN_S)
        running.stop = True

    async def _settle_cancelled(self, running: Running) -> None:
        if self._stopping.is_set():
            await self._hand_back(running.claim)
            return
        async with self.storage.db.write() as tx:
            now = self.storage.clock.now()
            try:
                await jobs.settle_cancelled(tx, running.claim, now)
            except Fenced:
                return
            job = running.claim.job
            await outcomes.add(tx, job.person_id, OutcomeKind.JOB_CANCELLED, job.id, "", now)

    async def _fail(self, claim: Claim, code: str, *, retry: bool) -> None:
        log.info("job.failed", job=claim.job.id, code=code)
        with contextlib.suppress(Fenced):
            async with self.storage.db.write() as tx:
                await jobs.fail(tx, claim, code, self.storage.clock.now(), retry=retry)
