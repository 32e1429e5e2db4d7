"""The very sentences people agreed to, each once, by its SHA-256: a receipt shows them after the words have changed.

A sentence names nobody. It is dropped when no yes refers to it any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import consents, directory_entries, wordings
from storage.records import PaintedOn, PersonId, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_w = wordings.c


def hash_of(sentence: str) -> str:
    """64 hex digits."""
    return hashlib.sha256(sentence.encode()).hexdigest()


async def keep(tx: AsyncConnection, sentence: str, on: PaintedOn | None = None) -> None:
    """``on``: the machine that the sentence names."""
    machine = {"host": on.host, "kept_hours": on.kept_hours} if on else {}
    new = upsert(tx, wordings).values(hash=hash_of(sentence), sentence=sentence, **machine)
    await tx.execute(new.on_conflict_do_nothing())


async def sentences(tx: AsyncConnection, hashes: Collection[str]) -> dict[str, str]:
    """Hash -> sentence, of those that are kept."""
    found = await tx.execute(sa.select(_w.hash, _w.sentence).where(_w.hash.in_(sorted(set(hashes)))))
    return {row.hash: row.sentence for row in found}


async def machines(tx: AsyncConnection, person_id: PersonId, purposes: Collection[Purpose]) -> list[PaintedOn]:
    """The machines named in what this person agrees to now, of these purposes."""
    living = (
        consents.c.person_id == person_id,
        consents.c.purpose.in_(sorted(purposes)),
        consents.c.withdrawn_at.is_(None),
    )
    agreed = sa.select(_w.host, _w.kept_hours).join(consents, consents.c.wording_hash == _w.hash)
    found = await tx.execute(agreed.where(*living, _w.host != ""))
    return [PaintedOn(host=row.host, kept_hours=row.kept_hours) for row in found]


def unused() -> sa.ColumnElement[bool]:
    """A condition on ``wordings``: no yes and no directory entry refers to it."""
    agreed = sa.exists().where(consents.c.wording_hash == _w.hash)
    entered = sa.exists().where(directory_entries.c.wording_hash == _w.hash)
    return sa.and_(~agreed, ~entered)
