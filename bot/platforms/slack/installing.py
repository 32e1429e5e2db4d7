"""Several workspaces from one process: Slack's OAuth flow, with the tokens kept in the records.

Whatever ends an installation is told on the page with what to do, never as a bare error: an installation for a whole
organisation (Enterprise Grid), which this app does not take, among them.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from datetime import timedelta
from logging import Logger, getLogger

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import pages
from bot.platforms.slack.manifest import SCOPES
from bot.platforms.slack.settings import CALLBACK, INSTALL
from bot.platforms.slack.workspaces import Workspace, Workspaces
from storage.clock import Clock

STATE_KEPT = timedelta(minutes=10)
MOST_STATES = 1000


class NotTaken(BoltError):
    """An installation that cannot be kept. ``reason``: one of ``pages``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Installations(AsyncInstallationStore):
    """Bolt's installation store over the workspaces. One installation for each workspace, no user tokens."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    @property
    def logger(self) -> Logger:
        return getLogger("slack_bolt")

    async def async_save(self, installation: Installation) -> None:
        """Raises ``NotTaken`` for an installation that is not one workspace's."""
        if installation.is_enterprise_install or not installation.team_id:
            raise NotTaken(pages.ORGANISATION)
        if not installation.bot_token:
            raise NotTaken(pages.NO_BOT)
        await self._workspaces.add(
            Workspace(
                id=installation.team_id,
                bot_user=installation.bot_user_id or "",
                bot_id=installation.bot_id or "",
                token=installation.bot_token,
                refresh_token=installation.bot_refresh_token or "",
                expires_at=int(installation.bot_token_expires_at or 0),
            )
        )

    async def async_save_bot(self, bot: Bot) -> None:
        await self.async_save(
            Installation(
                user_id="", team_id=bot.team_id, bot_token=bot.bot_token, bot_user_id=bot.bot_user_id, bot_id=bot.bot_id
            )
        )


class States(AsyncOAuthStateStore):
    """Installations that were begun here, for ten minutes: signed, so that any bot behind a balancer knows them. An
    answer to any other is refused, and here the same one a second time. Bolt compares it with the browser's cookie too.
    """

    def __init__(self, clock: Clock, secret: str) -> None:
        """``secret``: what all bots of this app know, and nobody else."""
        self._clock, self._key = clock, f"candid installation {secret}".encode()
        self._consumed: OrderedDict[str, None] = OrderedDict()

    @property
    def logger(self) -> Logger:
        return getLogger("slack_bolt")

    async def async_issue(self, *_args: object, **_kwargs: object) -> str:
        until = int((self._clock.now() + STATE_KEPT).timestamp())
        begun = f"{until}.{secrets.token_urlsafe(24)}"
        return f"{begun}.{self._signature(begun)}"

    async def async_consume(self, state: str) -> bool:
        begun, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(begun).encode()) or begun in self._consumed:
            return False
        self._consumed[begun] = None
        while len(self._consumed) > MOST_STATES:
            self._consumed.popitem(last=False)
        return self._clock.now().timestamp() <= int(begun.partition(".")[0])

    def _signature(self, begun: str) -> str:
        return hmac.new(self._key, begun.encode(), "sha256").hexdigest()


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
            state_store=States(clock, client_secret),
            callback_options=AsyncCallbackOptions(success=_installed, failure=_not_installed),
        ),
    )


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    return pages.page(pages.INSTALLED, args.request.headers)


async def _not_installed(args: AsyncFailureArgs) -> BoltResponse:
    """Slack's own reasons and bolt's are words of the protocol; each has its sentence, or the general one."""
    reason = args.error.reason if isinstance(args.error, NotTaken) else args.reason
    return pages.page(reason, args.request.headers)
