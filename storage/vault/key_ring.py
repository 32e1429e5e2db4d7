"""The file of the key ring: its tables, how it is opened, how one key wraps another."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.errors import KeyRingMissing, UnsafeDatabase
from storage.vault import cipher
from storage.vault.master_keys import kek_id

DATABASE = "keys.sqlite3"  # in the data folder
ROOT = "root"  # no person's id: those are 32 hexadecimal digits
TOP = ""  # the parent of what the master key itself wraps
NOW = "CAST(strftime('%s', 'now') AS INTEGER)"  # seconds since 1970
_TABLES = (
    # A tree (``key_tree.py``): the key of ``parent`` wraps that of ``name``; ``kek_id`` is the id of the wrapping key.
    "CREATE TABLE IF NOT EXISTS keys (parent TEXT NOT NULL, name TEXT NOT NULL, kek_id TEXT NOT NULL,"
    f" wrapped BLOB NOT NULL, created_at INTEGER NOT NULL DEFAULT ({NOW}), PRIMARY KEY (parent, name)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS stale (shelf TEXT PRIMARY KEY) WITHOUT ROWID",
    # ``whole_at``: when all shelves had new keys for the last time
    "CREATE TABLE IF NOT EXISTS epoch (one INTEGER PRIMARY KEY CHECK (one = 1), began_at INTEGER NOT NULL,"
    " whole_at INTEGER NOT NULL)",
    f"INSERT INTO epoch (one, began_at, whole_at) VALUES (1, {NOW}, {NOW}) ON CONFLICT DO NOTHING",  # noqa: S608 - our own constant
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A snapshot of the key ring. ``rows``: (parent, name, id of the wrapping key, wrapped key, created at); ``master``
    wraps those whose parent is ``TOP``. ``began_at``: start of the epoch. Instants are seconds since 1970.
    """

    master: bytes
    began_at: int
    rows: tuple[tuple[str, str, str, bytes, int], ...]


class Wrapping:
    """Wraps and unwraps keys with one key."""

    def __init__(self, key: bytes) -> None:
        self._key, self.id = key, kek_id(key)

    def wrap(self, name: str, key: bytes) -> bytes:
        return cipher.seal(self._key, secrets.token_bytes(cipher.NONCE_BYTES), key, context=self._context(name))

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Raises ``VaultDamaged``."""
        return cipher.unseal(self._key, wrapped, context=self._context(name))

    def _context(self, name: str) -> bytes:
        return cipher.context_of("key", name, self.id)


def connect(path: Path, *, may_make: bool) -> sqlite3.Connection:
    """Opens the file. Raises ``KeyRingMissing`` when it is absent and ``may_make`` is False."""
    if not may_make and not path.exists():
        raise KeyRingMissing
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON"):
        database.execute(f"PRAGMA {pragma}")
    with closing(database.execute("PRAGMA secure_delete")) as answer:
        if answer.fetchone() != (1,):
            raise UnsafeDatabase
    return database


def make_tables(database: sqlite3.Connection) -> None:
    for statement in _TABLES:
        database.execute(statement)


def fill(path: Path, ring: Ring) -> None:
    """Creates the file with the keys of ``ring``; the next purge gives all shelves new keys."""
    with closing(connect(path, may_make=True)) as database, database:
        database.execute("BEGIN IMMEDIATE")
        make_tables(database)
        rows = "INSERT INTO keys (parent, name, kek_id, wrapped, created_at) VALUES (?, ?, ?, ?, ?)"
        database.executemany(rows, ring.rows)
        database.execute("UPDATE epoch SET began_at = ?, whole_at = 0", (ring.began_at,))
