"""Socket Mode: the app connects out to Slack, which sends events over that connection. No public address is needed.

A refused app token ends the start and tells the fix. While Slack cannot be reached it is tried in the background. Once
connected, slack_sdk reconnects by itself. Slack says hello on each new connection: what came before it may be lost.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.errors import TokenRefused
from bot.platforms.slack.calls import TOKEN, asked
from bot.platforms.slack.workspaces import Workspaces
from bot.ports import PostRefused
from storage.logs import log

SOCKET = "socket"  # what the operator reads of it
AGAIN_S = (1.0, 5.0, 15.0, 60.0)
REFUSED = (
    "Slack refused the app token ({code}). Make one with the scope connections:write (your app's page, Basic "
    "Information, App-Level Tokens), put it into CANDID_SLACK_APP_TOKEN and start again."
)


class Socket:
    """``begun`` is called for each new connection."""

    def __init__(self, app: AsyncApp, workspaces: Workspaces, app_token: str, begun: Callable[[], None]) -> None:
        self._begun = begun
        self._app = app
        self._workspaces = workspaces
        self._app_token = app_token
        self._handler: AsyncSocketModeHandler | None = None
        self._trying: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        return self._handler is not None

    @property
    def hears(self) -> bool:
        """Whether its connection is open at this moment."""
        session = self._handler.client.current_session if self._handler is not None else None
        return session is not None and not session.closed

    async def open(self) -> None:
        """Raises ``TokenRefused``."""
        try:
            await self._connect()
        except PostRefused as refused:
            if refused.retry_after is None or refused.code in TOKEN:
                raise TokenRefused(REFUSED.format(code=refused.code)) from refused
            self._trying = asyncio.create_task(self._keep_trying())

    async def close(self) -> None:
        if self._trying is not None:
            self._trying.cancel()
            await asyncio.gather(self._trying, return_exceptions=True)
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            self._handler = None

    async def _connect(self) -> None:
        client = self._workspaces.with_token(self._app_token)
        # Asked here first, since bolt does not tell a refusal from a broken line.
        await asked(client.apps_connections_open(app_token=self._app_token))
        handler = AsyncSocketModeHandler(self._app, self._app_token, logger=silent(), web_client=client)
        handler.client.on_message_listeners.append(self._greeted)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        self._handler = handler

    async def _greeted(self, message: aiohttp.WSMessage) -> None:
        if message.type is aiohttp.WSMsgType.TEXT and _kind(message.data) == "hello":
            self._begun()

    async def _keep_trying(self) -> None:
        tries = 0
        while self._handler is None:
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
            tries += 1
            try:
                await self._connect()
            except PostRefused as refused:
                log.error("slack.not_connected", code=refused.code)


def _kind(data: str) -> object:
    """Of a message on the socket; None for what is no JSON object."""
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found.get("type") if isinstance(found, dict) else None


def silent() -> logging.Logger:
    """A logger that writes nothing: Bolt's own lines can hold a whole request, and with it a person's words."""
    logger = logging.getLogger("candid.slack.bolt")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger
