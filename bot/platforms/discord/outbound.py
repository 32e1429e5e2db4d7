"""From the bot to a DM: post, edit, delete, find. A refusal becomes a code; discord.py keeps the rate limits.

A post carries a nonce made from its outbox key, with ``enforce_nonce``: for a few minutes Discord itself posts it only
once. Its history does not tell the nonce (discord.py#2451), so after a longer break ``unknown`` reads the latest
messages of that DM once and finds the one of ours that nobody has on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import aiohttp
import discord

from bot.errors import TokenRefused
from bot.platforms.discord import answers, limits, render, zip_split
from bot.ports import DoorClosed, PostRefused, Rendered
from storage.failpoints import failpoint
from storage.logs import log
from storage.records import Address

NOBODY = discord.AllowedMentions.none()

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
EDITS_SPENT, TOO_FAST, TOO_LARGE = 30046, 40003, 40005
LATER = {TOO_FAST: 60.0, 130000: 30.0}  # opening DMs too fast; a part of Discord is overloaded
CODES = {
    UNKNOWN_CHANNEL: "chat_gone",
    UNKNOWN_MESSAGE: "message_gone",
    EDITS_SPENT: "edits_spent",
    TOO_LARGE: "too_big",
    50001: "missing_access",
    50007: "dm_closed",
    50013: "missing_permission",
    50035: "invalid",
    50278: "no_shared_server",
}
DOORS = frozenset({"chat_gone", "missing_access", "dm_closed", "no_shared_server"})  # about the DM, not about a message
UNREACHABLE_S = 5.0
LINK = "https://discord.com/channels/@me"  # then the DM's id and the message's
BETWEEN = ","  # the messages that one outbox row was posted in


def nonce_of(key: str, number: int = 1) -> str:
    """The same for one outbox row in any process. Keys are 32 random hex digits, of which 25 fit."""
    return key[: limits.MAX_NONCE] if number == 1 else f"{key[: limits.MAX_NONCE - 3]}-{number}"


async def post(client: discord.Client, address: Address, key: str, message: Rendered) -> str:
    """Raises ``DoorClosed``. Where a later part is refused, the next try finds the earlier ones by their nonce."""
    refs: list[str] = []
    for number, part in enumerate(zip_split.requests(message), start=1):
        if refs:
            failpoint("discord.part_posted")
        refs.append(await _post(client, address, nonce_of(key, number), part))
    return BETWEEN.join(refs)


async def _post(client: discord.Client, address: Address, nonce: str, message: Rendered) -> str:
    content, embeds = render.text(message)
    view = render.view(message)
    with refusals(), answers.kept() as bodies:
        try:
            sent = await _chat(client, address).send(
                content=content,
                embeds=embeds,
                files=render.files(message),
                nonce=nonce,
                allowed_mentions=NOBODY,
                view=view or discord.utils.MISSING,
            )
        except discord.NotFound as gone:
            if gone.code == UNKNOWN_MESSAGE:  # a nonce whose message was deleted meanwhile (discord-api-docs#6647)
                raise PostRefused("expired") from None
            raise
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            raise
        except Exception as unreadable:
            return _known_by(bodies, unreadable)
    return str(sent.id)


def _known_by(bodies: list[bytes], unreadable: Exception) -> str:
    """The id of a message that stands although discord.py could not read the answer. Raises ``unreadable``."""
    log.error("answer.unread", error=type(unreadable).__name__)
    if ref := answers.id_in(bodies):
        return ref
    raise unreadable


async def add_reactions(client: discord.Client, address: Address, ref: str, reactions: tuple[str, ...]) -> None:
    """Adds the votes as reactions, so that one tap votes. A refusal loses nothing: the buttons are there already.

    One after the other: Discord shows them in the order in which they came.
    """
    message = _chat(client, address).get_partial_message(_first(ref))
    for emoji in reactions:
        with refusals():
            await message.add_reaction(emoji)


async def edit(client: discord.Client, address: Address, ref: str, message: Rendered) -> None:
    """Raises ``PostRefused('too_big')`` for what needs more than the one message."""
    content, embeds = render.text(message)
    if BETWEEN in ref or len(parts := zip_split.requests(message)) > 1:
        raise PostRefused("too_big")
    with refusals(), answers.kept() as bodies:
        try:
            await (
                _chat(client, address)
                .get_partial_message(_first(ref))
                .edit(
                    content=content,
                    embeds=embeds,
                    attachments=render.files(parts[0]),
                    view=render.view(message),
                    allowed_mentions=NOBODY,
                )
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            raise
        except Exception as unreadable:
            _known_by(bodies, unreadable)


async def delete(client: discord.Client, address: Address, ref: str) -> None:
    """Deleting twice is no error. A refusal for good is final and is not tried again."""
    for each in ref.split(BETWEEN):
        try:
            with refusals():
                await _chat(client, address).get_partial_message(_first(each)).delete()
        except PostRefused as refused:
            if refused.code not in {"message_gone", "chat_gone"}:
                raise


async def unknown(client: discord.Client, address: Address, since: datetime, known: frozenset[str]) -> str | None:
    """The bot's message that stands after everything ``known`` and was made ``since``; None when there is none.

    Raises ``PostRefused('half_way')`` when only the first of its parts arrived.
    """
    ids = {int(each) for ref in known for each in ref.split(BETWEEN) if each.isdigit()}
    after = max([discord.utils.time_snowflake(since), *ids])
    ours = str(client.application_id)
    found = sorted(
        (each for each in await page(client, address, after=after) if (each.get("author") or {}).get("id") == ours),
        key=lambda each: int(each["id"]),
    )
    if not found:
        return None
    if not zip_split.whole(file.get("filename", "") for each in found for file in each.get("attachments") or ()):
        raise PostRefused("half_way")
    return BETWEEN.join(each["id"] for each in found)


async def theirs(client: discord.Client, address: Address) -> tuple[str, ...]:
    """Links to the person's own latest messages, those with photos first: one page of the DM, one request."""
    found = [
        (not each.get("attachments"), f"{LINK}/{address.channel}/{each['id']}")
        for each in await page(client, address)
        if (each.get("author") or {}).get("id") == address.user
    ]
    return tuple(link for _, link in sorted(found, key=lambda each: each[0])[: limits.MOST_LINKS])


