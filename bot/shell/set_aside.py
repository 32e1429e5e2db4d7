"""Sets a message aside that cannot be delivered, tells of it, and lets everything else go on.

expired        its picture is gone; nothing is owed and nothing is told
a closed door  waits in order until the person does something again; the operator's log says so
its own cause  a refusal for good, a defect, a record that cannot be read: told to the operator and, in a message of
               its own, to the person; `candid outbox` lists it and sends it again
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ports import DoorClosed, Outgoing, Text
from bot.shell import payload
from bot.shell.shell import Shell
from bot.shell.strikes import Strikes
from storage.errors import NotFound, VaultDamaged
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.logs import log
from storage.people import persons
from storage.queue import outbox
from storage.queue.outbox import DOOR, OutboxRow
from storage.records import Person

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

TOLD = "message-set-aside"
EXPIRED = "expired"
OF_ITS_OWN = (NotFound, VaultDamaged)  # what storage says of one person's records alone


class SetAside:
    """For the outbox of one platform."""

    def __init__(self, shell: Shell, platform: str) -> None:
        self._shell = shell
        self._platform = platform
        self._strikes = Strikes(shell.notice)

    async def at_the_door(self, row: OutboxRow, closed: DoorClosed) -> None:
        """A row that was tried before may have been shown where nothing can be read back: it will say so."""
        async with self._shell.storage.db.write() as tx:
            if row.attempts:
                await outbox.mark_maybe_twice(tx, row)
            await outbox.hold(tx, row, DOOR + closed.code)
        log.info("deliver.waits_at_the_door", kind=row.verb, code=closed.code)

    async def for_its_own_cause(self, row: OutboxRow, code: str) -> None:
        async with self._shell.storage.db.write() as tx:
            if code == EXPIRED:
                await outbox.fail(tx, row, code)
                return
            await outbox.hold(tx, row, code)
            person = await persons.get(tx, row.person_id)
            if person is None or person.erasing:
                return
            if row.verb == outbox.POST and row.slot != TOLD:  # a message about a message is not told about in turn
                await self._tell(tx, person)
        failpoint("deliver.set_aside")
        log.error("deliver.set_aside", kind=row.verb, code=code)
        self._strikes.tell(
            f"{self._platform} did not take a message ({code}). It is kept: `candid outbox` lists what was set aside."
        )

    async def _tell(self, tx: AsyncConnection, person: Person) -> None:
        """In one place of the chat, however many were set aside."""
        told = payload.Waiting(outgoing=Outgoing(text=Text(key=TOLD), slot=TOLD), language=person.language)
        await outbox.put(
            tx,
            person_id=person.id,
            platform=self._platform,
            key=new_id(),
            verb=outbox.POST,
            slot=TOLD,
            payload=payload.encode(told),
            now=self._shell.storage.clock.now(),
        )
