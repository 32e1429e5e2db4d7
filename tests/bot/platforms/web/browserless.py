"""A page without a browser: speaks to the playground as ``static/link.js`` does, for tests that need no pixels."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType

from bot.platforms.web.adapter import WebPlatform
from bot.platforms.web.gate import TAB_HEADER, user_of
from tests.fakes import PATIENCE_S


class Page:
    """One tab of one person. ``offered`` holds photos by reference; they are handed over when the bot asks."""

    def __init__(self, platform: WebPlatform, secret: str = "") -> None:
        self.platform = platform
        self.secret = secret or secrets.token_urlsafe(32)
        self.user = user_of(self.secret)
        self.messages: dict[str, dict[str, Any]] = {}
        self.offered: dict[str, bytes] = {}
        self.asked_for: list[str] = []
        self.epoch, self.seen = "", -1
        self.http = ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Origin": platform.origin})
        self._changed = asyncio.Event()
        self._syncs = 0
        self._socket: ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None

    async def enter(self) -> Page:
        key = self.platform.url.partition("#k=")[2]
        async with self.http.post(f"{self.platform.origin}/enter", json={"key": key}) as answer:
            assert answer.status == 200, await answer.text()
        return await self.connect()

    async def connect(self) -> Page:
        """Until caught up. A stream that ends before is opened anew. Raises ``ClientError`` when nobody answers."""
        synced = self._syncs
        async with asyncio.timeout(PATIENCE_S):
            while self._syncs == synced:
                self._socket = await self.http.ws_connect(f"{self.platform.origin}/stream")
                await self._socket.send_json({"tab": self.secret, "epoch": self.epoch, "seen": self.seen})
                self._listening = listening = asyncio.create_task(self._listen(self._socket))
                listening.add_done_callback(lambda _: self._changed.set())
                while self._syncs == synced and not listening.done():
                    self._changed.clear()
                    await self._changed.wait()
        return self

    async def disconnect(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._listening is not None:
            await self._listening

    async def close(self) -> None:
        await self.disconnect()
        await self.http.close()

    async def request(self, method: str, path: str, **more: Any) -> tuple[int, bytes]:
        headers = {TAB_HEADER: self.secret, **more.pop("headers", {})}
        async with self.http.request(method, f"{self.platform.origin}{path}", headers=headers, **more) as answer:
            return answer.status, await answer.read()

    async def say(self, **event: Any) -> int:
        status, _ = await self.request("POST", "/say", json={"id": secrets.token_urlsafe(18), **event})
        return status

    def offer(self, photo: bytes) -> dict[str, Any]:
        ref = secrets.token_urlsafe(18)
        self.offered[ref] = photo
        return {"ref": ref, "size": len(photo)}

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not done():
                self._changed.clear()
                await self._changed.wait()

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:  # the bot was killed in the middle of a frame
                return
            await self._hear(json.loads(frame.data))
            self._changed.set()

    async def _hear(self, said: dict[str, Any]) -> None:
        self.epoch, self.seen = said.get("epoch", self.epoch), said.get("n", self.seen)
        match said["op"]:
            case "sync":
                self._syncs += 1
                known = {**self.messages, **{m["ref"]: m for m in said["messages"]}}
                self.messages = {ref: known[ref] for ref in said["standing"]}
            case "show":
                self.messages[said["message"]["ref"]] = said["message"]
            case "gone":
                self.messages.pop(said["ref"], None)
            case "want":
                self.asked_for.append(said["ref"])
                photo = self.offered.get(said["ref"])
                path = f"/photos/{said['ref']}"
                await (self.request("DELETE", path) if photo is None else self.request("PUT", path, data=photo))
