"""The only way to a person's files: encrypted with their key, readable until ``expires_at`` of their row.

Writing: the file first (``write``), then the row (``record``, in the caller's transaction). A crash in between leaves a
file without a row, which the daily ``sweep_orphans`` removes; never a row without bytes.
Erasing: the bytes first, then the row. A crash in between leaves a row without bytes, which the next purge removes.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.clock import Clock
from storage.db import schema
from storage.db.database import Database, among
from storage.errors import DiskFull, Expired, Frozen, NotFound
from storage.failpoints import failpoint
from storage.home import Home
from storage.ids import id_of_instant, in_parts
from storage.records import ObjectId, ObjectKind, PersonId
from storage.vault import cipher
from storage.vault.ballast import Ballast
from storage.vault.files import sweep_abandoned
from storage.vault.keys import Keys
from storage.vault.room import Room
from storage.vault.stores import open_blobs

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.settings import StorageSettings

ORPHAN_AGE = timedelta(hours=1)  # much longer than an upload takes between file and row
_GB = 10**9
_IDS_AT_ONCE = 500  # of a sweep: a store may hold millions of names


class Vault:
    def __init__(self, *, home: Home, settings: StorageSettings, clock: Clock, db: Database, keys: Keys) -> None:
        self.blobs = open_blobs(home, settings.blob_url)
        self.ballast = Ballast(home)
        self._tmp = home.tmp
        self._settings = settings
        self._clock = clock
        self._db = db
        self._keys = keys
        self._room = Room(db, clock, settings.vault_max_gb * _GB)
        self._uncounted = 0  # half-written files that were removed and are in no report yet

    # --- keeping ------------------------------------------------------------------------------------------------

    async def write(self, person_id: PersonId, data: bytes, kind: ObjectKind) -> ObjectId:
        """Encrypts ``data`` into a new file. Raises ``DiskFull`` past the reserve or ``vault_max_gb``, ``NotFound``
        when the person's key is gone.
        """
        await self._refuse_when_full(len(data))
        key = await self._keys.open(person_id)
        object_id = ObjectId(id_of_instant(self._clock.now()))
        await asyncio.to_thread(self._write, key, object_id, person_id, kind, data)
        failpoint("vault.written")
        return object_id

    async def record(  # noqa: PLR0917 - the columns, in their order
        self,
        tx: AsyncConnection,
        object_id: ObjectId,
        person_id: PersonId,
        kind: ObjectKind,
        size: int,
        expires_at: datetime,
        fingerprint: bytes | None = None,
    ) -> None:
        """Adds the row of a written file. ``size``: before encryption; ``fingerprint``: from ``registry.sealed``."""
        row = {"id": object_id, "person_id": person_id, "kind": kind.value, "size": size, "fingerprint": fingerprint}
        await tx.execute(sa.insert(schema.objects).values(**row, created_at=self._clock.now(), expires_at=expires_at))
        self._room.kept(size)

    async def discard(self, object_id: ObjectId) -> None:
        """Unlinks a written file whose row was never committed."""
        await asyncio.to_thread(self.blobs.erase, object_id)

    async def has_room(self, size: int) -> bool:
        """Whether ``size`` more bytes stay under ``vault_max_gb``; ask before a photo is fetched."""
        return await self._room.is_there(size)

    # --- reading ------------------------------------------------------------------------------------------------

    async def read(self, person_id: PersonId, object_id: ObjectId, *, even_frozen: bool = False) -> bytes:
        """The bytes as they were written. Raises ``NotFound`` (not this person's, or erased), ``Expired``,
        ``VaultDamaged``, and ``Frozen`` for a picture on hold. Only the owner's own export passes ``even_frozen``.
        """
        o, v = schema.objects.c, schema.variants.c
        async with self._db.read() as tx:
            query = sa.select(o.kind, o.expires_at).where(o.id == object_id, o.person_id == person_id)
            row = (await tx.execute(query)).first()
            shows_it = sa.or_(v.object_id == object_id, v.strip_id == object_id, v.before_id == object_id)
            frozen = (await tx.execute(sa.select(v.id).where(shows_it, v.frozen))).first()
        if row is None:
            raise NotFound
        if row.expires_at <= self._clock.now():
            raise Expired
        if frozen is not None and not even_frozen:
            raise Frozen
        key = await self._keys.open(person_id)
        return await asyncio.to_thread(self._read, key, object_id, person_id, ObjectKind(row.kind))

    # --- erasing ------------------------------------------------------------------------------------------------

    async def erase(self, person_id: PersonId, object_ids: Iterable[ObjectId]) -> int:
        """Erases the bytes, then the rows; a photo's row goes with its object. Returns how many files there were.

        Works on a full disk. Ids of somebody else are ignored.
        """
        o = schema.objects.c
        wanted = list(object_ids)
        async with self._db.read() as tx:
            query = sa.select(o.id).where(o.person_id == person_id, o.id.in_(wanted))
            own = [ObjectId(object_id) for object_id in (await tx.execute(query)).scalars()]
        files = await self.unlink(own)
        async with self._db.write() as tx:
            await self.delete_rows(tx, own)
        return files

    async def delete_rows(self, tx: AsyncConnection, object_ids: Sequence[ObjectId]) -> None:
        """Deletes the rows of unlinked files. Each owner's row gets the instant at which their last one went: the
        clock that forgets people counts from there.
        """
        o, p, now = schema.objects.c, schema.persons.c, self._clock.now()
        gone = among(tx, o.id, object_ids)
        last = sa.func.max(o.expires_at)
        until = sa.case((last < now, last), else_=sa.literal(now, o.expires_at.type)).label("until")
        owners = sa.select(o.person_id, until).where(gone).group_by(o.person_id).subquery().c
        later = sa.or_(p.held_until.is_(None), p.held_until < owners.until)
        held = sa.update(schema.persons).where(p.id == owners.person_id, later).values(held_until=owners.until)
        await tx.execute(held)
        await tx.execute(sa.delete(schema.objects).where(gone))
        self._room.erased()

    async def unlink(self, object_ids: Sequence[ObjectId]) -> int:
        """Erases only the files; the caller deletes the rows next. Returns how many there were."""
        return await asyncio.to_thread(self.blobs.erase_all, object_ids)

    async def sweep(self) -> None:
        """At start, before anything is accepted: removes half-written files, and fills the ballast."""
        self._uncounted += await asyncio.to_thread(self._sweep)

    async def sweep_and_count(self) -> int:
        """The same; returns how many were removed since they were last counted, those at the start included."""
        await self.sweep()
        swept, self._uncounted = self._uncounted, 0
        return swept

    async def sweep_orphans(self) -> int:
        """Daily: removes files older than an hour without a row. Returns how many."""
        old = await asyncio.to_thread(lambda: list(self.blobs.older_than(self._clock.now() - ORPHAN_AGE)))
        orphans: list[ObjectId] = []
        for some in in_parts(old, _IDS_AT_ONCE):
            async with self._db.read() as tx:
                query = sa.select(schema.objects.c.id).where(among(tx, schema.objects.c.id, some))
                known = set((await tx.execute(query)).scalars())
            orphans += [object_id for object_id in some if object_id not in known]
        return await self.unlink(orphans)

    async def refuse_keeping(self) -> None:
        """At start. Raises ``StoreKeepsErased`` where the bucket keeps what was erased."""
        await asyncio.to_thread(self.blobs.refuse_keeping)

    # --- in a thread --------------------------------------------------------------------------------------------

    def _sweep(self) -> int:
        swept = self.blobs.sweep() + sweep_abandoned(self._tmp.rglob("*"))
        self.ballast.fill()
        return swept

    def _write(self, key: bytes, object_id: ObjectId, person_id: PersonId, kind: ObjectKind, data: bytes) -> None:
        nonce = secrets.token_bytes(cipher.NONCE_BYTES)
        self.blobs.write(object_id, cipher.seal(key, nonce, data, context=object_context(person_id, object_id, kind)))

    def _read(self, key: bytes, object_id: ObjectId, person_id: PersonId, kind: ObjectKind) -> bytes:
        return cipher.unseal(key, self.blobs.read(object_id), context=object_context(person_id, object_id, kind))

    async def _refuse_when_full(self, size: int) -> None:
        if not await self.has_room(size):
            raise DiskFull


def object_context(person_id: PersonId, object_id: ObjectId, kind: ObjectKind) -> bytes:
    """The associated data of an object: renamed, moved to another person or relabelled, it cannot be decrypted."""
    return cipher.context_of("object", person_id, object_id, kind.value)
