"""What this platform needs from the records when its memory has no answer: a message of the bot, by its reference.

After a restart a press on a form or a reaction to a picture names only the message. The shell knows what it said.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

from bot.platforms.discord import limits
from bot.ports import Rendered
from bot.records import OpenChats
from bot.shell.catch_up import NobodyOpen
from storage.records import Address


class Recall(OpenChats, Protocol):
    async def message(self, address: Address, ref: str) -> Rendered | None:
        """One standing message of this person's chat, in words; None when it is not there, or not theirs."""
        ...


class NothingKept(NobodyOpen):
    """No records behind the bot: only what this process has posted is known."""

    async def message(self, address: Address, ref: str) -> Rendered | None:  # noqa: ARG002  (a port has its shape)
        return None


class Said:
    """Messages with a form or votes, by reference, the latest ones in memory; words and ids, never a picture."""

    def __init__(self, recall: Recall) -> None:
        self._recall = recall
        self._latest: OrderedDict[tuple[str, str], Rendered] = OrderedDict()

    def remember(self, address: Address, ref: str, message: Rendered) -> None:
        if message.outgoing.form is None and not message.outgoing.subject:
            return
        words = Rendered(language=message.language, text="", outgoing=message.outgoing, labels=message.labels)
        self._latest[address.user, ref] = words
        while len(self._latest) > limits.REMEMBERED:
            self._latest.popitem(last=False)

    def forget(self, address: Address, ref: str) -> None:
        self._latest.pop((address.user, ref), None)

    async def find(self, address: Address, ref: str) -> Rendered | None:
        known = self._latest.get((address.user, ref))
        if known is None:
            known = await self._recall.message(address, ref)
            if known is not None:
                self.remember(address, ref, known)
        return known
