"""Chooses the store of encrypted bytes by the setting ``blob_url``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from storage.home import Home
from storage.vault.folder_store import FolderStore

if TYPE_CHECKING:
    from storage.vault.blobs import Blobs


def open_blobs(home: Home, url: str) -> Blobs:
    """``url`` empty: the data folder. file://: our own files, since those are synced before a row names them. Any other
    is a bucket. Raises ``ExtraMissing`` for a bucket without its library.
    """
    if not url:
        return FolderStore(home.data / "objects")
    if urlsplit(url).scheme == "file":
        return FolderStore(Path(unquote(urlsplit(url).path)))
    from storage.vault.bucket_store import BucketStore

    return BucketStore(url)
