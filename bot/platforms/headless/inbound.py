"""From the room to the bot: the bytes of a photo when they are fetched. Events wait in the room's own inbox."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.platforms.headless.room import Room
from bot.ports import PostRefused, Upload


async def fetch(room: Room, upload: Upload, limit_bytes: int) -> bytes:
    """Reads one byte past the limit at most, whatever size was stated."""
    photo = room.offered.get(upload.ref)
    if photo is None:
        raise PostRefused("not_available")
    room.fetched.append(upload.ref)
    data = await asyncio.to_thread(_read, photo, limit_bytes + 1) if isinstance(photo, Path) else photo
    if len(data) > limit_bytes:
        raise PostRefused("too_big")
    return data


def _read(path: Path, at_most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(at_most)
    except OSError as error:
        raise PostRefused("not_available") from error
