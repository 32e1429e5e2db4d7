"""Unlinks files of a folder and syncs what held them. Many go in a process of their own.

Where the disk is told of freed blocks (mount option ``discard``) each unlink waits for it, so many go side by side; in
threads of the bot they would take the interpreter from its turns. That process runs this file by its path: it imports
the standard library alone and is given no environment. It reads names, each ended by a zero byte, and writes one line
of JSON. When its parent dies it goes on to the end of what it was told: all of it was to be erased.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

SIDE_BY_SIDE = 16
NICENESS = 19  # people who wait go first
COMMAND = (sys.executable, "-I", "-S", __file__)


def erase(
    folder: str,
    names: Iterable[str],
    *,
    each: Callable[..., Iterable[Any]] = map,
    done: Callable[[], None] = lambda: None,
) -> int:
    """Returns how many of ``names`` (relative to ``folder``) there were. ``done``: called after each unlink.

    No folder is synced before all are unlinked, and each once: to sync costs a hundred times what an unlink does.
    """
    held: dict[str, list[str]] = {}
    for name in names:
        held.setdefault(os.path.dirname(name), []).append(name)
    folders = [os.path.join(folder, under) for under in held]
    found = list(each(lambda some: _unlink(folder, some, done), held.values()))
    list(each(sync, (path for path, count in zip(folders, found, strict=True) if count)))
    return sum(found)


def erase_apart(folder: str, names: Sequence[str]) -> int:
    """As ``erase``, in a process of its own; here where none is to be had, or where it was killed."""
    told = "".join(f"{name}\0" for name in names).encode()
    try:
        ended = subprocess.run(COMMAND, cwd=folder, env={}, input=told, capture_output=True, check=False)
        said = json.loads(ended.stdout)
    except (OSError, ValueError):
        return erase(folder, names)
    if said["errno"]:
        raise OSError(said["errno"], os.strerror(said["errno"]), said["name"])
    return int(said["count"])


def sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unlink(folder: str, names: Iterable[str], done: Callable[[], None]) -> int:
    """Words, not paths: this is said a hundred thousand times."""
    found, here = 0, f"{folder}{os.sep}"
    for name in names:
        try:
            os.unlink(here + name)
        except FileNotFoundError:
            continue
        done()
        found += 1
    return found


def main() -> None:
    os.nice(NICENESS)
    names = sys.stdin.buffer.read().decode().split("\0")[:-1]  # the last is empty, or cut off
    said = {"count": 0, "errno": 0, "name": ""}
    try:
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            said["count"] = erase(".", names, each=pool.map)
    except OSError as failed:
        said |= {"errno": failed.errno, "name": str(failed.filename)}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
