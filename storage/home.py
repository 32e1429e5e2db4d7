"""The folders of one installation, taken from its settings."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import FolderUnusable, NoHome

if TYPE_CHECKING:
    from storage.settings import StorageSettings

FOLDERS = {
    "data": "CANDID_DATA_DIR",
    "keys": "CANDID_KEYS_DIR",
    "config": "CANDID_CONFIG_DIR",
    "cache": "CANDID_CACHE_DIR",
}


@dataclass(frozen=True, slots=True)
class Home:
    """The resolved folders of one installation. Only ``config`` holds the master key."""

    data: Path
    config: Path
    cache: Path
    key_descriptor: int | None = None
    """Where a temporary installation has its master key: a memory file (``master_keys.InMemory``), not ``config``."""
    shared_keys: Path | None = None
    """The folder of the key ring where several hosts share one; else it lies in ``data``."""

    @property
    def keys(self) -> Path:
        """The folder of the key ring."""
        return self.shared_keys or self.data

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def tmp(self) -> Path:
        """Short-lived files; swept at every start."""
        return self.data / "tmp"

    @property
    def database(self) -> Path:
        return self.data / "candid.sqlite3"

    def has_data(self) -> bool:
        """Whether rows or files exist that need a key ring."""
        rows = self.database.exists() and self.database.stat().st_size > 0
        return rows or any((self.data / "objects").glob("??/*"))

    def create(self) -> None:
        """Makes every folder, readable by this user only; a folder that exists already is closed to others.

        Raises ``FolderUnusable``, which names the folder and its setting.
        """
        for kind, setting in FOLDERS.items():
            folder: Path = getattr(self, kind)
            below = [self.logs, self.tmp] if folder == self.data else []
            try:
                for each in (folder, *below):
                    each.mkdir(mode=0o700, parents=True, exist_ok=True)
                    if folder != self.cache and each.stat().st_mode & 0o077:
                        each.chmod(0o700)
                if not os.access(folder, os.W_OK | os.X_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            except OSError as failed:
                raise FolderUnusable(
                    f"{folder} cannot be used: {failed.strerror}. Make it a folder that this user may write to, "
                    f"or set {setting}."
                ) from failed

    def make_database_private(self) -> None:
        """Mode 0600: SQLite alone would follow the umask. Its journals get the mode of the file."""
        os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
        for path in self.data.glob(f"{self.database.name}*"):
            path.chmod(0o600)


def home_of(settings: StorageSettings) -> Home:
    """Raises ``NoHome``, and ``ValueError`` when the folder of keys lies inside the data folder: a backup of the data
    would include its keys.
    """
    try:
        home = Home(
            data=settings.data_dir.expanduser().resolve(),
            config=settings.config_dir.expanduser().resolve(),
            cache=settings.cache_dir.expanduser().resolve(),
            key_descriptor=settings.key_descriptor,
            shared_keys=settings.keys_dir.expanduser().resolve() if settings.keys_dir else None,
        )
    except RuntimeError as nobody:  # what pathlib raises where "~" means nothing
        raise NoHome from nobody
    if home.config.is_relative_to(home.data):
        message = "config_dir must not lie inside data_dir: a backup of the data would hold its key"
        raise ValueError(message)
    copy = settings.keys_copy_dir
    if copy is not None and copy.expanduser().resolve().is_relative_to(home.data):
        message = "keys_copy_dir must not lie inside data_dir: one backup would hold the data and its keys"
        raise ValueError(message)
    return home
