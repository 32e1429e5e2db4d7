"""The slash commands as Discord lists them: in servers and in DMs, for both kinds of install, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.platforms.discord import admin
from bot.platforms.discord.render import say
from bot.texts import catalog

if TYPE_CHECKING:
    from bot.platforms.discord.client import Client

NAMES = (
    "headshot", "status", "my-data", "consent", "privacy", "about", "language", "disclose", "verify",
    "forget-me", "help",
)  # fmt: skip
SOURCE = "en"
# Discord's own names of languages where ours is only the first part of several, or has a region there.
LOCALES = {"es": "es-ES", "sv": "sv-SE", "zh": "zh-CN", "pt": "pt-BR"}
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


class Descriptions(app_commands.Translator):
    """Only descriptions are translated: /forget-me has one name, which every text can point to."""

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
    code = str(locale.value)
    mine = {theirs: ours for ours, theirs in LOCALES.items()}
    return mine.get(code, code)


def described(key: str) -> app_commands.locale_str:
    return app_commands.locale_str(say(key, SOURCE), key=key)


def tree_of(client: Client) -> app_commands.CommandTree[Any]:
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(
        client, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS
    )
    for name in NAMES:
        tree.add_command(_command(client, name))
    tree.add_command(admin.group_of(client))
    return tree


async def publish(client: Client) -> None:
    """Tells Discord the commands, all at once; the same list again changes nothing there."""
    await client.tree.set_translator(Descriptions())
    await client.tree.sync()


def _command(client: Client, name: str) -> app_commands.Command[Any, ..., None]:
    async def called(interaction: discord.Interaction[Any]) -> None:
        await client.commanded(interaction, name)

    return app_commands.Command(name=name, description=described(f"discord-command-{name}"), callback=called)
