"""What is larger than Discord takes goes out in several messages, and an archive in several files, named n of m."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.platforms.discord import limits
from bot.platforms.discord.render import say
from bot.ports import Attachment, PostRefused, Rendered

ZIP = "application/zip"
AROUND = 512  # bytes that an archive adds around each of its files, names included
_NUMBERED = re.compile(r"-(\d+)-of-(\d+)\.zip$")


def requests(message: Rendered) -> list[Rendered]:
    """The messages that carry it; the first holds its words and its picture. Raises ``PostRefused('too_big')``."""
    documents = [part for document in message.attachments for part in _parts(document)]
    batches = list(_batches(documents, len(message.picture or b"")))
    first = replace(message, attachments=tuple(batches[0]))
    more = [
        Rendered(
            language=message.language,
            text=say("discord-part", message.language, number=number, of=len(batches)),
            outgoing=replace(message.outgoing, text=None, lines=(), buttons=(), form=None, picture=None, subject=""),
            attachments=tuple(batch),
        )
        for number, batch in enumerate(batches[1:], start=2)
    ]
    return [first, *more]


def whole(filenames: Iterable[str]) -> bool:
    """Whether the last of the numbered files is among these, or none of them is numbered."""
    found = [(int(match[1]), int(match[2])) for name in filenames if (match := _NUMBERED.search(name))]
    return not found or any(number == of for number, of in found)


def _batches(documents: Iterable[Attachment], used: int) -> Iterator[list[Attachment]]:
    """At most ten files and ``REQUEST_BYTES`` in each; ``used``: what is in the first already."""
    batch: list[Attachment] = []
    for document in documents:
        if batch and (len(batch) == limits.MAX_FILES - 1 or used + len(document.data) > limits.REQUEST_BYTES):
            yield batch
            batch, used = [], 0
        batch.append(document)
        used += len(document.data)
    yield batch


def _parts(document: Attachment) -> Iterator[Attachment]:
    if len(document.data) <= limits.SEND_BYTES:
        yield document
        return
    if document.media_type != ZIP:
        raise PostRefused("too_big")
    stem = document.filename.removesuffix(".zip")
    parts = list(_divided(document.data, limits.SEND_BYTES))
    for number, data in enumerate(parts, start=1):
        yield Attachment(filename=f"{stem}-{number}-of-{len(parts)}.zip", media_type=ZIP, data=data)


def _divided(archive: bytes, most: int) -> Iterator[bytes]:
    """Whole archives of at most ``most`` bytes each. A photo that was taken fits: fewer bytes are taken than sent."""
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        box = io.BytesIO()
        part = zipfile.ZipFile(box, "w")
        used = 0
        for name in whole.namelist():
            data = whole.read(name)
            if len(data) + AROUND > most:
                raise PostRefused("too_big")
            if used + len(data) + AROUND > most:
                part.close()
                yield box.getvalue()
                box = io.BytesIO()
                part = zipfile.ZipFile(box, "w")
                used = 0
            part.writestr(name, data)
            used += len(data) + AROUND
        part.close()
        yield box.getvalue()
