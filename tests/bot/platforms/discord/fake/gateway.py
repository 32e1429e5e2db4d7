"""The fake's gateway: hello, identify, heartbeat, resume with replay, several shards, and lines that break."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.bot.platforms.discord.fake.world import World

HELLO, HEARTBEAT, IDENTIFY, RESUME, INVALID, ACK, DISPATCH, RECONNECT = 10, 1, 2, 6, 9, 11, 0, 7
REFUSED_TOKEN = 4004
KEPT = 1000  # events kept for a resume


@dataclass(kw_only=True)
class Session:
    """One shard's session. It outlives its connection, so that a resume gets what was missed."""

    id: str
    shard: tuple[int, int]
    intents: int = 0
    sequence: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)


class Gateway:
    """``heartbeat_ms``: asked of clients; ``late``: heartbeats that came later than that and a half."""

    def __init__(self, world: World, heartbeat_ms: int = 41250) -> None:
        self.world = world
        self.heartbeat_ms = heartbeat_ms
        self.sessions: dict[str, Session] = {}
        self.late = 0
        self.beats = 0
        self.resumes = 0
        self.mute = False  # nothing is said but what the protocol needs: no READY, no event
        self.unreadable_readies = 0  # how many READYs come without what a library needs
        self.identifies = 0
        self._tasks: set[asyncio.Task[None]] = set()
        world.dispatch = self.dispatch

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/gateway", self.connect)
        app.router.add_get("/gateway/", self.connect)

    def dispatch(self, name: str, data: dict[str, Any], guild: str | None) -> None:
        """To the shard that Discord would choose: DMs go to shard 0."""
        if self.mute:
            return
        for session in list(self.sessions.values()):
            number, of = session.shard
            if _shard(guild, of) == number:
                self.send(session, name, data)

    def send(self, session: Session, name: str, data: dict[str, Any]) -> None:
        session.sequence += 1
        event = {"op": DISPATCH, "s": session.sequence, "t": name, "d": data}
        session.events = [*session.events[-KEPT:], event]
        self._go(self._push(session, [event]))

    async def _push(self, session: Session, events: list[dict[str, Any]]) -> None:
        async with session.sending:
            for event in events:
                if session.socket is None or session.socket.closed:
                    return
                try:
                    await session.socket.send_str(json.dumps(event))
                except ConnectionError:
                    return

    async def drop(self, code: int = 1001) -> None:
        """The line breaks; what happens meanwhile waits for the resume."""
        for session in list(self.sessions.values()):
            socket, session.socket = session.socket, None
            if socket is not None:
                await socket.close(code=code)

    async def lose_sessions(self) -> None:
        """The line breaks for so long that no resume is taken; nobody is told what happens meanwhile."""
        sockets = [each.socket for each in self.sessions.values() if each.socket is not None]
        self.forget_sessions()
        for socket in sockets:
            await socket.close(code=1001)

    async def opened(self, timeout_s: float = 20.0) -> None:
        """Waits until a client is heard."""
        await self.world.until(lambda: any(each.socket for each in self.sessions.values()), timeout_s)

    def forget_sessions(self) -> None:
        """As after a long outage: a resume is refused and the client identifies anew."""
        self.sessions.clear()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_str(
            json.dumps({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None, "t": None})
        )
        session: Session | None = None
        beat = asyncio.get_running_loop().time()
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            match said["op"]:
                case 1:
                    now = asyncio.get_running_loop().time()
                    self.beats += 1
                    self.late += (now - beat) * 1000 > self.heartbeat_ms * 1.5
                    beat = now
                    await socket.send_str(json.dumps({"op": ACK, "d": None, "s": None, "t": None}))
                case 2:
                    session = await self._identify(socket, said["d"])
                case 6:
                    session = await self._resume(socket, said["d"])
        if session is not None and session.socket is socket:
            session.socket = None
        return socket

    async def _identify(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> Session | None:
        self.identifies += 1
        if said["token"] != self.world.token:
            await socket.close(code=REFUSED_TOKEN, message=b"Authentication failed.")
            return None
        number, of = said.get("shard") or (0, 1)
        session = Session(id=secrets.token_hex(16), shard=(number, of), intents=said["intents"], socket=socket)
        for old in [each for each in self.sessions.values() if each.shard == session.shard]:
            del self.sessions[old.id]
        self.sessions[session.id] = session
        ready = {
            "v": 10,
            "user": self.world.bot,
            "guilds": [{"id": each, "unavailable": True} for each in self.world.guilds if _shard(each, of) == number],
            "session_id": session.id,
            "resume_gateway_url": self.world.base.replace("http://", "ws://") + "/gateway",
            "shard": [number, of],
            "application": {"id": self.world.app_id, "flags": 0},
        }
        if self.mute:
            return session
        if self.unreadable_readies:
            self.unreadable_readies -= 1
            del ready["user"]
        self.send(session, "READY", ready)
        for each in self.world.guilds:
            if _shard(each, of) == number:
                self.send(session, "GUILD_CREATE", self.world.guild(each))
        self.world.touch()
        return session

    async def _resume(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> Session | None:
        session = self.sessions.get(said["session_id"])
        if session is None or said["token"] != self.world.token:
            await socket.send_str(json.dumps({"op": INVALID, "d": False, "s": None, "t": None}))
            return None
        self.resumes += 1
        session.socket = socket
        missed = [event for event in session.events if event["s"] > said["seq"]]
        await self._push(session, missed)
        self.send(session, "RESUMED", {})
        self.world.touch()
        return session

    def _go(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _shard(guild: str | None, of: int) -> int:
    """Direct messages are shard 0's (topics/gateway, sharding)."""
    return (int(guild or 0) >> 22) % of
