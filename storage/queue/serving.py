"""A worker's loop for one lane: its slot is handed one claim after the other until it is told to stop.

On SQLite the loop is here; on PostgreSQL it is procrastinate's (``procrastinate_worker.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.queue.slot import Slot, woken

if TYPE_CHECKING:
    from storage.store import Storage


async def serve(storage: Storage, slot: Slot) -> None:
    """Returns once told to stop and the claim in hand is taken care of."""
    if not storage.db.is_sqlite:
        from storage.queue import procrastinate_worker

        await procrastinate_worker.serve(storage, slot)
        return
    while not slot.stopping.is_set():
        claim = await slot.next_claim(storage)
        if claim is None:
            await woken(storage, f"jobs.{slot.lane}", slot.stopping)
        else:
            await slot.take(claim)
