"""The erasure list: the random ids of everyone who was erased, outside the data folder and its backups.

After an old backup was restored, the start erases everyone on the list again. The list is append-only and each line is
synced. A line torn by a power cut is ignored: its erasure is still unfinished in the database and writes it again.
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
        """Adds the ids from a restored copy of the keys."""
        for person_id in sorted(person_ids - self.ids()):
            append_line(self.path, person_id)

    def ids(self) -> frozenset[PersonId]:
        try:
            lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return frozenset()
        return frozenset(PersonId(line) for line in lines if _ID.fullmatch(line))
