"""Opens a case for a picture that /verify found among those kept, when somebody says they did not agree to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.events import CaseNotOpened, CaseOpened
from bot.shell.shell import Shell
from storage.pictures import cases
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


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
