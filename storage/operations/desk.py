"""What the operator's desk shows of this installation: counts by day and by code, cases, the pause. No person.

Counts under five are withheld, as in ``metrics``: they could mean one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit
from storage.db.schema import photos, variants
from storage.logs import told
from storage.operations.metrics import Figure, figures
from storage.pictures import cases
from storage.queue import pause
from storage.records import Severity, VariantState

if TYPE_CHECKING:
    from storage.pictures.cases import Case
    from storage.store import Storage

DAYS = 14
TOTALS = ("photos", "pictures")  # beside counts by day and code, a total would tell those that are withheld
ACTIONS = ("desk.pause", "desk.resume", "desk.release", "desk.erase")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """``count`` is None from one to four; 0 stays 0."""

    name: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """``days``: finished pictures of each of the last 14 days, oldest first; ``withheld``, ``refused``: by code."""

    figures: tuple[Figure, ...]
    days: tuple[Counted, ...]
    withheld: tuple[Counted, ...]
    refused: tuple[Counted, ...]
    cases: tuple[Case, ...]
    paused_until: datetime | None
    quiet_hours: str


async def overview(storage: Storage) -> Overview:
    now = storage.clock.now()
    since = now - timedelta(days=DAYS - 1)
    async with storage.db.read() as tx:
        made = (await tx.execute(sa.select(variants.c.created_at, variants.c.state, variants.c.checks))).all()
        found = (await tx.execute(sa.select(photos.c.findings))).scalars().all()
        open_cases = await cases.list_(tx)
        until = await pause.until(tx, now, storage.settings.quiet_hours)
    days = [(since + timedelta(days=day)).date() for day in range(DAYS)]
    finished = Counter(row.created_at.date() for row in made if row.state != VariantState.WITHHELD)
    return Overview(
        figures=tuple(each for each in await figures(storage) if each.name not in TOTALS),
        days=tuple(_counted(f"{day:%Y-%m-%d}", finished[day]) for day in days),
        withheld=_by_code(_failed(row.checks) for row in made if row.state == VariantState.WITHHELD),
        refused=_by_code(_refusal(each) for each in found),
        cases=tuple(open_cases),
        paused_until=until,
        quiet_hours=storage.settings.quiet_hours,
    )


async def note(storage: Storage, action: str, case: int = 0) -> None:
    """An audit line for something done at the desk. ``action``: one of ``ACTIONS``; ``case``: its number, else 0."""
    if action not in ACTIONS:
        raise ValueError(action)
    async with storage.db.write() as tx:
        await audit.add(tx, action, storage.clock.now(), detail=str(case) if case else "")


def _failed(checks: list[dict[str, object]]) -> str:
    """The first check that withheld it."""
    return next((str(each["code"]) for each in checks if each.get("passed") is False), "other")


def _refusal(findings: list[dict[str, object]]) -> str:
    """The first finding that refused the photo; "" for one that was accepted."""
    return next((str(each["code"]) for each in findings if each.get("severity") == Severity.REFUSE), "")


def _by_code(codes: Iterable[str]) -> tuple[Counted, ...]:
    counted = Counter(code for code in codes if code)
    return tuple(_counted(code, count) for code, count in sorted(counted.items()))


def _counted(name: str, count: int) -> Counted:
    return Counted(name=name, count=told(count) if count else 0)
