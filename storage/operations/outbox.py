"""``candid outbox``: the messages that were set aside. It tells no words, no picture and nobody's name."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from storage.home import home_of
from storage.opening import open_storage
from storage.queue import outbox as rows
from storage.queue.outbox import DOOR, OutboxRow
from storage.settings import StorageSettings
from storage.store import Storage

R = TypeVar("R")


def outbox(
    what: Annotated[str, typer.Argument(help="retry; nothing lists them")] = "",
    number: Annotated[int, typer.Argument(help="the message's number; 0 for all")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """List messages that were set aside because a platform would not take them, or send them again."""
    if what == "retry":
        again = _in_storage(lambda storage: _release(storage, number))
        typer.echo(f"{again} messages go out again while `candid up` runs.")
        return
    if what:
        message = "one of: retry"
        raise typer.BadParameter(message)
    found = _in_storage(_held)
    if as_json:
        typer.echo(json.dumps([_told(row) for row in found], indent=2))
        return
    for row in found:
        waits = " (waits until that person does something again)" if row.error.startswith(DOOR) else ""
        since = f"{row.created_at:%Y-%m-%d %H:%M} UTC"
        typer.echo(f"{row.id}: {row.verb} on {row.platform}, since {since}: {row.error.removeprefix(DOOR)}{waits}")
    typer.echo("Send again: candid outbox retry, or candid outbox retry N." if found else "Nothing was set aside.")


def _told(row: OutboxRow) -> dict[str, object]:
    return {
        "number": row.id,
        "platform": row.platform,
        "kind": row.verb,
        "code": row.error.removeprefix(DOOR),
        "waits_for_the_person": row.error.startswith(DOOR),
        "since": row.created_at.isoformat(),
    }


async def _held(storage: Storage) -> list[OutboxRow]:
    async with storage.db.read() as tx:
        return await rows.held(tx)


async def _release(storage: Storage, number: int) -> int:
    async with storage.db.write() as tx:
        return await rows.release(tx, storage.clock.now(), number or None)


def _in_storage(work: Callable[[Storage], Awaitable[R]]) -> R:
    async def run() -> R:
        async with open_storage(StorageSettings()) as storage:
            return await work(storage)

    from storage import logs

    logs.configure(home_of(StorageSettings()), quiet=True)
    return asyncio.run(run())
