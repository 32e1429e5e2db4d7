"""A journey with the real Slack, written down so that the tests can replay it: ``candid up --record DIR``.

One JSON object a line. The first says where it was made. Then, in the order of their coming:

    {"heard": N, "kind": "events_api", "payload": {…}}       what Slack told the bot
    {"arrived": N, "event": "Typed", …}                      what the adapter made of it
    {"called": "chat.postMessage", "with": {…}, "status": 200, "answered": {…}}

Nothing of a person is in it. Ids, instants and addresses are replaced, each by the same stand-in throughout; every
other string is replaced by "…" unless its key is known to hold a word of the protocol or of the bot. No byte of a file
and no token passes here. Words that a person typed stay only where they are commands or votes.
"""

from __future__ import annotations

import json
import re
from contextvars import ContextVar
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import commands
from bot.conversation.understand import known_words
from bot.platforms.slack import forms
from bot.ports import Incoming
from bot.texts import catalog

Json = dict[str, Any]

FORMAT = 1
NAME = "slack.jsonl"
UNSAID = "…"
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
SINCE_1970 = 1_000_000_000  # a larger number is an instant in seconds
FORMS = {"ts": "1700{number:06d}.000000", "hex": "{number:032x}", "stamp": "1700{number:06d}"}
STRANGERS = ("trigger_id", "event_id", "view_id", "hash", "client_msg_id", "response_url", "token", "event_context")

_hearing: ContextVar[int] = ContextVar("hearing", default=0)


class Recorder:
    """Writes one cassette. ``made_on``: "Slack", or what stood in for it."""

    def __init__(self, folder: Path, made_on: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = (folder / NAME).open("w", encoding="utf-8")
        self._known: dict[tuple[str, str], str] = {}
        self._heard = 0
        self._write({"cassette": FORMAT, "platform": "slack", "made_on": made_on})

    def heard(self, body: Json) -> None:
        self._heard += 1
        _hearing.set(self._heard)
        self._write({"heard": self._heard, "kind": _kind(body), "payload": self._scrubbed(body, "payload")})

    def arrived(self, event: Incoming) -> None:
        fields = {name: sorted(each) if isinstance(each, frozenset) else each for name, each in asdict(event).items()}
        said = self._scrubbed(fields, "arrival")
        self._write({"arrived": _hearing.get(), "event": type(event).__name__, **said})

    def called(self, method: str, sent: Json, status: int, answer: object) -> None:
        answered = self._scrubbed(answer, "answer") if isinstance(answer, dict) else {}
        self._write({"called": method, "with": self._scrubbed(sent, "call"), "status": status, "answered": answered})

    def close(self) -> None:
        self._file.close()

    def _write(self, line: Json) -> None:
        if not self._file.closed:
            self._file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
            self._file.flush()

    def _scrubbed(self, value: Any, key: str) -> Any:  # noqa: ANN401 — any JSON
        match value:
            case dict():
                return {self._key(str(name)): self._scrubbed(each, str(name)) for name, each in value.items()}
            case list() | tuple():
                return [self._scrubbed(each, key) for each in value]
            case str():
                return self._string(value, key)
            case int() if value > SINCE_1970:
                return int(self._stand_in("stamp", str(value)))
            case _:
                return value

    def _key(self, name: str) -> str:
        """A key may be an id: of a channel a file is shared in."""
        return self._stand_in(name[0], name) if IDS.fullmatch(name) else name

    def _string(self, value: str, key: str) -> str:
        if key in STRANGERS:
            return self._stand_in(key, value)
        if IDS.fullmatch(value):
            chat, _, thread = value.partition("/")
            return "/".join((self._stand_in(value[0], chat), *([self._stand_in("ts", thread)] if thread else [])))
        if TS.fullmatch(value):
            return self._stand_in("ts", value)
        if HEX.fullmatch(value):
            return self._stand_in("hex", value)
        return self._words(value, key)

    def _words(self, value: str, key: str) -> str:
        if key == "private_metadata" and value.startswith("{"):
            return json.dumps(self._scrubbed(json.loads(value), key))
        if key in KEPT or not value:
            return value
        if key in ("value", "action", "action_id", "ticked", "chosen") and ACTION.fullmatch(value):
            value = HEX.sub(lambda found: self._stand_in("hex", found.group()), value)
            return STAMP.sub(lambda found: self._stand_in("stamp", found.group()), value)
        if key == "value":
            return self._form(value)
        return value if key in ("text", "argument") and _is_a_command(value) else UNSAID

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
        action = self._string(form.action, "action")
        return forms.pack(replace(form, action=action, title=UNSAID, submit=UNSAID, boxes=boxes, selects=selects))

    def _stand_in(self, kind: str, value: str) -> str:
        """The same one for the same value, numbered by the order of their coming."""
        known = self._known.get((kind, value))
        if known is None:
            number = 1 + sum(other == kind for other, _ in self._known)
            known = FORMS.get(kind, "{kind}0{number:08d}").format(kind=kind, number=number)
            self._known[kind, value] = known
        return known


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


def _is_a_command(words: str) -> bool:
    """Whether these are words the bot understands: typed by many, they say nothing of one."""
    if commands.read(words) is not None:
        return True
    return any(known_words(words, catalog.vocabulary(code)) for code in catalog.complete_languages())
