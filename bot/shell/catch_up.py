"""What people did while nobody listened: each open chat is read once for every session that begins, a few at a time.

    1  the chats, as they were heard until now
    2  a platform reads one: what was said since, and the votes that stand under its pictures
    3  what is new of it goes the way of every event; what was heard before is dropped there
A chat that cannot be read at the moment is read again after the pause that its platform asks for.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from datetime import datetime, timedelta

from bot.ports import PostRefused, Reacted, TryLater
from bot.records import OpenChat
from storage.logs import log

CHATS_AT_ONCE = 8
TRIES = 5  # of a chat that cannot be read for a moment; where the platform asks for a pause, there is no last one
HEARD_KNOWN = timedelta(hours=23)  # how long an event that was heard is known by its id, less than storage keeps it
CLOCKS_APART = timedelta(minutes=1)  # this machine's clock and the platform's

Sleep = Callable[[float], Awaitable[object]]


class NobodyOpen:
    """``OpenChats`` where no records are behind the bot: nobody is known who may have gone on."""

    async def open_chats(self, platform: str) -> AsyncIterator[OpenChat]:  # noqa: ARG002  (a port has its shape)
        nobody: tuple[OpenChat, ...] = ()
        for chat in nobody:
            yield chat


class CatchUp:
    """Beside everything else. ``take_up`` reads one chat and hands on what is new."""

    def __init__(
        self,
        chats: Callable[[], AsyncIterator[OpenChat]],
        take_up: Callable[[OpenChat], Awaitable[None]],
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._chats = chats
        self._take_up = take_up
        self._sleep = sleep
        self._wanted = False
        self._running: asyncio.Task[None] | None = None
        self.times = 0  # how often all chats were read

    def begun(self) -> None:
        """A session begins. What happened before one that begins meanwhile is read next, from the start."""
        self._wanted = True
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
            self._running.add_done_callback(self._ended)

    async def idle(self) -> None:
        """Returns once nothing is read any more."""
        if self._running is not None:
            await asyncio.wait({self._running})

    async def stop(self) -> None:
        """What was not read is read at the next start: nothing of it counts as heard."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            log.info("catch_up.done", amount=await self._all())
            self.times += 1

    def _ended(self, running: asyncio.Task[None]) -> None:
        if not running.cancelled() and (broken := running.exception()) is not None:
            log.error("catch_up.ended", error=type(broken).__name__)

    async def _all(self) -> int:
        """Returns how many chats were read."""
        gate = asyncio.Semaphore(CHATS_AT_ONCE)

        async def read(chat: OpenChat) -> bool:
            try:
                return await self._read(chat)
            finally:
                gate.release()

        async with asyncio.TaskGroup() as group:
            reading = []
            async for chat in self._chats():
                await gate.acquire()
                reading.append(group.create_task(read(chat)))
        return sum(each.result() for each in reading)

    async def _read(self, chat: OpenChat) -> bool:
        """One that cannot be read at all is left as it is, and told in the log."""
        tries = 0
        while True:
            try:
                await self._take_up(chat)
            except PostRefused as refused:
                tries += not isinstance(refused, TryLater)
                if refused.retry_after is None or tries >= TRIES:
                    log.error("catch_up.unread", code=refused.code)
                    return False
                await self._sleep(refused.retry_after)
            except Exception as broken:  # one chat's answer that cannot be read stops nobody else's
                log.error("catch_up.unread", error=type(broken).__name__)
                return False
            else:
                return True


def unheard_since(chat: OpenChat, now: datetime) -> datetime:
    """What was said before was heard. What was heard within the day is also known by its id, so it may come again."""
    return chat.heard_at - CLOCKS_APART if now - chat.heard_at < HEARD_KNOWN else chat.heard_at


def missed(chat: OpenChat, shown: Mapping[str, frozenset[str]]) -> Iterator[Reacted]:
    """What the person's reactions say now and did not say when they were last heard.

    ``shown``: their votes by the message they stand under; one that was not read is not there. Of two new ones
    at once nobody knows which came last.
    """
    for picture in chat.pictures:
        stands: frozenset[str] = frozenset().union(*(shown.get(ref, ()) for ref in picture.refs))
        if picture.refs <= shown.keys():
            for vote in sorted(picture.reactions - stands):
                yield Reacted(emoji=vote, subject=picture.subject, added=False)
        if new := sorted(stands - picture.reactions - {picture.vote}):
            yield Reacted(emoji=new[0], subject=picture.subject, others=tuple(new[1:]))
