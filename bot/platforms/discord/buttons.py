"""Buttons that survive restarts: what a button does stands in its ``custom_id``, and not in this process."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.platforms.discord import custom_ids

if TYPE_CHECKING:
    from typing import Self

    from bot.platforms.discord.desk import Desk

Shown = ui.Button[ui.View]


class ActionButton(ui.DynamicItem[Shown], template=rf"{custom_ids.ACTION}(?P<action>.+)"):
    """A press becomes ``Pressed(action)``."""

    def __init__(
        self, action: str, label: str = "", style: discord.ButtonStyle = discord.ButtonStyle.secondary
    ) -> None:
        super().__init__(ui.Button(label=label or "…", style=style, custom_id=f"{custom_ids.ACTION}{action}"))
        self.action = action

    @classmethod
    async def from_custom_id(cls, _interaction: object, _item: object, match: re.Match[str], /) -> Self:
        return cls(match["action"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _desk(interaction).pressed(interaction, self.action)


class FormButton(ui.DynamicItem[Shown], template=rf"{custom_ids.FORM}(?P<action>.+)"):
    """A press opens the form of the message it belongs to."""

    def __init__(self, action: str, label: str = "") -> None:
        super().__init__(
            ui.Button(label=label or "…", style=discord.ButtonStyle.primary, custom_id=f"{custom_ids.FORM}{action}")
        )
        self.action = action

    @classmethod
    async def from_custom_id(cls, _interaction: object, _item: object, match: re.Match[str], /) -> Self:
        return cls(match["action"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _desk(interaction).form_wanted(interaction, self.action)


class CommandButton(ui.DynamicItem[Shown], template=rf"{custom_ids.COMMAND}(?P<command>[a-z-]+)"):
    """A button in a server, e.g. below an announcement or after closed DMs. It does what the command does."""

    def __init__(self, command: str, label: str = "") -> None:
        super().__init__(
            ui.Button(
                label=label or "…", style=discord.ButtonStyle.secondary, custom_id=f"{custom_ids.COMMAND}{command}"
            )
        )
        self.command = command

    @classmethod
    async def from_custom_id(cls, _interaction: object, _item: object, match: re.Match[str], /) -> Self:
        return cls(match["command"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await _desk(interaction).commanded(interaction, self.command)


ALL = (ActionButton, FormButton, CommandButton)


def _desk(interaction: discord.Interaction[Any]) -> Desk:
    return cast("Desk", interaction.client)
