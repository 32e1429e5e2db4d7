"""The installation of a bench: made for one run, with its master key in memory only: a killed run leaves no key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.settings import StorageSettings
from storage.vault.master_keys import memory_for_masters


@contextmanager
def installation(folder: Path) -> Iterator[StorageSettings]:
    """The weights come from where the operator keeps them; everything else lies in ``folder``."""
    descriptor = memory_for_masters()
    try:
        yield StorageSettings(
            data_dir=folder / "data",
            config_dir=folder / "config",
            database_url="",
            keys_copy_dir=None,
            key_descriptor=descriptor,
        )
    finally:
        os.close(descriptor)


def environment_of(settings: StorageSettings) -> dict[str, str]:
    """For a child of this installation; it is given ``shared_with(settings)`` as well."""
    return {
        "CANDID_DATA_DIR": str(settings.data_dir),
        "CANDID_CONFIG_DIR": str(settings.config_dir),
        "CANDID_CACHE_DIR": str(settings.cache_dir),
        "CANDID_DATABASE_URL": "",
        "CANDID_KEYS_COPY_DIR": "",
        "CANDID_KEY_DESCRIPTOR": str(settings.key_descriptor),
    }


def shared_with(settings: StorageSettings) -> tuple[int, ...]:
    """The descriptors a child inherits under their numbers."""
    assert settings.key_descriptor is not None
    return (settings.key_descriptor,)
