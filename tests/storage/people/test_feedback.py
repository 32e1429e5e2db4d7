"""An answer to /feedback is a count for its month: no row points to a person, and a count under five is not told."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from storage.db import schema
from storage.operations.metrics import figures
from storage.people import feedback
from storage.records import Feedback
from storage.store import Storage

NOVEMBER, DECEMBER = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


async def said(storage: Storage, times: int, choice: Feedback = Feedback.GOOD, now: datetime = NOVEMBER) -> None:
    async with storage.db.write() as tx:
        for _ in range(times):
            await feedback.count(tx, choice, now)


async def test_answers_are_counted_by_month_and_summed(storage: Storage) -> None:
    await said(storage, 3)
    await said(storage, 4, now=DECEMBER)
    async with storage.db.read() as tx:
        rows = (await tx.execute(sa.select(schema.feedback).order_by(schema.feedback.c.month))).all()
        assert [tuple(row) for row in rows] == [("2026-11", "good", 3), ("2026-12", "good", 4)]
        assert await feedback.totals(tx) == dict.fromkeys(Feedback, 0) | {Feedback.GOOD: 7}


async def test_fewer_than_five_are_not_told(storage: Storage) -> None:
    await said(storage, 5)
    await said(storage, 4, Feedback.FACE)
    told = {figure.name: figure.value for figure in await figures(storage)}
    assert told["feedback_good"] == 5
    assert told["feedback_face"] is None
