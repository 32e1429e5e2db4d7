"""The photos that people sent: state, findings and expiry. The bytes are in the vault.

Every query names the person, so somebody else's photo is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import json_columns
from storage.db.database import refusable
from storage.db.schema import photos
from storage.errors import NotFound
from storage.ids import id_of_instant
from storage.records import Finding, ObjectId, PersonId, Photo, PhotoId, PhotoState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def add(
    tx: AsyncConnection, person_id: PersonId, object_id: ObjectId, now: datetime, expires_at: datetime
) -> Photo:
    """Raises ``ConsentMissing``: no photo is kept without consent."""
    photo = Photo(
        id=PhotoId(id_of_instant(now)),
        person_id=person_id,
        object_id=object_id,
        state=PhotoState.RECEIVED,
        received_at=now,
        expires_at=expires_at,
    )
    new = sa.insert(photos).values(
        id=photo.id,
        person_id=person_id,
        object_id=object_id,
        state=photo.state,
        received_at=now,
        expires_at=expires_at,
        findings=[],
        looks=[],
    )
    async with refusable(tx):
        await tx.execute(new)
    return photo


async def get(tx: AsyncConnection, person_id: PersonId, photo_id: PhotoId) -> Photo:
    """Raises ``NotFound``. An expired photo is found until the purge; the vault refuses its bytes."""
    found = await tx.execute(sa.select(photos).where(photos.c.id == photo_id, photos.c.person_id == person_id))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    return _photo(row)


async def list_(tx: AsyncConnection, person_id: PersonId, now: datetime) -> list[Photo]:
    """Unexpired ones, oldest first."""
    mine = (photos.c.person_id == person_id, photos.c.expires_at > now)
    found = await tx.execute(sa.select(photos).where(*mine).order_by(photos.c.received_at, photos.c.id))
    return [_photo(row) for row in found.mappings()]


async def check_again(tx: AsyncConnection, person_id: PersonId, photo_id: PhotoId) -> None:
    """Puts a refused photo back to ``RECEIVED``, for another check. Raises ``NotFound`` for any other photo."""
    waits = await tx.execute(
        sa.update(photos)
        .where(photos.c.id == photo_id, photos.c.person_id == person_id, photos.c.state == PhotoState.REFUSED)
        .values(state=PhotoState.RECEIVED)
    )
    if not waits.rowcount:
        raise NotFound


async def set_checked(
    tx: AsyncConnection,
    person_id: PersonId,
    photo_id: PhotoId,
    state: PhotoState,
    findings: Sequence[Finding],
    *,
    checked_at: datetime | None = None,
    outlined_id: ObjectId | None = None,
    contact_sheet_id: ObjectId | None = None,
    looks: Sequence[str] = (),
) -> None:
    """The verdict; looks may follow by ``set_looks``. Raises ``NotFound`` when the photo was erased meanwhile."""
    checked = await tx.execute(
        sa.update(photos)
        .where(photos.c.id == photo_id, photos.c.person_id == person_id)
        .values(
            state=state,
            findings=json_columns.dump_all(findings),
            checked_at=checked_at,
            outlined_id=outlined_id,
            contact_sheet_id=contact_sheet_id,
            looks=list(looks),
        )
    )
    if not checked.rowcount:
        raise NotFound


async def set_looks(
    tx: AsyncConnection, person_id: PersonId, photo_id: PhotoId, contact_sheet_id: ObjectId, looks: Sequence[str]
) -> None:
    """The contact sheet of an accepted photo, and its looks in order. Raises ``NotFound`` for any other photo."""
    drawn = await tx.execute(
        sa.update(photos)
        .where(photos.c.id == photo_id, photos.c.person_id == person_id, photos.c.state == PhotoState.ACCEPTED)
        .values(contact_sheet_id=contact_sheet_id, looks=list(looks))
    )
    if not drawn.rowcount:
        raise NotFound


def _photo(row: sa.RowMapping) -> Photo:
    return Photo(
        id=PhotoId(row["id"]),
        person_id=PersonId(row["person_id"]),
        object_id=ObjectId(row["object_id"]),
        state=PhotoState(row["state"]),
        received_at=row["received_at"],
        expires_at=row["expires_at"],
        findings=json_columns.load_all(Finding, row["findings"]),
        outlined_id=row["outlined_id"],
        contact_sheet_id=row["contact_sheet_id"],
        looks=tuple(row["looks"]),
        checked_at=row["checked_at"],
    )
