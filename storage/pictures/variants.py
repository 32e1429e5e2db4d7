"""Finished pictures: the edits, the safeguards' verdicts and the person's decision. The bytes are in the vault.

Every query names the person, so somebody else's picture is not found.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import json_columns
from storage.db.database import refusable
from storage.db.schema import cases, objects, variants
from storage.errors import CapExceeded, Expired, Frozen, NotFound
from storage.pictures import staff_directory
from storage.policy import RESULT_DAYS_CAP
from storage.records import Edits, JobId, ObjectId, PersonId, Variant, VariantId, VariantState, Verdict

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def add(tx: AsyncConnection, variant: Variant) -> None:
    """Raises ``ConsentMissing`` when a consent was withdrawn meanwhile."""
    new = sa.insert(variants).values(
        id=variant.id,
        person_id=variant.person_id,
        job_id=variant.job_id,
        position=variant.index,
        number=variant.number,
        state=variant.state,
        edits=json_columns.dump(variant.edits),
        checks=json_columns.dump_all(variant.checks),
        created_at=variant.created_at,
        expires_at=variant.expires_at,
        object_id=variant.object_id,
        before_id=variant.before_id,
        strip_id=variant.strip_id,
        width=variant.width,
        height=variant.height,
        media_type=variant.media_type,
    )
    async with refusable(tx):
        await tx.execute(new)


async def get(tx: AsyncConnection, person_id: PersonId, variant_id: VariantId) -> Variant:
    """Raises ``NotFound``."""
    found = await tx.execute(sa.select(variants).where(*_mine(person_id, [variant_id])))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    return _variant(row)


async def list_(tx: AsyncConnection, person_id: PersonId, now: datetime) -> list[Variant]:
    """The unexpired pictures, ordered by number."""
    mine = (variants.c.person_id == person_id, variants.c.expires_at > now)
    return await _found(tx, sa.select(variants).where(*mine))


async def of_job(tx: AsyncConnection, person_id: PersonId, job_id: JobId) -> list[Variant]:
    """The pictures that this job has stored so far."""
    return await _found(tx, sa.select(variants).where(variants.c.person_id == person_id, variants.c.job_id == job_id))


async def of_case(tx: AsyncConnection, person_id: PersonId, number: int) -> list[Variant]:
    """The pictures of one case."""
    mine = (variants.c.person_id == person_id, variants.c.case_number == number)
    return await _found(tx, sa.select(variants).where(*mine))


async def next_number(tx: AsyncConnection, person_id: PersonId) -> int:
    """The number of the next picture ("approve 3"); 1 again once all rows are gone."""
    highest = sa.select(sa.func.max(variants.c.number)).where(variants.c.person_id == person_id)
    return ((await tx.execute(highest)).scalar() or 0) + 1


async def mark(
    tx: AsyncConnection, person_id: PersonId, variant_id: VariantId, state: VariantState, now: datetime
) -> None:
    """Sets the state. Unless approved, the picture leaves the directory. Raises ``NotFound``, ``Expired``."""
    variant = await get(tx, person_id, variant_id)
    if variant.expires_at <= now and state is not VariantState.EXPIRED:
        raise Expired
    await tx.execute(sa.update(variants).where(*_mine(person_id, [variant_id])).values(state=state))
    if state is not VariantState.APPROVED:
        await staff_directory.leave(tx, person_id, [variant_id], now)


async def extend(
    tx: AsyncConnection, person_id: PersonId, variant_ids: Collection[VariantId], until: datetime, now: datetime
) -> None:
    """Keeps the named pictures until ``until``, at the person's wish; never shorter than before.

    Raises ``CapExceeded`` past 90 days after a picture was made, ``Expired``, ``Frozen``, ``NotFound``.
    """
    for variant_id in variant_ids:
        variant = await get(tx, person_id, variant_id)
        if variant.expires_at <= now:
            raise Expired
        if variant.frozen:
            raise Frozen
        if until > variant.created_at + timedelta(days=RESULT_DAYS_CAP):
            raise CapExceeded
        if until <= variant.expires_at:
            continue
        await tx.execute(sa.update(variants).where(*_mine(person_id, [variant_id])).values(expires_at=until))
        files = [each for each in (variant.object_id, variant.before_id, variant.strip_id) if each]
        held = (objects.c.person_id == person_id, objects.c.id.in_(files))
        await tx.execute(sa.update(objects).where(*held).values(expires_at=until))
        own_case = sa.select(variants.c.case_number).where(*_mine(person_id, [variant_id])).scalar_subquery()
        shorter = (cases.c.id == own_case, cases.c.expires_at < until)
        await tx.execute(sa.update(cases).where(*shorter).values(expires_at=until))


async def replace_file(
    tx: AsyncConnection,
    before: Variant,
    *,
    edits: Edits,
    object_id: ObjectId,
    media_type: str,
    width: int,
    height: int,
    now: datetime,
) -> None:
    """Puts another file in place of ``before``'s; the old file expires now, so the next purge erases it.

    Raises ``NotFound`` when the picture was erased, expired, replaced or put on hold meanwhile.
    """
    held = (variants.c.object_id == before.object_id, ~variants.c.frozen)
    still = (*_mine(before.person_id, [before.id]), *held)
    shape = {"media_type": media_type, "width": width, "height": height}
    new = {"edits": json_columns.dump(edits), "object_id": object_id, **shape}
    async with refusable(tx):
        changed = await tx.execute(sa.update(variants).where(*still).values(new))
    if before.object_id is None or changed.rowcount != 1:
        raise NotFound
    old = (objects.c.person_id == before.person_id, objects.c.id == before.object_id)
    await tx.execute(sa.update(objects).where(*old).values(expires_at=now))


def _mine(person_id: PersonId, variant_ids: Collection[VariantId]) -> tuple[sa.ColumnElement[bool], ...]:
    return (variants.c.person_id == person_id, variants.c.id.in_(variant_ids))


async def _found(tx: AsyncConnection, query: sa.Select[tuple[object, ...]]) -> list[Variant]:
    return [_variant(row) for row in (await tx.execute(query.order_by(variants.c.number))).mappings()]


def _variant(row: sa.RowMapping) -> Variant:
    return Variant(
        id=VariantId(row["id"]),
        person_id=PersonId(row["person_id"]),
        job_id=JobId(row["job_id"]),
        index=row["position"],
        number=row["number"],
        state=VariantState(row["state"]),
        edits=json_columns.load(Edits, row["edits"]),
        checks=json_columns.load_all(Verdict, row["checks"]),
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        object_id=_object(row["object_id"]),
        before_id=_object(row["before_id"]),
        strip_id=_object(row["strip_id"]),
        width=row["width"],
        height=row["height"],
        media_type=row["media_type"],
        frozen=row["frozen"],
        case_number=row["case_number"],
    )


def _object(value: str | None) -> ObjectId | None:
    return None if value is None else ObjectId(value)
