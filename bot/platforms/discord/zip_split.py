"""Splits an archive that is larger than Discord lets a bot send into several."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from bot.platforms.discord import limits
from bot.ports import Attachment, PostRefused, Rendered

ZIP = "application/zip"
AROUND = 512  # bytes that an archive adds around each of its files, names included


def fitting(message: Rendered) -> Rendered:
    """Raises ``PostRefused('too_big')`` for what cannot be divided."""
    documents = tuple(part for document in message.attachments for part in _parts(document))
    if len(documents) > limits.MAX_FILES:
        raise PostRefused("too_big")
    return replace(message, attachments=documents) if documents != message.attachments else message


def _parts(document: Attachment) -> Iterator[Attachment]:
    if len(document.data) <= limits.SEND_BYTES:
        yield document
        return
    if document.media_type != ZIP:
        raise PostRefused("too_big")
    stem = document.filename.removesuffix(".zip")
    for number, data in enumerate(_divided(document.data, limits.SEND_BYTES), start=1):
        yield Attachment(filename=f"{stem}-{number}.zip", media_type=ZIP, data=data)


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
