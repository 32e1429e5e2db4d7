"""Which workspaces this process serves, and the token for each. Tokens stay out of logs, errors and representations.

With a bot token in the settings there is one workspace. With OAuth every workspace that installed the app has its own
token, kept encrypted in the records; a client is made when it is first needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import TokenRefused
from bot.platforms.slack.calls import TOKEN, asked
from bot.ports import PostRefused
from bot.records import WorkspaceRecords

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


class Workspaces:
    def __init__(self, records: WorkspaceRecords, *, token: str, api_url: str) -> None:
        self._records = records
        self._token = token
        self._api_url = api_url
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
                    id=team, bot_user=stored["bot_user"], bot_id=stored["bot_id"], token=stored["token"]
                )
        return self._known.get(team)

    async def client(self, team: str) -> AsyncWebClient:
        """Raises ``PostRefused('not_installed')``."""
        workspace = await self.find(team)
        if workspace is None:
            raise PostRefused("not_installed")
        if team not in self._clients:
            self._clients[team] = self.with_token(workspace.token)
        return self._clients[team]

    async def add(self, workspace: Workspace) -> None:
        """A fresh installation, or one with a new token."""
        self.forget(workspace.id)
        self._left.discard(workspace.id)
        kept = {"bot_user": workspace.bot_user, "bot_id": workspace.bot_id, "token": workspace.token}
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
        return AsyncWebClient(token=token, base_url=self._api_url, timeout=20)
