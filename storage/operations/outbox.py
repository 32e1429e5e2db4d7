"""``candid outbox``: the messages that were set aside. It tells no words, no picture and nobody's name."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from storage.operations.cli import in_storage
from storage.queue import outbox as rows
from storage.queue.outbox import DOOR, OutboxRow
from storage.store import Storage


def outbox(
    what: Annotated[str, typer.Argument(help="retry; nothing lists them")] = "",
    number: Annotated[int, typer.Argument(help="the message's number; 0 for all")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """List messages that were set aside because a platform would not take them, or send them again."""
    if what == "retry":
        again = in_storage(lambda storage: _release(storage, number))
        typer.echo(f"{again} messages go out again while `candid up` runs.")
        return
    if what:
        message = "one of: retry"
        raise typer.BadParameter(message)
    found = in_storage(_held)
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
