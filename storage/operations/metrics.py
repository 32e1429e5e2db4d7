"""Numbers about the whole installation, for its operator. Counts under five are withheld: they could mean one person.

``figures`` reads them, ``exposition`` writes them in Prometheus' text format. Ages, bytes and running times count no
people and are shown as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.logs import FEWEST
from storage.operations import heartbeat
from storage.people import feedback
from storage.queue import outbox, pause, workers
from storage.records import JobState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``value`` is None when it is a count under five. ``what``: one line for people."""

    name: str
    what: str
    value: float | None


async def figures(storage: Storage) -> list[Figure]:
    now = storage.clock.now()
    o = schema.objects.c
    async with storage.db.read() as tx:
        held = await _held(tx)
        size = (await tx.execute(sa.select(sa.func.coalesce(sa.func.sum(o.size), 0)))).scalar_one()
        oldest = (await tx.execute(sa.select(sa.func.min(o.expires_at)))).scalar()
        alive = len(await workers.alive(tx, now))
        medians = await workers.medians(tx)
        rests_until = await pause.until(tx, now, storage.settings.quiet_hours)
        aged = [*await _ages(tx, now)]
    resting = (rests_until - now).total_seconds() if rests_until else 0.0
    overdue = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    counted = [Figure(name=name, what=what, value=float(n) if n >= FEWEST else None) for name, what, n in held]
    # Rounded up to 100 MB, or it could reveal the size of one person's photo.
    hundreds = float(-(-int(size) // 100_000_000) * 100)
    plain = [
        Figure(name="vault_megabytes", what="encrypted files, MB, rounded up to 100", value=hundreds),
        Figure(name="overdue_seconds", what="oldest thing due for erasing, seconds overdue", value=round(overdue, 1)),
        Figure(
            name="resting_seconds", what="no pictures are made (pause, quiet hours), seconds left", value=round(resting)
        ),
        Figure(name="workers", what="workers alive", value=float(alive)),
        *aged,
        *(
            Figure(name=f"median_seconds_{name}", what=f"median seconds, {name}", value=round(seconds, 2))
            for name, seconds in sorted(medians.items())
        ),
    ]
    return [*counted, *plain, *_connections(storage)]


async def _ages(tx: AsyncConnection, now: datetime) -> list[Figure]:
    """How long the oldest of each kind has been waiting, in seconds; 0 where none waits."""
    j, e, b = schema.jobs.c, schema.erasures.c, schema.outbox.c
    oldest = {
        "oldest_job_seconds": (
            "oldest job waiting, seconds",
            sa.select(sa.func.min(j.created_at)),
            j.state == JobState.QUEUED,
        ),
        "oldest_erasure_seconds": (
            "oldest unfinished erasure, seconds since it was asked for",
            sa.select(sa.func.min(e.requested_at)),
            e.finished_at.is_(None),
        ),
        "oldest_message_seconds": (
            "oldest message due, seconds",
            sa.select(sa.func.min(b.not_before)),
            sa.and_(b.state == outbox.PENDING, b.not_before <= now),
        ),
    }
    found = []
    for name, (what, query, waits) in oldest.items():
        since = (await tx.execute(query.where(waits))).scalar()
        age = max(0.0, (now - since).total_seconds()) if since else 0.0
        found.append(Figure(name=name, what=what, value=round(age, 1)))
    return found


def _connections(storage: Storage) -> list[Figure]:
    """How the bot's connections were when it told last: ages in seconds."""
    now = storage.clock.now()

    def age(instant: str) -> float | None:
        return max(0.0, (now - datetime.fromisoformat(instant)).total_seconds()) if instant else None

    found = []
    for each in heartbeat.connections(storage.home):
        name, what = f"{each.platform}_{each.name}".replace(" ", "_"), f"{each.platform}, {each.name}"
        found += [
            Figure(
                name=f"{name}_connected_seconds", what=f"{what}: seconds connected", value=age(each.connected_since)
            ),
            Figure(
                name=f"{name}_last_event_seconds", what=f"{what}: seconds since an event", value=age(each.last_event)
            ),
            Figure(name=f"{name}_deaf_seconds", what=f"{what}: seconds deaf", value=round(each.deaf_s, 1)),
            Figure(name=f"{name}_ack_p99_milliseconds", what=f"{what}: acknowledged, p99 ms", value=each.ack_p99_ms),
            Figure(name=f"{name}_limited", what=f"{what}: times slowed down", value=_counted(each.limited)),
            Figure(name=f"{name}_outbox_lag_seconds", what=f"{what}: seconds behind", value=round(each.lag_s, 1)),
        ]
    return found


def _counted(times: int | None) -> float | None:
    return None if times is None else float(times)


def exposition(found: list[Figure]) -> bytes:
    """Prometheus' text format; withheld figures are absent, not zero."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for figure in found:
        if figure.value is not None:
            Gauge(f"candid_{figure.name}", figure.what, registry=registry).set(figure.value)
    return generate_latest(registry)


async def _held(tx: AsyncConnection) -> list[tuple[str, str, int]]:
    """Counts of what belongs to people: name, one line for people, how many."""
    j = schema.jobs.c
    held = [
        ("people", "people known", await _count(tx, schema.persons)),
        ("photos", "photos kept", await _count(tx, schema.photos)),
        ("pictures", "finished pictures", await _count(tx, schema.variants)),
        ("jobs_queued", "jobs waiting", await _count(tx, schema.jobs, j.state == JobState.QUEUED)),
        ("jobs_running", "jobs running", await _count(tx, schema.jobs, j.state == JobState.RUNNING)),
        (
            "messages_waiting",
            "messages to send",
            await _count(tx, schema.outbox, schema.outbox.c.state == outbox.PENDING),
        ),
        ("deletions_waiting", "messages still to delete", await _count(tx, schema.message_deletions)),
    ]
    said = await feedback.totals(tx)
    held += [(f"feedback_{choice}", f"feedback: {choice}", times) for choice, times in said.items()]
    return held


async def _count(tx: AsyncConnection, table: sa.Table, *which: sa.ColumnElement[bool]) -> int:
    return int((await tx.execute(sa.select(sa.func.count()).select_from(table).where(*which))).scalar_one())
