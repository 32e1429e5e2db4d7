"""The ledger: what was erased and what the operator took out, as codes and numbers; nobody appears in it.

Lines are only added. Each has the SHA-256 of the line before it, and triggers refuse to change or delete one. Whoever
can write to the database file can still build the whole chain anew. So the last line's hash is handed out with each
deletion receipt, which is signed: a chain built anew does not contain it. ``candid audit verify`` checks both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.schema import audit

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

START = "0" * 64  # what the first line names as its predecessor
_ONE_AT_A_TIME = 4_268_310_002  # key of the advisory lock under which PostgreSQL gets the next line
_TRIGGERS = {"audit_only_grows_update": "UPDATE", "audit_only_grows_delete": "DELETE"}
_REFUSAL = "the ledger only grows"
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``number``: 1 for the first. ``hash``: 64 hex digits."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``broken_at``: the number of the first line that does not fit, None when all do. ``last``: the last line that
    fits; None in an empty ledger.
    """

    last: Line | None
    broken_at: int | None = None


async def add(tx: AsyncConnection, action: str, now: datetime, *, amount: int = 1, detail: str = "") -> Line:
    """Adds one line; ``action`` and ``detail`` are codes of at most 64 characters, never content."""
    if tx.dialect.name == "postgresql":  # SQLite's write lock keeps others out already
        await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    before = await last(tx)
    number, previous = (before.number + 1, before.hash) if before else (1, START)
    row = {"id": number, "at": now, "action": action[:64], "detail": detail[:64], "amount": amount}
    line = Line(number=number, hash=_hash(row, previous))
    await tx.execute(sa.insert(audit).values(**row, previous=previous, hash=line.hash))
    return line


async def last(tx: AsyncConnection) -> Line | None:
    """The newest line; None in an empty ledger."""
    row = (await tx.execute(sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1))).first()
    return None if row is None else Line(number=row.id, hash=row.hash)


async def holds(tx: AsyncConnection, line: Line) -> bool:
    """Whether the ledger has this line, as somebody noted it earlier."""
    return await hash_of(tx, line.number) == line.hash


async def hash_of(tx: AsyncConnection, number: int) -> str:
    """Empty where there is no such line."""
    return str((await tx.execute(sa.select(audit.c.hash).where(audit.c.id == number))).scalar() or "")


async def check(tx: AsyncConnection) -> Checked:
    """Computes every line's hash anew, in batches, and follows the chain from the first line."""
    fits: Line | None = None
    while True:
        number = fits.number if fits else 0
        query = sa.select(audit).where(audit.c.id > number).order_by(audit.c.id).limit(_AT_ONCE)
        rows = (await tx.execute(query)).mappings().all()
        if not rows:
            return Checked(last=fits)
        for row in rows:
            number, previous = (fits.number + 1, fits.hash) if fits else (1, START)
            if (row["id"], row["previous"], row["hash"]) != (number, previous, _hash(row, previous)):
                return Checked(last=fits, broken_at=number)
            fits = Line(number=number, hash=row["hash"])


def _hash(row: Mapping[str, Any] | sa.RowMapping, previous: str) -> str:
    """SHA-256 over the line as one JSON list; its instant in UTC, to the microsecond."""
    at = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    said = [row["id"], at, row["action"], row["detail"], row["amount"], previous]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


# --- the triggers --------------------------------------------------------------------------------------------------


async def put_on(tx: AsyncConnection) -> None:
    """Creates the triggers anew; called with those of ``consent/lock.py``."""
    for statement in statements(tx.dialect.name):
        await tx.exec_driver_sql(statement)


async def is_on(tx: AsyncConnection) -> bool:
    """Whether this database has both triggers."""
    catalogue, name = ("pg_trigger", "tgname") if tx.dialect.name == "postgresql" else ("sqlite_master", "name")
    table = sa.table(catalogue, sa.column(name))
    found = sa.select(sa.func.count()).select_from(table).where(table.c[name].in_(list(_TRIGGERS)))
    return int((await tx.execute(found)).scalar_one()) == len(_TRIGGERS)


def statements(dialect: str) -> list[str]:
    """The statements that create the triggers, for ``sqlite`` or ``postgresql``."""
    if dialect != "postgresql":
        return [
            part
            for name, event in _TRIGGERS.items()
            for part in (
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} BEFORE {event} ON audit BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
            )
        ]
    function = (
        "CREATE OR REPLACE FUNCTION candid_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    return [function] + [
        part
        for name, event in _TRIGGERS.items()
        for part in (
            f"DROP TRIGGER IF EXISTS {name} ON audit",
            f"CREATE TRIGGER {name} BEFORE {event} ON audit FOR EACH ROW EXECUTE FUNCTION candid_audit_only_grows()",
        )
    ]
