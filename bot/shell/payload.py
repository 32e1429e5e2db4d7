"""``Outgoing`` as JSON and back: how a message waits in the outbox. Keys and ids only, never words or bytes.

A row may also name a document, which is made when the row is delivered, and kept in memory only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.ports import Box, Button, Form, Outgoing, Picture, Select, Text
from storage.records import ObjectId

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One message of the outbox. ``document``: "" or what ``bot.shell.documents`` makes, of ``document_subject``."""

    outgoing: Outgoing
    language: str
    document: str = ""
    document_subject: str = ""


def encode(waiting: Waiting) -> Json:
    return asdict(waiting)


def decode(payload: Json) -> Waiting:
    return Waiting(
        outgoing=_outgoing(payload["outgoing"]),
        language=payload["language"],
        document=payload.get("document", ""),
        document_subject=payload.get("document_subject", ""),
    )


def _outgoing(raw: Json) -> Outgoing:
    return Outgoing(
        text=_text(raw["text"]) if raw["text"] else None,
        lines=tuple(_text(line) for line in raw["lines"]),
        buttons=tuple(
            Button(action=button["action"], label=_text(button["label"]), style=button["style"])
            for button in raw["buttons"]
        ),
        form=_form(raw["form"]) if raw["form"] else None,
        picture=_picture(raw["picture"]) if raw["picture"] else None,
        slot=raw["slot"],
        subject=raw["subject"],
        reactions=tuple(raw["reactions"]),
        wants_photos=raw["wants_photos"],
    )


def _text(raw: Json) -> Text:
    return Text(key=raw["key"], args=tuple((name, value) for name, value in raw["args"]))


def _form(raw: Json) -> Form:
    return Form(
        action=raw["action"],
        title=_text(raw["title"]),
        submit=_text(raw["submit"]),
        boxes=tuple(Box(name=box["name"], label=_text(box["label"]), required=box["required"]) for box in raw["boxes"]),
        selects=tuple(
            Select(
                name=select["name"],
                label=_text(select["label"]),
                options=tuple((value, _text(label)) for value, label in select["options"]),
            )
            for select in raw["selects"]
        ),
        photos=raw["photos"],
    )


def _picture(raw: Json) -> Picture:
    return Picture(
        object_id=ObjectId(raw["object_id"]),
        caption=_text(raw["caption"]),
        alt=_text(raw["alt"]),
        filename=raw["filename"],
        before_id=ObjectId(raw["before_id"]) if raw["before_id"] else None,
        download=raw["download"],
    )
