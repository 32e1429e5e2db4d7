"""``/headshot-admin`` for a workspace's admins: how things are set, counts, pause, limits, looks, an announcement.

    /headshot-admin                         how everything is set, and counts of the whole installation
    /headshot-admin pause | resume | announce
    /headshot-admin limits sets=3 waiting=20 hours=12 days=3     `limits` alone: as the bot's owner has set it
    /headshot-admin looks office            one look more on the list; `looks` alone: all

No answer says who joined, declined or was refused, and nothing makes a headshot a duty. Who is an admin is asked of
Slack each time. Where it does not say so, the answer is no; where it does not answer, that is told and nothing changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot import server_rules
from bot.commands import ADMIN, Command
from bot.errors import RuleRefused
from bot.platforms.slack import limits, render
from bot.platforms.slack.answering import only_you
from bot.platforms.slack.calls import asked
from bot.platforms.slack.markup import mrkdwn
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import PostRefused, Text
from bot.server_rules import Book, Rules
from bot.texts import members
from bot.texts import render as words
from storage.records import MemberKind

Json = dict[str, Any]

COMMAND = ADMIN
# What a number is called here, and which of the terms it sets.
NUMBERS = {"sets": "jobs_per_day", "waiting": "waiting_most", "hours": "photo_hours", "days": "result_days"}


class Admin:
    def __init__(self, workspaces: Workspaces, book: Book) -> None:
        self._workspaces = workspaces
        self._book = book

    async def answer(self, team: str, user: str, said: str) -> Json:
        """What the command is answered with: seen by the admin only, but for an announcement."""
        try:
            profile = await self._profile(team, user)
        except PostRefused:
            return only_you(_say("slack-admin-unsure", "en"))
        language = str(profile.get("locale") or "en").replace("_", "-")
        if not may_decide(profile):
            return only_you(_say("slack-admin-not-you", language))
        verb, *rest = said.split() or [""]
        if verb == "announce":
            return _announcement(language)
        try:
            changed = _changed(verb, rest, await self._book.of(team))
        except RuleRefused as refused:
            return only_you(words(refused.said, language, PLATFORM))
        if changed is None:
            return only_you(_say("slack-admin-how", language))
        if verb:
            await self._book.keep(team, changed)
        counts = await self._book.servers.figures() if not verb else ()
        return only_you("\n".join(words(line, language, PLATFORM) for line in (*server_rules.lines(changed), *counts)))

    async def _profile(self, team: str, user: str) -> Json:
        """Asked anew each time: who was an admin yesterday may be none today."""
        client = await self._workspaces.client(team)
        found: Json = (await asked(client.users_info(user=user, include_locale=True))).get("user") or {}
        return found


def may_decide(profile: Json) -> bool:
    """Only where Slack says so, in its own words: an admin or an owner of the workspace."""
    return profile.get("is_admin") is True or profile.get("is_owner") is True


def _changed(verb: str, rest: list[str], now: Rules) -> Rules | None:
    """None for what is no command of ours. Raises ``RuleRefused``; then nothing is changed."""
    match verb:
        case "":
            return now
        case "pause" | "resume":
            return replace(now, paused=verb == "pause")
        case "limits":
            numbers = _numbers(rest)
            return None if numbers is None else server_rules.with_numbers(now, numbers)
        case "looks" if len(rest) <= 1:
            return server_rules.with_look(now, rest[0] if rest else None, known=members.codes(MemberKind.LOOK))
    return None


def _numbers(rest: list[str]) -> dict[str, int] | None:
    """``sets=3 hours=12`` by the names of the terms; None where one is not understood, so that nothing is guessed."""
    numbers = {}
    for each in rest:
        name, _, value = each.partition("=")
        if name not in NUMBERS or not (value.isascii() and value.isdigit() and len(value) < 7):
            return None
        numbers[NUMBERS[name]] = int(value)
    return numbers


def _announcement(language: str) -> Json:
    """In the open: that it is there, and that nobody has to. The button leads into a private chat."""
    said = mrkdwn(_say("slack-announce", language))
    start = {
        "type": "button",
        "action_id": f"{render.SAY} {Command.HEADSHOT}",
        "value": Command.HEADSHOT.value,
        "text": {"type": "plain_text", "text": _say("slack-announce-button", language)[: limits.BUTTON]},
    }
    section = {"type": "section", "text": {"type": "mrkdwn", "text": said}}
    blocks = [section, {"type": "actions", "elements": [start]}]
    return {"response_type": "in_channel", "text": said, "blocks": blocks}


def _say(key: str, language: str) -> str:
    return words(Text(key=key), language, PLATFORM)
