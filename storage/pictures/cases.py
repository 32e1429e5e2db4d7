"""Somebody says that a picture shows them and that they did not agree: it is on hold until the operator has looked.

On hold, its files are read for nobody but its owner's own export, it is not kept longer, and it is erased in its time
or sooner, as ever. Other looks of the same photo are held with it, those made while it waits too. Of who reported it
nothing is kept. A picture the operator has released is not put on hold again: another report is counted and told, so
that a stranger cannot hold somebody's picture for ever. The case goes with its pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.schema import cases, variants
from storage.errors import NotFound
from storage.logs import log
from storage.pictures import staff_directory
from storage.pictures.registry import Known
from storage.queue import outcomes
from storage.records import JobId, ObjectId, OutcomeKind, PersonId, VariantId, VariantState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

OPEN, RELEASED, ERASED = "open", "released", "erased"

Row = sa.RowMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``state``: open | released | erased; ``reports``: how often it was reported; ``pictures``: how many are left;
    ``level``: what was done to them, a source type. Nothing says who is shown, whose they are or who reported them.
    """

    number: int
    state: str
    reports: int
    pictures: int
    level: str
    opened_at: datetime
    expires_at: datetime


async def open_(tx: AsyncConnection, hits: Sequence[Known], now: datetime) -> Case | None:
    """The case of these pictures, new or as it stands; None when they went meanwhile. Only a new one holds them.

    ``hits``: files of one person, as ``Registry.find`` gives them.
    """
    pictures = await _living(tx, [known.object_id for known in hits], now)
    if not pictures:
        return None
    number = next((picture["case_number"] for picture in pictures if picture["case_number"]), None)
    if number is None:
        number = await _new(tx, pictures, now)
    else:
        await _again(tx, number, pictures, now)
    (case,) = [case for case in await list_(tx) if case.number == number]
    log.warning("case.reported", case=case.number, state=case.state)
    return case


async def list_(tx: AsyncConnection) -> list[Case]:
    """Every case that is still known, oldest first."""
    found = []
    for row in (await tx.execute(sa.select(cases).order_by(cases.c.id))).mappings().all():
        pictures = await _pictures(tx, variants.c.case_number == row["id"])
        left = [picture for picture in pictures if picture["object_id"] is not None]
        found.append(
            Case(
                number=row["id"],
                state=row["state"] if left else ERASED,
                reports=row["reports"],
                pictures=len(left),
                level=str(pictures[0]["edits"]["source_type"]) if pictures else "",
                opened_at=row["opened_at"],
                expires_at=row["expires_at"],
            )
        )
    return found


async def release(storage: Storage, number: int) -> None:
    """The pictures may be shown and kept longer again; their owner is told. Raises ``NotFound`` for no open case."""
    async with storage.db.write() as tx:
        pictures = await _of_open(tx, number)
        await _set(tx, pictures, frozen=False)
        await _settle(tx, number, RELEASED, pictures, OutcomeKind.PICTURE_RELEASED, storage.clock.now())
    log.info("case.released", case=number)


async def erase(storage: Storage, number: int) -> None:
    """The pictures' bytes first, then their rows; their owner is told. Raises ``NotFound`` for no open case.

    Killed in between, it is done again by the same command.
    """
    async with storage.db.read() as tx:
        pictures = await _of_open(tx, number)
    person_id = PersonId(pictures[0]["person_id"])
    parts = ("object_id", "before_id", "strip_id")
    await storage.vault.erase(
        person_id, [ObjectId(picture[part]) for picture in pictures for part in parts if picture[part]]
    )
    async with storage.db.write() as tx:
        await _set(tx, pictures, state=VariantState.EXPIRED)
        await staff_directory.leave(
            tx, person_id, [VariantId(picture["id"]) for picture in pictures], storage.clock.now()
        )
        await _settle(tx, number, ERASED, pictures, OutcomeKind.PICTURE_REMOVED, storage.clock.now())
    log.info("case.erased", case=number)


async def _new(tx: AsyncConnection, pictures: Sequence[Row], now: datetime) -> int:
    ends = max(picture["expires_at"] for picture in pictures)
    row = {"person_id": pictures[0]["person_id"], "state": OPEN, "opened_at": now, "expires_at": ends}
    number = int((await tx.execute(sa.insert(cases).values(row).returning(cases.c.id))).scalar_one())
    await _set(tx, pictures, frozen=True, case_number=number)
    await _tell_owner(tx, pictures, OutcomeKind.PICTURE_FROZEN, now)
    return number


async def _again(tx: AsyncConnection, number: int, pictures: Sequence[Row], now: datetime) -> None:
    """One more report of a case. While it waits, looks made since are held with it."""
    counted = sa.update(cases).where(cases.c.id == number).values(reports=cases.c.reports + 1)
    state, ends = (await tx.execute(counted.returning(cases.c.state, cases.c.expires_at))).one()
    since = [picture for picture in pictures if picture["case_number"] is None]
    if state != OPEN or not since:
        return
    last = max(ends, *(picture["expires_at"] for picture in since))
    await tx.execute(sa.update(cases).where(cases.c.id == number).values(expires_at=last))
    await _set(tx, since, frozen=True, case_number=number)
    await _tell_owner(tx, since, OutcomeKind.PICTURE_FROZEN, now)


async def _of_open(tx: AsyncConnection, number: int) -> Sequence[Row]:
    """The pictures of an open case."""
    state = (await tx.execute(sa.select(cases.c.state).where(cases.c.id == number))).scalar()
    pictures = await _pictures(tx, variants.c.case_number == number)
    if state != OPEN or not pictures:
        raise NotFound(f"There is no open case {number}. It may be settled, or its picture is erased.")
    return pictures


async def _settle(  # noqa: PLR0917 - what is written, in the order it is told
    tx: AsyncConnection, number: int, state: str, pictures: Sequence[Row], news: OutcomeKind, now: datetime
) -> None:
    await tx.execute(sa.update(cases).where(cases.c.id == number).values(state=state))
    await _tell_owner(tx, pictures, news, now)


async def _tell_owner(tx: AsyncConnection, pictures: Sequence[Row], news: OutcomeKind, now: datetime) -> None:
    """One word about all of them."""
    first = pictures[0]
    await outcomes.add(tx, PersonId(first["person_id"]), news, JobId(first["job_id"]), first["id"], now)


async def _set(tx: AsyncConnection, pictures: Sequence[Row], **values: object) -> None:
    ids = [picture["id"] for picture in pictures]
    await tx.execute(sa.update(variants).where(variants.c.id.in_(ids)).values(values))


async def _living(tx: AsyncConnection, files: Sequence[ObjectId], now: datetime) -> Sequence[Row]:
    """The pictures these files show, the likeliest first; locked, so that two reports at once make one case."""
    query = sa.select(variants).where(variants.c.object_id.in_(files), variants.c.expires_at > now)
    found = (await tx.execute(query.order_by(variants.c.id).with_for_update())).mappings().all()
    return sorted(found, key=lambda picture: files.index(picture["object_id"]))


async def _pictures(tx: AsyncConnection, *which: sa.ColumnElement[bool]) -> Sequence[Row]:
    query = sa.select(variants).where(*which).order_by(variants.c.number)
    return (await tx.execute(query)).mappings().all()
