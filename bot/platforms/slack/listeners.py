"""What Slack tells the app. What a person does is acknowledged once it is written down: no death loses it from then on.

Slack repeats an event that is not acknowledged, which is then heard once, and tells whoever pressed or submitted
something that it did not work.

What a person does goes into one inbox, in that person's order. The rest is handled here: opening a modal, the Home tab,
an account that is gone, an app that was removed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.request.internals import extract_team_id

from bot.commands import Command
from bot.conversation.phases.fallback import LATE, SHARED_CHAT
from bot.platforms.slack import inbound, limits, people
from bot.platforms.slack.acknowledging import Acknowledging, NotWrittenDown
from bot.platforms.slack.admin import COMMAND, Admin
from bot.platforms.slack.answering import answer, only_you
from bot.platforms.slack.calls import AGAIN_S
from bot.platforms.slack.outbound import Outbound
from bot.platforms.slack.own_photo import OwnPhoto
from bot.platforms.slack.people import People, Place
from bot.platforms.slack.recording import Recorder
from bot.platforms.slack.welcome import Welcome
from bot.platforms.slack.windows import Windows
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import Arrival, Incoming, Noticed, PostRefused, Text
from bot.records import WorkspaceRecords
from bot.server_rules import Book
from bot.shell.inbox import Inbox
from bot.shell.lines import Lines
from bot.texts import render as words
from storage.logs import log
from storage.records import Address

Json = dict[str, Any]
ANY = re.compile(r".*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who did something. ``place``: where in the direct chat; None: elsewhere. ``shared``: with another company."""

    team: str
    user: str
    place: Place | None = None
    shared: bool = False

    @classmethod
    def of(cls, body: Json, place: Place | None = None, *, user: str = "") -> Speaker:
        who = user or str((body.get("user") or {}).get("id") or "")
        return cls(team=_team(body), user=who, place=place, shared=body.get("is_ext_shared_channel") is True)


