"""What /verify found again among the kept pictures: a random token in a button stands for it, for an hour.

Kept in this process's memory only. After a restart a token is unknown and the picture is asked for again: nothing about
a picture that somebody asked about is written down unless they report it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.ids import new_id
from storage.pictures.registry import Known
from storage.records import PersonId

PATIENCE = timedelta(hours=1)
MOST = 1000  # tokens; beyond that the oldest is forgotten


@dataclass(slots=True)
class Hits:
    found: dict[str, tuple[tuple[Known, ...], datetime]] = field(default_factory=dict)

    def put(self, hits: Sequence[Known], now: datetime) -> str:
        """A token for these; "" for none."""
        if not hits:
            return ""
        self.found = {token: kept for token, kept in self.found.items() if kept[1] > now}
        while len(self.found) >= MOST:
            self.found.pop(next(iter(self.found)))
        token = new_id()
        self.found[token] = (tuple(hits), now + PATIENCE)
        return token

    def get(self, token: str, now: datetime) -> tuple[Known, ...]:
        """() for a token that is unknown or too old."""
        hits, until = self.found.get(token, ((), now))
        return hits if until > now else ()

    def forget(self, person_id: PersonId) -> None:
        self.found = {t: kept for t, kept in self.found.items() if kept[0][0].person_id != person_id}
