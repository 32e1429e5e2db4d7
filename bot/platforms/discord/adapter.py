"""The adapter of Discord, by discord.py's documented API only and without any privileged intent.

``build(options, recall)`` gives a ``Platform``. Words go over REST as soon as the token is known to be good. People are
heard over the gateway, which opens with ``start``.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import discord

from bot.abilities import LineHealth
from bot.commands import Command
from bot.errors import TokenRefused
from bot.platforms.discord import catch_up, commands, limits, outbound, recording
from bot.platforms.discord.chat_history import NothingKept, Recall, Said
from bot.platforms.discord.client import Client, Parts, shard
from bot.platforms.discord.inbound import CDN, Offers
from bot.platforms.discord.rules import ServerRules
from bot.ports import Arrival, DoorClosed, PostRefused, Rendered, Upload
from bot.records import OpenChat
from bot.server_rules import InMemory, Servers
from bot.shell.catch_up import CatchUp
from bot.shell.lines import Lines
from bot.shell.strikes import Strikes
from storage.logs import log
from storage.records import Address

AGAIN_S = (1.0, 5.0, 15.0, 60.0)  # between two tries to reach Discord at all
REFUSED = (
    "Discord refused the bot token. Reset it in the developer portal (your application, Bot, Reset Token), put the new "
    "one into CANDID_DISCORD_TOKEN and start again."
)
LOOK_S = 5.0  # between two looks whether every shard has its session
SHARD_REFUSED = 4004  # the gateway's close code for a token that no longer counts


class Deaf(Exception):
    """The connection has no session, and discord.py does not say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``tell``: takes a line for the operator's terminal, nothing about a person. ``cdn``: where photos are fetched.

    ``aliases``: further names of commands. ``record``: a cassette's folder. ``sharding``: words of AutoShardedClient.
    """

    token: str
    language: str = "en"
    tell: Callable[[str], None] = lambda _line: None
    cdn: tuple[str, ...] = CDN
    aliases: Mapping[str, Command] = field(default_factory=dict)
    sharding: Mapping[str, Any] = field(default_factory=dict)
    record: Path | None = None


class Discord:
    """A ``Platform`` over one application on Discord."""

    name = "discord"
    capabilities = limits.CAPABILITIES

    def __init__(self, options: Options, recall: Recall, servers: Servers) -> None:
        self._options = options
        self._recorder = recording.opened(options.record, stand_in=options.cdn != CDN)
        self._inbox = recording.RecordedInbox(limits.MAX_WAITING, self._recorder)
        self._offers = Offers(options.cdn)
        self._said = Said(recall)
        self._rules = ServerRules(servers)
        self._client: Client | None = None
        self._login = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._stopped = False
        self._catch_up = CatchUp(lambda: recall.open_chats(self.name), self._take_up)
        self._health = Lines(limited=0)
        self._strikes = Strikes(options.tell)
        self._beside: set[asyncio.Task[None]] = set()  # what goes on beside the outbox

    async def start(self) -> None:
        """Opens the gateway. Raises ``TokenRefused``. While Discord cannot be reached it is tried in the background."""
        with contextlib.suppress(PostRefused):
            await self._connected()
        self._listening = asyncio.create_task(self._listen(self._ready))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), limits.READY_S)

    @property
    def reached(self) -> bool:
        """Whether the gateway has opened; from then on discord.py itself keeps it open."""
        return self._ready.is_set()

    async def stop(self) -> None:
        self._stopped = True  # the outbox may still be posting; it must not log in again
        if self._client is not None:
            await self._client.hear_no_more()
        self._inbox.close()
        await self._catch_up.stop()
        tasks = [*self._beside, *([self._listening] if self._listening is not None else [])]
        if self._client is not None:
            await self._client.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._client = self._listening = None
        if self._recorder:
            self._recorder.close()

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self._inbox.arrivals()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        return await self._offers.fetch(address.user, upload, limit_bytes)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        """Where direct messages are closed, it is shown where the person asked. Raises ``DoorClosed`` otherwise."""
        client = await self._connected()
        try:
            ref = await outbound.post(client, address, key, message)
        except DoorClosed:
            here = await client.asked.post(address.user, message)
            if here is None:
                raise
            self._said.remember(address, here, message)
            return here
        client.asked.unsure.discard(address.user)
        self._said.remember(address, ref, message)
        if message.outgoing.reactions:
            self._go_on_beside(_react(client, address, ref, message.outgoing.reactions))
        return ref

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        client = await self._connected()
        if not await client.asked.edit(ref, message):
            await outbound.edit(client, address, ref, message)
        self._said.remember(address, ref, message)

    async def delete(self, address: Address, ref: str) -> None:
        self._said.forget(address, ref)
        client = await self._connected()
        if not await client.asked.delete(ref):
            await outbound.delete(client, address, ref)

    async def find(self, _address: Address, _key: str) -> str | None:
        """Discord's history does not tell a message's nonce: ``unknown`` finds it."""
        raise PostRefused("history_without_keys")

    async def unknown(self, address: Address, since: datetime, known: frozenset[str]) -> str | None:
        client = await self._connected()
        found = await outbound.unknown(client, address, since, known)
        if found is None:
            client.asked.unsure.add(address.user)  # what only they see cannot be read back
        return found

    def health(self) -> tuple[LineHealth, ...]:
        return self._health.health()

    async def theirs(self, address: Address) -> tuple[str, ...]:
        return await outbound.theirs(await self._connected(), address)

    # --- the connection -----------------------------------------------------------------------------------------------

    async def _connected(self) -> Client:
        """A client that is logged in. After a crash the outbox needs one before ``start``, so the first use logs in."""
        async with self._login:
            if self._stopped:
                raise PostRefused("stopped", retry_after=outbound.UNREACHABLE_S)
            if self._client is None:
                parts = Parts(
                    inbox=self._inbox,
                    offers=self._offers,
                    said=self._said,
                    rules=self._rules,
                    language=self._options.language,
                    aliases=self._options.aliases,
                    health=self._health,
                    unread=self._unread,
                    begun=self._catch_up.begun,
                )
                client = Client(parts, **self._options.sharding)
                if self._recorder:
                    self._recorder.watch(client)
                try:
                    with outbound.refusals():
                        await _log_in(client, self._options.token)
                except BaseException:
                    await client.close()
                    raise
                self._client = client
            return self._client

    async def _listen(self, ready: asyncio.Event) -> None:
        """Keeps the gateway open. discord.py resumes by itself. A refused token ends it; other failures do not.

        Neither does a session that discord.py cannot begin, since it cannot read READY, or that never begins.
        """
        for wait_s in _pauses():
            try:
                client = await self._connected()
                await commands.publish(client.tree)
                client.heard = ready  # set by the first shard; to wait for all servers would only cost time
                await self._open_until_deaf(client)
                return  # closed by ``stop``
            except TokenRefused:
                self._options.tell(REFUSED)
                break
            except discord.ConnectionClosed as closed:
                if closed.code == SHARD_REFUSED:
                    self._options.tell(REFUSED)
                    break
                log.error("gateway.closed", code=str(closed.code))
            except Exception as broken:
                log.error("gateway.broken", error=type(broken).__name__)
            self._options.tell(f"Discord cannot be reached; trying again in {wait_s:g} s.")
            await self._drop()
            await asyncio.sleep(wait_s)
        ready.set()

    async def _open_until_deaf(self, client: Client) -> None:
        """Returns once the client was closed. Raises ``Deaf`` when a shard has had no session for a minute."""
        connection = asyncio.ensure_future(client.connect())
        try:
            while not (await asyncio.wait({connection}, timeout=LOOK_S))[0]:
                for number in client.shard_ids or range(client.shard_count or 1):
                    self._health.opening(shard(number))
                if self._health.deaf_s > limits.DEAF_S:
                    raise Deaf
            await connection
        finally:
            if not connection.done():
                await client.close()  # first: discord.py takes a cancelled connection for one to begin anew
                connection.cancel()
                await asyncio.gather(connection, return_exceptions=True)

    def _unread(self, name: str, broken: Exception) -> None:
        self._strikes.tell(f"Discord sent a {name} that could not be read ({type(broken).__name__}). The rest goes on.")

    async def _take_up(self, chat: OpenChat) -> None:
        client = await self._connected()
        await catch_up.take_up(client, chat, client.said, self._inbox.put)

    def _go_on_beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._beside.discard(task)
        if not task.cancelled() and (broken := task.exception()) is not None:
            log.error("beside.ended", error=type(broken).__name__)

    async def _drop(self) -> None:
        """A client that was closed cannot be opened again."""
        client, self._client = self._client, None
        self._health.all_lost()
        if client is not None:
            await client.close()


async def _react(client: Client, address: Address, ref: str, reactions: tuple[str, ...]) -> None:
    """To go on beside the outbox, so that three more calls do not delay the next picture."""
    try:
        await outbound.add_reactions(client, address, ref, reactions)
    except PostRefused as refused:
        log.info("reactions.refused", code=refused.code)


async def _log_in(client: Client, token: str) -> None:
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise TokenRefused(REFUSED) from None


def _pauses() -> Iterator[float]:
    yield from AGAIN_S
    while True:
        yield AGAIN_S[-1]


def build(options: Options, recall: Recall | None = None, servers: Servers | None = None) -> Discord:
    """``recall``: what the bot said before this process began. Without it, old forms and votes are not understood.

    ``servers``: what the admins of a server have decided. Without it, decisions last as long as the process.
    """
    return Discord(options, recall or NothingKept(), servers or InMemory())
