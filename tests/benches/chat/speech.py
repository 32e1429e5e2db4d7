"""Events as the web page says them, and messages as it reads them: one JSON form for all people of the bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, assert_never

from bot.platforms.web.inbound import incoming
from bot.platforms.web.render import wire
from bot.ports import Commanded, Incoming, Noticed, Pressed, Reacted, Rendered, Submitted, Typed, Upload

Json = dict[str, Any]


def said(event: Incoming) -> Json:
    match event:
        case Commanded(name=name, argument=argument):
            return {"kind": "text", "text": f"/{name} {argument}".strip()}
        case Typed(text=text, uploads=uploads):
            return {"kind": "text", "text": text, "uploads": _offered(uploads)}
        case Pressed(action=action):
            return {"kind": "press", "action": action}
        case Submitted(action=action, ticked=ticked, chosen=chosen, uploads=uploads):
            values = {name: [value for each, value in chosen if each == name] for name, _ in chosen}
            return {
                "kind": "submit", "action": action, "ticked": sorted(ticked), "chosen": values,
                "uploads": _offered(uploads),
            }  # fmt: skip
        case Reacted(emoji=emoji, subject=subject, added=added):
            return {"kind": "react", "emoji": emoji, "subject": subject, "added": added}
        case Noticed():
            raise ValueError(event)  # a platform makes it of what a person sent; nobody says it
        case _:
            assert_never(event)


def heard(body: Json, offer: Callable[[str], Upload]) -> Incoming:
    """The event again; each upload's reference is a path, which ``offer`` holds out."""
    offered = tuple(offer(each["ref"]) for each in body.get("uploads", ()))
    if not offered:
        return incoming(body)
    event = incoming({**body, "uploads": [], "text": body.get("text") or "photo"})
    return replace(event, uploads=offered) if isinstance(event, Typed | Submitted) else event


def _offered(uploads: Iterable[Upload]) -> list[Json]:
    return [{"ref": upload.ref, "size": upload.size} for upload in uploads]


def seen(message: Rendered) -> Json:
    return wire("", message, lambda object_id: object_id, ())


def actions(messages: Iterable[Json]) -> list[str]:
    """Newest first."""
    found: list[str] = []
    for message in reversed(list(messages)):
        found += [button["action"] for button in message["buttons"]]
        found += [message["form"]["action"]] if message["form"] else []
    return found


def options(messages: Iterable[Json], action: str) -> Mapping[str, tuple[str, ...]]:
    form = next(message["form"] for message in messages if message["form"] and message["form"]["action"] == action)
    return {select["name"]: tuple(value for value, _ in select["options"]) for select in form["selects"]}


def pictures(messages: Iterable[Json]) -> int:
    return sum(1 for message in messages if message["picture"] and message["subject"])


def invited(messages: Iterable[Json]) -> bool:
    return any(message["wants_photos"] for message in messages)
