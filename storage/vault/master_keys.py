"""The master key: a file in the config folder, or memory for a temporary installation.

An epoch ends in three steps, and a power cut may come after each: ``prepare`` writes the next key beside the present
one, ``keys.py`` changes the key ring over to it, ``promote`` puts the next key in place of the present one. The old
bytes are overwritten first, since deleting a file leaves its blocks on the disk.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from storage.errors import MasterKeyMissing
from storage.vault.cipher import KEY_BYTES
from storage.vault.files import fsync_folder, overwrite, write_new

MASTER = "master.key"  # in the config folder
NEXT = "master.key.next"  # there only while an epoch ends
_LINE = 2 * KEY_BYTES + 1  # hexadecimal and a line end


def kek_id(master: bytes) -> str:
    """Identifies a master key without revealing it."""
    return hashlib.sha256(b"candid kek id" + master).hexdigest()[:16]


class Masters(Protocol):
    """A place for the present and the next master key. Both reads raise ``MasterKeyMissing`` for an unusable key."""

    where: str

    def present(self) -> bytes | None: ...
    def coming(self) -> bytes | None: ...
    def begin(self, master: bytes) -> None:
        """Writes the first key."""

    def prepare(self, master: bytes) -> None: ...
    def forget_coming(self) -> None: ...
    def promote(self, opens: str) -> None:
        """Puts the next key in place if ``opens`` is its ``kek_id``; otherwise another process has done it."""


class InFolder:
    """Both keys as files of mode 0600."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.where = str(folder / MASTER)

    def present(self) -> bytes | None:
        return _read(self._folder / MASTER)

    def coming(self) -> bytes | None:
        return _read(self._folder / NEXT)

    def begin(self, master: bytes) -> None:
        write_new(self._folder / MASTER, _line(master))

    def prepare(self, master: bytes) -> None:
        write_new(self._folder / NEXT, _line(master))

    def forget_coming(self) -> None:
        (self._folder / NEXT).unlink(missing_ok=True)

    def promote(self, opens: str) -> None:
        with _alone(self._folder):
            coming = self.coming()
            if coming is None or kek_id(coming) != opens:
                return
            overwrite(self._folder / MASTER, _line(os.urandom(KEY_BYTES)))  # a valid key that opens nothing
            (self._folder / NEXT).replace(self._folder / MASTER)
            fsync_folder(self._folder)


class InMemory:
    """Both keys in an anonymous memory file that bot and worker share; it is gone when they end, in any way."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.where = f"descriptor {descriptor}"

    def present(self) -> bytes | None:
        return self._at(0)

    def coming(self) -> bytes | None:
        return self._at(1)

    def begin(self, master: bytes) -> None:
        self._put(0, _line(master))

    def prepare(self, master: bytes) -> None:
        self._put(1, _line(master))

    def forget_coming(self) -> None:
        self._put(1, bytes(_LINE))

    def promote(self, opens: str) -> None:
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)
        try:
            coming = self.coming()
            if coming is not None and kek_id(coming) == opens:
                self._put(0, _line(coming))
                self.forget_coming()
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def _at(self, place: int) -> bytes | None:
        text = os.pread(self._descriptor, _LINE, place * _LINE).strip(b"\0\n")
        return _key(text.decode("ascii", "replace"), self.where) if text else None

    def _put(self, place: int, line: bytes) -> None:
        os.pwrite(self._descriptor, line, place * _LINE)


def memory_for_masters() -> int:
    """A descriptor for ``InMemory``; child processes get it through ``pass_fds``. Linux."""
    return os.memfd_create("candid", os.MFD_CLOEXEC)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: a late one would overwrite the key that another has just put in place."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _line(master: bytes) -> bytes:
    return master.hex().encode() + b"\n"


def _read(path: Path) -> bytes | None:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as unreadable:
        message = f"{path} cannot be read."
        raise MasterKeyMissing(message) from unreadable
    if mode & 0o077:
        message = f"{path} can be read by others. Run: chmod 600 {path}"
        raise MasterKeyMissing(message)
    return _key(text, str(path))


def _key(text: str, where: str) -> bytes:
    try:
        master = bytes.fromhex(text.strip())
    except ValueError:
        master = b""
    if len(master) != KEY_BYTES:
        message = f"{where} is not a key. Put its own copy back there."
        raise MasterKeyMissing(message)
    return master
