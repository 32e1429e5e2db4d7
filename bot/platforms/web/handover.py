"""How a photo leaves the page: only when it is asked for. Promise 1 of the design rests on this order.

1 the page offers a photo (a reference and a size, no byte)   2 the conversation has consent and fetches it
3 the page is asked for exactly that reference                4 the page sends the bytes, counted while they come in
Bytes that nobody asked for are refused before they are read.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from bot.platforms.web import limits
from bot.platforms.web.gate import Refused
from bot.platforms.web.windows import Window
from bot.ports import PostRefused, Upload


class Wanted:
    """One photo that was asked for."""

    def __init__(self, upload: Upload, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.line = json.dumps({"op": "want", "ref": upload.ref})
        self.taken = False
        self.bytes: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def refuse(self, code: str) -> None:
        if not self.bytes.done():
            self.bytes.set_exception(PostRefused(code))


class Handover:
    """The photos asked for at this moment, by person and reference."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[str, str], Wanted] = {}

    async def fetch(self, window: Window, upload: Upload, limit_bytes: int) -> bytes:
        """Raises ``PostRefused``: ``too_big`` past the limit, ``not_available`` when the page has it no more."""
        if upload.size > limit_bytes:
            raise PostRefused("too_big")
        name = (window.address.user, upload.ref)
        wanted = self._wanted[name] = Wanted(upload, limit_bytes)
        window.ask(wanted.line)
        try:
            async with asyncio.timeout(limits.UPLOAD_WAIT_S):
                return await wanted.bytes
        except TimeoutError:
            raise PostRefused("not_available") from None
        finally:
            if self._wanted.get(name) is wanted:
                del self._wanted[name]

    def reminders(self, user: str) -> list[str]:
        """For a page that has just come back: what it is still asked for."""
        return [wanted.line for (who, _), wanted in self._wanted.items() if who == user and not wanted.taken]

    async def take(self, user: str, ref: str, body: AsyncIterator[bytes]) -> None:
        """Reads the bytes of a photo that was asked for; stops reading at the limit."""
        wanted = self._claim(user, ref)
        data = bytearray()
        try:
            async for piece in body:
                data += piece
                if len(data) > wanted.limit_bytes:
                    wanted.refuse("too_big")
                    raise Refused(413, "too_big")
        except (ConnectionError, asyncio.IncompleteReadError):
            wanted.taken = False  # the page will be asked again when it comes back
            raise
        if not wanted.bytes.done():
            wanted.bytes.set_result(bytes(data))

    def missing(self, user: str, ref: str) -> None:
        """The page has lost this photo, as after a reload."""
        self._claim(user, ref).refuse("not_available")

    def close(self) -> None:
        """Photos can no longer come. Whoever waits for one is cancelled, and asks again at the next start."""
        for wanted in self._wanted.values():
            wanted.bytes.cancel()

    def _claim(self, user: str, ref: str) -> Wanted:
        wanted = self._wanted.get((user, ref))
        if wanted is None or wanted.taken:
            raise Refused(409, "not_wanted")
        wanted.taken = True
        return wanted
