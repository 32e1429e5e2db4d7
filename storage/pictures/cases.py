"""Cases: somebody reports that a picture shows them without their consent. It is on hold until the operator decides.

On hold, nobody can read the picture's files, except its owner in their own export. Its retention cannot be extended,
and it is erased in time or sooner. Other looks of the same photo are held as well, also those made meanwhile. Nothing
is kept about the reporter. A released picture is not put on hold again: further reports are only counted, so a stranger
cannot hold a picture for ever. A case is deleted with its pictures.
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
    """``state``: open | released | erased. ``reports``: how often it was reported. ``pictures``: how many are left.
    ``level``: their source type. Nothing tells who is shown, who owns them or who reported them.
    """

    number: int
    state: str
    reports: int
    pictures: int
    level: str
    opened_at: datetime
    expires_at: datetime


async def open_(tx: AsyncConnection, hits: Sequence[Known], now: datetime) -> Case | None:
    """The case of these pictures, new or existing; None when they are gone. A new case puts them on hold.

    ``hits``: files of one person, from ``Registry.find``.
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
    """Every case, oldest first."""
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
    """Ends the hold; the owner is told. Raises ``NotFound`` when there is no such open case."""
    async with storage.db.write() as tx:
        pictures = await _of_open(tx, number)
        await _set(tx, pictures, frozen=False)
        await _settle(tx, number, RELEASED, pictures, OutcomeKind.PICTURE_RELEASED, storage.clock.now())
    log.info("case.released", case=number)


async def erase(storage: Storage, number: int) -> None:
    """Erases the pictures' bytes, then changes their rows; the owner is told. Raises ``NotFound`` when there is no such
    open case.

    After a crash in between, the same command erases again.
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
    """Counts one more report of a case. While it is open, looks made since are held as well."""
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


async def _settle(  # noqa: PLR0917 - private, three callers
    tx: AsyncConnection, number: int, state: str, pictures: Sequence[Row], news: OutcomeKind, now: datetime
) -> None:
    await tx.execute(sa.update(cases).where(cases.c.id == number).values(state=state))
    await _tell_owner(tx, pictures, news, now)


async def _tell_owner(tx: AsyncConnection, pictures: Sequence[Row], news: OutcomeKind, now: datetime) -> None:
    """One outcome for all of them."""
    first = pictures[0]
    await outcomes.add(tx, PersonId(first["person_id"]), news, JobId(first["job_id"]), first["id"], now)


async def _set(tx: AsyncConnection, pictures: Sequence[Row], **values: object) -> None:
    ids = [picture["id"] for picture in pictures]
    await tx.execute(sa.update(variants).where(variants.c.id.in_(ids)).values(values))


async def _living(tx: AsyncConnection, files: Sequence[ObjectId], now: datetime) -> Sequence[Row]:
    """The unexpired pictures of these files, the best match first; locked, so two reports at once make one case."""
    query = sa.select(variants).where(variants.c.object_id.in_(files), variants.c.expires_at > now)
    found = (await tx.execute(query.order_by(variants.c.id).with_for_update())).mappings().all()
    return sorted(found, key=lambda picture: files.index(picture["object_id"]))


async def _pictures(tx: AsyncConnection, *which: sa.ColumnElement[bool]) -> Sequence[Row]:
    query = sa.select(variants).where(*which).order_by(variants.c.number)
    return (await tx.execute(query)).mappings().all()
