"""Runs the purge: at start, every minute, and at the next expiry. Runs the sweep at start and daily.

APScheduler only keeps the time, in memory. A query finds what is due, so no schedule has to survive a restart, and no
run can be missed or doubled. An erasure that fails ends ``serve`` with its error; it is never skipped in silence.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage import policy
from storage.clock import SystemClock
from storage.errors import StorageBusy
from storage.logs import log
from storage.retention.purge import next_expiry, purge, sweep

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from storage.store import Storage

_KEPT_RUNNING = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


async def serve(storage: Storage, *, every: timedelta = policy.PURGE_EVERY, ready: asyncio.Event | None = None) -> None:
    """Runs until cancelled. ``ready`` is set once all overdue data are erased; accept nothing before.

    Raises the error of a failed erasure.
    """
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    await purge(storage)
    await sweep(storage)
    if ready is not None:
        ready.set()
    failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    scheduler = AsyncIOScheduler(timezone=UTC)

    async def purge_and_look_ahead() -> None:
        await purge(storage)
        await _plan(scheduler, storage, at_expiry)

    at_expiry = _loud(purge_and_look_ahead, failed)
    scheduler.add_job(at_expiry, "interval", seconds=every.total_seconds(), id="purge", **_KEPT_RUNNING)
    daily = _loud(lambda: sweep(storage), failed)
    scheduler.add_job(daily, "interval", seconds=policy.SWEEP_EVERY.total_seconds(), id="sweep", **_KEPT_RUNNING)
    scheduler.start()
    try:
        await _plan(scheduler, storage, at_expiry)
        await failed
    finally:
        scheduler.shutdown(wait=False)


async def _plan(scheduler: AsyncIOScheduler, storage: Storage, work: Callable[[], Awaitable[None]]) -> None:
    """Adds a run at the next expiry, if that comes before the next regular run."""
    now = storage.clock.now()
    at = policy.next_run(now, await next_expiry(storage))
    if now < at < now + policy.PURGE_EVERY:  # overdue data were just tried
        run_date: datetime = SystemClock().now() + (at - now)
        scheduler.add_job(work, "date", run_date=run_date, id="next_expiry", replace_existing=True, **_KEPT_RUNNING)


def _loud(work: Callable[[], Awaitable[object]], failed: asyncio.Future[None]) -> Callable[[], Awaitable[None]]:
    """Hands a job's error to ``failed``; APScheduler alone would log it and go on."""

    async def run() -> None:
        try:
            await work()
        except StorageBusy:
            log.warning("purge.busy")  # another process wrote for long; the next run comes in a minute
        except Exception as broken:
            log.error("purge.failed", error=type(broken).__name__)
            if not failed.done():
                failed.set_exception(broken)

    return run
