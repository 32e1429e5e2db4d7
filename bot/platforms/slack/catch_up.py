"""One chat read back after a time in which nothing was heard of it: words since, and the votes under pictures.

    1  the chat's history since the person was last heard, or since the oldest picture that can be voted on
    2  threads in which they may have gone on: where they spoke last, and those that grew since
    3  words as they came, then what their reactions say now; whoever reacted stands on the message itself
Slack repeats what it could not deliver, for about an hour. What comes both ways is heard once: a message by its ``ts``,
a reaction by what is noted of it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack import inbound, limits
from bot.platforms.slack.calls import asked
from bot.platforms.slack.outbound import parts_of
from bot.platforms.slack.people import People, Place
from bot.platforms.slack.workspaces import Workspaces
from bot.ports import Incoming, TryLater
from bot.records import OpenChat
from bot.shell.catch_up import Sleep, missed, unheard_since
from storage.clock import Clock
from storage.ids import new_id
from storage.records import Address

Json = dict[str, Any]
# Who, where, what, the event's id, until when the person was heard.
Said = Callable[[Address, Place, Incoming, str, datetime], Awaitable[object]]


class Tier:
    """So many calls a minute in each workspace, in a burst where they fit. A pause Slack asks for holds for all."""

    def __init__(self, a_minute: int, *, sleep: Sleep = asyncio.sleep) -> None:
        self._a_minute = a_minute
        self._sleep = sleep
        self._made: dict[str, deque[float]] = {}  # when the latest calls are, or will be
        self._free_at: dict[str, float] = {}

    async def ask(self, team: str, call: Callable[[], Awaitable[AsyncSlackResponse]]) -> Json:
        """The answer, once Slack gives it. Raises ``PostRefused`` but for a pause it asks for."""
        while True:
            await self._turn(team)
            try:
                return await asked(call())
            except TryLater as later:
                self._free_at[team] = max(self._free_at.get(team, 0.0), _now() + (later.retry_after or 0.0))

    async def _turn(self, team: str) -> None:
        while (wait := self._free_at.get(team, 0.0) - _now()) > 0:
            await self._sleep(wait)
        made = self._made.setdefault(team, deque(maxlen=self._a_minute))
        turn = max(_now(), made[0] + limits.MINUTE_S) if len(made) == self._a_minute else _now()
        made.append(turn)
        if (wait := turn - _now()) > 0:
            await self._sleep(wait)


class Reading:
    """``said`` takes what a person said, as if it had just been heard."""

    def __init__(self, workspaces: Workspaces, people: People, said: Said, clock: Clock) -> None:
        self._workspaces = workspaces
        self._people = people
        self._said = said
        self._clock = clock
        self._history = Tier(limits.HISTORY_A_MINUTE)
        self._replies = Tier(limits.HISTORY_A_MINUTE)

    async def take_up(self, chat: OpenChat) -> None:
        """Raises ``PostRefused``."""
        address, since = chat.address, unheard_since(chat, self._clock.now()).timestamp()
        place = await self._people.place_of(address)
        # 1 the chat's history
        oldest = min([since, *(float(ts) for ts in _messages_of(chat))])
        found = [message async for message in self._read(address.workspace, place.channel, oldest)]
        # 2 threads in which they may have gone on
        for thread in _threads(found, place.thread, since):
            found += [each async for each in self._read(address.workspace, place.channel, oldest, thread)]
        # 3 words, then reactions
        messages = {str(message["ts"]): message for message in found}
        for ts, message in sorted(messages.items(), key=lambda each: float(each[0])):
            event = {**message, "channel": place.channel}
            spoken = inbound.message(event) if float(ts) > since else None
            if spoken is not None and spoken[0] == address.user:
                where, told_as = inbound.spoken_in(event), inbound.told_as(event)
                at = datetime.fromtimestamp(float(ts), UTC)
                await self._said(address, where, spoken[1], told_as, at)
        shown = _by_ref(chat, {ts: _votes(message, address.user) for ts, message in messages.items()})
        for vote in missed(chat, shown):
            told_as = f"reaction:{new_id()}"  # when it was given nobody knows
            await self._said(address, place, vote, told_as, chat.heard_at)

    async def _read(self, team: str, channel: str, oldest: float, thread: str = "") -> AsyncIterator[Json]:
        """The messages from ``oldest`` on, of the chat or of one thread: the latest pages, should there be many."""
        client = await self._workspaces.client(team)
        # With both ends named, a page holds what is closest to the latest one (Slack's reference of this method).
        latest = (self._clock.now() + timedelta(hours=1)).timestamp()
        span: Json = {
            "oldest": f"{oldest:.6f}",
            "latest": f"{latest:.6f}",
            "inclusive": True,
            "limit": limits.READ_BACK,
        }
        if thread:
            tier, method, span = self._replies, client.conversations_replies, {**span, "ts": thread}
        else:
            tier, method = self._history, client.conversations_history
        cursor = ""
        for _ in range(limits.PAGES_BACK):
            page = await tier.ask(team, partial(method, channel=channel, cursor=cursor or None, **span))
            for message in page.get("messages") or ():
                if isinstance(message, dict) and message.get("ts"):
                    yield message
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return


def _messages_of(chat: OpenChat) -> dict[str, str]:
    """References of what stands about a picture, by the ``ts`` of the message."""
    return {parts_of(ref)[0]: ref for picture in chat.pictures for ref in picture.refs}


def _threads(found: Iterable[Json], spoken: str, since: float) -> list[str]:
    grown = (str(each["ts"]) for each in found if float(each.get("latest_reply") or 0.0) > since)
    return list(dict.fromkeys([*([spoken] if spoken else []), *grown]))


def _by_ref(chat: OpenChat, shown: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {ref: shown[ts] for ts, ref in _messages_of(chat).items() if ts in shown}


def _votes(message: Json, user: str) -> frozenset[str]:
    reactions = message.get("reactions") or ()
    return frozenset(inbound.vote(str(each.get("name"))) for each in reactions if user in (each.get("users") or ())) - {
        ""
    }


def _now() -> float:
    return asyncio.get_running_loop().time()