class Listeners:
    def __init__(
        self,
        workspaces: Workspaces,
        people: People,
        outbound: Outbound,
        records: WorkspaceRecords,
        book: Book,
        *,
        lines: Lines,
        aliases: Mapping[str, Command],
        own_photo: OwnPhoto | None = None,
        test_base: str = "",
        recorder: Recorder | None = None,
    ) -> None:
        self._recorder = recorder
        self._workspaces = workspaces
        self._people = people
        self._outbound = outbound
        self._records = records
        self._book = book
        self._aliases = aliases
        self._test_base = test_base
        self._admin = Admin(workspaces, book)
        self._windows = Windows(workspaces, people, records, own_photo)
        self._welcome = Welcome(workspaces, self._people)
        self._in_order: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._acknowledging = Acknowledging(self._told, lines.acknowledged)
        self.inbox = Inbox(limits.WAITING)
        self.lines = lines
        self.line = "http"  # or the socket, where there is one

    def attach(self, app: AsyncApp) -> None:
        counted = self._acknowledging.counted
        app.command(ANY)(counted(self.command))
        app.action(ANY)(counted(self.action))
        app.view(ANY)(counted(self.view))
        for name, listener in (
            ("message", self.message),
            ("reaction_added", self.reaction),
            ("reaction_removed", self.reaction),
            ("app_home_opened", self.home),
            ("app_uninstalled", self.uninstalled),
            ("tokens_revoked", self.revoked),
        ):
            app.event(name)(counted(listener))

    async def close(self) -> None:
        await self._acknowledging.drained(limits.CLOSE_S)
        self.inbox.close()

    def _told(self, body: Json) -> None:
        if self._recorder is not None:
            self._recorder.told(body)
        self.lines.heard(self.line)

    # --- what a person does -------------------------------------------------------------------------------------

    async def command(self, ack: AsyncAck, body: Json) -> None:
        """Takes a command. In a channel, the person alone sees an answer that leads to their direct chat."""
        team, user = str(body["team_id"]), str(body["user_id"])
        if str(body["command"]).lstrip("/") == COMMAND:
            await ack()
            said = await self._admin.answer(team, user, str(body.get("text") or ""))
            await answer(body, said, test_base=self._test_base)
            return
        # A direct chat may be with anybody: where the answer goes is never taken from a command.
        asked = inbound.command(body, self._aliases)
        locale = await self._hear(Speaker(team=team, user=user), asked, f"{team}:{body['trigger_id']}")
        await ack()
        with suppress(PostRefused):
            if (await self._people.place_of(self._people.at(team, user))).channel == body.get("channel_id"):
                return
        here = only_you(words(Text(key="slack-in-private"), locale or "en", PLATFORM))
        await answer(body, here, test_base=self._test_base)

    async def action(self, ack: AsyncAck, body: Json) -> None:
        place = inbound.pressed_in(body)
        speaker = Speaker.of(body, place)
        if inbound.opens_a_window(body):
            await ack()
            await self._open(speaker, body)
            return
        event = inbound.press(body)
        if event is not None:
            if place is not None:
                self._outbound.clicked(place.channel, str(body["trigger_id"]))
            await self._hear(speaker, event, f"{speaker.team}:{body['trigger_id']}")
        await ack()

    async def view(self, ack: AsyncAck, body: Json) -> None:
        submitted, channel = inbound.submission(body)
        event_id = str(body.get("trigger_id") or f"{body['view']['id']}:{body['view'].get('hash', '')}")
        speaker = Speaker.of(body, people.read(channel))
        await self._hear(speaker, submitted, f"{speaker.team}:{event_id}")
        await ack()

    async def message(self, ack: AsyncAck, body: Json) -> None:
        event = body["event"]
        said = inbound.message(event)
        if said is not None and said[0] != _bot(body):
            user, what = said
            speaker = Speaker.of(body, inbound.spoken_in(event), user=user)
            await self._hear(speaker, what, f"{speaker.team}:{inbound.told_as(event)}")
        await ack()

    async def reaction(self, ack: AsyncAck, body: Json) -> None:
        await self._voted(body)
        await ack()

    async def _voted(self, body: Json) -> None:
        """Takes a vote. It counts only for its owner: the message is looked for among what this person was shown."""
        event = body["event"]
        place = inbound.reacted_to(event)
        if place is None or str(event["user"]) == _bot(body):
            return
        channel, ts = place
        speaker = Speaker.of(body, user=str(event["user"]))
        address = self._people.at(speaker.team, speaker.user)
        subject = await self._records.subject_of(address, ts)
        vote = inbound.reacted(event, subject)
        if vote is not None:
            if not address.channel:  # a vote says nothing of a thread: where they spoke last still counts
                speaker = replace(speaker, place=Place(channel=channel))
            await self._hear(speaker, vote, f"{speaker.team}:{body['event_id']}")

    async def missed(
        self, address: Address, place: Place, event: Incoming, told_as: str, heard_until: datetime
    ) -> None:
        """Takes what somebody did while nothing was heard of this chat. Raises ``PostRefused`` where it must be read
        again, since it could not be written down.
        """
        speaker = Speaker(team=address.workspace, user=address.user, place=place)
        try:
            await self._hear(speaker, event, f"{speaker.team}:{told_as}", heard_until)
        except NotWrittenDown as waiting:
            raise PostRefused("not_written_down", retry_after=AGAIN_S) from waiting

    async def _hear(self, speaker: Speaker, event: Incoming, event_id: str, heard_until: datetime | None = None) -> str:
        """Into the inbox, after what the same person did before, and waits until it is written down.

        Returns their locale, "" where Slack would not say. Raises ``NotWrittenDown``.
        """
        team, user = speaker.team, speaker.user
        lock = self._in_order.setdefault((team, user), asyncio.Lock())
        async with lock:
            profile = await self._people.profile(team, user)
            address = self._people.at(team, user, speaker.place)
            # Rules count for a round that begins. One under way keeps the rules it began with.
            terms = (await self._book.of(team)).terms_for(frozenset()) if inbound.begins(event) else None
            locale = profile.locale.replace("_", "-")
            if speaker.shared or profile.of_another:
                once, told = f"{team}:{SHARED_CHAT}:{user}", Noticed(what=SHARED_CHAT)
                self.inbox.put(Arrival(address=address, event_id=once, event=told, locale=locale))
            if self._recorder is not None:
                self._recorder.arrived(event)
            arrival = Arrival(
                address=address, event_id=event_id, event=event, locale=locale, terms=terms, heard_until=heard_until
            )
            if not await self.inbox.put_for_good(arrival, limits.WRITTEN_WAIT_S):
                raise NotWrittenDown
        return locale

    # --- the platform's own business ----------------------------------------------------------------------------

    async def _open(self, speaker: Speaker, body: Json) -> None:
        """A click that came too late is answered in the chat, with the question and its button once more."""
        try:
            await self._windows.open(speaker.team, speaker.user, speaker.place, body)
        except (ValueError, PostRefused) as refused:
            log.error("slack.modal_not_opened", code=getattr(refused, "code", "unreadable"))
            await self._hear(speaker, Noticed(what=LATE), f"{speaker.team}:{body['trigger_id']}")

    async def home(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        event = body["event"]
        team, user = _team(body), str(event["user"])
        match event.get("tab", "home"):
            case "home":
                await self._windows.show_home(team, user)
            case "messages":
                await self._welcome.greet(team, user, str(event.get("channel") or ""))

    def unreachable(self, address: Address) -> None:
        """What was to be said was refused for good. A member whose account was deactivated is erased."""
        self._acknowledging.beside(self._gone(address))

    async def _gone(self, address: Address) -> None:
        with suppress(PostRefused):
            if (await self._people.ask(address.workspace, address.user)).get("deleted") is True:
                await self._records.left(address)
                self._people.forget(address.workspace, address.user)

    async def uninstalled(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        await self._workspace_left(_team(body))

    async def revoked(self, ack: AsyncAck, body: Json) -> None:
        """Without the bot's token nobody there can be reached any more. A user's own token does not matter."""
        await ack()
        if (body["event"].get("tokens") or {}).get("bot"):
            await self._workspace_left(_team(body))

    async def _workspace_left(self, team: str) -> None:
        self._workspaces.left(team)
        self._people.forget(team)
        self._book.forget(team)
        await self._records.workspace_left(PLATFORM, team)


def _team(body: Json) -> str:
    """The workspace in which the app is installed; in a shared chat it need not be the one an event comes from.

    Found as bolt finds whose token answers, so that both speak of the same one.
    """
    return str(extract_team_id(body) or "")


def _bot(body: Json) -> str:
    """The bot's own user, to whom Slack says an event is sent."""
    return next((str(each.get("user_id")) for each in body.get("authorizations") or () if each.get("is_bot")), "")
