"""The first word to somebody who opens the direct chat: who this is, that it is optional, and a button to begin.

Whether it is the first is asked of the chat itself: it is empty. So nothing is kept about people who only looked, and a
greeting that Slack refused is tried again with the next visit.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from bot.commands import Command
from bot.platforms.slack import limits, render
from bot.platforms.slack.calls import asked
from bot.platforms.slack.markup import mrkdwn
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import PostRefused, Text
from bot.texts import render as words
from storage.logs import log

if TYPE_CHECKING:
    from bot.platforms.slack.people import People

Json = dict[str, Any]


class Welcome:
    def __init__(self, workspaces: Workspaces, people: People) -> None:
        self._workspaces = workspaces
        self._people = people
        self._greeted: OrderedDict[str, None] = OrderedDict()  # chats that are known not to be empty
        self._one_by_one = asyncio.Lock()

    async def greet(self, team: str, user: str, channel: str) -> None:
        async with self._one_by_one:
            if not channel or channel in self._greeted:
                return
            try:
                client = await self._workspaces.client(team)
                said = await asked(client.conversations_history(channel=channel, limit=1))
                if not said.get("messages"):
                    profile = await self._people.profile(team, user)
                    await asked(client.chat_postMessage(channel=channel, **greeting(profile.locale or "en")))
            except PostRefused as refused:
                log.error("slack.not_greeted", code=refused.code)
                return
            self._greeted[channel] = None
            while len(self._greeted) > limits.REMEMBERED:
                self._greeted.popitem(last=False)


def greeting(locale: str) -> Json:
    """``text`` and ``blocks`` of the message."""

    def say(key: str) -> str:
        return words(Text(key=key), locale.replace("_", "-"), PLATFORM)

    said = mrkdwn(say("slack-welcome"))
    start = {
        "type": "button",
        "action_id": f"{render.SAY} {Command.HEADSHOT}",
        "value": Command.HEADSHOT.value,
        "text": {"type": "plain_text", "text": say("slack-home-headshot")[: limits.BUTTON]},
    }
    section = {"type": "section", "text": {"type": "mrkdwn", "text": said}}
    return {"text": said, "blocks": [section, {"type": "actions", "elements": [start]}]}
