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
NOW = "CAST(strftime('%s', 'now') AS INTEGER)"  # seconds since 1970
_TABLES = (
    "CREATE TABLE IF NOT EXISTS keys (person_id TEXT PRIMARY KEY, kek_id TEXT NOT NULL, wrapped BLOB NOT NULL,"
    f" created_at INTEGER NOT NULL DEFAULT ({NOW}))",
    # ``stale``: a key was destroyed since the epoch began
    "CREATE TABLE IF NOT EXISTS epoch (one INTEGER PRIMARY KEY CHECK (one = 1), began_at INTEGER NOT NULL,"
    " stale INTEGER NOT NULL DEFAULT 0)",
    f"INSERT INTO epoch (one, began_at) VALUES (1, {NOW}) ON CONFLICT DO NOTHING",  # noqa: S608 - our own constant
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A snapshot of the key ring. ``rows``: (person id or ROOT, id of the master key, wrapped key, created at), all
    wrapped by ``master``. ``began_at``: start of the epoch. Instants are seconds since 1970.
    """

    master: bytes
    began_at: int
    rows: tuple[tuple[str, str, bytes, int], ...]


class Wrapping:
    """Wraps and unwraps keys with one master key."""

    def __init__(self, master: bytes) -> None:
        self._master, self.id = master, kek_id(master)

    def wrap(self, name: str, key: bytes) -> bytes:
        return cipher.seal(self._master, secrets.token_bytes(cipher.NONCE_BYTES), key, context=self._context(name))

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Raises ``VaultDamaged``."""
        return cipher.unseal(self._master, wrapped, context=self._context(name))

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
    """Creates the file with the keys of ``ring``."""
    with closing(connect(path, may_make=True)) as database, database:
        database.execute("BEGIN IMMEDIATE")
        make_tables(database)
        database.executemany("INSERT INTO keys (person_id, kek_id, wrapped, created_at) VALUES (?, ?, ?, ?)", ring.rows)
        database.execute("UPDATE epoch SET began_at = ?", (ring.began_at,))
