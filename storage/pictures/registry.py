"""Recognises a delivered picture of this installation by a 256-bit fingerprint, also after an app re-encoded it.

A fingerprint is stored in the row of its file, encrypted with the person's key and bound to that file, so it is erased
with the file. The process that answers ``/verify`` holds the unexpired ones in memory. It decrypts each once, compares
it there, and drops it when the row is gone or the person is forgotten. An answer tells what was done to the picture,
never whose it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.schema import objects, variants
from storage.errors import NotFound, VaultDamaged
from storage.ids import in_parts
from storage.logs import log
from storage.records import ObjectId, PersonId

if TYPE_CHECKING:
    from storage.store import Storage

BITS = 256
SAME = 31  # bits that may differ; measured: generation/disclosure/README.md, "The fingerprint"
_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One unexpired file. ``level``: the source type of its picture, "none" for a pure crop."""

    object_id: ObjectId
    person_id: PersonId
    fingerprint: int
    level: str
    expires_at: datetime


async def sealed(storage: Storage, person_id: PersonId, object_id: ObjectId, fingerprint: str) -> bytes:
    """Encrypts a fingerprint (64 hexadecimal characters) for its file's row. Raises ``NotFound``, ``ValueError``."""
    return await storage.keys.seal(person_id, _domain(object_id), bytes.fromhex(fingerprint))


async def opened(storage: Storage, person_id: PersonId, object_id: ObjectId, kept: bytes) -> str:
    """Raises ``NotFound`` once the person's key is destroyed, ``VaultDamaged`` for another file's fingerprint."""
    return (await storage.keys.unseal(person_id, _domain(object_id), kept)).hex()


def distance(one: int, other: int) -> int:
    """How many of the 256 bits differ."""
    return (one ^ other).bit_count()


class Registry:
    """The unexpired fingerprints, in this process's memory only. Tasks of one event loop can share it."""

    def __init__(self) -> None:
        self._known: dict[ObjectId, Known] = {}
        self._alone = asyncio.Lock()

    def __len__(self) -> int:
        return len(self._known)

    async def refresh(self, storage: Storage) -> None:
        """Decrypts the new fingerprints and drops the erased and expired ones."""
        async with self._alone:
            now = storage.clock.now()
            living = (objects.c.fingerprint.is_not(None), objects.c.expires_at > now)
            async with storage.db.read() as tx:
                rows = (await tx.execute(sa.select(objects.c.id, objects.c.expires_at).where(*living))).all()
            expiry = {ObjectId(row.id): row.expires_at for row in rows}
            self._known = {i: known for i, known in self._known.items() if expiry.get(i) == known.expires_at}
            new = [object_id for object_id in expiry if object_id not in self._known]
            for some in in_parts(new, _AT_ONCE):
                await self._open(storage, some)

    async def find(self, storage: Storage, fingerprint: str) -> tuple[Known, ...]:
        """The files within ``SAME`` bits, the nearest first, all of the nearest one's person: looks of one photo differ
        by few bits or none. Empty when no picture here matches.
        """
        await self.refresh(storage)
        asked = int(fingerprint, 16)
        near = [(distance(known.fingerprint, asked), known) for known in self._known.values()]
        hits = sorted((far, known.object_id, known) for far, known in near if far <= SAME)
        return tuple(known for _, _, known in hits if known.person_id == hits[0][2].person_id)

    async def forget(self, person_id: PersonId) -> None:
        """Drops this person's fingerprints at once."""
        async with self._alone:
            self._known = {i: known for i, known in self._known.items() if known.person_id != person_id}

    async def _open(self, storage: Storage, ids: Sequence[ObjectId]) -> None:
        columns = (objects.c.id, objects.c.person_id, objects.c.fingerprint, objects.c.expires_at, variants.c.edits)
        shown = objects.join(variants, variants.c.object_id == objects.c.id)
        async with storage.db.read() as tx:
            rows = (await tx.execute(sa.select(*columns).select_from(shown).where(objects.c.id.in_(ids)))).all()
        for row in rows:
            person_id, object_id = PersonId(row.person_id), ObjectId(row.id)
            try:
                fingerprint = await opened(storage, person_id, object_id, row.fingerprint)
            except NotFound:
                continue  # being erased at this moment
            except VaultDamaged:
                log.error("registry.damaged")
                continue
            self._known[object_id] = Known(
                object_id=object_id,
                person_id=person_id,
                fingerprint=int(fingerprint, 16),
                level=str(row.edits["source_type"]),
                expires_at=row.expires_at,
            )


def _domain(object_id: ObjectId) -> str:
    return f"fingerprint.{object_id}"
