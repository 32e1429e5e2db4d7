"""What ``candid doctor`` checks about Discord: the token, the commands, and what people there must be told.

Reads the settings, since doctor is a door. Without a token there is nothing to check. Nothing is changed on Discord.
"""

from __future__ import annotations

import asyncio

import aiohttp
import discord

from bot.platforms.discord import commands
from bot.settings import PREFIX, BotSettings
from storage.operations.check import Check
from storage.operations.checks import settings as settings_wrong

PUBLIC = ("operator", "contact", "privacy_url")
ANEW = (
    "Reset the token in the developer portal (your application, Bot, Reset Token) and put the new one into "
    "CANDID_DISCORD_TOKEN."
)


def discord_checks() -> list[Check]:
    """The entry of this platform in ``candid.checks``."""
    try:
        settings = BotSettings()
    except ValueError as wrong:
        return [settings_wrong(wrong)]
    token = settings.discord_token.get_secret_value()
    if not token:
        return [Check(name="Discord", ok=True, detail="off; set CANDID_DISCORD_TOKEN to switch it on")]
    return [public(settings), *asyncio.run(online(token))]


def public(settings: BotSettings) -> Check:
    """Strangers write to the bot there; without these three the platform does not start."""
    missing = [f"{PREFIX}{name}".upper() for name in PUBLIC if not getattr(settings, name)]
    return Check(
        name="Discord: who runs it",
        ok=not missing,
        detail="operator, contact and privacy address are set" if not missing else f"not set: {', '.join(missing)}",
        fix=f"Set {', '.join(missing)}: people must be told who runs this bot." if missing else "",
    )


async def online(token: str) -> list[Check]:
    """Asks Discord itself: three calls."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        await client.login(token)
        listed = await discord.app_commands.CommandTree(client).fetch_commands()
    except discord.LoginFailure:
        return [Check(name="Discord: token", ok=False, detail="Discord refuses it", fix=ANEW)]
    except (discord.DiscordException, aiohttp.ClientError, OSError) as broken:
        detail = f"Discord cannot be reached: {type(broken).__name__}"
        return [Check(name="Discord: token", ok=False, detail=detail, fix="Check this machine's way to the internet.")]
    finally:
        await client.close()
    return [Check(name="Discord: token", ok=True, detail="accepted"), registered({each.name for each in listed})]


def registered(names: set[str]) -> Check:
    missing = sorted(set(commands.NAMES) - names)
    return Check(
        name="Discord: commands",
        ok=not missing,
        detail="all listed" if not missing else f"not listed yet: {', '.join(missing)}",
        fix="Start the bot once (`candid up`): it lists its commands itself." if missing else "",
    )
