"""From Discord to the conversation: what is in a payload, and the bytes of a photo when they are fetched.

A photo is known by its attachment id. The signed address of its bytes expires, is held in memory only and never leaves
this file.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import discord

from bot.conversation import understand
from bot.platforms.discord import limits
from bot.platforms.discord.custom_ids import BOXES, PHOTOS, SELECT
from bot.ports import PostRefused, Submitted, Upload
from bot.texts import catalog
from storage.records import Address

CDN = ("https://cdn.discordapp.com", "https://media.discordapp.net")
PIECE = 64 * 1024
OFFERS = 5000  # photos offered and not fetched, in memory
SPOKEN = frozenset({0, 19})  # message types: plain, and in reply to another (resources/message, message types)
VOICE = 1 << 13  # the flag of a voice message
EDITS_HEARD = timedelta(minutes=15)


class Offers:
    """Photos held out and not yet fetched. ``cdn``: the only places bytes are fetched from."""

    def __init__(self, cdn: Sequence[str] = CDN) -> None:
        self._cdn = frozenset(cdn)
        self._where: OrderedDict[str, tuple[str, str]] = OrderedDict()  # attachment id -> (user, address)

    def hold(self, user: str, attachment_id: str, url: str, size: int) -> Upload:
        self._where[attachment_id] = (user, url)
        while len(self._where) > OFFERS:
            self._where.popitem(last=False)
        return Upload(ref=attachment_id, size=size)

    async def fetch(self, user: str, upload: Upload, limit_bytes: int) -> bytes:
        """Raises ``PostRefused``: ``too_big`` past the limit, ``not_available`` for what is gone or not Discord's."""
        owner, url = self._where.pop(upload.ref, ("", ""))
        if not url or owner != user:
            raise PostRefused("not_available")
        if upload.size > limit_bytes:
            raise PostRefused("too_big")
        place = urlsplit(url)
        if f"{place.scheme}://{place.netloc}" not in self._cdn:
            raise PostRefused("not_available")
        try:
            async with asyncio.timeout(limits.FETCH_S), aiohttp.ClientSession() as http:
                return await _read(http, url, limit_bytes)
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise PostRefused("not_available") from None


async def _read(http: aiohttp.ClientSession, url: str, limit_bytes: int) -> bytes:
    """Counts the bytes while reading, whatever size was stated. Follows no redirect, since one could lead anywhere."""
    async with http.get(url, allow_redirects=False) as answer:
        if answer.status != 200:
            raise PostRefused("not_available")
        data = bytearray()
        async for piece in answer.content.iter_chunked(PIECE):
            data += piece
            if len(data) > limit_bytes:
                raise PostRefused("too_big")
    return bytes(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a message holds. ``photos``: (attachment id, address, bytes); ``other``: as in ``bot.ports.Typed``."""

    event_id: str
    text: str
    photos: tuple[tuple[str, str, int], ...] = ()
    other: str = ""


def of_message(message: discord.Message) -> Said | None:
    """None for what is no message of a person, e.g. the note that something was pinned."""
    return of_raw(
        {
            "id": str(message.id),
            "type": message.type.value,
            "content": message.content,
            "flags": message.flags.value,
            "attachments": [_raw(each) for each in message.attachments],
            "sticker_items": message.stickers,
            "poll": message.poll,
            "message_snapshots": [
                {"message": {"attachments": [_raw(each) for each in snapshot.attachments]}}
                for snapshot in message.message_snapshots
            ],
        }
    )


def _raw(attachment: discord.Attachment) -> dict[str, Any]:
    return {"id": str(attachment.id), "url": attachment.url, "size": attachment.size}


def of_raw(message: Mapping[str, Any]) -> Said | None:
    """The same from a message as Discord sends it. Photos of a forwarded message are taken as if sent themselves."""
    if message.get("type", 0) not in SPOKEN:
        return None
    event_id = f"message:{message['id']}"
    if int(message.get("flags") or 0) & VOICE:
        return Said(event_id=event_id, text="", other="voice")
    snapshots = [each.get("message") or {} for each in message.get("message_snapshots") or ()]
    files = [
        *(message.get("attachments") or ()),
        *(file for each in snapshots for file in each.get("attachments") or ()),
    ]
    photos = tuple((str(each["id"]), str(each["url"]), int(each["size"])) for each in files)
    text = str(message.get("content") or "")
    if text or photos:
        return Said(event_id=event_id, text=text, photos=photos)
    found = {"sticker": message.get("sticker_items"), "poll": message.get("poll"), "forward": snapshots}
    other = next((name for name, there in found.items() if there), "")
    return Said(event_id=event_id, text="", other=other) if other else None


def of_edit(message: Mapping[str, Any], now: datetime) -> Said | None:
    """The corrected words; None where Discord only added a preview, or says again what was edited long ago."""
    text, edited_at = message.get("content"), message.get("edited_timestamp")
    if not text or not edited_at or now - datetime.fromisoformat(edited_at) > EDITS_HEARD:
        return None
    return Said(event_id=f"edit:{message['id']}:{edited_at}", text=str(text))


def address_of(user_id: int, channel_id: int | str) -> Address:
    """The same person in every server: no server is part of the address."""
    return Address(platform="discord", workspace="", user=str(user_id), channel=str(channel_id))


def begins(typed: str) -> bool:
    """Whether these words ask for a headshot in any language the bot speaks."""
    return any(understand.begins(typed, words) for words in _vocabularies())


@cache
def _vocabularies() -> tuple[Mapping[str, str], ...]:
    return tuple(map(catalog.vocabulary, catalog.complete_languages()))


def language_of(locale: discord.Locale | None) -> str:
    """The language without its region: ``en-GB`` is ``en``."""
    return str(locale.value).split("-")[0] if locale is not None else ""


def submitted(user: str, action: str, data: Mapping[str, Any], offers: Offers) -> Submitted:
    """From the raw parts of a modal, since another process may have opened it."""
    parts = [found for each in data.get("components", ()) if (found := each.get("component")) is not None]
    ticked: frozenset[str] = frozenset()
    chosen: list[tuple[str, str]] = []
    uploads: list[Upload] = []
    resolved = data.get("resolved", {}).get("attachments", {})
    for part in parts:
        name, values = str(part.get("custom_id", "")), part.get("values") or []
        if name == BOXES:
            ticked = frozenset(map(str, values))
        elif name.startswith(SELECT) and values:
            chosen.append((name.removeprefix(SELECT), str(values[0])))
        elif name == PHOTOS:
            found = [resolved[value] for value in map(str, values) if value in resolved]
            uploads += [offers.hold(user, str(each["id"]), str(each["url"]), int(each["size"])) for each in found]
    return Submitted(action=action, ticked=ticked, chosen=tuple(chosen), uploads=tuple(uploads))
