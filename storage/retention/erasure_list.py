"""The erasure list: random ids of everyone who was erased, outside the data folder and its backups.

When an old backup of the data comes back, the list is replayed before anything is accepted. It is append-only; each
line is synced. A line that a power cut left torn is passed over: its erasure is still in the database, unfinished, and
writes the line again.
"""

from __future__ import annotations

import re

from storage.home import Home
from storage.records import PersonId
from storage.vault.files import append_line

NAME = "erased.list"  # in the config folder
_ID = re.compile(r"[0-9a-f]{32}")


class ErasedList:
    def __init__(self, home: Home) -> None:
        self.path = home.config / NAME

    def add(self, person_id: PersonId) -> None:
        """Durable when it returns; once per person. Raises ``DiskFull``."""
        if person_id not in self.ids():
            append_line(self.path, person_id)

    def add_all(self, person_ids: frozenset[PersonId]) -> None:
        """Of a copy that was put back."""
        for person_id in sorted(person_ids - self.ids()):
            append_line(self.path, person_id)

    def ids(self) -> frozenset[PersonId]:
        try:
            lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return frozenset()
        return frozenset(PersonId(line) for line in lines if _ID.fullmatch(line))
