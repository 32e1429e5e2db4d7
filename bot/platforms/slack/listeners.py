"""What Slack tells the app. Each event is acknowledged first: Slack repeats what is not taken within three seconds.

What a person does goes into one inbox, in that person's order. The rest is handled here: opening a modal, the Home tab,
an account that is gone, an app that was removed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.platforms.slack import forms, inbound, limits, render
from bot.platforms.slack.admin import COMMAND, Admin
from bot.platforms.slack.answering import answer, only_you
from bot.platforms.slack.calls import asked
from bot.platforms.slack.outbound import Outbound
from bot.platforms.slack.people import Met, People
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import Arrival, Incoming, PostRefused, Text
from bot.records import WorkspaceRecords
from bot.server_rules import Book
from bot.shell.inbox import Inbox
from bot.texts import render as words
from storage.errors import StorageError
from storage.logs import log
from storage.records import Address

Json = dict[str, Any]
Listener = Callable[[AsyncAck, Json], Awaitable[None]]
ANY = re.compile(r".*", re.DOTALL)


class Listeners:
    def __init__(
        self,
        workspaces: Workspaces,
        people: People,
        outbound: Outbound,
        records: WorkspaceRecords,
        book: Book,
        *,
        test_base: str = "",
    ) -> None:
        self._workspaces = workspaces
        self._people = people
        self._outbound = outbound
        self._records = records
        self._book = book
        self._test_base = test_base
        self._admin = Admin(workspaces, book)
        self._in_order: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._underway: set[asyncio.Task[Any]] = set()
        self.inbox = Inbox(limits.WAITING)

    def attach(self, app: AsyncApp) -> None:
        app.command(ANY)(self._counted(self.command))
        app.action(ANY)(self._counted(self.action))
        app.view(ANY)(self._counted(self.view))
        for name, listener in (
            ("message", self.message),
            ("reaction_added", self.reaction),
            ("reaction_removed", self.reaction),
            ("app_home_opened", self.home),
            ("user_change", self.user_change),
            ("app_uninstalled", self.uninstalled),
            ("tokens_revoked", self.revoked),
        ):
            app.event(name)(self._counted(listener))

    async def close(self) -> None:
        """Waits for what is underway, so that no erasure is cut in the middle and no database left open."""
        if self._underway:
            await asyncio.wait(self._underway, timeout=limits.CLOSE_S)
        self.inbox.close()

    def _counted(self, listener: Listener) -> Listener:
        async def counted(ack: AsyncAck, body: Json) -> None:
            task = asyncio.current_task()
            if task is not None:
                self._underway.add(task)
                task.add_done_callback(self._underway.discard)
            await listener(ack, body)

        return counted

    # --- what a person does -------------------------------------------------------------------------------------

    async def command(self, ack: AsyncAck, body: Json) -> None:
        """Takes a command. In a channel, the person alone sees an answer that leads to their direct chat."""
        await ack()
        team, user = str(body["team_id"]), str(body["user_id"])
        if str(body["command"]).lstrip("/") == COMMAND:
            said = await self._admin.answer(team, user, str(body.get("text") or ""))
            await answer(body, said, test_base=self._test_base)
            return
        met = await self._hear(team, user, inbound.command(body), f"{team}:{body['trigger_id']}")
        if met is not None and body.get("channel_id") != met.address.channel:
            here = only_you(words(Text(key="slack-in-private"), met.locale or "en", PLATFORM))
            await answer(body, here, test_base=self._test_base)

    async def action(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        team, user = _team(body), str(body["user"]["id"])
        pressed = body["actions"][0]
        channel = str((body.get("channel") or {}).get("id") or "")
        if str(pressed.get("action_id", "")).startswith(f"{render.FORM} "):
            await self._open(team, user, channel, body)
            return
        event = inbound.press(body)
        if event is None:
            return
        if not inbound.is_direct(channel):
            channel = ""  # a button of an announcement: the conversation goes on in private
        if channel:
            self._outbound.clicked(channel, str(body["trigger_id"]))
        await self._hear(team, user, event, f"{team}:{body['trigger_id']}", channel)

    async def view(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        submitted, channel = inbound.submission(body)
        team, user = _team(body), str(body["user"]["id"])
        event_id = str(body.get("trigger_id") or f"{body['view']['id']}:{body['view'].get('hash', '')}")
        await self._hear(team, user, submitted, f"{team}:{event_id}", channel)

    async def message(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        event = body["event"]
        said = inbound.message(event)
        if said is not None and said[0] != _bot(body):
            team, (user, what) = _team(body), said
            await self._hear(team, user, what, f"{team}:{body['event_id']}", str(event["channel"]))

    async def reaction(self, ack: AsyncAck, body: Json) -> None:
        """Takes a vote. It counts only for its owner: the message is looked for among what this person was shown."""
        await ack()
        event = body["event"]
        place = inbound.reacted_to(event)
        if place is None:
            return
        team, user = _team(body), str(event["user"])
        channel, ts = place
        subject = await self._records.subject_of(_address(team, user, channel), ts)
        vote = inbound.reacted(event, subject)
        if vote is not None:
            await self._hear(team, user, vote, f"{team}:{body['event_id']}", channel)

    async def _hear(self, team: str, user: str, event: Incoming, event_id: str, channel: str = "") -> Met | None:
        """Into the inbox, after what the same person did before."""
        lock = self._in_order.setdefault((team, user), asyncio.Lock())
        async with lock:
            try:
                met = await self._people.meet(team, user, channel)
            except PostRefused as refused:
                log.error("slack.unmet", code=refused.code)
                return None
            # Rules count for a round that begins. One under way keeps the rules it began with.
            terms = (await self._book.of(team)).terms_for(frozenset()) if inbound.begins(event) else None
            locale = met.locale.replace("_", "-")
            await self.inbox.put_in_turn(
                Arrival(address=met.address, event_id=event_id, event=event, locale=locale, terms=terms)
            )
            return met

    # --- the platform's own business ----------------------------------------------------------------------------

    async def _open(self, team: str, user: str, channel: str, body: Json) -> None:
        """Opens a modal before anything slow: the click is valid for three seconds. The form is in the button."""
        try:
            form = forms.unpack(str(body["actions"][0]["value"]))
            client = await self._workspaces.client(team)
            if not channel:
                channel = (await self._people.meet(team, user)).address.channel
            await asked(client.views_open(trigger_id=body["trigger_id"], view=render.modal(form, channel)))
        except (ValueError, PostRefused) as refused:
            log.error("slack.modal_not_opened", code=getattr(refused, "code", "unreadable"))

    async def home(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        event = body["event"]
        if event.get("tab", "home") != "home":
            return
        team, user = _team(body), str(event["user"])
        try:
            met = await self._people.meet(team, user)
            overview = await self._records.overview(met.address, met.locale)
            view = render.home(overview.language, overview.standing, overview.privacy)
            await asked((await self._workspaces.client(team)).views_publish(user_id=user, view=view))
        except (PostRefused, StorageError) as refused:
            log.error("slack.home_not_shown", code=refused.code)

    async def user_change(self, ack: AsyncAck, body: Json) -> None:
        """Erases a member whose account was deactivated; ignores any other change of a profile."""
        await ack()
        member = body["event"].get("user") or {}
        if member.get("deleted") is True:
            team, user = _team(body), str(member["id"])
            await self._records.left(_address(team, user, ""))
            self._people.forget(team, user)

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
    return str(body.get("team_id") or (body.get("team") or {}).get("id") or "")


def _bot(body: Json) -> str:
    """The bot's own user, to whom Slack says an event is sent."""
    return next((str(each.get("user_id")) for each in body.get("authorizations") or () if each.get("is_bot")), "")


def _address(team: str, user: str, channel: str) -> Address:
    return Address(platform=PLATFORM, workspace=team, user=user, channel=channel)
