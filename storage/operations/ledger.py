"""``candid audit``: whether the ledger still is what it was. Settings are read here and nowhere below."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from storage.operations.cli import EXIT_REFUSED, AsJson, in_storage
from storage.store import Storage


def audit(
    what: Annotated[str, typer.Argument(help="verify: follow the chain from its first line")] = "verify",
    line: Annotated[int, typer.Option(help="the number of a line noted earlier, e.g. on a deletion receipt")] = 0,
    noted: Annotated[str, typer.Option("--hash", help="the hash of that line")] = "",
    as_json: AsJson = False,
) -> None:
    """Check the ledger: that no line was changed, taken out or put in, and that it has a line noted earlier."""
    from storage import audit as ledger

    if what != "verify" or bool(line) != bool(noted):
        message = "use: candid audit verify, or candid audit verify --line NUMBER --hash HASH"
        raise typer.BadParameter(message)

    async def work(storage: Storage) -> tuple[ledger.Checked, bool]:
        async with storage.db.read() as tx:
            noted_stands = not noted or await ledger.holds(tx, ledger.Line(number=line, hash=noted.lower()))
            return await ledger.check(tx), noted_stands

    found, stands = in_storage(work)
    if as_json:
        typer.echo(json.dumps({**asdict(found), "noted_line_stands": stands if noted else None}, indent=2))
    elif found.broken_at is not None:
        typer.echo(f"Line {found.broken_at} does not fit: it or one before it was changed, taken out or put in.")
    elif not stands:
        typer.echo(f"The chain fits, but line {line} is not the one you noted: the ledger was shortened or built anew.")
    elif found.last is None:
        typer.echo("The ledger is empty.")
    else:
        typer.echo(
            f"All {found.last.number} lines fit. The last one: --line {found.last.number} --hash {found.last.hash}"
        )
    if found.broken_at is not None or not stands:
        raise typer.Exit(EXIT_REFUSED)
