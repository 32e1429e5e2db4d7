"""``candid migrate``: one installation's rows and encrypted bytes brought to another database and store.

    1  target    every table, marked as coming: no bot opens it (``MoveUnfinished``)
    2  pass      bytes, then rows, then both sides are read again and compared by counts and hashes
    3  leaving   the old rows are marked: nothing opens them any more (``MovedAway``)          from here on: --commit
    4  last pass what changed since, compared again
    5  open      the consent locks and the version come on: from now on the target is the installation
    6  erase     the old bytes, then the old rows

1 and 2 may run as often as one likes while Candid serves. A crash anywhere is mended by the same command: a pass writes
only what differs, and the marks say how far it was. At no moment do both sides open. Keys stay where they are.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.db.database import Database, sqlite_url
from storage.errors import InUse, MoveUnfinished, StorageError
from storage.home import Home, home_of
from storage.migrations import upgrade
from storage.operations import moving_bytes, moving_rows
from storage.operations.backups import NotEmpty
from storage.operations.who_serves import is_served
from storage.records import ObjectId
from storage.vault.blobs import Blobs, is_name
from storage.vault.keys import open_keys
from storage.vault.stores import open_blobs

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.settings import StorageSettings


class NothingToMove(StorageError):
    """There is no installation here to move. If a move has just ended, set the new settings; it is whole."""

    code, exit_code = "nothing_to_move", 10


class SamePlace(StorageError):
    """The rows are there already. Name another database."""

    code, exit_code = "same_place", 10


class OtherMove(StorageError):
    """Another move was begun. End it with the places it was begun with, or take it back: candid migrate --cancel"""

    code, exit_code = "other_move", 10


class StillServing(InUse):
    """Bot or worker is running. Stop all of them first: what they write meanwhile would be lost."""

    exit_code = 10


class MoveFailed(StorageError):
    """The two sides are not equal. The old place is untouched and goes on; run the command again."""

    code = "move_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """As in the settings: ``database`` is "" for SQLite in the data folder, ``blobs`` is "" for files there."""

    database: str
    blobs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """``changed``: rows and objects written or deleted in this run; ``absent``: objects that the old place lacked."""

    rows: int
    objects: int
    changed: int
    absent: int = 0


async def copy(settings: StorageSettings, to: Place) -> Moved:
    """Steps 1 and 2. Raises ``NothingToMove``, ``SamePlace``, ``NotEmpty``, ``MoveFailed``, ``MovedAway``,
    ``StoreUnreachable``, ``DiskFull``.
    """
    async with _moving(settings, to) as move:
        await upgrade.ensure_schema(move.source)
        await move.prepare()
        return await move.one_pass()


async def commit(settings: StorageSettings, to: Place) -> Moved:
    """Everything. Raises ``StillServing`` and ``OtherMove`` as well; then the old place goes on."""
    async with _moving(settings, to) as move:
        done = Moved(rows=0, objects=0, changed=0)
        if not await move.is_leaving():
            await upgrade.ensure_schema(move.source)
            await move.refuse_while_serving()
            await move.prepare()
            await move.mark_source(move.leaving)
            if await move.serves():  # started in between
                await move.mark_source(upgrade.PRESENT)
                raise StillServing
        if not await move.target_is_open():
            try:
                done = await move.one_pass()
            except Exception:
                await move.mark_source(upgrade.PRESENT)
                raise
            async with move.target.write() as tx:
                await upgrade.open_after_a_move(tx)
        await move.erase_source()
        return done


async def cancel(settings: StorageSettings, to: Place) -> None:
    """Takes back what has not been opened yet: the old place opens again, the copy is removed."""
    async with _moving(settings, to) as move:
        leaving = await move.is_leaving()
        async with move.target.read() as tx:
            coming = await upgrade.mark_of(tx) == move.coming
        if not coming:
            message = "There is no unfinished move to that place."
            raise NothingToMove(message)
        await move.erase_target()
        if leaving:
            await move.mark_source(upgrade.PRESENT)


@dataclass(frozen=True, kw_only=True)
class _Move:
    """``stores``: the old and the new one; None where the bytes stay. ``coming``, ``leaving``: the marks."""

    home: Home
    source: Database
    target: Database
    stores: tuple[Blobs, Blobs] | None
    coming: str
    leaving: str

    async def is_leaving(self) -> bool:
        async with self.source.read() as tx:
            mark = await upgrade.mark_of(tx)
        if not mark:
            raise NothingToMove
        if mark.startswith(upgrade.COMING):
            raise MoveUnfinished
        if mark.startswith(upgrade.LEAVING) and mark != self.leaving:
            raise OtherMove
        return mark == self.leaving

    async def target_is_open(self) -> bool:
        async with self.target.read() as tx:
            return await upgrade.mark_of(tx) == upgrade.PRESENT

    async def mark_source(self, mark: str) -> None:
        async with self.source.write() as tx:
            await upgrade.set_mark(tx, mark)

    async def prepare(self) -> None:
        async with self.target.write() as tx:
            mark = await upgrade.mark_of(tx)
            if mark == self.coming:
                return
            tables = await tx.run_sync(lambda connection: sa.inspect(connection).get_table_names())
            if tables or (self.stores and any(is_name(name) for name in await _names(self.stores[1]))):
                message = "There is something in that database or store already. Name an empty one."
                raise NotEmpty(message)
            await upgrade.make_for_a_move(tx, self.coming)

    async def one_pass(self) -> Moved:
        async with self.source.snapshot() as rows:
            named = [ObjectId(found) for found in (await rows.execute(sa.select(schema.objects.c.id))).scalars()]
            changed = await asyncio.to_thread(moving_bytes.copy, *self.stores, named) if self.stores else 0
            changed += await moving_rows.copy(rows, self.target)
            counted = await self._same_rows(rows)
        absent = await self._same_bytes(named)
        return Moved(rows=counted, objects=len(named), changed=changed, absent=absent)

    async def _same_rows(self, rows: AsyncConnection) -> int:
        here = await moving_rows.held(rows)
        async with self.target.snapshot() as tx:
            there = await moving_rows.held(tx)
        unequal = sorted(name for name in here if here[name] != there[name])
        if unequal:
            message = f"Not equal: {', '.join(unequal)}. {' '.join(str(MoveFailed()).split())}"
            raise MoveFailed(message)
        return sum(table.rows for table in here.values())

    async def _same_bytes(self, named: list[ObjectId]) -> int:
        """Returns how many objects the old place lacks although a row names them."""
        if not self.stores:
            return 0
        found = await asyncio.to_thread(moving_bytes.compare, *self.stores, named)
        if found.unequal:
            async with self.source.read() as tx:  # erased while we compared: no failure
                left = set((await tx.execute(sa.select(schema.objects.c.id))).scalars())
            again = [each for each in named if each in left]
            found = await asyncio.to_thread(moving_bytes.compare, *self.stores, again)
        if found.unequal:
            message = f"Not equal: {found.unequal} encrypted files. {' '.join(str(MoveFailed()).split())}"
            raise MoveFailed(message)
        return found.absent

    async def refuse_while_serving(self) -> None:
        if await self.serves():
            raise StillServing

    async def serves(self) -> bool:
        return await is_served(self.home, self.source)

    async def erase_source(self) -> None:
        if self.stores:
            await asyncio.to_thread(self.stores[0].remove_all)
        await moving_rows.drop(self.source, self.home)

    async def erase_target(self) -> None:
        if self.stores:
            await asyncio.to_thread(self.stores[1].remove_all)
        await moving_rows.drop(self.target, self.home)


@asynccontextmanager
async def _moving(settings: StorageSettings, to: Place) -> AsyncIterator[_Move]:
    here = Place(database=settings.database_url, blobs=settings.blob_url)
    if here.database == to.database:
        raise SamePlace
    home = home_of(settings)
    if not here.database and not home.database.exists():
        raise NothingToMove
    keys = await open_keys(home)
    whose = keys.derive(b"candid: a move of this installation").hex()[:16]
    await keys.close()
    places = f"{sa.make_url(to.database or 'sqlite://').render_as_string(hide_password=True)} {to.blobs}"
    if not to.database:
        home.make_database_private()
    async with AsyncExitStack() as closing:
        databases = []
        for url in (here.database, to.database):
            db = Database(url or sqlite_url(home.database))
            closing.push_async_callback(db.dispose)
            databases.append(db)
        stores = None
        if here.blobs != to.blobs:
            stores = (open_blobs(home, here.blobs), open_blobs(home, to.blobs))
            await asyncio.to_thread(stores[1].refuse_keeping)
        yield _Move(
            home=home,
            source=databases[0],
            target=databases[1],
            stores=stores,
            coming=f"{upgrade.COMING}{upgrade.PRESENT}:{whose}",
            leaving=f"{upgrade.LEAVING}{hashlib.sha256(places.encode()).hexdigest()[:20]}",
        )


async def _names(blobs: Blobs) -> list[str]:
    return await asyncio.to_thread(lambda: list(blobs.names()))
