"""Discord: headshots in a DM. See README.md for the way from nothing to a running bot.

``discord.py`` is imported in this folder and nowhere else, and not before a bot token is set.
"""

from __future__ import annotations

from datetime import datetime

from bot.commands import grouped
from bot.declarations import Around, Declaration
from bot.platforms.discord.limits import CAPABILITIES
from bot.platforms.discord.settings import DiscordSettings
from bot.ports import Platform
from storage.operations.check import Check


def _build(own: DiscordSettings, around: Around) -> Platform:
    from bot.platforms.discord import adapter

    options = adapter.Options(
        token=own.discord_token.get_secret_value(),
        language=around.bot.language,
        tell=around.tell,
        aliases=own.aliases,
        sharding=own.sharding,
        record=around.record,
    )
    return adapter.build(options, around.history, around.servers)


def _checks(own: DiscordSettings) -> list[Check]:
    from bot.platforms.discord.checks import discord_checks

    return discord_checks(own)


def _instant(at: datetime, _in_utc: str) -> str:
    """Timestamp markup: each reader's client shows it in their own zone (Discord's reference, message formatting)."""
    return f"<t:{int(at.timestamp())}:f>"


def _invite(own: DiscordSettings) -> str:
    from bot.platforms.discord.invite import invite

    return invite(own.discord_token.get_secret_value())


DECLARED = Declaration(
    title="Discord",
    carrier="Discord",
    capabilities=CAPABILITIES,
    settings=DiscordSettings,
    build=_build,
    checks=_checks,
    harness="tests.bot.platforms.discord.harness",
    typed=grouped,
    instant=_instant,
    invite=_invite,
    invites_at_start=True,
)
