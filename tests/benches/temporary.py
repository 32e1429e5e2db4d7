"""The installation of a bench: made for one run, with its master key in memory only: a killed run leaves no key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.settings import StorageSettings
from storage.vault.master_keys import memory_for_masters


@contextmanager
def installation(folder: Path, database_url: str = "") -> Iterator[StorageSettings]:
    """The weights come from where the operator keeps them; everything else lies in ``folder``, but the rows of
    ``database_url``. Beside one, keys and files lie where several hosts reach them.
    """
    descriptor = memory_for_masters()
    try:
        yield StorageSettings(
            data_dir=folder / "data",
            config_dir=folder / "config",
            database_url=database_url,
            blob_url=f"file://{folder / 'objects'}" if database_url else "",
            keys_dir=folder / "keys" if database_url else None,
            keys_copy_dir=None,
            key_descriptor=descriptor,
        )
    finally:
        os.close(descriptor)
