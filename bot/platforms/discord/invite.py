"""The addresses that bring the bot onto Discord: into a server, or into one's own account. Pure."""

from __future__ import annotations

import base64
import binascii

PORTAL = "https://discord.com/developers/applications"
AUTHORIZE = "https://discord.com/oauth2/authorize"
NONE_YET = (
    f"Discord: make an application at {PORTAL}, put its bot token into CANDID_DISCORD_TOKEN and ask again: "
    "the addresses to invite it are made from the token."
)


def application_id(token: str) -> str:
    """The bot's own id, which stands in base64 before the token's first dot; "" for what is no token."""
    first = token.partition(".")[0]
    try:
        found = base64.b64decode(first + "=" * (-len(first) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return found if found.isdigit() else ""


def invite(token: str) -> str:
    """An application made since 2016 has its bot's id; ``candid doctor`` compares it with what Discord says."""
    number = application_id(token)
    if not number:
        return NONE_YET
    server = f"{AUTHORIZE}?client_id={number}&scope=bot+applications.commands&permissions=0"
    return f"Discord, into a server: {server}\nDiscord, into your own account: {own_account(number)}"


def own_account(number: str) -> str:
    return f"{AUTHORIZE}?client_id={number}&integration_type=1&scope=applications.commands"
