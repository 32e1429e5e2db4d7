"""One key per person: destroying 32 bytes makes everything of theirs unreadable, in every copy.

The master key (a file in the config folder, mode 0600, never in the data folder or its backup) opens every other key:
the persons' keys, by way of shelf keys (``key_tree.py``), and one root secret, from which house keys are derived. They
are stored wrapped in a small SQLite file of their own: rollback journal (no write-ahead log that keeps old pages),
``synchronous=FULL``, ``secure_delete=ON``. Keys are not cached: a key that another process destroyed is gone here at
once.

A master key lasts one epoch. Yesterday's backup of the file still has a destroyed key, wrapped. So an epoch ends after
each erasure and daily: a new master key takes the place of the old one, which is destroyed (``master_keys.py``), and
every shelf on which a key was destroyed gets a new key. From then on no older copy of the file can be decrypted. Daily
all shelves get new keys: who stole master key and file cannot read with them what the next day brings. Derived keys
stay the same.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import DiskFull, KeyRingMissing, MasterKeyMissing, NotFound, StorageBusy, VaultDamaged
from storage.failpoints import failpoint
from storage.home import Home
from storage.records import PersonId
from storage.vault import cipher, key_tree
from storage.vault.key_ring import DATABASE, ROOT, Ring, connect, make_tables
from storage.vault.master_keys import InFolder, InMemory, Masters, kek_id

NEWBORN_S = 3600  # much longer than a new person takes between key and row
EPOCH = timedelta(days=1)  # the longest that an epoch lasts, and a shelf's key

P = ParamSpec("P")
R = TypeVar("R")


async def open_keys(home: Home) -> Keys:
    """Raises ``MasterKeyMissing`` when keys exist but their master key is absent or readable by others,
    ``KeyRingMissing`` when data exist but no key ring.
    """
    return await _off_loop(Keys, home)


async def how_many_open(home: Home) -> int:
    """How many people's keys open here. Raises as ``open_keys``, and ``NotFound`` where there is no key ring."""
    if not (home.keys / DATABASE).exists():
        raise NotFound
    ring = await open_keys(home)
    held = await ring.held()
    await ring.close()
    return len(held)


