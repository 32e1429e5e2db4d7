"""The folders of one installation, as they follow from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.settings import StorageSettings


@dataclass(frozen=True, slots=True)
class Home:
    """The resolved folders of one installation. Only ``config`` holds the master key."""

    data: Path
    config: Path
    cache: Path
    key_descriptor: int | None = None
    """Where the master key is instead of ``config``, for a temporary installation: ``vault.masters.InMemory``."""

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
        """Whether there are rows or files here that only a key ring opens."""
        return self.database.exists() or any((self.data / "objects").glob("??/*"))

    def create(self) -> None:
        """Makes every folder, readable by this user only."""
        for folder in (self.data, self.config, self.cache, self.logs, self.tmp):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def home_of(settings: StorageSettings) -> Home:
    """Raises ``ValueError`` when the master key's folder lies inside the data folder, where a backup would take it."""
    home = Home(
        data=settings.data_dir.expanduser().resolve(),
        config=settings.config_dir.expanduser().resolve(),
        cache=settings.cache_dir.expanduser().resolve(),
        key_descriptor=settings.key_descriptor,
    )
    if home.config.is_relative_to(home.data):
        message = "config_dir must not lie inside data_dir: a backup of the data would hold its key"
        raise ValueError(message)
    copy = settings.keys_copy_dir
    if copy is not None and copy.expanduser().resolve().is_relative_to(home.data):
        message = "keys_copy_dir must not lie inside data_dir: one backup would hold the data and its keys"
        raise ValueError(message)
    return home
