"""Several workspaces from one process: Slack's OAuth flow, with the tokens kept in the records."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from logging import Logger, getLogger

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.http import CALLBACK, INSTALL
from bot.platforms.slack.workspaces import Workspace, Workspaces
from storage.clock import Clock

SCOPES = ("chat:write", "commands", "files:read", "files:write", "im:history", "im:write",
          "reactions:read", "reactions:write", "users:read")  # fmt: skip
STATE_KEPT = timedelta(minutes=10)
MOST_STATES = 1000


class Installations(AsyncInstallationStore):
    """Bolt's installation store over the workspaces. One installation for each workspace, no user tokens."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    @property
    def logger(self) -> Logger:
        return getLogger("slack_bolt")

    async def async_save(self, installation: Installation) -> None:
        """Raises ``ValueError`` for an installation that is not one workspace's."""
        if not installation.team_id or not installation.bot_token:
            message = "only an installation in one workspace, with a bot token, can be kept"
            raise ValueError(message)
        await self._workspaces.add(
            Workspace(
                id=installation.team_id,
                bot_user=installation.bot_user_id or "",
                bot_id=installation.bot_id or "",
                token=installation.bot_token,
            )
        )

    async def async_save_bot(self, bot: Bot) -> None:
        await self.async_save(
            Installation(
                user_id="", team_id=bot.team_id, bot_token=bot.bot_token, bot_user_id=bot.bot_user_id, bot_id=bot.bot_id
            )
        )


class States(AsyncOAuthStateStore):
    """Installations that were begun here, in memory for ten minutes. An answer to any other is refused."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: OrderedDict[str, datetime] = OrderedDict()

    @property
    def logger(self) -> Logger:
        return getLogger("slack_bolt")

    async def async_issue(self, *_args: object, **_kwargs: object) -> str:
        state = secrets.token_urlsafe(32)
        self._issued[state] = self._clock.now() + STATE_KEPT
        while len(self._issued) > MOST_STATES:
            self._issued.popitem(last=False)
        return state

    async def async_consume(self, state: str) -> bool:
        until = self._issued.pop(state, None)
        return until is not None and self._clock.now() <= until


def flow(
    workspaces: Workspaces, clock: Clock, *, client_id: str, client_secret: str, public_url: str, api_url: str
) -> AsyncOAuthFlow:
    return AsyncOAuthFlow(
        client=AsyncWebClient(base_url=api_url),
        settings=AsyncOAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=list(SCOPES),
            redirect_uri=f"{public_url.rstrip('/')}{CALLBACK}" if public_url else None,
            install_path=INSTALL,
            redirect_uri_path=CALLBACK,
            installation_store=Installations(workspaces),
            state_store=States(clock),
        ),
    )
