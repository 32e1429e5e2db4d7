"""A photo that may come soon: a hint alone, so that a worker can get ready for it. No row, and nothing of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.db.database import note_hint

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

PHOTO = "photo_soon"  # hint topic


def photo(tx: AsyncConnection) -> None:
    """Tells the workers that somebody is being asked for a photo, once ``tx`` has committed. Not who, nor which."""
    note_hint(tx, PHOTO)
