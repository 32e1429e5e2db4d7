"""Files that are complete or absent: written beside the target, synced, renamed, and the folder synced."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from storage.errors import DiskFull
from storage.failpoints import failpoint
from storage.vault.unlinking import sync

TEMP_SUFFIX = ".tmp"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def write_new(path: Path, data: bytes) -> None:
    """Creates ``path`` (mode 0600) with ``data``, durably. Raises ``DiskFull``; then nothing is left behind."""
    temp = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMP_SUFFIX}")
    try:
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # tells ``is_abandoned`` in other processes that this one is writing
            _write_all(handle, data)
            failpoint("file.written")
            os.fsync(handle)
        finally:
            os.close(handle)
        temp.rename(path)
        failpoint("file.renamed")
        fsync_folder(path.parent)
    except OSError as failed:
        temp.unlink(missing_ok=True)
        if failed.errno in _NO_ROOM:
            raise DiskFull from failed
        raise


def overwrite(path: Path, data: bytes) -> None:
    """Overwrites the bytes of a file in place, durably. Call it before the file is deleted or replaced.

    Disks that write elsewhere (solid state, copy on write) may keep the old blocks until they reuse them.
    """
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        size = os.fstat(handle).st_size
        _write_all(handle, data.ljust(size, b"\0"))
        os.fsync(handle)
    finally:
        os.close(handle)


def destroy(path: Path) -> None:
    """Overwrites the bytes of a file with zeros, then removes it; both survive a power cut."""
    overwrite(path, b"")
    path.unlink()
    fsync_folder(path.parent)


def reserve(path: Path, size: int) -> None:
    """Makes an empty file with ``size`` allocated bytes. Raises ``DiskFull``."""
    if not hasattr(os, "posix_fallocate"):  # macOS
        write_new(path, bytes(size))
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(handle, 0, size)
        finally:
            os.close(handle)
    except OSError as failed:
        path.unlink(missing_ok=True)
        if failed.errno in _NO_ROOM:
            raise DiskFull from failed
        raise


def is_abandoned(path: Path) -> bool:
    """Whether the process that wrote this temporary file is gone. Works across containers that share a folder.

    False for an empty file: it may have been opened a moment ago and not be locked yet.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(handle).st_size > 0
    except BlockingIOError:
        return False
    finally:
        os.close(handle)


def sweep_abandoned(paths: Iterable[Path]) -> int:
    """Removes the files among ``paths`` whose writers are gone. Returns how many."""
    left = [path for path in paths if path.is_file() and is_abandoned(path)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def append_line(path: Path, line: str) -> None:
    """Adds one line durably, on a line of its own even after a torn one. Raises ``DiskFull``."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # several hosts may share the file
            size = os.fstat(handle).st_size
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            _write_all(handle, (b"\n" if torn else b"") + line.encode() + b"\n")
            failpoint("line.written")
            os.fsync(handle)
        finally:
            os.close(handle)
        fsync_folder(path.parent)
    except OSError as failed:
        if failed.errno in _NO_ROOM:
            raise DiskFull from failed
        raise


def fsync_folder(folder: Path) -> None:
    """Makes a rename or an unlink in ``folder`` survive a power cut."""
    sync(str(folder))


def fsync_file(path: Path) -> None:
    """Makes what another program or library wrote survive a power cut."""
    sync(str(path))


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
