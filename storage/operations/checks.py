"""The checks of ``candid doctor`` on this machine. Each measures one thing and, when it fails, says how to fix it.

Other packages add theirs in the entry-point group ``candid.checks``: a function without arguments that returns one
``Check`` or several. A check returns a failure instead of raising it, and undoes whatever it changes.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from storage.clock import Clock, SystemClock
from storage.errors import FolderUnusable, NoHome, StorageError
from storage.home import Home, home_of
from storage.operations import diagnosis
from storage.operations.check import Check
from storage.vault.ballast import FREE_BYTES, FREE_SHARE
from storage.vault.key_ring import DATABASE
from storage.vault.master_keys import MASTER
from storage.vault.stores import open_blobs

LEAST_PYTHON = (3, 11)
FOUGHT_CLOCK = timedelta(minutes=5)  # a file just written may not lie further from the clock than this


def storage_checks() -> list[Check]:
    """The entry of storage in ``candid.checks``; it reads the settings, as commands do."""
    from storage.settings import StorageSettings

    try:
        chosen = StorageSettings()
        home = home_of(chosen)
    except ValueError as wrong:  # pydantic's ValidationError is one, too
        return [python(), settings(wrong)]
    except NoHome as none:
        return [python(), Check(name="Settings", ok=False, detail="this user has no home folder", fix=str(none))]
    kept = diagnosis.of_data(home, SystemClock().now())
    grown = [store(home, chosen.blob_url)] if chosen.blob_url else []
    if chosen.database_url:
        from storage.operations.queue_check import queue

        grown.append(queue(chosen.database_url))
    return [python(), disk(home), write_and_erase(home), *grown, clock(home), master_key(home), *kept]


def python(found: tuple[int, ...] = sys.version_info[:3]) -> Check:
    return Check(
        name="Python",
        ok=found >= LEAST_PYTHON,
        detail=".".join(map(str, found)),
        fix="Install Python 3.11 or newer, then: make clean && make up PYTHON=python3.12",
    )


def settings(wrong: ValueError) -> Check:
    from pydantic import ValidationError

    if isinstance(wrong, ValidationError):
        detail = "; ".join(f"CANDID_{str(error['loc'][0]).upper()}: {error['msg']}" for error in wrong.errors())
    else:
        detail = str(wrong)
    return Check(name="Settings", ok=False, detail=detail, fix="Correct it in the environment or in .env.")


def disk(home: Home) -> Check:
    """Whether there is room for a photo (``storage.vault.ballast`` keeps the same reserve)."""
    usage = shutil.disk_usage(_existing(home.data))
    reserve = max(FREE_BYTES, FREE_SHARE * usage.total)
    return Check(
        name="Disk",
        ok=usage.free >= reserve,
        detail=f"{usage.free / 1e9:.1f} GB free, {reserve / 1e9:.1f} GB are kept in reserve",
        fix=f"Free some room on the disk of {home.data}, or set CANDID_DATA_DIR to a larger one.",
    )


def write_and_erase(home: Home) -> Check:
    """Writes and erases database rows, then looks for them in the raw file."""
    name = "Write and erase"
    marker = secrets.token_hex(32)
    folder = home.data / f"doctor-{secrets.token_hex(4)}"
    try:
        home.create()
        folder.mkdir(mode=0o700)
        database = folder / "check.sqlite3"
        _write_then_delete(database, marker)
        left = marker.encode() in database.read_bytes()
    except FolderUnusable as unusable:
        return Check(name=name, ok=False, detail="a folder cannot be used", fix=str(unusable))
    except (OSError, sqlite3.Error) as failed:
        fix = f"Make {home.data} a folder on a local disk that this user may write to, or set CANDID_DATA_DIR."
        return Check(name=name, ok=False, detail=f"failed: {failed}", fix=fix)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    fix = "This Python's SQLite does not overwrite deleted rows. Use a Python with SQLite 3.20 or newer."
    detail = "an erased row is still in the file" if left else "an erased row is gone from the file"
    return Check(name=name, ok=not left, detail=detail, fix=fix)


def store(home: Home, url: str) -> Check:
    """Writes an object to the store of encrypted files, erases it, and asks for it once more, also by its version."""
    name = "Store of encrypted files"
    try:
        open_blobs(home, url).refuse_keeping()
    except StorageError as failed:
        return Check(name=name, ok=False, detail=f"{url}: {failed.code}", fix=str(failed))
    except (OSError, ValueError) as failed:  # a folder that cannot be made; a setting the platform's library refuses
        return Check(name=name, ok=False, detail=f"{url}: {type(failed).__name__}", fix="Correct CANDID_BLOB_URL.")
    return Check(name=name, ok=True, detail=f"{url}: an erased object is gone")


def clock(home: Home, clock: Clock | None = None) -> Check:
    """Erasing depends on the clock. It must not be behind the newest file that Candid wrote."""
    now = (clock or SystemClock()).now().timestamp()
    newest = max((path.stat().st_mtime for path in _dated(home)), default=now)
    behind = timedelta(seconds=max(0.0, newest - now))
    return Check(
        name="Clock",
        ok=behind <= FOUGHT_CLOCK,
        detail="not behind what it has dated" if behind <= FOUGHT_CLOCK else f"{behind} behind Candid's own files",
        fix="Set this machine's clock (e.g. `timedatectl set-ntp true`): expiry dates depend on it.",
    )


def master_key(home: Home) -> Check:
    path = home.config / MASTER
    name = "Master key"
    if not path.exists():
        keys = home.keys / DATABASE
        fix = f"Put the copy of {MASTER} back into {home.config}. Without it nothing in the data folder can be read."
        detail = (
            "missing, but there are keys it must open" if keys.exists() else "not there yet; made at the first start"
        )
        return Check(name=name, ok=not keys.exists(), detail=detail, fix=fix)
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        return Check(name=name, ok=False, detail=f"{path} can be read by others", fix=f"chmod 600 {path}")
    if os.name == "posix" and path.stat().st_uid != os.geteuid():
        return Check(name=name, ok=False, detail=f"{path} belongs to another user", fix=f"chown $(id -u) {path}")
    return Check(name=name, ok=True, detail="in the config folder, readable by this user only")


def _dated(home: Home) -> Iterator[Path]:
    candidates = (home.database, home.database.with_name(home.database.name + "-wal"), home.keys / DATABASE)
    yield from (path for path in (*candidates, home.config / MASTER) if path.exists())


def _write_then_delete(path: Path, marker: str) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA secure_delete=ON")
        database.execute("CREATE TABLE t (x TEXT)")
        database.executemany("INSERT INTO t VALUES (?)", [(marker,)] * 50)
        database.execute("DELETE FROM t")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close()


def _existing(folder: Path) -> Path:
    """The folder or its nearest existing parent; before the first start the folder does not exist."""
    return next(path for path in (folder, *folder.parents) if path.exists())
