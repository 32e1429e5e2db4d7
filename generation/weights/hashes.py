"""SHA-256 of large files, remembered: 16 GB are not read again at every start.

A hash counts for a file of the same size, inode and times; the kernel alone sets the time of change, so that a file
with its time of writing put back is hashed again. One written in the last seconds is not remembered, as it could change
within the clock's grain. ``candid weights verify`` reads every byte again.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generation.weights import sha256_of

GRAIN_NS = 2_000_000_000
FILE = "hashes.json"


@dataclass(slots=True)
class Hashes:
    """``path``: the file it is kept in; ``root``: the folder it is about. ``found``: what else was found out about
    contents that these hashes name. ``now_ns``: of the clock that files' times are of.
    """

    path: Path
    root: Path
    now_ns: Callable[[], int] = time.time_ns
    found: set[str] = field(default_factory=set)
    _known: dict[str, list[int | str]] = field(default_factory=dict)

    @classmethod
    def kept(cls, path: Path, root: Path) -> Hashes:
        """As it was saved; empty where nothing was, or what is there cannot be read."""
        made = cls(path, root)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            said = json.loads(path.read_text("utf-8"))
            made._known, made.found = {str(name): list(row) for name, row in said["files"].items()}, set(said["found"])
        return made

    def of(self, file: Path, *, again: bool = False) -> str:
        """The file's SHA-256; ``again``: read now, whatever is remembered. Raises ``OSError``."""
        name = file.relative_to(self.root).as_posix()
        before = _traits(file)
        known = self._known.get(name)
        if not again and known is not None and known[:-1] == before:
            return str(known[-1])
        made = sha256_of(file)
        self._known.pop(name, None)
        if _traits(file) == before and self.now_ns() - file.stat().st_mtime_ns > GRAIN_NS:
            self._known[name] = [*before, made]
        return made

    def save(self) -> None:
        """Where nothing can be written, nothing is remembered."""
        said = json.dumps({"files": self._known, "found": sorted(self.found)}, indent=1) + "\n"
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part = self.path.with_suffix(f".{os.getpid()}")
            part.write_text(said, "utf-8")
            part.replace(self.path)


def _traits(file: Path) -> list[int | str]:
    seen = file.stat()
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]
