"""Pictures that people put into a staff directory: each with its owner's consent, for one recipient, until one date.

A query over consents in force and approved pictures finds what may stand there. Another query finds what the recipient
must remove: everything exported that may no longer stand there, for whatever reason. There is no list to keep, so no
way of taking a picture back can be overlooked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.consent import ledger
from storage.db.database import refusable, upsert
from storage.db.schema import (
    consents,
    directory_entries,
    directory_exports,
    persons,
    variants,
)
from storage.ids import new_id
from storage.records import DirectoryEntry, PersonId, Purpose, VariantId, VariantState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

# An exported picture is listed for removal until this long after its last day.
TOLD_AFTER = timedelta(days=30)

_e, _x, _v = directory_entries.c, directory_exports.c, variants.c


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A picture that the recipient has. ``id``: its stable id, which leads to no person."""

    id: str
    exported_at: datetime


async def enter(  # noqa: PLR0917 - the columns, in their order
    tx: AsyncConnection,
    person_id: PersonId,
    variant_id: VariantId,
    recipient: str,
    until: datetime,
    wording: tuple[str, str],
    now: datetime,
) -> DirectoryEntry:
    """Enters one picture. ``wording``: (SHA-256 of the sentence, language). Raises ``ConsentMissing`` without the
    ``directory`` consent.

    Entered again for the same recipient, the picture keeps its stable id and gets the new date. For another recipient
    it becomes a new entry, and the first recipient is told to remove it.
    """
    wording_hash, language = wording
    of_it = (_e.person_id == person_id, _e.variant_id == variant_id)
    await tx.execute(sa.delete(directory_entries).where(*of_it, _e.recipient != recipient))
    agreed = {"recipient": recipient, "wording_hash": wording_hash, "language": language, "given_at": now}
    new = upsert(tx, directory_entries).values(
        id=new_id(), person_id=person_id, variant_id=variant_id, expires_at=until, **agreed
    )
    same = new.on_conflict_do_update(index_elements=["person_id", "variant_id"], set_={**agreed, "expires_at": until})
    async with refusable(tx):
        await tx.execute(same)
    (entry,) = [each for each in await of_person(tx, person_id, now) if each.variant_id == variant_id]
    return entry


async def leave(tx: AsyncConnection, person_id: PersonId, variant_ids: Collection[VariantId], now: datetime) -> None:
    """Takes pictures out. With the last one the consent ends; no job needs that consent."""
    own = sa.delete(directory_entries).where(_e.person_id == person_id)
    if not (await tx.execute(own.where(_e.variant_id.in_(variant_ids)))).rowcount:
        return
    if not await of_person(tx, person_id, now):
        await tx.execute(own)
        await ledger.close(tx, person_id, [Purpose.DIRECTORY], now)


async def of_person(tx: AsyncConnection, person_id: PersonId, now: datetime) -> list[DirectoryEntry]:
    """The person's unexpired entries, oldest first."""
    query = sa.select(directory_entries).where(_e.person_id == person_id, _e.expires_at > now)
    return [_entry(row) for row in (await tx.execute(query.order_by(_e.given_at, _e.id))).mappings()]


async def standing(tx: AsyncConnection, recipient: str, now: datetime) -> list[DirectoryEntry]:
    """Every entry that may stand in this recipient's directory now, ordered by stable id.

    A picture on hold may not. A picture whose bytes have expired here still may.
    """
    picture = sa.and_(_v.id == _e.variant_id, _v.person_id == _e.person_id)
    shown = sa.and_(~_v.frozen, _v.state.in_([VariantState.APPROVED, VariantState.EXPIRED]))
    yes = sa.exists().where(
        consents.c.person_id == _e.person_id,
        consents.c.purpose == Purpose.DIRECTORY,
        consents.c.withdrawn_at.is_(None),
    )
    stays = sa.exists().where(persons.c.id == _e.person_id, ~persons.c.erasing)
    query = (
        sa.select(directory_entries)
        .outerjoin(variants, picture)
        .where(_e.recipient == recipient, _e.expires_at > now, yes, stays, sa.or_(_v.id.is_(None), shown))
        .order_by(_e.id)
    )
    return [_entry(row) for row in (await tx.execute(query)).mappings()]


async def to_remove(tx: AsyncConnection, recipient: str, now: datetime) -> list[HandedOver]:
    """The exported pictures that this recipient must remove."""
    may_stand = {entry.id for entry in await standing(tx, recipient, now)}
    query = sa.select(_x.id, _x.exported_at).where(_x.recipient == recipient, _x.expires_at > now).order_by(_x.id)
    rows = (await tx.execute(query)).all()
    return [HandedOver(id=row.id, exported_at=row.exported_at) for row in rows if row.id not in may_stand]


async def mark_exported(tx: AsyncConnection, entries: Collection[DirectoryEntry], now: datetime) -> None:
    """Records the export. Commit it before any file is written, or that picture could never be recalled."""
    for entry in entries:
        row = {"recipient": entry.recipient, "exported_at": now, "expires_at": entry.until + TOLD_AFTER}
        line = upsert(tx, directory_exports).values(id=entry.id, **row)
        await tx.execute(line.on_conflict_do_update(index_elements=["id"], set_=row))
        await tx.execute(sa.update(directory_entries).where(_e.id == entry.id).values(exported_at=now))


async def owner_leaves(tx: AsyncConnection, person_id: PersonId, erasure_id: str) -> None:
    """Links this person's exported pictures to their erasure, for the receipt."""
    theirs = sa.select(_e.id).where(_e.person_id == person_id)
    await tx.execute(sa.update(directory_exports).where(_x.id.in_(theirs)).values(erasure_id=erasure_id))


async def handed_over_before(tx: AsyncConnection, erasure_id: str) -> tuple[str, ...]:
    """Stable ids of the pictures that an erased person had in a directory."""
    query = sa.select(_x.id).where(_x.erasure_id == erasure_id).order_by(_x.id)
    return tuple((await tx.execute(query)).scalars())


def _entry(row: sa.RowMapping) -> DirectoryEntry:
    return DirectoryEntry(
        id=row["id"],
        person_id=PersonId(row["person_id"]),
        variant_id=VariantId(row["variant_id"]),
        recipient=row["recipient"],
        wording_hash=row["wording_hash"],
        language=row["language"],
        given_at=row["given_at"],
        until=row["expires_at"],
        exported_at=row["exported_at"],
    )
