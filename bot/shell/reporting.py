"""What /verify knew again, for the report that may follow: a random token in a button stands for it, for an hour.

Kept in this process's memory only. After a restart a token is unknown, and the picture is asked for again: so nothing
about a picture that somebody asked about is ever written down, unless they report it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.conversation.events import CaseNotOpened, CaseOpened
from storage.ids import new_id
from storage.pictures import cases
from storage.pictures.registry import Known
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.shell.shell import Shell

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


async def open_case(
    shell: Shell, tx: AsyncConnection, token: str, *, reporter: PersonId | None = None
) -> CaseOpened | CaseNotOpened:
    """``reporter`` tells only whether it is their own picture; the case does not hold it."""
    now = shell.storage.clock.now()
    hits = shell.hits.get(token, now)
    if not hits:
        return CaseNotOpened(code="gone")
    if reporter is not None and hits[0].person_id == reporter:
        return CaseNotOpened(code="own")
    case = await cases.open_(tx, hits, now)
    if case is None:
        return CaseNotOpened(code="gone")
    shell.notice(f"Case {case.number}: somebody did not agree to a picture. `candid cases` lists what waits for you.")
    return CaseOpened(number=case.number, state=case.state)
