"""A person's standing messages and the bytes of one picture, read back from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ports import Rendered
from bot.records import OpenChat, Standing
from bot.shell import payload, present
from bot.shell.shell import Shell
from storage.errors import StorageError
from storage.logs import log
from storage.people import conversations, persons
from storage.pictures import variants
from storage.queue import outbox
from storage.records import Address, ObjectId, PersonId, VariantState

OPEN_FOR = timedelta(days=7)
MOST_OPEN = 1000


@dataclass(frozen=True, slots=True)
class ShellChatHistory:
    """A ``bot.records.ChatHistory``. ``shell``: a function, since the shell holds the platforms, and one holds this."""

    shell: Callable[[], Shell]

    async def standing(self, address: Address) -> list[Standing]:
        """Oldest first, each in its latest wording; without the pictures' bytes."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing:
            return []
        async with shell.storage.db.read() as tx:
            rows = await outbox.history(tx, person.id)
        found = []
        for row in rows:
            message = await present.render(shell, person, payload.decode(row.payload))
            if message is not None:
                found.append(Standing(ref=row.ref, message=replace(message, picture=None)))
        return found

    async def open_chats(self, platform: str) -> list[OpenChat]:
        """Of everybody there was a turn with in the last week, the latest first, if their records can be read."""
        storage = self.shell().storage
        now = storage.clock.now()
        async with storage.db.read() as tx:
            recent = await conversations.recent(tx, platform, now - OPEN_FOR, MOST_OPEN)
        found = []
        for person_id, since in recent:
            try:
                found.append(await self._open_chat(person_id, since, now))
            except StorageError as unreadable:
                log.error("chat.unreadable", error=type(unreadable).__name__)
        return found

    async def _open_chat(self, person_id: PersonId, since: datetime, now: datetime) -> OpenChat:
        storage = self.shell().storage
        async with storage.db.read() as tx:
            address = await persons.address_of(storage, tx, person_id)
            rows = await outbox.history(tx, person_id)
            made = await variants.list_(tx, person_id, now)
        undecided = {variant.id for variant in made if variant.state is VariantState.READY}
        return OpenChat(
            address=address,
            since=since,
            newest=rows[-1].ref if rows else "",
            undecided={row.ref: row.subject for row in rows if row.subject in undecided},
        )

    async def message(self, address: Address, ref: str) -> Rendered | None:
        """One standing message in words, without picture and documents; None when it is not there, or not theirs."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing:
            return None
        async with shell.storage.db.read() as tx:
            rows = await outbox.history(tx, person.id)
        row = next((row for row in rows if row.ref == ref), None)
        if row is None:
            return None
        waiting = payload.decode(row.payload)
        return present.words(waiting.outgoing, waiting.language, person.platform)

    async def picture(self, address: Address, object_id: ObjectId) -> bytes | None:
        """The decrypted bytes; None when they are not this person's, erased or past their expiry."""
        shell = self.shell()
        person = await persons.find(shell.storage, address)
        if person is None or person.erasing:
            return None
        try:
            return await shell.storage.vault.read(person.id, object_id)
        except StorageError:
            return None
