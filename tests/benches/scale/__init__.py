"""``candid bench scale``: what grows and what does not, on SQLite and on PostgreSQL.

A million rows are put there by plain SQL. All picture work is simulated: it is really done once, and then slept for as
long as that took in this very run. Everything else is real: queue, vault, rows, outbox, conversation, processes. The
chat service is a stand-in that delivers an event again until it is acknowledged and makes nothing unique.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

WORLDS = ("SQLite", "PostgreSQL")
IN_EACH = ("starts", "claims", "forgetting", "purging")
IN_A_TOWN = ("stretch", "killed", "conversations")  # on PostgreSQL


def scale(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    row: Annotated[
        list[str] | None, typer.Option(help=f"{', '.join((*IN_EACH, *IN_A_TOWN))}; once for each, all without it")
    ] = None,
    world: Annotated[list[str] | None, typer.Option(help="SQLite or PostgreSQL; both without it")] = None,
    queued: Annotated[int, typer.Option(help="jobs sent through the idle queue")] = 100,
    finished: Annotated[int, typer.Option(help="finished jobs that are there already")] = 1_000_000,
    photos: Annotated[int, typer.Option(help="other people's photos")] = 1_000_000,
    due: Annotated[int, typer.Option(help="photos to purge")] = 100_000,
    minutes: Annotated[float, typer.Option(help="of conversations")] = 10.0,
    conversations: Annotated[int, typer.Option(help="begun in a minute")] = 1000,
) -> None:
    """What a million rows, a thousand conversations a minute, and dead bots cost."""
    from storage.measuring import Report
    from tests import postgresql
    from tests.benches.scale import measured, rows, town, worlds

    chosen, names = row or [*IN_EACH, *IN_A_TOWN], world or list(WORLDS)
    for unknown in {*chosen} - {*IN_EACH, *IN_A_TOWN} | {*names} - {*WORLDS}:
        typer.echo(f"There is no row or world {unknown!r}.", err=True)
        raise typer.Exit(2)
    if not postgresql.AVAILABLE and ("PostgreSQL" in names or {*chosen} & {*IN_A_TOWN}):
        typer.echo("There is no PostgreSQL server here. Install one, or choose --world SQLite and its rows.", err=True)
        raise typer.Exit(2)
    report = Report(
        bench="scale",
        method=(
            "Rows are there by plain SQL. Picture work is simulated: done once, timed, then slept for as long; results "
            "are handed on. Queue, vault, rows, outbox and processes are real, the chat service is a stand-in. People, "
            "bots, workers and PostgreSQL (synced commits) share the cores."
        ),
    )
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as name:
        folder = Path(name)
        needed = [*names, *(["PostgreSQL"] if {*chosen} & {*IN_A_TOWN} else [])]
        with worlds.servers(needed) as server:
            needs_work = {"starts", *IN_A_TOWN} & {*chosen}
            work = measured.measured(folder) if needs_work else folder
            plan = rows.Plan(
                folder=folder, server=server, work=work, queued=queued, finished=finished, photos=photos, due=due
            )
            for each in [each for each in IN_EACH if each in chosen]:
                for where in names:
                    _run(f"{each}, {where}", lambda: getattr(rows, each)(plan, where, report))  # noqa: B023 - run at once
            for each in [each for each in IN_A_TOWN if each in chosen]:
                told = {"minutes": minutes, "a_minute": conversations} if each == "conversations" else {}
                _run(each, lambda: getattr(town, each)(plan, report, **told))  # noqa: B023 - run at once
    report.print(as_json=as_json)


def _run(name: str, row: Callable[[], Awaitable[None]]) -> None:
    typer.echo(f"measuring: {name}", err=True)

    async def whole() -> None:
        await row()

    asyncio.run(whole())
