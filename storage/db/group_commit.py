"""Group commit: writes of one process that wait for each other share one transaction, one lock and one disk sync.

SQLite has one writer. When many people talk at once, each turn would wait for the lock and for the disk. Here a block
that finds others waiting leaves the transaction open for them:

    1  blocks run one after the other, each in its own savepoint: a block that raises undoes only itself
    2  the commit queues behind the blocks that wait once the first has finished; a transaction too old is committed
       before the next block
    3  no block returns before the commit, and each does right after it: what is acknowledged is on the disk
    4  when the commit fails, or SQLite undoes the whole transaction (a full disk), every block in it raises

A block that goes ahead comes before all that wait and do not. Its transaction ends sooner: others join it for as long
as the last commit took, so that on a slow disk half of the time is still theirs.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storage.errors import StorageBusy

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction

MOST_BLOCKS = 16  # in one transaction
LONGEST_S = 0.02  # after this no block joins, since other processes want the lock too
SHORTEST_S = 0.005  # so long others join one that goes ahead, however quick the disk is


@dataclass(slots=True, eq=False)
class _Shared:
    """A transaction that several blocks share. ``error``: why it was not committed."""

    tx: AsyncConnection
    transaction: AsyncTransaction
    begun_s: float  # of the event loop's clock
    blocks: int = 0
    ahead: bool = False  # somebody waits for a block that went ahead
    committing: asyncio.Task[None] | None = None  # until its turn comes
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    error: BaseException | None = None


class _Turns:
    """One at a time: those that go ahead, then the others, each in the order in which they came."""

    def __init__(self) -> None:
        self._taken = False
        self._ahead: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def turn(self, *, ahead: bool = False) -> AsyncIterator[None]:
        await self._take(self._ahead if ahead else self._others)
        try:
            yield
        finally:
            self._hand_on()

    async def _take(self, line: deque[asyncio.Future[None]]) -> None:
        if not self._taken:
            self._taken = True
            return
        coming = asyncio.get_running_loop().create_future()
        line.append(coming)
        try:
            await coming
        except asyncio.CancelledError:
            if not coming.cancelled():  # its turn had come at this very moment
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        """To the first that still waits; who was cancelled does not."""
        for line in (self._ahead, self._others):
            while line:
                if not (coming := line.popleft()).done():
                    coming.set_result(None)
                    return
        self._taken = False


class GroupCommit:
    """``engine``: has one connection, whose ``BEGIN`` takes the write lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turns = _Turns()
        self._open: _Shared | None = None
        self._last_commit_s = 0.0

    @asynccontextmanager
    async def block(self, *, ahead: bool = False) -> AsyncIterator[AsyncConnection]:
        """One block of statements: after the block all of it is committed, or nothing."""
        async with self._turns.turn(ahead=ahead):
            shared = await self._join()
            shared.ahead |= ahead
            try:
                # 1 a savepoint of its own
                savepoint = await shared.tx.begin_nested()
                try:
                    yield shared.tx
                except BaseException:
                    if await _stands(shared):
                        await to_the_end(savepoint.rollback())
                    raise
                await savepoint.commit()
            except BaseException as failed:
                await to_the_end(self._after_failure(shared, failed))
                raise
        # 2, 3 behind those that waited meanwhile
        await to_the_end(self._settle(shared))

    async def _join(self) -> _Shared:
        """The open transaction, or a new one."""
        now = asyncio.get_running_loop().time()
        shared = self._open
        if shared is not None and (shared.blocks >= MOST_BLOCKS or now - shared.begun_s > self._longest_s(shared)):
            await to_the_end(self._commit(shared))
        if self._open is None:
            tx = self._engine.connect()
            await tx.start()
            try:
                self._open = _Shared(tx=tx, transaction=await tx.begin(), begun_s=now)
            except BaseException:
                await to_the_end(tx.close())
                raise
        self._open.blocks += 1
        return self._open

    def _longest_s(self, shared: _Shared) -> float:
        return min(LONGEST_S, max(SHORTEST_S, self._last_commit_s)) if shared.ahead else LONGEST_S

    async def _settle(self, shared: _Shared) -> None:
        if shared.committing is None and not shared.ended.is_set():
            shared.committing = asyncio.create_task(self._commit_in_turn(shared))
        await shared.ended.wait()
        if shared.error is not None:
            raise shared.error

    async def _commit_in_turn(self, shared: _Shared) -> None:
        async with self._turns.turn():
            if not shared.ended.is_set():
                await self._commit(shared)

    async def _commit(self, shared: _Shared) -> None:
        """Call it inside a turn. A failure is raised in every block of ``shared``, not here."""
        began_s = asyncio.get_running_loop().time()
        try:
            await shared.transaction.commit()
        except Exception as failed:
            shared.error = failed
        self._last_commit_s = asyncio.get_running_loop().time() - began_s
        await self._end(shared)

    async def _after_failure(self, shared: _Shared, failed: BaseException) -> None:
        """4 The blocks before it are committed, if SQLite still has them."""
        if not await _stands(shared):
            # A cancellation belongs to one task only: the other blocks hear of a busy database.
            shared.error = failed if isinstance(failed, Exception) else StorageBusy()
            await self._end(shared)
        elif shared.blocks > 1:
            await self._commit(shared)
        else:
            await shared.transaction.rollback()
            await self._end(shared)

    async def _end(self, shared: _Shared) -> None:
        self._open = None
        try:
            await shared.tx.close()
        finally:
            shared.ended.set()


async def _stands(shared: _Shared) -> bool:
    """Whether the transaction still exists: SQLite undoes it when the disk is full."""
    if shared.tx.closed or shared.tx.invalidated:
        return False
    driver = (await shared.tx.get_raw_connection()).driver_connection
    return bool(getattr(driver, "in_transaction", False))


async def to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Runs a commit or rollback to its end, even when this task is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
