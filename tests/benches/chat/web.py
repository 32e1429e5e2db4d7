"""The playground under load: people are pages without a browser, over HTTP and a WebSocket, as ``static/link.js``."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, TCPConnector

from bot.platforms.web.adapter import Options, WebPlatform, build
from bot.platforms.web.gate import TAB_HEADER, user_of
from bot.ports import Incoming, Upload
from bot.shell.chat_history import ShellChatHistory
from tests.benches.chat import speech

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from bot.shell.shell import Shell
    from storage.measuring import Report
    from tests.benches.chat.load import Bench
    from tests.benches.chat.process import Bot


def platform(_settings: BotSettings, shell: Callable[[], Shell]) -> WebPlatform:
    return build(Options(port=0), ShellChatHistory(shell))


class Page:
    """One tab of one person."""

    def __init__(self, http: ClientSession, origin: str) -> None:
        self.secret = secrets.token_urlsafe(32)
        self.user = user_of(self.secret)
        self.messages: dict[str, dict[str, Any]] = {}
        self._http = http
        self._origin = origin
        self._offered: dict[str, Path] = {}
        self._changed = asyncio.Event()
        self._socket: ClientWebSocketResponse | None = None
        self._listening: asyncio.Task[None] | None = None

    async def open(self) -> Page:
        self._socket = await self._http.ws_connect(f"{self._origin}/stream", autoping=True)
        await self._socket.send_json({"tab": self.secret, "epoch": "", "seen": -1})
        self._listening = asyncio.create_task(self._listen(self._socket))
        return self

    async def say(self, event: Incoming) -> None:
        body = {"id": secrets.token_urlsafe(12), "locale": "en", **speech.said(event)}
        headers = {TAB_HEADER: self.secret}
        async with self._http.post(f"{self._origin}/say", json=body, headers=headers) as answer:
            answer.raise_for_status()

    def actions(self) -> list[str]:
        return speech.actions(self.messages.values())

    def options(self, action: str) -> Mapping[str, tuple[str, ...]]:
        return speech.options(self.messages.values(), action)

    def invited(self) -> bool:
        return speech.invited(self.messages.values())

    def offer(self, photo: Path) -> Upload:
        ref = secrets.token_urlsafe(12)
        self._offered[ref] = photo
        return Upload(ref=ref, size=photo.stat().st_size)

    def pictures(self) -> int:
        return speech.pictures(self.messages.values())

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while not seen():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"{what} did not come") from None

    async def leave(self) -> None:
        if self._socket is not None and self._listening is not None:
            await self._socket.close()
            await self._listening

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for frame in socket:
            await self._hear(json.loads(frame.data))
            self._changed.set()

    async def _hear(self, said: dict[str, Any]) -> None:
        match said["op"]:
            case "sync":
                self.messages = {message["ref"]: message for message in said["messages"]}
            case "show":
                self.messages[said["message"]["ref"]] = said["message"]
            case "gone":
                self.messages.pop(said["ref"], None)
            case "want":
                photo = await asyncio.to_thread(self._offered[said["ref"]].read_bytes)
                headers = {TAB_HEADER: self.secret}
                await (await self._http.put(f"{self._origin}/photos/{said['ref']}", data=photo, headers=headers)).read()


class Pages:
    environment: Mapping[str, str] = {}

    def __init__(self, http: ClientSession) -> None:
        self.http = http
        self.origin = ""

    async def meet(self, bot: Bot) -> None:
        self.origin, _, token = bot.url.partition("/#k=")
        self.http.headers["Origin"] = self.origin
        async with self.http.post(f"{self.origin}/enter", json={"key": token}) as answer:
            answer.raise_for_status()

    async def newcomer(self) -> Page:
        return await Page(self.http, self.origin).open()

    async def measure(self, bench: Bench, report: Report) -> None:
        from tests.benches.chat import page, second_start

        await page.measure(bench, report)
        await second_start.measure(report)


@asynccontextmanager
async def front() -> AsyncIterator[Pages]:
    connector = TCPConnector(limit=0)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), connector=connector) as http:
        yield Pages(http)
