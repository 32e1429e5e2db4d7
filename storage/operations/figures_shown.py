"""The figures of ``candid stats`` on a terminal: once, or anew every two seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table

from storage.operations.metrics import Figure, figures

if TYPE_CHECKING:
    from storage.store import Storage

EVERY_S = 2.0


def show(found: Sequence[Figure]) -> None:
    Console(highlight=False).print(_table(found))


async def watch(storage: Storage) -> None:
    """Runs until it is cancelled. On a terminal the table stays in its place; into a file or pipe, each is written."""
    console = Console(highlight=False)
    with Live(console=console, auto_refresh=False) as live:
        while True:
            now = _table(await figures(storage))
            if console.is_terminal:
                live.update(now, refresh=True)
            else:
                console.print(now)
            await asyncio.sleep(EVERY_S)


def _table(found: Sequence[Figure]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for figure in found:
        table.add_row(figure.what, "under 5" if figure.value is None else f"{figure.value:g}")
    return table
