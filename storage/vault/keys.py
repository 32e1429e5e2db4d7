"""One key per person, so that destroying 32 bytes makes everything of theirs unreadable, wherever a copy lies.

Hierarchy: the master key (a file in the config folder, mode 0600, never in the data folder or its backup) wraps every
other key. Person keys, and one root secret from which house keys are derived, live wrapped in their own small SQLite
file: rollback journal (no write-ahead log to linger in), ``synchronous=FULL``, ``secure_delete=ON``. No key is cached:
what another process has destroyed is gone here at once.

``rewrap`` replaces the master key and wraps the living keys anew. That also ends every remnant of a destroyed key in
old disk blocks and old backups of the keys file; derived keys stay as they are.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import DiskFull, MasterKeyMissing, NotFound, StorageBusy, UnsafeDatabase, VaultDamaged
from storage.failpoints import failpoint
from storage.home import Home
from storage.records import PersonId
from storage.vault import cipher
from storage.vault.files import fsync_folder, write_new

DATABASE = "keys.sqlite3"  # in the data folder
MASTER = "master.key"  # in the config folder
NEXT = "master.key.next"  # there only while keys are being rewrapped
NEWBORN_S = 3600  # far longer than a new person takes between key and row
_ROOT = "root"  # no person has this id: theirs are 32 hexadecimal digits

_NOW = "CAST(strftime('%s', 'now') AS INTEGER)"  # seconds since 1970

P = ParamSpec("P")
R = TypeVar("R")


async def open_keys(home: Home) -> Keys:
    """Raises ``MasterKeyMissing`` when keys exist but the file that opens them does not, or others may read it."""
    return await asyncio.to_thread(Keys, home)


def kek_id(master: bytes) -> str:
    """Which master key wrapped a key, without saying anything about it."""
    return hashlib.sha256(b"candid kek id" + master).hexdigest()[:16]


class Keys:
    """The key ring. Safe to share between threads and tasks; each call is one short transaction."""

    def __init__(self, home: Home) -> None:
        self._config = home.config
        self._lock = threading.Lock()
        self._database = _connect(home.data / DATABASE)
        self._master = b""
        self._root = self._settle()

    # --- house keys ---------------------------------------------------------------------------------------------

    def derive(self, purpose: bytes) -> bytes:
        """A 32-byte key for one purpose of the house (HKDF-SHA256), e.g. the lookup hash. Always the same."""
        return HKDF(algorithm=hashes.SHA256(), length=cipher.KEY_BYTES, salt=None, info=purpose).derive(self._root)

    def seal_for_house(self, domain: str, data: bytes) -> bytes:
        """Encrypts what must outlive a person's key for a while, e.g. where a message to delete is."""
        nonce = secrets.token_bytes(cipher.NONCE_BYTES)
        return cipher.seal(self.derive(domain.encode()), nonce, data, context=cipher.context_of(domain))

    def unseal_for_house(self, domain: str, sealed: bytes) -> bytes:
        """Raises ``VaultDamaged``."""
        return cipher.unseal(self.derive(domain.encode()), sealed, context=cipher.context_of(domain))

    # --- a person's key -----------------------------------------------------------------------------------------

    async def create(self, person_id: PersonId) -> None:
        """A new random key for a new person; one that exists is kept."""
        await _off_loop(self._create, person_id)

    async def open(self, person_id: PersonId) -> bytes:
        """The person's key, 32 bytes, for the shortest time. Raises ``NotFound`` once it is destroyed."""
        return await _off_loop(self._open, person_id)

    async def destroy(self, person_id: PersonId) -> bool:
        """Overwrites the key. True when there was one. After this nothing of the person can ever be read."""
        return await _off_loop(self._destroy, person_id)

    async def held(self) -> frozenset[PersonId]:
        """Everyone who has a key."""
        return await _off_loop(self._held)

    async def of_nobody(self, everybody: frozenset[str]) -> list[PersonId]:
        """Who has a key for an hour or longer without being in ``everybody``: left by a start that was killed
        between a new person's key and their row.
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

    async def rewrap(self) -> int:
        """A new master key; returns how many keys it wraps now. May be killed anywhere and is settled at the next open.

        1 write the next master beside the present one  2 wrap every key anew, in one transaction  3 put it in place
        """
        return await _off_loop(self._rewrap)

    async def close(self) -> None:
        await _off_loop(self._database.close)

    # --- in a thread, one at a time -----------------------------------------------------------------------------

    def _create(self, person_id: str) -> None:
        with self._lock:
            self._add(person_id, secrets.token_bytes(cipher.KEY_BYTES))
        failpoint("key.created")

    def _open(self, person_id: str) -> bytes:
        with self._lock:
            key = self._find(person_id)
        if key is None:
            raise NotFound
        return key

    def _destroy(self, person_id: str) -> bool:
        with self._lock:
            destroyed = self._database.execute("DELETE FROM keys WHERE person_id = ?", (person_id,)).rowcount > 0
        failpoint("key.destroyed")
        return destroyed

    def _held(self) -> frozenset[PersonId]:
        with self._lock:
            rows = self._database.execute("SELECT person_id FROM keys WHERE person_id <> ?", (_ROOT,)).fetchall()
        return frozenset(PersonId(person_id) for (person_id,) in rows)

    def _of_nobody(self, everybody: frozenset[str]) -> list[PersonId]:
        query = f"SELECT person_id FROM keys WHERE person_id <> ? AND created_at < {_NOW} - ?"  # noqa: S608 - our own constant
        with self._lock:
            rows = self._database.execute(query, (_ROOT, NEWBORN_S)).fetchall()
        return [PersonId(person_id) for (person_id,) in rows if person_id not in everybody]

    def _add(self, name: str, key: bytes) -> None:
        wrapped = _wrap(self._master, name, key)
        self._database.execute(
            "INSERT INTO keys (person_id, kek_id, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (name, kek_id(self._master), wrapped),
        )

    def _find(self, name: str) -> bytes | None:
        row = self._database.execute("SELECT kek_id, wrapped FROM keys WHERE person_id = ?", (name,)).fetchone()
        if row is None:
            return None
        wrapped_by, wrapped = row
        if wrapped_by != kek_id(self._master):
            self._master = self._settle_master()  # another process has rewrapped meanwhile
        return _unwrap(self._master, name, wrapped)

    def _settle(self) -> bytes:
        """The root secret; sets ``_master`` first. Under SQLite's lock: bot and worker may start at the same time."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._master = self._settle_master()
            (self._config / NEXT).unlink(missing_ok=True)  # of a rewrap that was killed before it wrapped anything
            self._add(_ROOT, secrets.token_bytes(cipher.KEY_BYTES))  # kept when there is one
            root = self._find(_ROOT)
        if root is None:
            raise VaultDamaged
        return root

    # --- the master key -----------------------------------------------------------------------------------------

    def _settle_master(self) -> bytes:
        """The master key that opens what is there; makes one for an empty key ring; ends a rewrap that was killed."""
        present, coming = (_read_master(self._config / name) for name in (MASTER, NEXT))
        row = self._database.execute("SELECT kek_id FROM keys LIMIT 1").fetchone()
        if row is None:
            if present is None:
                present = secrets.token_bytes(cipher.KEY_BYTES)
                _write_master(self._config / MASTER, present)
            return present
        if coming is not None and kek_id(coming) == row[0]:
            self._put_in_place()
            return coming
        if present is None or kek_id(present) != row[0]:
            message = (
                f"{self._config / MASTER} is missing or is not the key of this data folder. "
                "Put its own copy back there; without it nothing in the data folder can be read."
            )
            raise MasterKeyMissing(message)
        return present

    def _put_in_place(self) -> None:
        with suppress(FileNotFoundError):  # another process found the keys rewrapped and was quicker
            (self._config / NEXT).replace(self._config / MASTER)
        fsync_folder(self._config)

    def _rewrap(self) -> int:
        coming = secrets.token_bytes(cipher.KEY_BYTES)
        with self._lock:
            # Both under SQLite's lock: a process that starts meanwhile must not take the next master for a leftover.
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                # 1 write the next master beside the present one
                (self._config / NEXT).unlink(missing_ok=True)
                _write_master(self._config / NEXT, coming)
                failpoint("rewrap.next_written")
                # 2 wrap every key anew, in one transaction
                rows = self._database.execute("SELECT person_id, wrapped FROM keys").fetchall()
                for name, wrapped in rows:
                    again = _wrap(coming, name, _unwrap(self._master, name, wrapped))
                    statement = "UPDATE keys SET kek_id = ?, wrapped = ? WHERE person_id = ?"
                    self._database.execute(statement, (kek_id(coming), again, name))
            failpoint("rewrap.wrapped")
            # 3 put it in place
            self._put_in_place()
            self._master = coming
        return len(rows) - 1  # without the root secret


