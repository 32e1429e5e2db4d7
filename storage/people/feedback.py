"""What people said of Candid by one tap: a count for each answer and month, and nothing about who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import feedback
from storage.records import Feedback

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def count(tx: AsyncConnection, choice: Feedback, now: datetime) -> None:
    new = upsert(tx, feedback).values(month=now.strftime("%Y-%m"), choice=choice.value, said=1)
    one_more = {"said": feedback.c.said + 1}
    await tx.execute(new.on_conflict_do_update(index_elements=["month", "choice"], set_=one_more))


async def totals(tx: AsyncConnection) -> dict[Feedback, int]:
    """Every answer's count over all months; 0 where nobody gave it."""
    found = await tx.execute(sa.select(feedback.c.choice, sa.func.sum(feedback.c.said)).group_by(feedback.c.choice))
    said = {choice: int(times) for choice, times in found}
    return {choice: said.get(choice.value, 0) for choice in Feedback}
