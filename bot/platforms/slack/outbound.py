"""From the bot to Slack: post, edit, delete, find. About one message a second for each channel.

A reference is ``ts`` or ``ts/F1/F2``: the message and the files that go with it. The message's metadata holds a hash of
the outbox key and the same file ids, so that after a crash one page of that chat's history tells whether it arrived.
Post:   1 a form meets the click that asked for it   2 files, shared with nobody   3 the message, at Slack's pace
Reactions in advance come after it, at a pace of their own (``reactions``).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import files, forms, limits, render
from bot.platforms.slack.calls import asked
from bot.platforms.slack.people import People, Place, written
from bot.platforms.slack.reactions import Reactions
from bot.platforms.slack.render import Kept
from bot.platforms.slack.workspaces import Workspaces
from bot.ports import PostRefused, Rendered, TryLater
from storage.failpoints import failpoint
from storage.records import Address

Json = dict[str, Any]

EVENT_TYPE = "candid_message"
GONE = {"message_not_found", "channel_not_found"}
UNSURE = {"unreachable", "internal_error", "fatal_error", "request_timeout", "service_unavailable"}


def key_hash(key: str) -> str:
    return hashlib.sha256(f"candid slack message {key}".encode()).hexdigest()[:24]


def title_of(key: str) -> str:
    """The title of every file of one message; it holds nothing about a person."""
    return f"Candid {key_hash(key)}"


def ref_of(ts: str, file_ids: list[str]) -> str:
    return "/".join((ts, *file_ids))


def parts_of(ref: str) -> tuple[str, list[str]]:
    ts, *file_ids = ref.split("/")
    return ts, file_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds between two posts in a channel, two edits of a message, two reactions in a workspace."""

    post_s: float
    edit_s: float
    react_s: float


