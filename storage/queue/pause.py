"""When picture making rests: the operator's pause (``candid pause 2h``) and daily quiet hours (``CANDID_QUIET_HOURS``).

Jobs stay in the queue, in their place; a job that has begun is finished; photos are checked all the same. Worker and
bot ask here, so that who waits is told what the worker does. The pause is a lease of the operator: a row, so it
outlives every process, and it ends by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import note_hint, upsert
from storage.db.schema import leases
from storage.quiet_hours import hours, quiet_until
from storage.records import Lane

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

NAME, HOLDER = "pause", "operator"


async def pause(tx: AsyncConnection, until: datetime) -> None:
    """Takes the place of a pause there is already, be it longer or shorter."""
    mine = {"holder": HOLDER, "until": until}
    new = upsert(tx, leases).values(name=NAME, **mine)
    await tx.execute(new.on_conflict_do_update(index_elements=["name"], set_=mine))
    note_hint(tx, "progress")


async def resume(tx: AsyncConnection) -> None:
    """Ends a pause; quiet hours stay."""
    await tx.execute(sa.delete(leases).where(leases.c.name == NAME))
    note_hint(tx, "progress")
    note_hint(tx, f"jobs.{Lane.GENERATE}")


async def until(tx: AsyncConnection, now: datetime, quiet_hours: str) -> datetime | None:
    """When picture making goes on; None when it does not rest. ``quiet_hours``: as in the settings."""
    mine = (leases.c.name == NAME, leases.c.until > now)
    paused: datetime | None = (await tx.execute(sa.select(leases.c.until).where(*mine))).scalar()
    # Quiet hours in which the pause ends put the moment off once more.
    return quiet_until(paused or now, hours(quiet_hours)) or paused
