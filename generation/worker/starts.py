"""Counts starts of the painting engines that went wrong in a row; after three their offer is withdrawn for a while.

A start counts from the moment a model is opened until a picture is made or the worker is told to stop. So a process
that a driver ends without a word counts as well. The count lies beside the data, and holds nothing of a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

FILE = "accelerator-starts.json"
BAD_STARTS = 3
AGAIN_AFTER = timedelta(hours=1)


@dataclass(slots=True)
class Starts:
    """``path``: the file with the count."""

    path: Path

    def bad(self) -> int:
        """How many starts in a row have ended without a picture."""
        return self._read()[0]

    def withdrawn_until(self, now: datetime) -> datetime | None:
        """When the engines may be offered again; None: now."""
        bad, last = self._read()
        until = last + AGAIN_AFTER if last and bad >= BAD_STARTS else None
        return until if until and until > now else None

    def begun(self, now: datetime) -> None:
        """A model is opened now. After a time without offer the count begins anew."""
        bad, _ = self._read()
        self._write(1 if bad >= BAD_STARTS else bad + 1, now)

    def went_well(self) -> None:
        """A picture was made, or the worker was told to stop."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, datetime | None]:
        try:
            said = json.loads(self.path.read_text("utf-8"))
            return int(said["bad"]), datetime.fromisoformat(said["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, None

    def _write(self, bad: int, now: datetime) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.write_text(json.dumps({"bad": bad, "last": now.isoformat()}) + "\n", "utf-8")
