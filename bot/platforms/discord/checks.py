"""What ``candid doctor`` checks about Discord: the token and the commands. Nothing is changed on Discord."""

from __future__ import annotations

import asyncio

import aiohttp
import discord

from bot.platforms.discord import commands
from bot.platforms.discord.settings import DiscordSettings
from storage.operations.check import Check

RESET_IT = (
    "Reset the token in the developer portal (your application, Bot, Reset Token) and put the new one into "
    "CANDID_DISCORD_TOKEN."
)


def discord_checks(own: DiscordSettings) -> list[Check]:
    return asyncio.run(online(own.discord_token.get_secret_value()))


async def online(token: str) -> list[Check]:
    """Asks Discord itself: four calls."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        await client.login(token)
        application = await client.application_info()
        listed = await discord.app_commands.CommandTree(client).fetch_commands()
    except discord.LoginFailure:
        detail = "Discord refuses it: a sign is missing, or it was reset since"
        return [Check(name="Discord: token", ok=False, detail=detail, fix=RESET_IT)]
    except (discord.DiscordException, aiohttp.ClientError, OSError) as broken:
        detail = f"Discord cannot be reached: {type(broken).__name__}"
        return [Check(name="Discord: token", ok=False, detail=detail, fix="Check this machine's way to the internet.")]
    finally:
        await client.close()
    return [
        Check(name="Discord: token", ok=True, detail="accepted"),
        installs(application),
        intents(application.flags),
        registered({each.name for each in listed}),
    ]


def installs(application: discord.AppInfo) -> Check:
    """Whether the application may be added to a server and to one's own account, with the scopes the bot needs."""
    wanted = {
        "Guild Install": (application.guild_integration_config, {"applications.commands", "bot"}),
        "User Install": (application.user_integration_config, {"applications.commands"}),
    }
    lacking = []
    for name, (config, scopes) in wanted.items():
        given = config.oauth2_install_params if config is not None else None
        missing = scopes - set(given.scopes if given is not None else ())
        if config is None:
            lacking.append(f"{name} is off")
        elif missing:
            lacking.append(f"{name} lacks {', '.join(sorted(missing))}")
    return Check(
        name="Discord: installation",
        ok=not lacking,
        detail="; ".join(lacking) or "in servers and in accounts",
        fix="Set it in the developer portal (your application, Installation, Default Install Settings), and save.",
    )


def intents(flags: discord.ApplicationFlags) -> Check:
    """Candid needs no privileged intent; one that is on lets the bot be told more than it may know of people."""
    on = [name for name in _PRIVILEGED if getattr(flags, name) or getattr(flags, f"{name}_limited")]
    return Check(
        name="Discord: intents",
        ok=not on,
        detail=f"on, and not needed: {', '.join(_PRIVILEGED[name] for name in on)}" if on else "none privileged",
        fix="Switch them off in the developer portal (your application, Bot, Privileged Gateway Intents).",
    )


_PRIVILEGED = {
    "gateway_message_content": "Message Content",
    "gateway_guild_members": "Server Members",
    "gateway_presence": "Presence",
}


def registered(names: set[str]) -> Check:
    missing = sorted(set(commands.NAMES) - names)
    if not names:
        return Check(name="Discord: commands", ok=True, detail="none listed yet; the first start lists them")
    return Check(
        name="Discord: commands",
        ok=not missing,
        detail="all listed" if not missing else f"not listed yet: {', '.join(missing)}",
        fix="Start the bot once (`candid up`): it lists its commands itself." if missing else "",
    )
