"""From Slack's payloads to ``Incoming`` values. Pure; what is not meant for the conversation becomes None.

Payload shapes: Slack's interaction and event references. A direct message is known by its channel id (``D…``), as
``channel_type`` is not on every event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.commands import Command, read
from bot.conversation import understand
from bot.platforms.slack import render
from bot.platforms.slack.markup import typed
from bot.platforms.slack.people import Place
from bot.ports import Commanded, Incoming, Noticed, Pressed, Reacted, Submitted, Typed, Upload
from bot.texts import catalog

Json = dict[str, Any]

MOST_UPLOADS = 10
SPOKEN = {None, "file_share", "thread_broadcast", "me_message"}  # other subtypes are not something a person said
CHANGED = "message_changed"
RECORDED = {"audio": "voice", "video": "video"}  # what Slack's clips are, by the first part of their media type
OTHER = "other"


def is_direct(channel: str) -> bool:
    return channel.startswith("D")


def begins(event: Incoming) -> bool:
    """Whether this asks for a headshot, by command, button or words in any language the bot speaks."""
    match event:
        case Commanded(name=name):
            return name == Command.HEADSHOT
        case Typed(text=text, uploads=()):
            return any(understand.begins(text, catalog.vocabulary(code)) for code in catalog.complete_languages())
    return False


def command(payload: Json, aliases: Mapping[str, Command]) -> Commanded:
    """``/candid`` with the text ``status``, an operator's further name, or an older one: ``/candid-status``."""
    named = str(payload["command"]).lstrip("/").lower()
    asked = f"/{aliases.get(named, named)} {typed(str(payload.get('text') or ''))}"
    name, argument = read(asked) or ("", "")
    return Commanded(name=name, argument=argument)


def message(event: Json) -> tuple[str, Incoming] | None:
    """Who said something in the direct chat, and what; an edited message is heard again where its words changed.

    ``file_shared`` tells of the same files again and is not listened to.
    """
    if not is_direct(str(event.get("channel", ""))):
        return None
    if event.get("subtype") == CHANGED:
        return _edited(event.get("message") or {}, event.get("previous_message") or {})
    if event.get("subtype") not in SPOKEN or not _by_a_person(event):
        return None
    said = _said(event)
    return (str(event["user"]), said) if said is not None else None


def spoken_in(event: Json) -> Place:
    """The chat of a message, and the thread it was said in."""
    said = event.get("message") if event.get("subtype") == CHANGED else event
    return Place(channel=str(event["channel"]), thread=str((said or {}).get("thread_ts") or ""))


def told_as(event: Json) -> str:
    """What this message is known by, however often and by whichever way it comes."""
    if event.get("subtype") == CHANGED:
        now = event.get("message") or {}
        return f"edit:{event['channel']}:{now.get('ts')}:{(now.get('edited') or {}).get('ts')}"
    return f"message:{event['channel']}:{event['ts']}"


def pressed_in(payload: Json) -> Place | None:
    """Where in the direct chat a button was pressed, with the thread its message stands in; None for one elsewhere.

    A button that begins something may stand anywhere: at home, in a channel, in somebody else's direct chat.
    """
    channel = str((payload.get("channel") or {}).get("id") or "")
    kind = kind_of(payload["actions"][0])
    if kind == render.SAY or not is_direct(channel):
        return None
    return Place(channel=channel, thread=str((payload.get("message") or {}).get("thread_ts") or ""))


def _by_a_person(said: Json) -> bool:
    return bool(said.get("user")) and not said.get("bot_id")


def _edited(now: Json, before: Json) -> tuple[str, Incoming] | None:
    """Slack also tells of changes that are no person's: a link it unfurled, a thread that grew. They are not marked."""
    if not now.get("edited") or not _by_a_person(now):
        return None
    words, old = typed(str(now.get("text") or "")), typed(str(before.get("text") or ""))
    return (str(now["user"]), Typed(text=words)) if words and words != old else None


