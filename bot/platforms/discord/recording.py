"""What a cassette of Discord keeps and what it replaces (``bot.shell.cassette`` says how one is made).

    {"heard": N, "name": "MESSAGE_CREATE", "data": {…}}      an event of the gateway
    {"called": "POST /channels/900…1/messages", "with": {…}, "status": 200, "answered": {…}}

Ids, instants and tokens are replaced. Of an account nothing is kept but that it is one. Every other string is "…",
unless its key is known to hold a word of the protocol or of the bot. What a person typed stays only where it is a
command or a vote. Files are left out. Requests are seen by aiohttp's trace, events where discord.py hands them to
their parsers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import aiohttp

from bot.commands import ADMIN, GROUP, Command
from bot.platforms.discord import render
from bot.ports import Arrival
from bot.shell.cassette import UNSAID, Cassette, understood
from bot.shell.inbox import Inbox

if TYPE_CHECKING:
    from discord import Client

Json = dict[str, Any]

NAME = "discord.jsonl"
HEARD = ("INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE")
# Keys whose strings are words of Discord's protocol, or the bot's own.
KEPT = {"locale", "guild_locale", "content_type", "app_permissions", "permissions", "event", "emoji", "what", "other"}
SECRETS = ("token", "nonce", "session_id", "verify_key")
ACTIONS = ("custom_id", "value", "values", "action", "ticked", "chosen")
NAMES = {*Command, GROUP, ADMIN}
ID = re.compile(r"\d{15,20}")
AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*(?:Z|[+-]\d\d:\d\d)")
HEX = re.compile(r"[0-9a-f]{32}")
ACTION = re.compile(r"(?:[cfgm]:)?[a-z][a-z_.-]*(?::[0-9a-z_.:-]*)?|\d{1,2}")
VERSION = re.compile(r"v\d+")
STAMP = re.compile(r"\d{9,}")
FORMS = {
    "id": "9{number:017d}", "at": "2026-01-01T00:00:00.{number:06d}+00:00", "hex": "{number:032x}",
    "stamp": "1700{number:06d}",
}  # fmt: skip
PAYLOAD = re.compile(rb'name="payload_json"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)


class Recorder(Cassette):
    """Writes one cassette. ``made_on``: "Discord", or what stood in for it."""

    LARGEST, NUMBER = 10**15, "id"  # a larger number is an id

    def __init__(self, folder: Path, made_on: str) -> None:
        super().__init__(folder / NAME, "discord", made_on, FORMS)

    def told(self, name: str, data: object) -> None:
        if name in HEARD:
            self.heard({"name": name, "data": self.scrubbed(data, "data")})

    def called(self, method: str, path: str, sent: object, status: int, answer: object) -> None:
        self.write(
            {
                "called": f"{method} {self._path(path)}",
                "with": self.scrubbed(sent, "call"),
                "status": status,
                "answered": self.scrubbed(answer, "answer"),
            }
        )

    def watch(self, client: Client) -> None:
        """Sees this client's requests and events. To be called before it logs in."""
        # discord.py has no public place for either; ``answers`` guards the same parsers.
        parsers = client._connection.parsers
        for name, parse in list(parsers.items()):
            parsers[name] = self._listening(name, parse)
        trace = client.http.http_trace
        if trace is not None:
            _follow(trace, self)

    def _listening(self, name: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def told(data: object) -> object:
            self.told(name, data)
            return parse(data)

        return told

    def without_names(self, value: Json) -> Json:
        if "username" in value:
            return self._account(value)
        typed = {"name", "type", "value"} <= set(value)  # an option of a slash command
        return {
            self._key(str(name)): self.scrubbed(each, "content" if typed and name == "value" else str(name))
            for name, each in value.items()
        }

    def _key(self, name: str) -> str:
        """A key may be an id: of an attachment, or of a role."""
        return self.stand_in("id", name) if ID.fullmatch(name) else name

    def _account(self, user: Json) -> Json:
        kept = {"id": self.stand_in("id", str(user.get("id"))), "username": UNSAID, "discriminator": "0"}
        return {**kept, "avatar": None, "global_name": None, "bot": user.get("bot") is True}

    def without_words(self, value: str, key: str) -> str:
        if key in SECRETS and value:
            return self.stand_in(key, value)
        for kind, shape in (("id", ID), ("at", AT), ("hex", HEX)):
            if shape.fullmatch(value):
                return self.stand_in(kind, value)
        if key in KEPT or not value:
            return value
        if key in ACTIONS and ACTION.fullmatch(value):
            value = HEX.sub(lambda found: self.stand_in("hex", found.group()), value)
            return STAMP.sub(lambda found: self.stand_in("stamp", found.group()), value)
        if key == "name":
            return value if value in NAMES or render.vote(value) else UNSAID
        return value if key in ("content", "text", "argument") and understood(value) else UNSAID

    def _path(self, path: str) -> str:
        parts = unquote(path).partition("/api/")[2].split("/")
        parts = parts[1:] if VERSION.fullmatch(parts[0]) else parts
        for at, part in enumerate(parts):
            if ID.fullmatch(part):
                parts[at] = self.stand_in("id", part)
            elif at > 1 and parts[at - 2] in {"interactions", "webhooks"}:
                parts[at] = self.stand_in("token", part)
        return "/" + "/".join(parts)


class RecordedInbox(Inbox):
    """An inbox that tells ``recorder``, where there is one, what arrives in it."""

    def __init__(self, most: int, recorder: Recorder | None) -> None:
        super().__init__(most)
        self._recorder = recorder

    def put(self, arrival: Arrival) -> bool:
        if self._recorder is not None:
            self._recorder.arrived(arrival.event)
        return super().put(arrival)


def opened(folder: Path | None, *, stand_in: bool) -> Recorder | None:
    """``stand_in``: it is not Discord itself that is recorded."""
    return Recorder(folder, "what stands in for Discord in the tests" if stand_in else "Discord") if folder else None


def _follow(trace: aiohttp.TraceConfig, recorder: Recorder) -> None:
    """Each request of these sessions with its answer, once that was read."""

    async def start(_http: object, about: SimpleNamespace, asked: aiohttp.TraceRequestStartParams) -> None:
        about.method, about.url, about.sent, about.status = asked.method, asked.url, bytearray(), 0

    async def sent(_http: object, about: SimpleNamespace, part: aiohttp.TraceRequestChunkSentParams) -> None:
        about.sent += part.chunk

    async def end(_http: object, about: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
        about.status = ended.response.status

    async def read(_http: object, about: SimpleNamespace, part: aiohttp.TraceResponseChunkReceivedParams) -> None:
        asked = _json(bytes(about.sent)) or dict(about.url.query)
        recorder.called(about.method, about.url.raw_path, asked, about.status, _json(part.chunk))

    trace.on_request_start.append(start)
    trace.on_request_chunk_sent.append(sent)
    trace.on_request_end.append(end)
    trace.on_response_chunk_received.append(read)


def _json(body: bytes) -> object:
    """Of a form with files its JSON part alone; None for what is neither."""
    part = PAYLOAD.search(body)
    try:
        return json.loads(part[1] if part else body)
    except ValueError:
        return None
