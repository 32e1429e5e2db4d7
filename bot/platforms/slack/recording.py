"""What a cassette of Slack keeps and what it replaces (``bot.shell.cassette`` says how one is made).

    {"heard": N, "kind": "events_api", "payload": {…}}
    {"called": "chat.postMessage", "with": {…}, "status": 200, "answered": {…}}

Ids, instants and addresses are replaced; every other string is "…" unless its key is known to hold a word of the
protocol or of the bot. No byte of a file and no token passes here. Words that a person typed stay only where they are
commands or votes.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack import forms
from bot.shell.cassette import UNSAID, Cassette, understood

Json = dict[str, Any]

NAME = "slack.jsonl"
# Keys whose strings are words of Slack's protocol, or the bot's own.
KEPT = {
    "type", "subtype", "tab", "channel_type", "command", "reaction", "emoji", "locale", "mimetype", "filetype", "mode",
    "error", "style", "warning", "block_id", "callback_id", "event_type", "needed", "provided", "what",
}  # fmt: skip
IDS = re.compile(r"(?:[UWTEDCGFBAV][A-Z0-9]{6,})(?:/[0-9.]+)?")
TS = re.compile(r"\d{9,11}\.\d{1,7}")
HEX = re.compile(r"[0-9a-f]{32}")
ACTION = re.compile(r"(?:(?:do|form|submit|pick|say|select|box) )?[a-z][a-z_.-]*(?::[0-9a-z_.:-]*)?")
STAMP = re.compile(r"\d{9,}")
FORMS = {"ts": "1700{number:06d}.000000", "hex": "{number:032x}", "stamp": "1700{number:06d}"}
STRANGERS = ("trigger_id", "event_id", "view_id", "hash", "client_msg_id", "response_url", "token", "event_context")


class Recorder(Cassette):
    """Writes one cassette. ``made_on``: "Slack", or what stood in for it."""

    LARGEST, NUMBER = 1_000_000_000, "stamp"  # a larger number is an instant in seconds since 1970

    def __init__(self, folder: Path, made_on: str) -> None:
        super().__init__(folder / NAME, "slack", made_on, FORMS)

    def told(self, body: Json) -> None:
        self.heard({"kind": _kind(body), "payload": self.scrubbed(body, "payload")})

    def called(self, method: str, sent: Json, status: int, answer: object) -> None:
        answered = self.scrubbed(answer, "answer") if isinstance(answer, dict) else {}
        self.write({"called": method, "with": self.scrubbed(sent, "call"), "status": status, "answered": answered})

    def without_names(self, value: Json) -> Json:
        return {self._key(str(name)): self.scrubbed(each, str(name)) for name, each in value.items()}

    def _key(self, name: str) -> str:
        """A key may be an id: of a channel a file is shared in."""
        return self.stand_in(name[0], name) if IDS.fullmatch(name) else name

    def without_words(self, value: str, key: str) -> str:
        if key in STRANGERS:
            return self.stand_in(key, value)
        if IDS.fullmatch(value):
            chat, _, thread = value.partition("/")
            return "/".join((self.stand_in(value[0], chat), *([self.stand_in("ts", thread)] if thread else [])))
        if TS.fullmatch(value):
            return self.stand_in("ts", value)
        if HEX.fullmatch(value):
            return self.stand_in("hex", value)
        return self._words(value, key)

    def _words(self, value: str, key: str) -> str:
        if key == "private_metadata" and value.startswith("{"):
            return json.dumps(self.scrubbed(json.loads(value), key))
        if key in KEPT or not value:
            return value
        if key in ("value", "action", "action_id", "ticked", "chosen") and ACTION.fullmatch(value):
            value = HEX.sub(lambda found: self.stand_in("hex", found.group()), value)
            return STAMP.sub(lambda found: self.stand_in("stamp", found.group()), value)
        if key == "value":
            return self._form(value)
        return value if key in ("text", "argument") and understood(value) else UNSAID

    def _form(self, packed: str) -> str:
        """A form that travels in its button, with its shape and without its words."""
        try:
            form = forms.unpack(packed)
        except ValueError:
            return UNSAID
        boxes = tuple((name, UNSAID, needed) for name, _, needed in form.boxes)
        selects = tuple(
            (name, UNSAID, tuple((each, UNSAID) for each, _ in options)) for name, _, options in form.selects
        )
        action = self.without_words(form.action, "action")
        return forms.pack(replace(form, action=action, title=UNSAID, submit=UNSAID, boxes=boxes, selects=selects))


class Watched(AsyncWebClient):
    """A client whose calls are written down: method, arguments and Slack's answer; no header, and so no token."""

    recorder: Recorder

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:  # noqa: ANN401 — as slack_sdk has it
        sent = {**(given.get("params") or {}), **(given.get("json") or {}), **(given.get("data") or {})}
        sent = {name: _unpacked(each) for name, each in sent.items()}
        try:
            answer = await super().api_call(api_method, **given)
        except SlackApiError as refused:
            said = refused.response
            status = int(getattr(said, "status_code", 0) or 0)
            self.recorder.called(api_method, sent, status, getattr(said, "data", None))
            raise
        self.recorder.called(api_method, sent, answer.status_code, answer.data)
        return answer


def _unpacked(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value


def _kind(body: Json) -> str:
    if "command" in body:
        return "slash_commands"
    return "events_api" if body.get("type") == "event_callback" else "interactive"
