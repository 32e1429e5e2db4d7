"""One chat read back after a time in which no session heard it: a page of it says it all, seldom more.

Newest first, until everything was seen that was said since, and every picture that can be voted on. In a direct message
only two can react, so one more than the bot's own is the person's: nobody's reactions have to be fetched.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import discord

from bot.platforms.discord import inbound, limits, outbound, render
from bot.ports import Arrival
from bot.records import OpenChat
from bot.shell.catch_up import missed, unheard_since
from storage.ids import new_id
from storage.records import Address

Heard = Callable[[Address, inbound.Said | None, datetime], Awaitable[None]]
Put = Callable[[Arrival], bool]
Json = dict[str, Any]


async def take_up(client: discord.Client, chat: OpenChat, said: Heard, put: Put) -> None:
    """Raises ``PostRefused``."""
    since = discord.utils.time_snowflake(unheard_since(chat, discord.utils.utcnow()))
    found = await _read_back(client, chat, since)
    for message in sorted(found.values(), key=_number):
        if (message.get("author") or {}).get("id") == chat.address.user and _number(message) > since:
            await said(chat.address, inbound.of_raw(message), discord.utils.snowflake_time(_number(message)))
    shown = {ref: _votes(message.get("reactions") or ()) for ref, message in found.items()}
    for event in missed(chat, shown):
        told_as = f"reaction:{new_id()}"  # when it was given nobody knows
        put(Arrival(address=chat.address, event_id=told_as, event=event, heard_until=chat.heard_at))


async def _read_back(client: discord.Client, chat: OpenChat, since: int) -> dict[str, Json]:
    """Messages by their id."""
    pictures = {ref for picture in chat.pictures for ref in picture.refs if ref.isdigit()}
    found: dict[str, Json] = {}
    before: int | None = None
    for _ in range(limits.PAGES_BACK):
        page = await outbound.page(client, chat.address, before=before)
        found |= {str(message["id"]): message for message in page}
        if len(page) < limits.LOOK_BACK:
            break
        before = min(map(_number, page))
        if before <= since and pictures <= found.keys():
            break
    return found


def _number(message: Mapping[str, Any]) -> int:
    return int(message["id"])


def _votes(reactions: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    said = (
        render.vote(str((each.get("emoji") or {}).get("name") or ""))
        for each in reactions
        if int(each.get("count") or 0) > bool(each.get("me"))
    )
    return frozenset(said) - {""}
