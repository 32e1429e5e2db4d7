"""What buttons and commands ask of the connection. ``client.Client`` is one."""

from __future__ import annotations

from typing import Any, Protocol

import discord

from bot.platforms.discord.rules import ServerRules

Interaction = discord.Interaction[Any]


class Desk(Protocol):
    rules: ServerRules

    async def commanded(self, interaction: Interaction, name: str, argument: str = "") -> None:
        """A command, or a button in a server that stands for one."""
        ...

    async def pressed(self, interaction: Interaction, action: str) -> None: ...

    async def form_wanted(self, interaction: Interaction, action: str) -> None:
        """Opens the form of the pressed message."""
        ...

    async def answer(
        self, interaction: Interaction, words: str, *, ephemeral: bool = False, view: discord.ui.View | None = None
    ) -> None:
        """The whole answer to an interaction; the conversation hears nothing of it."""
        ...

    def language_of(self, interaction: Interaction) -> str: ...
