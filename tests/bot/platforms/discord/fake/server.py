"""The fake as one server on a free port of loopback, and the one place where discord.py is pointed at it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import discord.http
from aiohttp import web
from discord.gateway import DiscordWebSocket
from yarl import URL

from tests.bot.platforms.discord.fake.gateway import Gateway
from tests.bot.platforms.discord.fake.rest import Rest
from tests.bot.platforms.discord.fake.world import World


@dataclass(frozen=True, kw_only=True)
class Fake:
    world: World
    rest: Rest
    gateway: Gateway

    @property
    def base(self) -> str:
        return self.world.base


@asynccontextmanager
async def fake_discord(port: int = 0, heartbeat_ms: int = 41250) -> AsyncIterator[Fake]:
    world = World()
    fake = Fake(world=world, rest=Rest(world), gateway=Gateway(world, heartbeat_ms))
    app = web.Application(client_max_size=120 * 1024 * 1024)
    fake.rest.routes(app)
    fake.gateway.routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    world.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        with pointed_at(world.base):
            yield fake
    finally:
        await fake.gateway.drop()
        await runner.cleanup()


@contextmanager
def pointed_at(base: str) -> Iterator[None]:
    """A stock client, but for two addresses: REST, and the gateway it goes back to when a resume is refused."""
    rest, gateway = discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = f"{base}/api"
    DiscordWebSocket.DEFAULT_GATEWAY = URL(base.replace("http://", "ws://") + "/gateway")
    try:
        yield
    finally:
        discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest, gateway
