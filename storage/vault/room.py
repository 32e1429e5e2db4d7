"""How many bytes are held, without adding up every row at each upload.

All rows are added up at most once in ``COUNTED_EVERY``, and what this process has kept since is added to that. What was
erased meanwhile only makes it less, so before it says "full" it counts anew. The limit can be passed by what other
processes keep within ``COUNTED_EVERY``, and by what is being written at this moment.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.clock import Clock
from storage.db import schema
from storage.db.database import Database

COUNTED_EVERY = timedelta(seconds=10)  # a million rows take 0.1 s
FULL_AGAIN = timedelta(seconds=1)  # so long a "full" holds, unless something was erased here


class Room:
    """``most``: bytes before encryption, over everybody."""

    def __init__(self, db: Database, clock: Clock, most: float) -> None:
        self._db, self._clock, self._most = db, clock, most
        self._held = 0
        self._counted_at: datetime | None = None
        self._erased = False

    async def is_there(self, size: int) -> bool:
        """Whether ``size`` more bytes stay under the limit."""
        seems_full = self._held + size > self._most and (self._erased or self._is_older_than(FULL_AGAIN))
        if seems_full or self._is_older_than(COUNTED_EVERY):
            await self._count()
        return self._held + size <= self._most

    def kept(self, size: int) -> None:
        """So many bytes more are kept by this process."""
        self._held += size

    def erased(self) -> None:
        """Rows were deleted by this process; how many bytes they were, the next count says."""
        self._erased = True

    def _is_older_than(self, age: timedelta) -> bool:
        """Also where the clock was set back."""
        return self._counted_at is None or not timedelta() <= self._clock.now() - self._counted_at < age

    async def _count(self) -> None:
        self._erased = False
        query = sa.select(sa.func.coalesce(sa.func.sum(schema.objects.c.size), 0))
        async with self._db.read() as tx:
            self._held = int((await tx.execute(query)).scalar_one())
        self._counted_at = self._clock.now()
