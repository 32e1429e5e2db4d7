"""A backup: the rows and the encrypted bytes of one installation in a folder. Its keys are kept apart.

    rows.sqlite3 or rows.pgdump     the rows of one instant
    objects/                        each encrypted object they name
    candid-backup.json              written last: a folder without it is no backup

The folder holds no key: it opens nothing by itself, and with the latest copy of the keys (``vault/key_copies.py``) it
opens what belongs to the living. Restoring puts bytes back first and rows last, so it can be begun again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.errors import StorageError, VaultDamaged
from storage.home import Home
from storage.operations import row_dumps
from storage.records import ObjectId
from storage.vault.blobs import is_name
from storage.vault.files import write_new
from storage.vault.folder_store import FolderStore
from storage.vault.stores import open_blobs

if TYPE_CHECKING:
    from storage.settings import StorageSettings
    from storage.store import Storage

NAME, OBJECTS, VERSION = "candid-backup.json", "objects", 1


class NoBackup(StorageError):
    """There is no whole backup made by `candid backup` in that folder."""

    code = "no_backup"


class NotEmpty(StorageError):
    """A backup is written into a new folder, and put back where no installation is."""

    code = "not_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """``made_at``: ISO 8601. ``engine``: sqlite | postgresql. ``rows``: SHA-256 of their file."""

    made_at: str
    engine: str
    objects: int
    rows: str
    document: str = "candid backup"
    version: int = VERSION


async def write(storage: Storage, folder: Path) -> Backup:
    """Bot and worker may go on. Raises ``NotEmpty``, ``DiskFull``, ``RowsNotDumped``, ``StoreUnreachable``."""
    _make(folder)
    url = storage.settings.database_url
    rows = await asyncio.to_thread(row_dumps.dump, storage.home, url, folder)
    async with storage.db.read() as tx:  # after the dump: what came since has bytes and no row, and is swept later
        named = [ObjectId(found) for found in (await tx.execute(sa.select(schema.objects.c.id))).scalars()]
    copied = await asyncio.to_thread(_copy_objects, storage, named, folder)
    made_at, engine = storage.clock.now().isoformat(), row_dumps.engine_of(url)
    done = Backup(made_at=made_at, engine=engine, objects=copied, rows=_digest(rows))
    write_new(folder / NAME, json.dumps(asdict(done), indent=2).encode())
    return done


def read(folder: Path) -> Backup:
    """Raises ``NoBackup`` when the folder is no backup, or its rows or objects are not those it was written with."""
    try:
        found = Backup(**json.loads((folder / NAME).read_text(encoding="ascii")))
        same = found.rows == _digest(folder / row_dumps.NAMES[found.engine])
    except (OSError, ValueError, TypeError, KeyError) as damaged:
        raise NoBackup from damaged
    if found.version != VERSION or not same or len(_objects(folder)) != found.objects:
        raise NoBackup
    return found


def put_back(settings: StorageSettings, home: Home, folder: Path) -> Backup:
    """Raises ``NoBackup``, and ``NotEmpty`` where an installation is. The keys come next, then the start erases again
    who was erased since.
    """
    found = read(folder)
    if found.engine != row_dumps.engine_of(settings.database_url):
        message = f"The rows of this backup are of {found.engine}: set CANDID_DATABASE_URL accordingly."
        raise NoBackup(message)
    home.create()
    if row_dumps.are_there(home, settings.database_url):
        message = "There is an installation here already. Remove it first (candid uninstall), or name another folder."
        raise NotEmpty(message)
    blobs = open_blobs(home, settings.blob_url)
    for object_id, path in _objects(folder).items():
        blobs.write(object_id, path.read_bytes())
    row_dumps.load(home, settings.database_url, folder / row_dumps.NAMES[found.engine])
    return found


def _make(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty. {NotEmpty()}"
        raise NotEmpty(message)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _copy_objects(storage: Storage, named: list[ObjectId], folder: Path) -> int:
    """How many were copied; what is erased meanwhile is passed over."""
    target, copied = FolderStore(folder / OBJECTS), 0
    for object_id in named:
        try:
            sealed = storage.vault.blobs.read(object_id)
        except VaultDamaged:
            continue
        target.write(object_id, sealed)
        copied += 1
    return copied


def _objects(folder: Path) -> dict[ObjectId, Path]:
    return {ObjectId(path.name): path for path in (folder / OBJECTS).glob("??/*") if is_name(path.name)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
