"""Pictures that people gave to a directory: each by its owner's own yes, to one recipient, until one date.

What may stand there is a query over living yeses and approved pictures. What the recipient must remove is not kept as a
list, but found: everything that was handed over and may not stand there any more, whatever the reason. So no way of
taking a picture back can be forgotten.
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

# How long after its last day a picture that was handed over is still told as one to remove.
TOLD_AFTER = timedelta(days=30)

_e, _x, _v = directory_entries.c, directory_exports.c, variants.c


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A picture the recipient has. ``id``: its stable id; nothing here leads to a person."""

    id: str
    exported_at: datetime


async def enter(  # noqa: PLR0917 - the columns, in the order they are agreed to
    tx: AsyncConnection,
    person_id: PersonId,
    variant_id: VariantId,
    recipient: str,
    until: datetime,
    wording: tuple[str, str],
    now: datetime,
) -> DirectoryEntry:
    """Gives one picture, its ``directory`` consent being in force. ``wording``: (SHA-256 of the sentence, language).

    Given again to the same, it keeps its stable id and has the new date; to another recipient it is another entry, so
    that the first still hears to remove it. Raises ``ConsentMissing`` without a living yes.
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
    """Takes pictures out. The consent ends with the last of them; no job ever needs it."""
    own = sa.delete(directory_entries).where(_e.person_id == person_id)
    if not (await tx.execute(own.where(_e.variant_id.in_(variant_ids)))).rowcount:
        return
    if not await of_person(tx, person_id, now):
        await tx.execute(own)
        await ledger.close(tx, person_id, [Purpose.DIRECTORY], now)


async def of_person(tx: AsyncConnection, person_id: PersonId, now: datetime) -> list[DirectoryEntry]:
    """What this person has given and not taken back, oldest first."""
    query = sa.select(directory_entries).where(_e.person_id == person_id, _e.expires_at > now)
    return [_entry(row) for row in (await tx.execute(query.order_by(_e.given_at, _e.id))).mappings()]


async def standing(tx: AsyncConnection, recipient: str, now: datetime) -> list[DirectoryEntry]:
    """All that may stand in this recipient's directory now, in the order of their stable ids.

    A picture on hold may not, until the operator has looked; one that is only no longer kept here still may.
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
    """What this recipient was handed and may not use any more."""
    may_stand = {entry.id for entry in await standing(tx, recipient, now)}
    query = sa.select(_x.id, _x.exported_at).where(_x.recipient == recipient, _x.expires_at > now).order_by(_x.id)
    rows = (await tx.execute(query)).all()
    return [HandedOver(id=row.id, exported_at=row.exported_at) for row in rows if row.id not in may_stand]


async def mark_exported(tx: AsyncConnection, entries: Collection[DirectoryEntry], now: datetime) -> None:
    """Before anything is written: a picture that left without this line could never be asked back."""
    for entry in entries:
        row = {"recipient": entry.recipient, "exported_at": now, "expires_at": entry.until + TOLD_AFTER}
        line = upsert(tx, directory_exports).values(id=entry.id, **row)
        await tx.execute(line.on_conflict_do_update(index_elements=["id"], set_=row))
        await tx.execute(sa.update(directory_entries).where(_e.id == entry.id).values(exported_at=now))


async def owner_leaves(tx: AsyncConnection, person_id: PersonId, erasure_id: str) -> None:
    """Notes on what was handed over whose erasure it belongs to, for the receipt."""
    theirs = sa.select(_e.id).where(_e.person_id == person_id)
    await tx.execute(sa.update(directory_exports).where(_x.id.in_(theirs)).values(erasure_id=erasure_id))


async def handed_over_before(tx: AsyncConnection, erasure_id: str) -> tuple[str, ...]:
    """Stable ids that the recipient knows of somebody who was erased."""
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
