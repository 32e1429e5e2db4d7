"""Removes Candid's files from this machine. The keys go first, so whatever the disk keeps cannot be decrypted.

Only files that Candid makes are removed, by name: a folder setting may point to a place with other files in it.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from storage.errors import StorageError
from storage.home import Home
from storage.retention.erasure_list import NAME as ERASED_LIST
from storage.vault.files import destroy
from storage.vault.key_ring import DATABASE
from storage.vault.master_keys import MASTER
from storage.wake import meeting_place

_CONFIG = (f"{MASTER}*", f"{ERASED_LIST}*")
_KEYS = (f"{DATABASE}*",)
_DATA = ("candid.sqlite3*", "objects", "ballast*", "tmp", "logs", "bot.lock", "doctor-*")
_CACHE = ("weights",)


def is_running(home: Home) -> bool:
    """Whether a process has this installation open: its wake-up socket still takes a datagram."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as asking:
        for path in meeting_place(home.data).glob("*.sock"):
            with suppress(OSError):
                asking.sendto(b"", str(path))
                return True
    return False


def plan(home: Home, *, keep_weights: bool = False) -> list[Path]:
    """What ``remove`` would remove, in its order; changes nothing."""
    return list(_ours(home, keep_weights=keep_weights))


def remove(home: Home, *, keep_weights: bool = False) -> list[Path]:
    """Removes the files, and each folder that is empty then. Returns the foreign files there. Raises ``OSError``."""
    for path in _ours(home, keep_weights=keep_weights):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
            continue
        if path.parent == home.config or path.name.startswith(DATABASE):
            destroy(path)
        else:
            path.unlink()
    shutil.rmtree(meeting_place(home.data), ignore_errors=True)
    folders = [*dict.fromkeys((home.data, home.keys, home.config)), *([] if keep_weights else [home.cache])]
    for folder in folders:
        with suppress(OSError):  # not empty, or not there
            folder.rmdir()
    return [path for folder in folders if folder.exists() for path in sorted(folder.iterdir())]


def empty_store(home: Home, url: str) -> str:
    """Removes the encrypted files outside the data folder; ``url`` is the setting ``blob_url``. Their keys are gone
    already. Returns why it could not, or "" when it could.
    """
    if not url:
        return ""
    from storage.vault.stores import open_blobs

    try:
        open_blobs(home, url).remove_all()
    except StorageError as failed:
        return str(failed)
    return ""


def _ours(home: Home, *, keep_weights: bool) -> Iterator[Path]:
    groups = [
        (home.config, _CONFIG),
        (home.keys, _KEYS),
        (home.data, _DATA),
        *([] if keep_weights else [(home.cache, _CACHE)]),
    ]
    for folder, patterns in groups:
        for pattern in patterns:
            yield from sorted(folder.glob(pattern))
