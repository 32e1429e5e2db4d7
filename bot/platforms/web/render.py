"""From a ``Rendered`` message to the JSON the page draws. Pure; the page decides no word and no meaning.

Shape: ``ref, language, dir, text, more, slot, subject, buttons, form, picture, files, copies, wants_photos,
bar, vote, group, expects``; ``bar`` is the share of the work done, 0..1, or None when the message reports no progress.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.ports import Form, Outgoing, Picture, Rendered
from storage.records import ObjectId

Wire = dict[str, Any]  # JSON

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

HTML = "text/html"  # a document that opens as a page of its own
VOTES = ("approve", "reject", "erase")


def direction(language: str) -> str:
    return "rtl" if language.lower().partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def wire(ref: str, message: Rendered, picture_id: Callable[[ObjectId], str], file_ids: Sequence[str]) -> Wire:
    """``file_ids``: one per attachment, in their order; fewer when the documents have left the memory."""
    outgoing = message.outgoing
    return {
        "ref": ref,
        "language": message.language,
        "dir": direction(message.language),
        "text": message.text.removesuffix(message.more).rstrip(),
        "more": message.more,
        "slot": outgoing.slot,
        "subject": outgoing.subject,
        "buttons": [
            {"action": b.action, "label": message.labels.get(b.action, b.action), "style": b.style}
            for b in outgoing.buttons
        ],
        "form": _form(outgoing.form, message) if outgoing.form else None,
        "picture": _picture(outgoing.picture, message, picture_id) if outgoing.picture else None,
        "files": [
            {"id": file_id, "filename": a.filename, "bytes": len(a.data), "opens": a.media_type == HTML}
            for file_id, a in zip(file_ids, message.attachments, strict=False)
        ],
        "copies": [list(copy) for copy in message.copies],
        "wants_photos": outgoing.wants_photos,
        "bar": bar(outgoing),
        "vote": outgoing.vote,
        "group": outgoing.group,
        "expects": outgoing.expects,
    }


def bar(outgoing: Outgoing) -> float | None:
    """The share done, from the arguments ``picture`` (1-based), ``pictures`` and ``fraction`` of a status text."""
    if not outgoing.slot or outgoing.text is None:
        return None
    numbers = {name: float(value) for name, value in outgoing.text.args if isinstance(value, int | float)}
    if not numbers.get("pictures"):
        return None
    finished = max(numbers.get("picture", 1.0) - 1.0, 0.0) + numbers.get("fraction", 0.0)
    return round(min(max(finished / numbers["pictures"], 0.0), 1.0), 3)


def _form(form: Form, message: Rendered) -> Wire:
    words = message.labels
    return {
        "action": form.action,
        "title": words.get("title", ""),
        "submit": words.get("submit", "OK"),
        "boxes": [
            {"name": box.name, "label": words.get(box.name, box.name), "required": box.required} for box in form.boxes
        ],
        "selects": [
            {
                "name": select.name,
                "label": words.get(select.name, select.name),
                "options": [[value, words.get(f"{select.name}.{value}", value)] for value, _ in select.options],
                "most": select.most,
                "preset": list(select.preset),
                "cells": [[cell.left, cell.top, cell.width, cell.height] for cell in select.cells],
            }
            for select in form.selects
        ],
        "photos": form.photos,
    }


def _picture(picture: Picture, message: Rendered, picture_id: Callable[[ObjectId], str]) -> Wire:
    return {
        "id": picture_id(picture.object_id),
        "before": picture_id(picture.before_id) if picture.before_id else None,
        "original": picture_id(picture.original_id) if picture.original_id else None,
        "caption": message.caption,
        "alt": message.alt,
        "filename": picture.filename,
        "download": picture.download,
        "size": [picture.width, picture.height] if picture.width and picture.height else None,
    }
