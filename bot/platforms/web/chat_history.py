"""What the page needs from the records: the messages that stand, the bytes of one picture, and that a worker hears of a
page that asks for a photo. Built by the shell.

Nothing about a conversation is stored in the browser or kept here for long: after a reload, or a restart of the bot,
the page is filled again from here, and each picture is read anew whenever it is shown. So erasing is erasing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.records import Standing
from storage.records import Address, ObjectId


class Recall(Protocol):
    async def standing(self, address: Address) -> Sequence[Standing]:
        """The messages of one person, oldest first; empty for a person nobody knows."""
        ...

    async def picture(self, address: Address, object_id: ObjectId) -> bytes | None:
        """The decrypted bytes; None when they are not this person's, erased or past their expiry."""
        ...

    async def photo_expected(self) -> None:
        """Somebody is asked for a photo, not told whom: who checks photos gets ready. May be lost."""
        ...


class NothingKept:
    """No records behind the page: messages and pictures live in memory until the process ends."""

    async def standing(self, address: Address) -> Sequence[Standing]:  # noqa: ARG002  (a port has its shape)
        return ()

    async def picture(self, address: Address, object_id: ObjectId) -> bytes | None:  # noqa: ARG002
        return None

    async def photo_expected(self) -> None:
        """Nobody is there to get ready."""
