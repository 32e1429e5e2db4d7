"""After a crash, or a call that was cut off: what was left in the middle of it is looked for on the platform before
anything is repeated.

Where the platform cannot be asked, or cannot tell, the message goes out again and says that it may be a repetition. A
row that fails here for a cause of its own goes the same way, and holds back no other.
"""

from __future__ import annotations

from datetime import datetime

from bot.abilities import FindsUnknown
from bot.ports import Platform, PostRefused
from bot.shell.set_aside import OF_ITS_OWN, SetAside
from bot.shell.shell import Shell
from storage.logs import log
from storage.people import persons
from storage.queue import outbox
from storage.queue.outbox import OutboxRow

MAYBE_TWICE = "maybe-twice"


class Recovery:
    def __init__(self, shell: Shell, platform: Platform, aside: SetAside) -> None:
        self._shell = shell
        self._platform = platform
        self._aside = aside

    async def run(self, until: datetime | None) -> None:
        """``until``: leaves alone what somebody may be calling for after that instant."""
        async with self._shell.storage.db.read() as tx:
            stuck = await outbox.stuck(tx, self._platform.name, until)
        for row in stuck:
            try:
                await self._settle(row)
            except OF_ITS_OWN as broken:
                await self._aside.for_its_own_cause(row, f"defect.{type(broken).__name__}")
            log.info("deliver.recovered", kind=row.verb)

    async def _settle(self, row: OutboxRow) -> None:
        ref, asked = await self._found(row) if row.verb == outbox.POST else (None, True)
        async with self._shell.storage.db.write() as tx:
            if ref is not None:
                await outbox.sent(tx, row.id, ref)
                return
            if not asked:
                await outbox.mark_maybe_twice(tx, row)
            await outbox.retry(tx, row, self._shell.storage.clock.now())

    async def _found(self, row: OutboxRow) -> tuple[str | None, bool]:
        """(Its reference on the platform, whether the platform could tell)."""
        async with self._shell.storage.db.read() as tx:
            address = await persons.address_of(self._shell.storage, tx, row.person_id)
            known = frozenset(await outbox.refs(tx, row.person_id))
        try:
            if isinstance(self._platform, FindsUnknown):
                return await self._platform.unknown(address, row.created_at, known), True
            return await self._platform.find(address, row.key), True
        except PostRefused as refused:
            log.info("deliver.unfound", code=refused.code)
        except Exception as broken:  # e.g. an answer that the platform's library cannot read
            log.error("deliver.unfound", error=type(broken).__name__)
        return None, False
