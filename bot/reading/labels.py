"""What is said of every kind of picture, as one table: ``candid texts --labels``.

Records and metadata come from whoever makes pictures, by the entry-point group ``candid.labels``; chat texts from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import cast

from bot.conversation import edits as told
from bot.texts.catalog import render
from storage.records import Edits

GROUP = "candid.labels"
HEADS = ("backdrop", "light", "face", "upload says", "label", "source type", "caption", "metadata")
Every = Callable[[str], Iterator[tuple[Edits, str]]]


def table(language: str) -> str:
    """A Markdown table, one line for each combination."""
    rows = [_row(edits, metadata, language) for edits, metadata in combinations(language)]
    return "\n".join(_line(cells) for cells in (HEADS, ("---",) * len(HEADS), *rows))


def combinations(language: str) -> list[tuple[Edits, str]]:
    found = [cast("Every", entry.load()) for entry in entry_points(group=GROUP)]
    return [each for every in found for each in every(language)]


def _row(edits: Edits, metadata: str, language: str) -> tuple[str, ...]:
    return (
        edits.backdrop,
        edits.light,
        "made up" if edits.invented else "redrawn" if edits.face_repainted else "as taken",
        edits.claim,
        edits.label or "-",
        edits.source_type,
        render(told.caption(edits), language, ""),
        metadata,
    )


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"
