"""The two engines that paint, as every chat has to tell them: what is ticked, what the picture then says."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from storage.queue import workers
from storage.store import Storage
from tests.fakes import PATIENCE_S

ENGINES = ("background", "redraw", "studio")
LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Painted:
    """``boxes``: what must be ticked besides likeness and processing. ``label``: as in the picture and beside it."""

    engine: str
    boxes: frozenset[str]
    label: str

    @property
    def ticked(self) -> frozenset[str]:
        return self.boxes | {"likeness", "processing"}


EACH = (
    Painted("background", frozenset({"generative_background"}), "AI · BACKGROUND"),
    Painted("redraw", frozenset({"generative", "comparison"}), "AI · MODIFIED"),
)


async def announced(storage: Storage) -> None:
    """Until a worker that paints is known to be there."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with storage.db.read() as tx:
                alive = await workers.alive(tx, storage.clock.now())
            if any(set(ENGINES) <= set(worker.engines) for worker in alive):
                return
            await asyncio.sleep(LOOK_S)