def _wrap(master: bytes, name: str, key: bytes) -> bytes:
    context = cipher.context_of("key", name, kek_id(master))
    return cipher.seal(master, secrets.token_bytes(cipher.NONCE_BYTES), key, context=context)


def _unwrap(master: bytes, name: str, wrapped: bytes) -> bytes:
    return cipher.unseal(master, wrapped, context=cipher.context_of("key", name, kek_id(master)))


def _connect(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON"):
        database.execute(f"PRAGMA {pragma}")
    with closing(database.execute("PRAGMA secure_delete")) as answer:
        if answer.fetchone() != (1,):
            raise UnsafeDatabase
    database.execute(
        "CREATE TABLE IF NOT EXISTS keys (person_id TEXT PRIMARY KEY, kek_id TEXT NOT NULL, wrapped BLOB NOT NULL,"
        f" created_at INTEGER NOT NULL DEFAULT ({_NOW}))"
    )
    return database


def _read_master(path: Path) -> bytes | None:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except OSError as unreadable:
        message = f"{path} cannot be read."
        raise MasterKeyMissing(message) from unreadable
    if mode & 0o077:
        message = f"{path} can be read by others. Run: chmod 600 {path}"
        raise MasterKeyMissing(message)
    try:
        master = bytes.fromhex(text.strip())
    except ValueError:
        master = b""
    if len(master) != cipher.KEY_BYTES:
        message = f"{path} is not a key. Put its own copy back there."
        raise MasterKeyMissing(message)
    return master


def _write_master(path: Path, master: bytes) -> None:
    write_new(path, master.hex().encode() + b"\n")


async def _off_loop(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Runs ``work`` in a thread; SQLite's sentences become the storage errors of ``storage.errors``."""
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except sqlite3.OperationalError as failed:
        said = str(failed)
        if "full" in said:
            raise DiskFull from failed
        if "locked" in said:
            raise StorageBusy from failed
        raise
