"""Encrypted files in a folder: 256 folders, named by the last two digits, complete or absent, mode 0600.

It refuses new files when the disk is nearly full.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from storage.errors import VaultDamaged
from storage.records import ObjectId
from storage.vault import unlinking
from storage.vault.ballast import refuse_when_low
from storage.vault.blobs import checked, is_name, unlinked
from storage.vault.files import TEMP_SUFFIX, sweep_abandoned, write_new

FOLDERS = 256
MANY = 64  # so many files are worth a process


class FolderStore:
    """A ``Blobs``. ``folder`` is made with mode 0700 where it is not there."""

    at_once = 10_000

    def __init__(self, folder: Path) -> None:
        self.folder, self.where = folder, str(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for n in range(FOLDERS):
            (folder / f"{n:02x}").mkdir(mode=0o700, exist_ok=True)

    def write(self, object_id: ObjectId, sealed: bytes) -> None:
        """Raises ``DiskFull`` below the reserve or when the disk really is full."""
        refuse_when_low(self.folder, len(sealed))
        write_new(self.path(object_id), sealed)

    def read(self, object_id: ObjectId) -> bytes:
        try:
            return self.path(object_id).read_bytes()
        except OSError as failed:
            raise VaultDamaged from failed

    def erase(self, object_id: ObjectId) -> bool:
        return bool(self.erase_all([object_id]))

    def erase_all(self, object_ids: Sequence[ObjectId]) -> int:
        names = [_within(name) for name in object_ids]
        if len(names) < MANY:
            return unlinking.erase(str(self.folder), names, done=unlinked)
        return unlinking.erase_apart(str(self.folder), names)

    def older_than(self, instant: datetime) -> Iterator[ObjectId]:
        for path in sorted(self.folder.glob("??/*")):
            with contextlib.suppress(FileNotFoundError):
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                if is_name(path.name) and changed < instant:
                    yield ObjectId(path.name)

    def names(self) -> Iterator[str]:
        yield from (path.name for path in sorted(self.folder.rglob("*")) if path.is_file())

    def sweep(self) -> int:
        """Files of a version that went by the first two digits are moved to where they are looked for."""
        for n in range(FOLDERS):
            folder = self.folder / f"{n:02x}"
            for name in os.listdir(folder):  # a million names at each start: a path is made of those that move alone
                if _folder_of(name) != folder.name and is_name(name):
                    (folder / name).replace(self.path(ObjectId(name)))
        return sweep_abandoned(self.folder.glob(f"??/*{TEMP_SUFFIX}"))

    def refuse_keeping(self) -> None:
        """An unlinked name opens nothing in a folder; what blocks may keep is said in BACKUPS.md."""

    def remove_all(self) -> None:
        for each in self.folder.glob("[0-9a-f][0-9a-f]"):
            shutil.rmtree(each)
        with contextlib.suppress(OSError):  # not empty: not all of it is ours
            self.folder.rmdir()

    def path(self, object_id: ObjectId) -> Path:
        return self.folder / _within(object_id)


def _within(object_id: ObjectId) -> str:
    name = checked(object_id)
    return f"{_folder_of(name)}/{name}"


def _folder_of(name: str) -> str:
    """An object's name begins with an instant: its last digits are random."""
    return name[-2:]
