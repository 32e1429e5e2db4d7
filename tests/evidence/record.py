"""What was tried so far, one line each, so that a run that was ended goes on where it was.

A line holds only while the code it was tried on reads the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / ".evidence"
# What each part's verdicts rest on.
_DAMAGE: Final = ("tests/evidence/mutants.py", "tests/evidence/nursery.py")
SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    "decode": ("generation/intake", *_DAMAGE),
    "verify": ("generation/intake", "generation/disclosure", *_DAMAGE),
    "kills": ("bot", "generation", "storage", "tests/faults", "tests/evidence"),
    "grown": ("bot", "generation", "storage", "tests/benches/scale", "tests/evidence"),
}


def fingerprint(part: str) -> str:
    """Of all Python files that this part's verdicts rest on."""
    digest = hashlib.sha256()
    for source in SOURCES[part]:
        place = ROOT / source
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass
class Record:
    """The verdicts of one part, by number. ``folder``: where its lines are kept, and files that went wrong."""

    part: str
    folder: Path = FOLDER
    verdicts: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.print_ = fingerprint(self.part)
        if self._path.exists():
            rows = map(json.loads, self._path.read_text().splitlines())
            self.verdicts = {row["number"]: row["verdict"] for row in rows if row["print"] == self.print_}

    @property
    def _path(self) -> Path:
        return self.folder / f"{self.part}.jsonl"

    def add(self, number: int, verdict: Any) -> None:
        self.verdicts[number] = verdict
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path.open("a") as file:
            file.write(json.dumps({"number": number, "verdict": verdict, "print": self.print_}) + "\n")

    def keep(self, number: int, data: bytes) -> Path:
        """A file that went wrong, to look at."""
        bad = self.folder / f"{self.part}-{number}.bin"
        self.folder.mkdir(parents=True, exist_ok=True)
        bad.write_bytes(data)
        return bad
