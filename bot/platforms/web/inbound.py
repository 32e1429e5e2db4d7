"""From what a page says to what the conversation hears. The page is not trusted: every field is measured first."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from bot.commands import read
from bot.platforms.web import limits
from bot.platforms.web.gate import Refused
from bot.platforms.web.render import VOTES
from bot.ports import Arrival, Commanded, Incoming, Pressed, Reacted, Submitted, Typed, Upload
from storage.records import Address

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Body = dict[str, Any]  # JSON of a stranger


async def json_of(request: web.Request) -> dict[str, Any]:
    """The object a page sent, as UTF-8, whatever the request says of its charset."""
    try:
        body = json.loads(await request.read())
        json.dumps(body, ensure_ascii=False).encode()  # raises for half a surrogate pair, which no row could hold
    except (ValueError, RecursionError):  # also bytes that are not UTF-8
        raise Refused(400, "bad_event") from None
    if not isinstance(body, dict):
        raise Refused(400, "bad_event")
    return body


def address_of(user: str) -> Address:
    return Address(platform="web", workspace="local", user=user, channel=user)


def arrival(user: str, body: object) -> Arrival:
    """Raises ``Refused`` for anything that a page of ours would not send."""
    if not isinstance(body, dict):
        raise Refused(400, "bad_event")
    event_id = _text(body, "id", limits.MAX_NAME)
    if not _ID.fullmatch(event_id):
        raise Refused(400, "bad_event")
    locale = body.get("locale", "")
    if not isinstance(locale, str) or not _LOCALE.fullmatch(locale):
        locale = ""
    return Arrival(address=address_of(user), event_id=f"{user}:{event_id}", event=incoming(body), locale=locale)


def incoming(body: Body) -> Incoming:
    match body.get("kind"):
        case "text":
            return _typed(_text(body, "text", limits.MAX_TEXT).strip(), _uploads(body))
        case "press":
            return Pressed(action=_text(body, "action", limits.MAX_NAME))
        case "submit":
            return _submitted(body)
        case "react":
            emoji = _text(body, "emoji", limits.MAX_NAME)
            if emoji not in VOTES:
                raise Refused(400, "bad_event")
            subject = _text(body, "subject", limits.MAX_NAME)
            return Reacted(emoji=emoji, subject=subject, added=body.get("added") is True)
        case _:
            raise Refused(400, "bad_event")


def _typed(text: str, uploads: tuple[Upload, ...]) -> Incoming:
    """A text that starts with a slash is a command, unless photos come with it."""
    command = read(text) if len(text) > 1 and not uploads else None
    if command is not None:
        return Commanded(name=command[0], argument=command[1])
    if not text and not uploads:
        raise Refused(400, "bad_event")
    return Typed(text=text, uploads=uploads)


def _submitted(body: Body) -> Submitted:
    ticked, chosen = body.get("ticked", []), body.get("chosen", {})
    if not isinstance(ticked, list) or not isinstance(chosen, dict):
        raise Refused(400, "bad_event")
    return Submitted(
        action=_text(body, "action", limits.MAX_NAME),
        ticked=frozenset(_short(name) for name in ticked),
        chosen=tuple((_short(name), _short(value)) for name, given in chosen.items() for value in _several(given)),
        uploads=_uploads(body),
    )


def _several(given: object) -> list[object]:
    """The values chosen of one select: one, or a short list of them."""
    if not isinstance(given, list):
        return [given]
    if len(given) > limits.MAX_CHOSEN:
        raise Refused(400, "bad_event")
    return given


def _uploads(body: Body) -> tuple[Upload, ...]:
    offered = body.get("uploads", [])
    if not isinstance(offered, list) or len(offered) > limits.MAX_UPLOADS:
        raise Refused(400, "too_many")
    uploads = []
    for each in offered:
        ref, size = (each.get("ref"), each.get("size")) if isinstance(each, dict) else (None, None)
        if not isinstance(ref, str) or not _ID.fullmatch(ref) or type(size) is not int or size < 0:
            raise Refused(400, "bad_event")
        uploads.append(Upload(ref=ref, size=size))
    return tuple(uploads)


def _text(body: Body, name: str, longest: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise Refused(400, "bad_event")
    return value


def _short(value: object) -> str:
    if not isinstance(value, str) or len(value) > limits.MAX_NAME:
        raise Refused(400, "bad_event")
    return value