class Keys:
    """The key ring. Threads and tasks can share it; each call is one short transaction."""

    def __init__(self, home: Home) -> None:
        descriptor = home.key_descriptor
        self.masters: Masters = InFolder(home.config) if descriptor is None else InMemory(descriptor)
        self._lock = threading.Lock()
        self._has_data = home.has_data()
        self._database = connect(home.keys / DATABASE, may_make=not self._has_data)
        self._master = b""
        self._root = self._settle()

    # --- house keys ---------------------------------------------------------------------------------------------

    def derive(self, purpose: bytes) -> bytes:
        """A house key: 32 bytes for one purpose (HKDF-SHA256), e.g. the lookup hash. Always the same."""
        return HKDF(algorithm=hashes.SHA256(), length=cipher.KEY_BYTES, salt=None, info=purpose).derive(self._root)

    def seal_for_house(self, domain: str, data: bytes) -> bytes:
        """Encrypts data that must outlive a person's key for a while, e.g. where a message to delete is."""
        nonce = secrets.token_bytes(cipher.NONCE_BYTES)
        return cipher.seal(self.derive(domain.encode()), nonce, data, context=cipher.context_of(domain))

    def unseal_for_house(self, domain: str, sealed: bytes) -> bytes:
        """Raises ``VaultDamaged``."""
        return cipher.unseal(self.derive(domain.encode()), sealed, context=cipher.context_of(domain))

    # --- a person's key -----------------------------------------------------------------------------------------

    async def create(self, person_id: PersonId) -> None:
        """Makes a random key for a new person; an existing one stays."""
        await _off_loop(self._create, person_id)

    async def open(self, person_id: PersonId) -> bytes:
        """The person's key, 32 bytes; do not keep it. Raises ``NotFound`` once it is destroyed."""
        return await _off_loop(self._open, person_id)

    async def destroy(self, person_id: PersonId) -> bool:
        """Overwrites the key. True when there was one. After this nothing of the person can be read."""
        return await _off_loop(self._destroy, person_id)

    async def has(self, person_id: PersonId) -> bool:
        return await _off_loop(self._find, person_id) is not None

    async def held(self) -> frozenset[PersonId]:
        """Everyone who has a key."""
        return await _off_loop(self._held)

    async def of_nobody(self, everybody: frozenset[str]) -> list[PersonId]:
        """Ids outside ``everybody`` with a key older than an hour: a process was killed between a new person's key and
        their row.
        """
        return await _off_loop(self._of_nobody, everybody)

    async def seal(self, person_id: PersonId, domain: str, data: bytes) -> bytes:
        """Encrypts a small value for a column, e.g. the address, with the person's key."""
        key = await self.open(person_id)
        nonce = secrets.token_bytes(cipher.NONCE_BYTES)
        return cipher.seal(key, nonce, data, context=cipher.context_of(domain, person_id))

    async def unseal(self, person_id: PersonId, domain: str, sealed: bytes) -> bytes:
        """Raises ``NotFound`` once the key is destroyed, ``VaultDamaged`` when the value does not open."""
        key = await self.open(person_id)
        return cipher.unseal(key, sealed, context=cipher.context_of(domain, person_id))

    # --- epochs -------------------------------------------------------------------------------------------------

    async def renew(self, now: datetime) -> int:
        """Gives all shelves new keys and ends the epoch. Returns how many people's keys it wraps."""
        return await _off_loop(self._renew, now)

    async def renew_if_stale(self, now: datetime) -> datetime:
        """``renew`` once a day, ``renew_if_erased`` in between. Returns when the present epoch began."""
        return await _off_loop(self._renew_if_stale, now)

    async def renew_if_erased(self, now: datetime) -> datetime:
        """Ends the epoch if a key was destroyed in it. Returns when the present one began.

        Copies of the key ring older than that cannot be decrypted any more.
        """
        return await _off_loop(self._renew_if_erased, now)

    async def ring(self) -> Ring:
        """All keys with their master key, at one instant; for a copy."""
        return await _off_loop(self._ring)

    async def close(self) -> None:
        await _off_loop(self._database.close)

    # --- in a thread, one at a time -----------------------------------------------------------------------------

    def _create(self, person_id: str) -> None:
        with self._lock, self._changing():
            key_tree.add(self._database, person_id, secrets.token_bytes(cipher.KEY_BYTES), self._master)
        failpoint("key.created")

    def _open(self, person_id: str) -> bytes:
        key = self._find(person_id)
        if key is None:
            raise NotFound
        return key

    def _find(self, name: str) -> bytes | None:
        with self._lock:
            try:
                return key_tree.find(self._database, name, self._master)
            except key_tree.OtherMaster:
                with self._changing():
                    return key_tree.find(self._database, name, self._master)

    def _destroy(self, person_id: str) -> bool:
        with self._lock, self._changing():
            destroyed = key_tree.remove(self._database, person_id)
        failpoint("key.destroyed")
        return destroyed

    def _held(self) -> frozenset[PersonId]:
        with self._lock:
            return frozenset(PersonId(person_id) for person_id, _ in key_tree.people(self._database))

    def _of_nobody(self, everybody: frozenset[str]) -> list[PersonId]:
        oldest = time.time() - NEWBORN_S
        with self._lock:
            rows = key_tree.people(self._database)
        return [PersonId(who) for who, made_at in rows if made_at < oldest and who not in everybody]

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Holds SQLite's lock, with the present master key: an older one would wrap a key that nobody can unwrap."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            if key_tree.wrapped_by(self._database) not in {None, kek_id(self._master)}:
                self._master = self._settle_master()
            yield

    def _settle(self) -> bytes:
        """Sets ``_master`` and returns the root secret. Holds SQLite's lock: bot and worker may start together."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            make_tables(self._database)
            self._master = self._settle_master()
            self.masters.forget_coming()  # left by a crash before anything was wrapped
            key_tree.add(self._database, ROOT, secrets.token_bytes(cipher.KEY_BYTES), self._master)
            root = key_tree.find(self._database, ROOT, self._master)  # an older one was kept
        if root is None:
            raise VaultDamaged
        return root

    # --- the master key -----------------------------------------------------------------------------------------

    def _settle_master(self) -> bytes:
        """The master key of this ring. Makes one for an empty ring; completes a change that a crash interrupted."""
        wrapped_by = key_tree.wrapped_by(self._database)
        if wrapped_by is None and self._has_data:
            raise KeyRingMissing
        coming = self.masters.coming()  # read first: it replaces the present one, so one of them is always found
        if coming is not None and kek_id(coming) == wrapped_by:
            self.masters.promote(kek_id(coming))
            return coming
        present = self.masters.present()
        if wrapped_by is None and present is None:
            present = secrets.token_bytes(cipher.KEY_BYTES)
            self.masters.begin(present)
        if present is None or wrapped_by not in {None, kek_id(present)}:
            message = (
                f"{self.masters.where} is missing or is not the key of this data folder. Put the latest copy of the "
                "keys back (candid restore); without it nothing in the data folder can be read."
            )
            raise MasterKeyMissing(message)
        return present

    def _renew(self, now: datetime) -> int:
        with self._lock:
            shelves = key_tree.first_level(self._database)
        wrapped = 0
        for shelf in shelves:  # each in a transaction of its own: nobody waits for everybody's keys
            with self._lock, self._changing():
                wrapped += key_tree.renew_shelf(self._database, shelf, self._master)
        with self._lock:
            self._end_epoch(now, whole=True)
        return wrapped

    def _renew_if_stale(self, now: datetime) -> datetime:
        with self._lock:
            (whole_at,) = self._database.execute("SELECT whole_at FROM epoch").fetchone()
        # In the future: the clock was set back.
        if not 0 <= int(now.timestamp()) - whole_at < EPOCH.total_seconds():
            self._renew(now)
        return self._renew_if_erased(now)

    def _renew_if_erased(self, now: datetime) -> datetime:
        with self._lock:
            if key_tree.stale(self._database):
                self._end_epoch(now)
            (began_at,) = self._database.execute("SELECT began_at FROM epoch").fetchone()
            return datetime.fromtimestamp(began_at, UTC)

    def _end_epoch(self, now: datetime, *, whole: bool = False) -> None:
        """After a crash anywhere the next open settles it. ``whole``: all shelves have new keys."""
        coming = secrets.token_bytes(cipher.KEY_BYTES)
        # All under SQLite's lock: a process that starts meanwhile must not take the next master key for a leftover.
        with self._changing():
            # 1 write the next master key beside the present one
            self.masters.prepare(coming)
            failpoint("rewrap.next_written")
            # 2 wrap anew, in one transaction
            key_tree.change_master(self._database, self._master, coming)
            instant = int(now.timestamp())
            self._database.execute("UPDATE epoch SET began_at = ?", (instant,))
            if whole:
                self._database.execute("UPDATE epoch SET whole_at = ?", (instant,))
        failpoint("rewrap.wrapped")
        # 3 replace it
        self.masters.promote(kek_id(coming))
        self._master = coming

    def _ring(self) -> Ring:
        with self._lock, self._changing():
            rows = self._database.execute("SELECT parent, name, kek_id, wrapped, created_at FROM keys").fetchall()
            (began_at,) = self._database.execute("SELECT began_at FROM epoch").fetchone()
        return Ring(master=self._master, began_at=began_at, rows=tuple(rows))


async def _off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Runs ``work`` in a thread; SQLite's errors become those of ``storage.errors``."""
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except sqlite3.DatabaseError as failed:
        said = str(failed)
        if "malformed" in said or "not a database" in said:
            raise KeyRingMissing from failed
        if "full" in said:
            raise DiskFull from failed
        if "locked" in said:
            raise StorageBusy from failed
        raise
