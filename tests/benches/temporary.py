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
            blob_url="",
            keys_copy_dir=None,
            key_descriptor=descriptor,
        )
    finally:
        os.close(descriptor)
