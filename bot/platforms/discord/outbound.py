"""From the bot to a DM: post, edit, delete, find. A refusal becomes a code; discord.py keeps the rate limits.

A post carries a nonce made from its outbox key, with ``enforce_nonce``: for a few minutes Discord itself posts it only
once. After a longer break ``find`` reads the latest messages of that DM once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.platforms.discord import limits, render, zip_split
from bot.ports import PostRefused, Rendered
from storage.records import Address

NOBODY = discord.AllowedMentions.none()

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
TOO_FAST, TOO_LARGE, DM_CLOSED = 40003, 40005, 50007
LATER = {TOO_FAST: 60.0, 130000: 30.0}  # opening DMs too fast; a part of Discord is overloaded
CODES = {
    UNKNOWN_CHANNEL: "chat_gone",
    UNKNOWN_MESSAGE: "message_gone",
    TOO_LARGE: "too_big",
    50001: "missing_access",
    DM_CLOSED: "dm_closed",
    50013: "missing_permission",
    50035: "invalid",
}
UNREACHABLE_S = 5.0
LINK = "https://discord.com/channels/@me"  # then the DM's id and the message's


def nonce_of(key: str) -> str:
    """The same for one outbox row in any process. Keys are 32 random hex digits, of which 25 fit."""
    return key[: limits.MAX_NONCE]


async def post(client: discord.Client, address: Address, key: str, message: Rendered) -> str:
    content, embeds = render.text(message)
    message = zip_split.fitting(message)
    view = render.view(message)
    with refusals():
        sent = await _chat(client, address).send(
            content=content,
            embeds=embeds,
            files=render.files(message),
            nonce=nonce_of(key),
            allowed_mentions=NOBODY,
            view=view or discord.utils.MISSING,
        )
    return str(sent.id)


async def add_reactions(client: discord.Client, address: Address, ref: str, reactions: tuple[str, ...]) -> None:
    """Adds the votes as reactions, so that one tap votes. A refusal loses nothing: the buttons are there already."""
    message = _chat(client, address).get_partial_message(int(ref))
    for emoji in reactions:
        with refusals():
            await message.add_reaction(emoji)


async def edit(client: discord.Client, address: Address, ref: str, message: Rendered) -> None:
    content, embeds = render.text(message)
    message = zip_split.fitting(message)
    with refusals():
        await (
            _chat(client, address)
            .get_partial_message(_id(ref))
            .edit(
                content=content,
                embeds=embeds,
                attachments=render.files(message),
                view=render.view(message),
                allowed_mentions=NOBODY,
            )
        )


async def delete(client: discord.Client, address: Address, ref: str) -> None:
    """Deleting twice is no error. A refusal for good is final and is not tried again."""
    try:
        with refusals():
            await _chat(client, address).get_partial_message(_id(ref)).delete()
    except PostRefused as refused:
        if refused.code not in {"message_gone", "chat_gone"}:
            raise


async def find(client: discord.Client, address: Address, key: str) -> str | None:
    """One page of the DM, one request."""
    nonce = nonce_of(key)
    with refusals():
        async for message in _chat(client, address).history(limit=limits.LOOK_BACK):
            if str(message.nonce or "") == nonce:
                return str(message.id)
    return None


async def theirs(client: discord.Client, address: Address) -> tuple[str, ...]:
    """Links to the person's own latest messages, those with photos first: one page of the DM, one request."""
    with refusals():
        found = [
            (not message.attachments, f"{LINK}/{address.channel}/{message.id}")
            async for message in _chat(client, address).history(limit=limits.LOOK_BACK)
            if str(message.author.id) == address.user
        ]
    return tuple(link for _, link in sorted(found, key=lambda each: each[0])[: limits.MOST_LINKS])


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a refusal of Discord into ``PostRefused``, with ``retry_after`` where a later try may succeed."""
    try:
        yield
    except discord.RateLimited as limited:
        raise PostRefused("rate_limited", retry_after=limited.retry_after) from None
    except discord.DiscordServerError:
        raise PostRefused("unavailable", retry_after=UNREACHABLE_S) from None
    except discord.HTTPException as refused:
        if refused.status == 429:
            raise PostRefused("rate_limited", retry_after=limits.LONGEST_WAIT_S) from None
        code = CODES.get(refused.code, f"refused_{refused.code or refused.status}")
        raise PostRefused(code, retry_after=LATER.get(refused.code)) from None
    except (aiohttp.ClientError, TimeoutError, discord.DiscordException, OSError) as broken:
        raise PostRefused("unreachable", retry_after=UNREACHABLE_S) from broken


def _chat(client: discord.Client, address: Address) -> discord.PartialMessageable:
    """The DM, whether or not this process has ever seen it."""
    if not address.channel.isdigit():
        raise PostRefused("chat_gone")
    return client.get_partial_messageable(int(address.channel), type=discord.ChannelType.private)


def _id(ref: str) -> int:
    if not ref.isdigit():
        raise PostRefused("message_gone")
    return int(ref)