def _said(event: Json) -> Incoming | None:
    """Words and photos. A forwarded message carries its photos in its attachments; of one without any, people are told.

    Not of a link that Slack unfurled: the words it stands in were said.
    """
    words, files = typed(str(event.get("text") or "")), _files(event.get("files"))
    forwarded = [each for each in event.get("attachments") or () if isinstance(each, dict) and _is_forwarded(each)]
    files += [file for each in forwarded for file in _files(each.get("files"))]
    if files and not words and (kind := _unheard(files)):
        return Noticed(what=kind)
    if words or files:
        return Typed(text=words, uploads=_uploads(files))
    return Noticed(what="forwarded" if forwarded else OTHER)


def _is_forwarded(attachment: Json) -> bool:
    return bool(attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _unheard(files: list[Json]) -> str:
    """What recorded them all, "voice" or "video"; "" where one may be a photo."""
    kinds = {str(file.get("mimetype") or "").partition("/")[0] for file in files}
    return RECORDED.get(kinds.pop(), "") if len(kinds) == 1 else ""


def kind_of(button: Json) -> str:
    """What ``render`` calls it: "do", "form", "photo" …"""
    return str(button.get("action_id", "")).partition(" ")[0]


def opens_a_window(payload: Json) -> bool:
    return kind_of(payload["actions"][0]) in {render.FORM, render.OWN_PHOTO}


def press(payload: Json) -> Incoming | None:
    """A pressed button, or the submit button of a form shown in the message. None for a choice not yet submitted."""
    action = payload["actions"][0]
    kind = kind_of(action)
    value = str(action.get("value", ""))
    if kind == render.DO:
        return Pressed(action=value)
    if kind == render.SAY:
        return Commanded(name=value)
    if kind == render.SUBMIT:
        return Submitted(action=value, chosen=_chosen(_state(payload)))
    return None


def submission(payload: Json) -> tuple[Submitted, str]:
    """A submitted modal, and the channel its answer belongs to."""
    view = payload["view"]
    carried = json.loads(view["private_metadata"])
    state = _state(view)
    offered = state.get(render.PHOTOS, {}).get(render.PHOTOS, {}).get("files")
    submitted = Submitted(
        action=str(carried["action"]), ticked=_ticked(state), chosen=_chosen(state), uploads=_uploads(offered)
    )
    return submitted, str(carried["channel"])


def vote(reaction: str) -> str:
    """``+1::skin-tone-3`` -> ``approve``; "" for any other emoji."""
    return render.VOTES.get(reaction.partition("::")[0], "")


def reacted(event: Json, subject: str) -> Reacted | None:
    meaning = vote(str(event.get("reaction", "")))
    if not meaning or not subject:
        return None
    return Reacted(emoji=meaning, subject=subject, added=event["type"] == "reaction_added")


def reacted_to(event: Json) -> tuple[str, str] | None:
    """(channel, ts) of the message, when it is one in a direct chat and the emoji is a vote."""
    item = event.get("item") or {}
    channel = str(item.get("channel", ""))
    if item.get("type") != "message" or not is_direct(channel) or not vote(str(event.get("reaction", ""))):
        return None
    return channel, str(item.get("ts", ""))


def _state(holder: Json) -> Json:
    values: Json = (holder.get("state") or {}).get("values") or {}
    return values


def _ticked(state: Json) -> frozenset[str]:
    return frozenset(
        str(option["value"])
        for block in state.values()
        for element in block.values()
        for option in element.get("selected_options") or ()
    )


def _chosen(state: Json) -> tuple[tuple[str, str], ...]:
    return tuple(
        (block_id.partition(" ")[2], str(element["selected_option"]["value"]))
        for block_id, block in state.items()
        if block_id.startswith("select ")
        for element in block.values()
        if element.get("selected_option")
    )


def _files(files: object) -> list[Json]:
    return [file for file in files if isinstance(file, dict)] if isinstance(files, list) else []


def _uploads(files: object) -> tuple[Upload, ...]:
    """Files by their id. Where a file lies is asked when it is fetched, and not kept."""
    return tuple(
        Upload(ref=str(file["id"]), size=int(file.get("size") or 0))
        for file in _files(files)[:MOST_UPLOADS]
        if file.get("id")
    )
