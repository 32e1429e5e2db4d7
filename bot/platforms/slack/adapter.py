"""The adapter of Slack: ``build(options, records)`` gives a ``Platform``.

With an app token it uses Socket Mode: the app connects out and needs no public address. Without one, Slack sends signed
requests over HTTP.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from bot.abilities import LineHealth
from bot.commands import Command
from bot.errors import SettingMissing
from bot.platforms.slack import files, installing, limits
from bot.platforms.slack.catch_up import Reading
from bot.platforms.slack.http import Door
from bot.platforms.slack.listeners import Listeners
from bot.platforms.slack.outbound import Outbound, Pace
from bot.platforms.slack.own_photo import OwnPhoto
from bot.platforms.slack.people import People
from bot.platforms.slack.recording import Recorder
from bot.platforms.slack.socket import SOCKET, Socket, silent
from bot.platforms.slack.workspaces import PLATFORM, Workspaces
from bot.ports import Arrival, Capabilities, PostRefused, Rendered, Upload
from bot.records import OpenChats, WorkspaceRecords
from bot.server_rules import Book, InMemory, Servers
from bot.shell.catch_up import CatchUp, NobodyOpen
from bot.shell.lines import Lines
from storage.clock import Clock, SystemClock
from storage.logs import log
from storage.records import Address

SLACK_API = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``bot_token``: one workspace; without it ``client_id`` and ``client_secret``: as many as install the app.

    ``app_token``: Socket Mode; without it HTTP on ``host`` and ``port``, checked with ``signing_secret``.
    ``api_url``: another one than Slack's is for tests, and is then the only other address files may lie at.
    ``offer_photo``: offers everybody to set an approved picture as their Slack photo (``own_photo``).
    ``aliases``: further names of commands. ``record``: the folder a cassette is written to.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    public_url: str = ""
    api_url: str = SLACK_API
    post_every_s: float = limits.POST_EVERY_S
    edit_every_s: float = limits.EDIT_EVERY_S
    react_every_s: float = limits.REACT_EVERY_S
    offer_photo: bool = False
    aliases: Mapping[str, Command] = field(default_factory=dict)
    record: Path | None = None

    def check(self) -> None:
        """Raises ``SettingMissing`` naming what to set."""
        if not self.bot_token and not (self.client_id and self.client_secret):
            raise SettingMissing(
                "Slack needs CANDID_SLACK_BOT_TOKEN for one workspace, or CANDID_SLACK_CLIENT_ID and "
                "CANDID_SLACK_CLIENT_SECRET for several."
            )
        if self.bot_token.startswith("xoxe."):
            raise SettingMissing(
                "The Slack bot token ends within 12 hours: the app's tokens rotate. Set CANDID_SLACK_CLIENT_ID, "
                "CANDID_SLACK_CLIENT_SECRET and CANDID_SLACK_PUBLIC_URL instead, and install the app over its page; or "
                "make an app whose tokens do not rotate."
            )
        if self.offer_photo and not (self.client_id and self.client_secret and self.public_url):
            raise SettingMissing(
                "CANDID_SLACK_OFFER_PHOTO needs CANDID_SLACK_CLIENT_ID, CANDID_SLACK_CLIENT_SECRET and "
                "CANDID_SLACK_PUBLIC_URL: Slack asks each person, and sends them back there."
            )
        if not self.app_token and not self.signing_secret:
            raise SettingMissing(
                "Slack needs CANDID_SLACK_APP_TOKEN for Socket Mode, or CANDID_SLACK_SIGNING_SECRET for HTTP."
            )


class SlackPlatform:
    """A ``Platform``; one for all workspaces this process serves."""

    name = PLATFORM

    def __init__(
        self,
        options: Options,
        records: WorkspaceRecords,
        *,
        clock: Clock,
        servers: Servers,
        history: OpenChats,
        capabilities: Capabilities = limits.CAPABILITIES,
    ) -> None:
        self.capabilities = capabilities
        self._options = options
        self._records = records
        self._test_base = "" if options.api_url == SLACK_API else options.api_url
        self._recorder = _recorder(options, self._test_base)
        self._lines = Lines(limited=0)
        self._workspaces = _workspaces(options, records, self._recorder, self._lines)
        self._people = People(self._workspaces)
        self._own_photo = _own_photo(options, self._workspaces, records, clock)
        self._outbound = Outbound(
            self._workspaces,
            self._people,
            pace=Pace(post_s=options.post_every_s, edit_s=options.edit_every_s, react_s=options.react_every_s),
            own_photo=options.offer_photo,
            test_base=self._test_base,
        )
        self._listeners = Listeners(
            self._workspaces, self._people, self._outbound, records, Book(servers), lines=self._lines,
            aliases=options.aliases, own_photo=self._own_photo, test_base=self._test_base, recorder=self._recorder,
        )  # fmt: skip
        reading = Reading(self._workspaces, self._people, self._listeners.missed, clock)
        self._catch_up = CatchUp(lambda: history.open_chats(PLATFORM), reading.take_up)
        self._app = self._bolt()
        line = Socket(self._app, self._workspaces, options.app_token, self._catch_up.begun)
        self._socket = line if options.app_token else None
        if self._socket is not None:
            self._listeners.line = SOCKET
        flow = _flow(options, self._workspaces, clock)
        self._door = Door(None if options.app_token else self._app, flow, clock, self._own_photo)
        self._serves_pages = flow is not None or not options.app_token

    @property
    def port(self) -> int:
        """Where the HTTP server listens; 0 while there is none."""
        return self._door.port

    @property
    def reached(self) -> bool:
        """Whether Slack can tell us anything: over HTTP it knocks by itself."""
        return self._socket is None or self._socket.connected

    def health(self) -> tuple[LineHealth, ...]:
        """Over HTTP Slack knocks by itself: there is no connection that could break."""
        if self._socket is not None and not self._socket.hears:
            self._lines.lost(SOCKET)
        else:
            self._lines.connected(self._listeners.line)
        return self._lines.health()

    async def start(self) -> None:
        """Raises ``TokenRefused``, ``OSError`` for a port that is taken. A Slack that is away is tried again."""
        for workspace in await self._records.half_left(PLATFORM):
            await self._records.workspace_left(PLATFORM, workspace)
        if self._serves_pages:
            await self._door.open(self._options.host, self._options.port)
        await self._workspaces.open()
        if self._socket is not None:
            await self._socket.open()
        else:
            self._catch_up.begun()

    async def stop(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._catch_up.stop()
        await self._door.close()
        await self._listeners.close()
        if self._recorder is not None:
            self._recorder.close()

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self._listeners.inbox.arrivals()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        client = await self._workspaces.client(address.workspace)
        return await files.download(client, upload.ref, limit_bytes, test_base=self._test_base)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        try:
            return await self._outbound.post(address, key, message)
        except PostRefused as refused:
            if refused.retry_after is None:
                self._listeners.unreachable(address)
            raise

    async def react(self, address: Address, ref: str, reactions: Sequence[str]) -> None:
        await self._outbound.react(address, ref, reactions)

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        await self._outbound.edit(address, ref, message)

    async def delete(self, address: Address, ref: str) -> None:
        await self._outbound.delete(address, ref)

    async def find(self, address: Address, key: str) -> str | None:
        return await self._outbound.find(address, key)

    def _bolt(self) -> AsyncApp:
        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
            return await self._authorize(enterprise_id, team_id or "")

        app = AsyncApp(
            logger=silent(),
            signing_secret=self._options.signing_secret,
            client=self._workspaces.with_token(""),
            authorize=authorize,  # type: ignore[arg-type]  # bolt takes None where the app is not installed
            request_verification_enabled=not self._options.app_token,
            process_before_response=True,
        )
        app.error(_failed)
        self._listeners.attach(app)
        return app

    async def _authorize(self, enterprise_id: str | None, team: str) -> AuthorizeResult | None:
        """Whose token answers. None: the app is not installed there, and nothing is heard."""
        workspace = await self._workspaces.find(team)
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=workspace.id,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot_id,
            bot_token=workspace.token,
        )


def _recorder(options: Options, test_base: str) -> Recorder | None:
    made_on = "what stands in for Slack in the tests" if test_base else "Slack"
    return Recorder(options.record, made_on) if options.record is not None else None


def _flow(options: Options, workspaces: Workspaces, clock: Clock) -> AsyncOAuthFlow | None:
    """The pages that install the app in several workspaces."""
    if not options.client_id:
        return None
    return installing.flow(
        workspaces,
        clock,
        client_id=options.client_id,
        client_secret=options.client_secret,
        public_url=options.public_url,
        api_url=options.api_url,
    )


def _workspaces(options: Options, records: WorkspaceRecords, recorder: Recorder | None, lines: Lines) -> Workspaces:
    return Workspaces(
        records,
        token=options.bot_token,
        api_url=options.api_url,
        client_id=options.client_id,
        client_secret=options.client_secret,
        recorder=recorder,
        slower=lines.slower,
    )


def _own_photo(options: Options, workspaces: Workspaces, records: WorkspaceRecords, clock: Clock) -> OwnPhoto | None:
    if not options.offer_photo:
        return None
    return OwnPhoto(
        workspaces,
        records,
        clock,
        client_id=options.client_id,
        client_secret=options.client_secret,
        public_url=options.public_url,
        api_url=options.api_url,
    )


async def _failed(error: Exception, **_: Any) -> None:  # noqa: ANN401 — bolt's signature
    """A defect in one event: told by its kind, never by its content."""
    log.error("slack.listener_failed", error=type(error).__name__)


def build(
    options: Options,
    records: WorkspaceRecords,
    *,
    clock: Clock | None = None,
    servers: Servers | None = None,
    history: OpenChats | None = None,
) -> SlackPlatform:
    """``servers``: what admins have decided; without it, that lasts as long as the process.
    ``history``: whose chats are read back after a time in which nothing was heard; without it, nobody's.

    Raises ``SettingMissing``. Nothing is connected before ``start``.
    """
    options.check()
    who, when = servers or InMemory(), clock or SystemClock()
    return SlackPlatform(options, records, clock=when, servers=who, history=history or NobodyOpen())
