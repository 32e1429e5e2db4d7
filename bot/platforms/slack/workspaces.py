"""Which workspaces this process serves, and the token for each. Tokens stay out of logs, errors and representations.

With a bot token in the settings there is one workspace. With OAuth every workspace that installed the app has its own
token, kept encrypted in the records; a client is made when it is first needed. Where the app's tokens rotate, one is
renewed two hours before it ends, and the new one is kept before it is used: the old refresh token is void by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import aiohttp
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import TokenRefused
from bot.platforms.slack.calls import MENDED_S, TOKEN, Slower, asked
from bot.platforms.slack.recording import Recorder, Watched
from bot.ports import PostRefused, TryLater
from bot.records import WorkspaceRecords
from storage.logs import log

PLATFORM = "slack"
REFUSED = (
    "Slack refused the bot token ({code}). Copy it again from your app's page, OAuth & Permissions, put it into "
    "CANDID_SLACK_BOT_TOKEN and start again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One workspace the app is installed in."""

    id: str
    bot_user: str
    bot_id: str
    token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)  # where tokens rotate
    expires_at: int = 0  # seconds since 1970; 0: never


class Workspaces:
    """``client_id``, ``client_secret``: the app's, by which a token that ends is renewed.

    ``slower`` is called for every 429 of Slack's Web API.
    """

    def __init__(
        self,
        records: WorkspaceRecords,
        *,
        token: str,
        api_url: str,
        client_id: str = "",
        client_secret: str = "",
        recorder: Recorder | None = None,
        slower: Callable[[], None] = lambda: None,
    ) -> None:
        self._recorder = recorder
        self._slower = Slower(slower)
        self._records = records
        self._token = token
        self._api_url = api_url
        self._rotator = AsyncTokenRotator(
            client_id=client_id, client_secret=client_secret, client=self.with_token("")
        )  # fmt: skip
        self._renewing = asyncio.Lock()
        self._known: dict[str, Workspace] = {}
        self._clients: dict[str, AsyncWebClient] = {}
        self._left: set[str] = set()  # took the app off while this process ran

    async def open(self) -> None:
        """Asks Slack whose the single token is, again later if it is not reached. Raises ``TokenRefused``."""
        try:
            await self._introduce()
        except PostRefused as refused:
            if refused.retry_after is None or refused.code in TOKEN:
                raise TokenRefused(REFUSED.format(code=refused.code)) from refused

    async def _introduce(self) -> None:
        if not self._token or self._known:
            return
        answer = await asked(self.with_token(self._token).auth_test())
        workspace = Workspace(
            id=str(answer["team_id"]),
            bot_user=str(answer["user_id"]),
            bot_id=str(answer.get("bot_id") or ""),
            token=self._token,
        )
        self._known[workspace.id] = workspace

    async def find(self, team: str) -> Workspace | None:
        """The workspace with its token, or None where the app is not installed. Raises ``PostRefused``."""
        if team in self._known or team in self._left:
            return self._known.get(team)
        if self._token:
            await self._introduce()
        else:
            stored = await self._records.installation(PLATFORM, team)
            if stored is not None:
                self._known[team] = Workspace(
                    id=team,
                    bot_user=stored["bot_user"],
                    bot_id=stored["bot_id"],
                    token=stored["token"],
                    refresh_token=stored.get("refresh_token", ""),
                    expires_at=int(stored.get("expires_at", 0)),
                )
        return self._known.get(team)

    async def client(self, team: str) -> AsyncWebClient:
        """Raises ``PostRefused('not_installed')``, ``TryLater`` where a token that ended cannot be renewed yet."""
        workspace = await self.find(team)
        if workspace is None:
            raise PostRefused("not_installed")
        if workspace.expires_at:
            workspace = await self._renewed(workspace)
        if team not in self._clients:
            self._clients[team] = self.with_token(workspace.token)
        return self._clients[team]

    async def _renewed(self, workspace: Workspace) -> Workspace:
        """The workspace with a token that is good for two hours at least."""
        async with self._renewing:
            workspace = self._known.get(workspace.id, workspace)
            bot = Bot(
                bot_id=workspace.bot_id,
                bot_user_id=workspace.bot_user,
                bot_token=workspace.token,
                bot_refresh_token=workspace.refresh_token,
                bot_token_expires_at=workspace.expires_at,
                installed_at=0.0,
            )
            try:
                fresh = await self._rotator.perform_bot_token_rotation(bot=bot)
            except (SlackTokenRotationError, aiohttp.ClientError, TimeoutError) as refused:
                log.error("slack.token_not_renewed", error=type(refused).__name__)
                raise TryLater("token_not_renewed", MENDED_S) from None  # the original holds the refresh token
            if fresh is None:
                return workspace
            renewed = replace(
                workspace,
                token=str(fresh.bot_token),
                refresh_token=fresh.bot_refresh_token or "",
                expires_at=int(fresh.bot_token_expires_at or 0),
            )
            await self.add(renewed)
            return renewed

    async def add(self, workspace: Workspace) -> None:
        """A fresh installation, or one with a new token."""
        self.forget(workspace.id)
        self._left.discard(workspace.id)
        kept = {
            "bot_user": workspace.bot_user, "bot_id": workspace.bot_id, "token": workspace.token,
            "refresh_token": workspace.refresh_token, "expires_at": str(workspace.expires_at),
        }  # fmt: skip
        await self._records.install(PLATFORM, workspace.id, kept)
        self._known[workspace.id] = workspace

    def forget(self, team: str) -> None:
        """Removes it from this process's memory, so that nothing is sent there any more."""
        self._known.pop(team, None)
        self._clients.pop(team, None)

    def left(self, team: str) -> None:
        """The app was removed there, so the token is void."""
        self.forget(team)
        self._left.add(team)

    def with_token(self, token: str) -> AsyncWebClient:
        if self._recorder is None:
            client = AsyncWebClient(token=token, base_url=self._api_url, timeout=20)
        else:
            client = Watched(token=token, base_url=self._api_url, timeout=20)
            client.recorder = self._recorder
        client.retry_handlers.append(self._slower)  # beside slack_sdk's own, for a connection that was reset
        return client
