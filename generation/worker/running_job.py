"""One job in work, shared by two sides: pipeline threads report progress, the worker's loop renews and stops it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from generation.worker.threads import CHECKS
from storage.queue.jobs import Claim
from storage.records import Progress

PATIENCE_S = 1.0  # how long the next person's photo waits for one that takes long to read or measure
READ_AT_ONCE = 2  # photos: one that takes long to read keeps nobody waiting
AHEAD = 2
"""Pictures of a job still to be painted when the next job is opened. Reading photos and finding a frame take longer
than one picture at 0.6 s; a job taken earlier is kept from other workers.
"""


@dataclass(slots=True)
class Running:
    """Its latest progress, whether to stop, whether faces may still be compared.

    ``painting_since``: when its first picture was begun, seconds of the monotonic clock; None while it waits for an
    accelerator that still paints for another job. ``ending``: the next job may be opened beside it.
    """

    claim: Claim
    loop: asyncio.AbstractEventLoop
    progress: Progress = field(default_factory=Progress)
    stop: bool = False
    comparing: bool = True
    painting_since: float | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    ending: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, step: str, picture: int, pictures: int, fraction: float, *, left: int) -> None:
        """Call it from any thread. ``left``: pictures of this job after this one. Progress never goes back."""
        if step == "making" and picture:
            if self.painting_since is None:
                self.painting_since = time.monotonic()
            if left < AHEAD:
                self.loop.call_soon_threadsafe(self.ending.set)
        if picture < self.progress.picture:
            return
        self.progress = Progress(step=step, picture=picture, pictures=pictures, fraction=fraction)
        self.loop.call_soon_threadsafe(self.changed.set)


async def first_of(work: asyncio.Task[None], event: asyncio.Event) -> None:
    """Waits until the work has ended or the event is set."""
    happened = asyncio.create_task(event.wait())
    await asyncio.wait({work, happened}, return_when=asyncio.FIRST_COMPLETED)
    happened.cancel()


async def room_for_a_check(checks: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Returns the photo checks in work once another may begin: ``PATIENCE_S`` after the last began at the latest."""
    checks = {each for each in checks if not each.done()}
    if len(checks) >= READ_AT_ONCE:
        await asyncio.wait(checks, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        checks = {each for each in checks if not each.done()}
    if len(checks) >= CHECKS:
        await asyncio.wait(checks, return_when=asyncio.FIRST_COMPLETED)
    return {each for each in checks if not each.done()}
