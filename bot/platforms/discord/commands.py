"""The slash commands as Discord lists them: in servers and in DMs, for both kinds of install, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.commands import GROUP, GROUPED, OF_THEIR_OWN, Command
from bot.platforms.discord import admin
from bot.platforms.discord.desk import Desk
from bot.platforms.discord.render import say
from bot.texts import catalog

NAMES = (*OF_THEIR_OWN, GROUP)
SOURCE = "en"
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


class Descriptions(app_commands.Translator):
    """Translates descriptions only: a command has one name in all languages, and texts can point to it."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        key = string.extras.get("key")
        language = _language(locale)
        if not isinstance(key, str) or language == SOURCE or language not in catalog.complete_languages():
            return None
        if context.location is app_commands.TranslationContextLocation.command_name:
            return None
        return say(key, language)


def _language(locale: discord.Locale) -> str:
    """Our code for Discord's: the same where there is such a language, else without its region (``es-419``: ``es``)."""
    code = str(locale.value)
    return code if code in catalog.complete_languages() else code.partition("-")[0]


def described(key: str) -> app_commands.locale_str:
    return app_commands.locale_str(say(key, SOURCE), key=key)


class Tree(app_commands.CommandTree[Any]):
    """Two commands with names of their own, the others below ``/candid``, the operator's aliases, the admins' group.

    Discord shows people this list. A client that still shows an older one sends the old names; they are answered.
    """

    def __init__(self, client: discord.Client, desk: Desk, aliases: Mapping[str, Command]) -> None:
        super().__init__(client, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS)
        self._desk = desk
        group = app_commands.Group(name=GROUP, description=described("discord-command-candid"))
        for command in GROUPED:
            group.add_command(_command(desk, command))
        for own in OF_THEIR_OWN:
            self.add_command(_command(desk, own))
        for alias, stands_for in aliases.items():
            self.add_command(_command(desk, stands_for, alias))
        self.add_command(group)
        self.add_command(admin.group_of(desk))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Answers an old name and returns False, so that the tree does not look for it."""
        data: Any = interaction.data or {}
        name = str(data.get("name", ""))
        if interaction.type is not discord.InteractionType.application_command or name not in GROUPED:
            return True
        await self._desk.commanded(interaction, name)
        return False


async def publish(tree: Tree) -> None:
    """Tells Discord the commands, all at once; the same list again changes nothing there."""
    await tree.set_translator(Descriptions())
    await tree.sync()


def _command(desk: Desk, command: Command, name: str = "") -> app_commands.Command[Any, ..., None]:
    async def called(interaction: discord.Interaction[Any]) -> None:
        await desk.commanded(interaction, command)

    return app_commands.Command(
        name=name or command.value, description=described(f"discord-command-{command}"), callback=called
    )
