"""A file that is larger than its platform lets a bot send: it stays where it is, and the person is told what helps.

A picture of 2048 pixels as PNG may be: most have 3 to 6 MB, a grainy one more than the ten that Discord takes. As a
JPEG it has a quarter of that. Archives are divided by the platform, and other documents are small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.phases.finished import FILE_TYPES, has_other_files
from bot.conversation.wording import button, text
from bot.ports import Attachment, Button, Outgoing, Text
from bot.shell.shell import Shell
from storage.errors import NotFound
from storage.pictures import variants
from storage.records import Backdrop, PersonId, Variant, VariantId

IMAGE = "image/"
MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendable:
    """What of a message can be sent: ``outgoing`` says so where something cannot."""

    outgoing: Outgoing
    picture: bytes | None
    attachments: tuple[Attachment, ...]


async def sendable(shell: Shell, person_id: PersonId, most: int, about: str, message: Sendable) -> Sendable:
    """``most``: bytes of one file; 0 for no limit. ``about``: the id of the picture the message is about, or ""."""
    too_big = [
        len(data)
        for data in (
            message.picture or b"",
            *(file.data for file in message.attachments if file.media_type.startswith(IMAGE)),
        )
        if most and len(data) > most
    ]
    if not too_big:
        return message
    outgoing = message.outgoing
    variant = await _variant(shell, person_id, about)
    smaller = _smaller(variant)
    told = text("file-too-big", size=_mb(max(too_big), up=True), most=_mb(most, up=False))
    helps = (text("file-too-big-jpeg"),) if smaller else _reason(variant)
    keeps_picture = message.picture is not None and len(message.picture) <= most
    return Sendable(
        outgoing=replace(
            outgoing,
            lines=(*outgoing.lines, told, *helps),
            buttons=(*outgoing.buttons, *smaller),
            picture=outgoing.picture if keeps_picture else None,
        ),
        picture=message.picture if keeps_picture else None,
        attachments=tuple(
            file for file in message.attachments if not file.media_type.startswith(IMAGE) or len(file.data) <= most
        ),
    )


def _smaller(variant: Variant | None) -> tuple[Button, ...]:
    """The way to the same picture as JPEG; none for one that is a JPEG, or that only a PNG can hold."""
    if variant is None or variant.media_type != FILE_TYPES["png"] or not has_other_files(variant):
        return ()
    return (button("file.jpeg", variant.id, text("file-jpeg")),)


def _reason(variant: Variant | None) -> tuple[Text, ...]:
    """Why there is no smaller file, where that is so."""
    see_through = variant is not None and variant.edits.backdrop is Backdrop.REMOVED
    return (text("file-too-big-only"),) if see_through else ()


async def _variant(shell: Shell, person_id: PersonId, about: str) -> Variant | None:
    try:
        async with shell.storage.db.read() as tx:
            return await variants.get(tx, person_id, VariantId(about))
    except NotFound:
        return None


def _mb(size: int, *, up: bool) -> str:
    """Megabytes with one digit after the point; a file is never told smaller than it is, a limit never larger."""
    tenths = -(-size * 10 // MB) if up else size * 10 // MB
    return f"{tenths / 10:g}"
