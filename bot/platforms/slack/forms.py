"""A form travels in the button that opens it. Pure.

A modal must be opened within three seconds of the click, even after a restart and for a message of last month. So the
button's value holds the whole form with its words, compressed, and nothing has to be looked up. Slack hands the value
back as the app wrote it.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass

from bot.platforms.slack import limits
from bot.ports import Form, Rendered

MOST_BYTES = 64 * 1024  # a value unpacks to far less


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedForm:
    """``boxes``: (name, sentence, required); ``selects``: (name, label, ((value, words), ...)); ``photos``: at most."""

    action: str
    language: str
    title: str
    submit: str
    boxes: tuple[tuple[str, str, bool], ...] = ()
    selects: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
    photos: int = 0

    @property
    def inline(self) -> bool:
        """Whether the form has only choices. It is then shown in the message itself, which saves a tap."""
        return bool(self.selects) and not self.boxes and not self.photos


def worded(form: Form, message: Rendered) -> WordedForm:
    words = message.labels
    return WordedForm(
        action=form.action,
        language=message.language,
        title=words.get("title", "Candid"),
        submit=words.get("submit", "OK"),
        boxes=tuple((box.name, words.get(box.name, box.name), box.required) for box in form.boxes),
        selects=tuple(
            (
                select.name,
                words.get(select.name, select.name),
                tuple((value, words.get(f"{select.name}.{value}", value)) for value, _ in select.options),
            )
            for select in form.selects
        ),
        photos=form.photos,
    )


def pack(form: WordedForm) -> str:
    """Raises ``ValueError`` for a form that is too long for a button: its texts must be shortened."""
    fields = [form.action, form.language, form.title, form.submit, form.boxes, form.selects, form.photos]
    raw = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b85encode(zlib.compress(raw, 9)).decode()
    if len(packed) > limits.VALUE:
        message = f"the form {form.action.partition(':')[0]} is too long for a button"
        raise ValueError(message)
    return packed


def unpack(packed: str) -> WordedForm:
    """Raises ``ValueError`` for what ``pack`` did not write."""
    try:
        engine = zlib.decompressobj()
        raw = engine.decompress(base64.b85decode(packed), MOST_BYTES)
        action, language, title, submit, boxes, selects, photos = json.loads(raw)
        return WordedForm(
            action=str(action),
            language=str(language),
            title=str(title),
            submit=str(submit),
            boxes=tuple((str(name), str(words), bool(needed)) for name, words, needed in boxes),
            selects=tuple(
                (str(name), str(label), tuple((str(value), str(words)) for value, words in options))
                for name, label, options in selects
            ),
            photos=int(photos),
        )
    except (zlib.error, TypeError) as damaged:
        raise ValueError(str(damaged)) from damaged
