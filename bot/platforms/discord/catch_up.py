"""What people said and which pictures they voted on while no session heard them: read once per open chat, and paced.

A new session is told nothing of the time before it. One page of each chat says it all: what was written since the
person's last turn, and how many reactions stand under a picture without a vote. In a direct message only two can react,
so one more than the bot's own is the person's: nobody's reactions have to be fetched. What was heard before is dropped
by its id, as any repetition is. A reaction that was taken off meanwhile cannot be told from one that was never there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bot.platforms.discord import inbound, limits, outbound, render
from bot.ports import Arrival, PostRefused, Reacted
from bot.records import OpenChat
from storage.logs import log
from storage.records import Address

Heard = Callable[[Address, inbound.Said | None], Awaitable[None]]
Put = Callable[[Arrival], bool]


async def run(client: discord.Client, chats: list[OpenChat], said: Heard, put: Put) -> int:
    """Returns how many chats were read. One that cannot be read now is left as it is, and told in the log."""
    gate = asyncio.Semaphore(limits.CHATS_AT_ONCE)

    async def read(chat: OpenChat) -> bool:
        async with gate:
            try:
                await _take_up(client, chat, said, put)
            except (PostRefused, KeyError, TypeError, ValueError) as lost:
                log.error("catch_up.unread", error=type(lost).__name__)
                return False
            return True

    return sum(await asyncio.gather(*(read(chat) for chat in chats)))


async def _take_up(client: discord.Client, chat: OpenChat, said: Heard, put: Put) -> None:
    since = _since(chat)
    after = min([since, *(int(ref) - 1 for ref in chat.undecided if ref.isdigit())])
    for _ in range(limits.PAGES_BACK):
        page = sorted(await outbound.page(client, chat.address, after=after), key=lambda each: int(each["id"]))
        for message in page:
            if (message.get("author") or {}).get("id") == chat.address.user and int(message["id"]) > since:
                await said(chat.address, inbound.of_raw(message))
            subject = chat.undecided.get(message["id"])
            if subject and (vote := _vote(message.get("reactions") or ())):
                event = Reacted(emoji=vote, subject=subject)
                put(Arrival(address=chat.address, event_id=f"reaction:{message['id']}:{vote}:stands", event=event))
        if len(page) < limits.LOOK_BACK:
            return
        after = int(page[-1]["id"])


def _since(chat: OpenChat) -> int:
    """A message older than this was heard. What was heard within the day is also known by its id."""
    newest = chat.newest.rpartition(outbound.BETWEEN)[2]
    turned = discord.utils.time_snowflake(chat.since)
    if (discord.utils.utcnow() - chat.since).total_seconds() < limits.HEARD_KNOWN_S:
        return turned - (limits.CLOCKS_APART_MS << 22)
    return max(turned, int(newest) if newest.isdigit() else 0)


def _vote(reactions: tuple[Mapping[str, Any], ...] | list[Mapping[str, Any]]) -> str:
    """The one vote that the person's reactions stand for; "" for none, and where they say two things."""
    votes = {
        render.vote(str((each.get("emoji") or {}).get("name") or ""))
        for each in reactions
        if int(each.get("count") or 0) > bool(each.get("me"))
    } - {""}
    return votes.pop() if len(votes) == 1 else ""