async def page(
    client: discord.Client, address: Address, *, after: int | None = None, before: int | None = None
) -> list[dict[str, Any]]:
    """The latest messages of a DM as Discord sent them, the latest ``before`` an id, or the first ones ``after`` one.

    One request. As sent, since one message that discord.py cannot read would cost the page.
    """
    chat = _chat(client, address)
    since, until = (discord.Object(each) if each is not None else None for each in (after, before))
    with refusals(), answers.kept() as bodies:
        try:
            async for _ in chat.history(limit=limits.LOOK_BACK, after=since, before=until):
                pass
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            raise
        except Exception as unreadable:
            log.error("answer.unread", error=type(unreadable).__name__)
        return [each for each in answers.list_in(bodies) if str(each.get("id", "")).isdigit()]


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a refusal of Discord into ``PostRefused``, with ``retry_after`` where a later try may succeed."""
    try:
        yield
    except (PostRefused, TokenRefused):
        raise
    except discord.RateLimited as limited:
        raise PostRefused("rate_limited", retry_after=limited.retry_after) from None
    except discord.DiscordServerError:
        raise PostRefused("unavailable", retry_after=UNREACHABLE_S) from None
    except discord.HTTPException as refused:
        raise _refusal(refused) from None
    except (aiohttp.ClientError, TimeoutError, discord.DiscordException, OSError) as broken:
        raise PostRefused("unreachable", retry_after=UNREACHABLE_S) from broken
    except Exception as other:
        if _ended(other):
            raise PostRefused("unreachable", retry_after=UNREACHABLE_S) from other
        raise PostRefused("unreadable") from other


def _ended(error: Exception) -> bool:
    """Whether this bot closed its connection before the request went out: the next start sends it."""
    return isinstance(error, RuntimeError) and str(error) == "Session is closed"  # as aiohttp says it


def _refusal(refused: discord.HTTPException) -> PostRefused:
    if refused.status == 429 and refused.code != EDITS_SPENT:
        return PostRefused("rate_limited", retry_after=limits.LONGEST_WAIT_S)
    code = CODES.get(refused.code, f"refused_{refused.code or refused.status}")
    return DoorClosed(code) if code in DOORS else PostRefused(code, retry_after=LATER.get(refused.code))


def _chat(client: discord.Client, address: Address) -> discord.PartialMessageable:
    """The DM, whether or not this process has ever seen it."""
    if not address.channel.isdigit():
        raise DoorClosed("chat_gone")
    return client.get_partial_messageable(int(address.channel), type=discord.ChannelType.private)


def _first(ref: str) -> int:
    first = ref.partition(BETWEEN)[0]
    if not first.isdigit():
        raise PostRefused("message_gone")
    return int(first)
