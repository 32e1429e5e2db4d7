"""The checks of ``candid doctor`` on the data: folders, database, key ring, overdue erasures, reports.

They read the files with plain SQLite and do not open the installation, so they also work where opening fails. On
PostgreSQL they check folders and key ring; PostgreSQL's own tools check the rows.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from storage.errors import DatabaseDamaged, KeyRingForeign, KeyRingMissing, MasterKeyMissing
from storage.home import FOLDERS, Home
from storage.operations.check import Check
from storage.policy import LATE_AFTER
from storage.retention.erasure_list import ErasedList
from storage.vault.key_ring import DATABASE, ROOT
from storage.vault.master_keys import InFolder, kek_id

READ_FIRST = 200  # how many people's keys are looked for


def folders(home: Home) -> Check:
    """Each folder is writable by this user and readable by nobody else."""
    name = "Folders"
    for kind, setting in FOLDERS.items():
        folder: Path = getattr(home, kind)
        if not folder.exists():
            continue
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            fix = f"Make {folder} a folder that this user may write to, or set {setting}."
            return Check(name=name, ok=False, detail=f"{folder} cannot be written by this user", fix=fix)
    databases = [path for folder in {home.data, home.keys} for path in folder.glob("*.sqlite3*")]
    private = [home.data, home.keys, home.config, *databases, *home.config.glob("*.key")]
    open_ones = [path for path in private if path.exists() and path.stat().st_mode & 0o077]
    if open_ones:
        fix = f"chmod go-rwx {' '.join(map(str, open_ones))}"
        return Check(name=name, ok=False, detail=f"others may read {open_ones[0]}", fix=fix)
    return Check(name=name, ok=True, detail="written by this user, read by nobody else")


def database(home: Home) -> Check:
    name, fix = "Database", str(DatabaseDamaged())
    if not home.database.exists():
        return Check(name=name, ok=True, detail="not there yet; made at the first start")
    try:
        with reading(home.database) as rows:
            (said,) = rows.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as failed:
        if "locked" in str(failed):
            return Check(name=name, ok=True, detail="in use at this moment")
        said = "damaged"
    except sqlite3.DatabaseError:
        said = "damaged"
    return Check(name=name, ok=said == "ok", detail="whole" if said == "ok" else "damaged", fix=fix)


def key_ring(home: Home) -> Check:
    """The wrapped keys exist, the master key unwraps them, and they belong to the people in the database."""
    name, path = "Key ring", home.keys / DATABASE
    if not path.exists() and not home.has_data():
        return Check(name=name, ok=True, detail="not there yet; made at the first start")
    try:
        with reading(path) as rows:
            wrapped_by = dict(rows.execute("SELECT name, kek_id FROM keys").fetchall())
        masters = InFolder(home.config)
        opening = {kek_id(master) for master in (masters.coming(), masters.present()) if master is not None}
    except sqlite3.DatabaseError:
        detail = "damaged" if path.exists() else "missing beside data"
        return Check(name=name, ok=False, detail=detail, fix=str(KeyRingMissing()))
    except MasterKeyMissing as missing:
        return Check(name=name, ok=False, detail="its master key cannot be used", fix=str(missing))
    wrong, fix = _wrong_ring(home, wrapped_by, opening)
    return Check(name=name, ok=not wrong, detail=wrong or "opens, and is that of this data", fix=fix)


def _wrong_ring(home: Home, wrapped_by: dict[str, str], opening: set[str]) -> tuple[str, str]:
    """(What is wrong with a readable ring, its fix); two empty strings when nothing is."""
    if ROOT not in wrapped_by:
        return ("empty beside data", str(KeyRingMissing())) if home.has_data() else ("", "")
    if wrapped_by[ROOT] not in opening:
        return "the master key does not open it", "Put the latest copy of the keys back: candid restore --keys FOLDER"
    known = _people(home) - ErasedList(home).ids()  # the next start erases again who came back with an old backup
    if known and not known & set(wrapped_by):
        return "of other people than those in the database", str(KeyRingForeign())
    return "", ""


def erasures(home: Home, now: datetime) -> Check:
    """Neither a begun erasure nor a file past its expiry is overdue."""
    due = _micros(now - LATE_AFTER)
    begun, expired = (
        _exists(home, "SELECT 1 FROM erasures WHERE finished_at IS NULL AND requested_at < ?", due),
        _exists(home, "SELECT 1 FROM objects WHERE expires_at < ?", due),
    )
    told = {(True, True): "an erasure and an expiry are", (True, False): "an erasure is", (False, True): "an expiry is"}
    late = told.get((begun, expired))
    return Check(
        name="Erasures",
        ok=late is None,
        detail=f"{late} overdue" if late else "none is overdue",
        fix="Start Candid (candid up), or run: candid purge",
    )


def reports(home: Home) -> Check:
    """Whether a reported picture waits for the operator. Only reads; on PostgreSQL use `candid cases`."""
    waits = _exists(home, "SELECT 1 FROM cases WHERE state = ?", "open")
    detail = "no picture is on hold"
    if waits:
        detail = "somebody says that a picture shows them and that they did not agree; it waits for your word"
    fix = "candid cases, then candid cases release or erase"
    return Check(name="Reports", ok=not waits, detail=detail, fix=fix)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens a SQLite file read-only; creates none, and the path may contain any character."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as rows:
        yield rows


def _people(home: Home) -> set[str]:
    """Ids of some people who should have a key."""
    try:
        with reading(home.database) as rows:
            query = f"SELECT id FROM persons WHERE NOT erasing LIMIT {READ_FIRST}"  # noqa: S608 - our own constant
            return {person for (person,) in rows.execute(query)}
    except sqlite3.Error:  # none yet, or damaged: another check says so
        return set()


def _exists(home: Home, query: str, value: int | str) -> bool:
    try:
        with reading(home.database) as rows:
            return rows.execute(f"{query} LIMIT 1", (value,)).fetchone() is not None
    except sqlite3.Error:
        return False


def _micros(instant: datetime) -> int:
    return int(instant.timestamp()) * 1_000_000 + instant.microsecond


def of_data(home: Home, now: datetime) -> list[Check]:
    """A damaged database is not asked what is overdue or reported: its silence would read as "nothing"."""
    rows = database(home)
    asked = [erasures(home, now), reports(home)] if rows.ok else []
    return [folders(home), rows, key_ring(home), *asked]
