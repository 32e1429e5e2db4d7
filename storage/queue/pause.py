"""When no pictures are made: the operator's pause (``candid pause 2h``) and daily quiet hours (``CANDID_QUIET_HOURS``).

Waiting jobs keep their place, a running job is finished, and photos are still checked. Worker and bot both ask
``until``, so people are told what the worker does. The pause is a row in ``leases``: it outlives every process and ends
by itself.
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
    """Starts a pause; it replaces an earlier one, longer or shorter."""
    mine = {"holder": HOLDER, "until": until}
    new = upsert(tx, leases).values(name=NAME, **mine)
    await tx.execute(new.on_conflict_do_update(index_elements=["name"], set_=mine))
    note_hint(tx, "progress")


async def resume(tx: AsyncConnection) -> None:
    """Ends the pause; quiet hours still apply."""
    await tx.execute(sa.delete(leases).where(leases.c.name == NAME))
    note_hint(tx, "progress")
    note_hint(tx, f"jobs.{Lane.GENERATE}")


async def until(tx: AsyncConnection, now: datetime, quiet_hours: str) -> datetime | None:
    """When pictures are made again; None when they are made now. ``quiet_hours``: as in the settings."""
    mine = (leases.c.name == NAME, leases.c.until > now)
    paused: datetime | None = (await tx.execute(sa.select(leases.c.until).where(*mine))).scalar()
    # A pause that ends inside the quiet hours lasts until they end.
    return quiet_until(paused or now, hours(quiet_hours)) or paused
