"""What was measured so far, one file for each part: a run that was ended goes on where it was."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Record:
    """``rows``: step -> what it measured. A record of another machine or other versions is begun anew."""

    path: Path
    machine: dict[str, Any]
    rows: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, part: str, machine: dict[str, Any]) -> Record:
        path = folder / f"{part}.json"
        record = cls(path, machine)
        try:
            known = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return record
        if known.get("machine") == machine:
            record.rows = known["rows"]
        return record

    def keep(self, step: str, rows: dict[str, Any]) -> None:
        """Written whole beside the old file, which it then replaces."""
        self.rows[step] = rows
        fresh = self.path.with_suffix(".tmp")
        fresh.write_text(json.dumps({"machine": self.machine, "rows": self.rows}, indent=2) + "\n", "utf-8")
        fresh.replace(self.path)
