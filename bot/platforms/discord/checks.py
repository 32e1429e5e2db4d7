"""What ``candid doctor`` checks about Discord: the token and the commands. Nothing is changed on Discord."""

from __future__ import annotations

import asyncio

import aiohttp
import discord

from bot.platforms.discord import commands
from bot.platforms.discord.settings import DiscordSettings
from storage.operations.checks import Check

RESET_IT = (
    "Reset the token in the developer portal (your application, Bot, Reset Token) and put the new one into "
    "CANDID_DISCORD_TOKEN."
)


def discord_checks(own: DiscordSettings) -> list[Check]:
    return asyncio.run(online(own.discord_token.get_secret_value()))


async def online(token: str) -> list[Check]:
    """Asks Discord itself: three calls."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        await client.login(token)
        listed = await discord.app_commands.CommandTree(client).fetch_commands()
    except discord.LoginFailure:
        return [Check(name="Discord: token", ok=False, detail="Discord refuses it", fix=RESET_IT)]
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
