"""procrastinate's worker loop, over our own connections and our own transactions.

The loop fetches, waits for news, beats for its worker and lets a job in hand end when it is stopped. Three things are
ours: a fetch is a claim (the engine's row, our fence and the consent locks in one transaction), the end of a job is
written with its result and not by the loop, and news come by our hints, so no second pool and no second listener is
opened.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from procrastinate import App, JobContext
from procrastinate.connector import BaseAsyncConnector, Notify
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from storage.errors import StorageBusy
from storage.queue.jobs import Claim
from storage.queue.procrastinate_line import TASK
from storage.queue.slot import POLL_S, Slot, woken

if TYPE_CHECKING:
    from storage.store import Storage

BEAT_S, SILENT_AFTER_S = 10.0, 60.0  # of the engine's own list of workers; a job's lease is ours
_NEWS = json.dumps({"type": "job_inserted", "job_id": 0})


async def serve(storage: Storage, slot: Slot) -> None:
    """As ``serving.serve``. An error of the database ends it and is raised."""
    connector = _Ours(storage, slot)
    app = App(connector=connector)
    handing = _Handing(connector)
    app.job_manager = handing

    @app.task(name=TASK, pass_context=True)
    async def work(context: JobContext) -> None:
        assert context.job.id is not None  # noqa: S101 - it was fetched
        await slot.take(handing.claims.pop(context.job.id))

    loop = asyncio.create_task(
        app.run_worker_async(
            name=slot.worker_id,
            queues=[str(slot.lane)],
            concurrency=1,
            fetch_job_polling_interval=POLL_S,
            install_signal_handlers=False,
            update_heartbeat_interval=BEAT_S,
            stalled_worker_timeout=SILENT_AFTER_S,
        )
    )
    stop = asyncio.create_task(slot.stopping.wait())
    try:
        await asyncio.wait({loop, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.cancel()
        loop.cancel()  # it ends what it has in hand first
        with contextlib.suppress(asyncio.CancelledError):
            await loop
    if not slot.stopping.is_set():
        raise StorageBusy  # a side task of the loop failed, and it has logged why


class _Ours(BaseAsyncConnector):
    """Its queries in transactions of ours, its news from our hints."""

    def __init__(self, storage: Storage, slot: Slot) -> None:
        self.storage, self.slot = storage, slot
        self.fetching = asyncio.Lock()

    async def execute_query_async(self, query: str, **arguments: Any) -> None:  # noqa: ANN401 - the library's interface
        await self._rows(query, arguments)

    async def execute_query_one_async(self, query: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401
        return (await self._rows(query, arguments))[0]

    async def execute_query_all_async(self, query: str, **arguments: Any) -> list[dict[str, Any]]:  # noqa: ANN401
        return await self._rows(query, arguments)

    async def _rows(self, query: str, arguments: dict[str, Any]) -> list[dict[str, Any]]:
        async with self.storage.db.write() as tx:
            found = await tx.exec_driver_sql(query, arguments)
            return [dict(row) for row in found.mappings()] if found.returns_rows else []

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        while True:
            if await woken(self.storage, f"jobs.{self.slot.lane}", self.slot.stopping):
                async with self.fetching:  # the loop forgets news that come while it fetches
                    pass
                await on_notification(channel=next(iter(channels)), payload=_NEWS)
            elif self.slot.stopping.is_set():
                return


class _Handing(JobManager):
    """Hands out claims; how a job ends is written in the transaction of its result."""

    connector: _Ours

    def __init__(self, connector: _Ours) -> None:
        super().__init__(connector)
        self.claims: dict[int, Claim] = {}
        self._handed = 0

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:  # noqa: ARG002 - the slot's
        async with self.connector.fetching:
            claim = await self.connector.slot.next_claim(self.connector.storage, worker_id)
        if claim is None:
            return None
        self._handed += 1
        self.claims[self._handed] = claim
        lane = str(claim.job.lane)
        return Job(id=self._handed, queue=lane, lock=None, queueing_lock=None, task_name=TASK, worker_id=worker_id)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """By ``jobs.finish`` and its like, in the worker's own transaction."""

    async def retry_job(self, *_: object, **__: object) -> None:
        """By ``jobs.release`` and ``jobs.fail``."""

    async def list_jobs_to_abort_async(self, queue: str | None = None) -> Iterable[int]:  # noqa: ARG002
        """A cancel comes with our heartbeat."""
        return []