class Outbound:
    """``own_photo``: whether an approved picture is offered as the person's Slack photo."""

    def __init__(
        self, workspaces: Workspaces, people: People, *, pace: Pace, own_photo: bool = False, test_base: str = ""
    ) -> None:
        self._workspaces = workspaces
        self._people = people
        self._reactions = Reactions(pace.react_s)
        self._pace = pace
        self._own_photo = own_photo
        self._test_base = test_base
        self._next_at: OrderedDict[str, float] = OrderedDict()  # of a channel's posts, of a message's edits
        self._triggers: dict[str, tuple[str, float]] = {}
        self._unsure: set[str] = set()  # keys of posts whose answer was lost on the way

    def clicked(self, channel: str, trigger: str) -> None:
        """Remembers a click, whose answer may be a modal for as long as Slack allows."""
        now = asyncio.get_running_loop().time()
        self._triggers = {chan: kept for chan, kept in self._triggers.items() if kept[1] > now}
        self._triggers[channel] = (trigger, now + limits.TRIGGER_S)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        client = await self._workspaces.client(address.workspace)
        place = await self._people.place_of(address)
        if key in self._unsure:
            ref = await self.find(address, key)
            self._unsure.discard(key)
            if ref is not None:
                return ref
        # 1 a form meets the click that asked for it
        await self._open_form(client, place, message)
        # 2 files, shared with nobody
        kept: list[Kept] = []
        try:
            await self._upload(client, key, message, kept)
            if kept:
                failpoint("slack.files_uploaded")
            # 3 the message, at Slack's pace
            await self._paced(place.channel)
            ts = await self._say(client, place, key, message, kept)
        except PostRefused as refused:
            await self._clean_up(client, key, kept, refused)
            raise
        return ref_of(ts, [file.id for file in kept])

    async def react(self, address: Address, ref: str, reactions: Sequence[str]) -> None:
        """Raises ``TryLater`` until it is the message's turn, and what Slack refuses."""
        client = await self._workspaces.client(address.workspace)
        place = await self._people.place_of(address)
        ts, _ = parts_of(ref)
        await self._reactions.put_on(client, address.workspace, place.channel, ts, render.named(reactions))

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        """Raises ``PostRefused``: message_gone for one that stands no more, too_soon for an edit that must wait."""
        client = await self._workspaces.client(address.workspace)
        channel = (await self._people.place_of(address)).channel
        ts, file_ids = parts_of(ref)
        if message.attachments or (message.picture is not None and not file_ids):
            raise PostRefused("needs_a_new_message")
        self._not_too_soon(f"{channel}/{ts}")
        picture = file_ids[0] if message.picture is not None else ""
        blocks = render.message_blocks(message, picture=picture, own_photo=self._own_photo)
        call = client.chat_update(channel=channel, ts=ts, text=render.fallback(message), blocks=blocks)
        try:
            await asked(call)
        except PostRefused as refused:
            if refused.code in GONE:
                raise PostRefused("message_gone") from refused
            raise

    async def delete(self, address: Address, ref: str) -> None:
        """The message with its files. Deleting twice is fine."""
        client = await self._workspaces.client(address.workspace)
        channel = (await self._people.place_of(address)).channel
        ts, file_ids = parts_of(ref)
        for file_id in file_ids:  # first, as the message is what names them
            await files.remove(client, file_id)
        try:
            await asked(client.chat_delete(channel=channel, ts=ts))
        except PostRefused as refused:
            if refused.code not in GONE:
                raise

    async def find(self, address: Address, key: str) -> str | None:
        """One page of this chat's history, and of the thread. What was uploaded for a message that never came goes."""
        client = await self._workspaces.client(address.workspace)
        wanted = key_hash(key)
        for message in await self._history(client, await self._people.place_of(address)):
            carried = ((message.get("metadata") or {}).get("event_payload")) or {}
            if carried.get("key") == wanted:
                return ref_of(str(message["ts"]), [str(each) for each in carried.get("files") or ()])
        workspace = await self._workspaces.find(address.workspace)
        for file_id in await files.left_behind(client, workspace.bot_user if workspace else "", title_of(key)):
            await files.remove(client, file_id)
        return None

    async def _history(self, client: AsyncWebClient, place: Place) -> list[Json]:
        """A thread's messages are not among the chat's."""
        channel, most = place.channel, limits.HISTORY
        page = client.conversations_history(channel=channel, limit=most, include_all_metadata=True)
        found = list((await asked(page)).get("messages") or ())
        if place.thread:
            replies = client.conversations_replies(
                channel=channel, ts=place.thread, limit=most, include_all_metadata=True
            )
            found += (await asked(replies)).get("messages") or ()
        return found

    async def _open_form(self, client: AsyncWebClient, place: Place, message: Rendered) -> None:
        """Opens the form at once if a click waits for it. The message keeps a button that opens it again."""
        form = message.outgoing.form
        trigger, until = self._triggers.pop(place.channel, ("", 0.0))
        if form is None or asyncio.get_running_loop().time() > until:
            return
        worded = forms.worded(form, message)
        if not worded.inline:
            with suppress(PostRefused):  # too late, or another modal is open: the button is there
                await asked(client.views_open(trigger_id=trigger, view=render.modal(worded, written(place))))

    async def _clean_up(self, client: AsyncWebClient, key: str, kept: list[Kept], refused: PostRefused) -> None:
        """Removes the uploaded files. After a broken line they stay, since the message may have been posted."""
        if refused.code in UNSURE:
            self._unsure.add(key)
            return
        for file in kept:
            with suppress(PostRefused):
                await files.remove(client, file.id)

    async def _upload(self, client: AsyncWebClient, key: str, message: Rendered, kept: list[Kept]) -> None:
        """Uploads the picture, then documents, and adds each to ``kept``, so that a failure can remove them."""
        title, base = title_of(key), self._test_base
        if message.picture is not None and message.outgoing.picture is not None:
            name = message.outgoing.picture.filename
            kept.append(
                await files.upload(client, message.picture, filename=name, title=title, alt=message.alt, test_base=base)
            )
        for document in message.attachments:
            kept.append(  # noqa: PERF401 — one by one: what was uploaded before a failure must be known
                await files.upload(client, document.data, filename=document.filename, title=title, test_base=base)
            )

    async def _say(
        self, client: AsyncWebClient, place: Place, key: str, message: Rendered, kept: Sequence[Kept]
    ) -> str:
        shown = 1 if message.picture is not None and kept else 0
        carried = {"key": key_hash(key), "files": [file.id for file in kept]}
        unfurl = None if kept[shown:] else False  # a linked document is unfurled into the chat, a web page is not
        answer = await asked(
            client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread or None,
                text=render.fallback(message, kept[shown:]),
                blocks=render.message_blocks(
                    message, picture=kept[0].id if shown else "", files=kept[shown:], own_photo=self._own_photo
                ),
                metadata={"event_type": EVENT_TYPE, "event_payload": carried},
                unfurl_links=unfurl,
                unfurl_media=unfurl,
            )
        )
        return str(answer["ts"])

    async def _paced(self, channel: str) -> None:
        """Waits for this channel's turn; posts in other channels do not wait for it."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next_at.get(channel, 0.0))
        self._next(channel, turn + self._pace.post_s)
        await asyncio.sleep(turn - now)

    def _not_too_soon(self, message: str) -> None:
        """Raises ``PostRefused('too_soon')`` instead of waiting, so that edits for other people need not wait."""
        now = asyncio.get_running_loop().time()
        turn = self._next_at.get(message, 0.0)
        if now < turn:
            raise TryLater("too_soon", turn - now)
        self._next(message, now + self._pace.edit_s)

    def _next(self, what: str, at: float) -> None:
        """A turn that is over is of no use any more."""
        now = asyncio.get_running_loop().time()
        self._next_at[what] = at
        self._next_at.move_to_end(what)
        while self._next_at and (len(self._next_at) > limits.REMEMBERED or next(iter(self._next_at.values())) < now):
            self._next_at.popitem(last=False)
