"""A person's standing messages and the bytes of one picture, read back from the records."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.ports import Rendered
from bot.records import OpenChat, Standing, StandingPicture
from bot.shell import payload, present
from bot.shell.shell import Shell
from storage.errors import StorageError
from storage.logs import log
from storage.people import heard, persons
from storage.pictures import variants
from storage.queue import expected, outbox
from storage.records import Address, ObjectId, VariantState

OPEN_FOR = timedelta(days=7)
MOST_OPEN = 1000
VOTES = {VariantState.READY: "", VariantState.APPROVED: "approve", VariantState.REJECTED: "reject"}


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

    async def open_chats(self, platform: str) -> AsyncIterator[OpenChat]:
        """Of everybody there was a turn with in the last week, the latest first, if their records can be read.

        When each was last heard is read at once: what they say from now on changes nothing of it. The rest is read as
        the chats are asked for, so that the first need not wait for the last.
        """
        storage = self.shell().storage
        async with storage.db.read() as tx:
            recent = await heard.recent(tx, platform, storage.clock.now() - OPEN_FOR, MOST_OPEN)
        for person in recent:
            try:
                yield await self._open_chat(person)
            except StorageError as unreadable:
                log.error("chat.unreadable", error=type(unreadable).__name__)

    async def _open_chat(self, person: heard.Recent) -> OpenChat:
        storage = self.shell().storage
        async with storage.db.read() as tx:
            address = await persons.address_of(storage, tx, person.person_id)
            subjects = await outbox.subjects(tx, person.person_id)
            made = await variants.list_(tx, person.person_id, storage.clock.now()) if subjects else ()
            reactions = await heard.reactions(tx, person.person_id) if subjects else {}
        pictures = tuple(
            StandingPicture(
                subject=variant.id,
                refs=frozenset(ref for ref, subject in subjects.items() if subject == variant.id),
                vote=VOTES[variant.state],
                reactions=reactions.get(variant.id, frozenset()),
            )
            for variant in made
            if variant.state in VOTES and variant.id in subjects.values()
        )
        return OpenChat(address=address, heard_at=person.at, pictures=pictures)

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

    async def photo_expected(self) -> None:
        """A hint alone, so one that a busy or full disk refuses is only lost."""
        with contextlib.suppress(StorageError):
            async with self.shell().storage.db.write() as tx:
                expected.photo(tx)
