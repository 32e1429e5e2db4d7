"""What stands in for a chat service: bots connect, people talk. It keeps every message and what went wrong with them.

An event goes to one connection, in turn, and again to another when that one ends before it was acknowledged. Nothing is
made unique here: a message posted twice stands twice.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.ports import Incoming, Upload
from tests.benches.chat import speech
from tests.benches.scale.bot import MOST_LINE

Json = dict[str, Any]
AGAIN_S = 1.0  # after a bot said that it could not write an event down


@dataclass(slots=True)
class Chat:
    """One person's: what stands, by reference, and the keys of all posts ever."""

    messages: dict[str, Json] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Told:
    """An event until it is acknowledged."""

    line: bytes
    began: float
    through: asyncio.StreamWriter | None = None


@dataclass(slots=True)
class StandIn:
    """``acknowledged_ms``: of each event, from its leaving here. ``waited_s``: for each thing that somebody waited for.
    ``posted``: how often each (user, key).
    """

    chats: dict[str, Chat] = field(default_factory=dict)
    acknowledged_ms: list[float] = field(default_factory=list)
    waited_s: list[float] = field(default_factory=list)
    posted: Counter[tuple[str, str]] = field(default_factory=Counter)
    pictures: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: int = 0
    _open: dict[str, Told] = field(default_factory=dict)
    _bots: list[asyncio.StreamWriter] = field(default_factory=list)
    _turn: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def waiting(self) -> int:
        """Events that nobody has acknowledged."""
        return len(self._open)

    @property
    def doubled(self) -> int:
        """Posts that came more than once, and pictures that were posted more than once."""
        return sum(times - 1 for counted in (self.posted, self.pictures) for times in counted.values())

    @property
    def twice(self) -> list[str]:
        """The keys of such posts, and the subjects of such pictures; of nobody's in particular."""
        counted = (*self.posted.items(), *self.pictures.items())
        return sorted(name for (_user, name), times in counted if times > 1)

    def say(self, user: str, event: Incoming) -> None:
        self.said += 1
        event_id = f"event {self.said}"
        body = {"id": event_id, "user": user, "event": speech.said(event)}
        self._open[event_id] = Told(json.dumps(body).encode() + b"\n", time.perf_counter())
        self._deliver(event_id)

    def _again(self, event_id: str) -> None:
        if event_id in self._open:
            self._open[event_id].through = None
            self._deliver(event_id)

    def _deliver(self, event_id: str) -> None:
        if self._bots:
            told = self._open[event_id]
            told.through = self._bots[next(self._turn) % len(self._bots)]
            told.through.write(told.line)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One bot, until it is gone."""
        self._bots.append(writer)
        for event_id, told in list(self._open.items()):
            if told.through is None:
                self._deliver(event_id)
        try:
            while line := await reader.readline():
                self._heard(json.loads(line), writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._bots.remove(writer)
            writer.close()
            for event_id, told in list(self._open.items()):
                if told.through is writer:
                    told.through = None
                    self._deliver(event_id)

    def _heard(self, said: Json, writer: asyncio.StreamWriter) -> None:
        if "refused" in said:
            asyncio.get_running_loop().call_later(AGAIN_S, self._again, said["refused"])
            return
        if "acknowledged" in said:
            told = self._open.pop(said["acknowledged"], None)
            if told is not None:
                self.acknowledged_ms.append((time.perf_counter() - told.began) * 1000)
            return
        chat = self.chats.setdefault(said["user"], Chat())
        answer = getattr(self, f"_{said['call']}")(said["user"], chat, said)
        writer.write(json.dumps({"n": said["n"], **answer}).encode() + b"\n")
        chat.changed.set()

    def _post(self, user: str, chat: Chat, said: Json) -> Json:
        ref = f"m{len(self.posted)}-{self.posted[user, said['key']]}"
        self.posted[user, said["key"]] += 1
        message = said["message"]
        if message["picture"] and message["subject"]:
            self.pictures[user, message["subject"]] += 1
        chat.messages[ref], chat.keys[said["key"]] = message, ref
        return {"ref": ref}

    def _edit(self, _user: str, chat: Chat, said: Json) -> Json:
        found = said["ref"] in chat.messages
        if found:
            chat.messages[said["ref"]] = said["message"]
        return {"found": found}

    def _delete(self, _user: str, chat: Chat, said: Json) -> Json:
        return {"found": chat.messages.pop(said["ref"], None) is not None}

    def _find(self, _user: str, chat: Chat, said: Json) -> Json:
        ref = chat.keys.get(said["key"])
        return {"ref": ref if ref in chat.messages else None}


class Visitor:
    """A ``Person`` of the chat bench's walks."""

    def __init__(self, service: StandIn, user: str) -> None:
        self.user, self._service = user, service
        self.chat = service.chats.setdefault(user, Chat())

    async def say(self, event: Incoming) -> None:
        self._service.say(self.user, event)

    def actions(self) -> list[str]:
        return speech.actions(self.chat.messages.values())

    def options(self, action: str) -> Mapping[str, tuple[str, ...]]:
        return speech.options(self.chat.messages.values(), action)

    def invited(self) -> bool:
        return speech.invited(self.chat.messages.values())

    def offer(self, photo: Path) -> Upload:
        return Upload(ref=str(photo), size=photo.stat().st_size)

    def pictures(self) -> int:
        return speech.pictures(self.chat.messages.values())

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(timeout_s):
                while not seen():
                    self.chat.changed.clear()
                    await self.chat.changed.wait()
        except TimeoutError as late:
            raise TimeoutError(f"{what} did not come") from late
        self._service.waited_s.append(time.perf_counter() - began)

    async def leave(self) -> None:
        """What was shown is not needed any more; what was counted stays."""
        self._service.chats.pop(self.user, None)


@asynccontextmanager
async def service(socket: Path) -> AsyncIterator[StandIn]:
    """Listens on ``socket`` inside the block."""
    made = StandIn()
    server = await asyncio.start_unix_server(made.serve, str(socket), limit=MOST_LINE)
    try:
        yield made
    finally:
        server.close()
