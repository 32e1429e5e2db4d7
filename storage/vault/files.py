"""Files that are whole or not there: a temporary file beside the target, synced, renamed, and the folder synced."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from pathlib import Path

from storage.errors import DiskFull
from storage.failpoints import failpoint

TEMP_SUFFIX = ".tmp"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def write_new(path: Path, data: bytes) -> None:
    """Creates ``path`` (0600) with exactly ``data``, durably. Raises ``DiskFull``; then nothing is left behind."""
    temp = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMP_SUFFIX}")
    try:
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # tells ``is_abandoned`` of other processes that this one is at work
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
    """Writes ``data`` over the bytes of a file, in place and durably, before its name goes or gets other bytes.

    On disks that write elsewhere (solid state, copy on write) the old blocks may stay until they are reused.
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


def reserve(path: Path, size: int) -> None:
    """A file of ``size`` bytes whose blocks are taken, and nothing in it. Raises ``DiskFull``."""
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
    """Whether the process that was writing this temporary file is gone. Works across containers sharing a folder.

    An empty file may have been opened a moment ago and not be locked yet; it holds nothing, so it may stay.
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


def append_line(path: Path, line: str) -> None:
    """Adds one line durably. A line that a power cut left torn stays apart from this one. Raises ``DiskFull``."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
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
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
