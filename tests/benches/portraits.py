"""The portraits a bench measures on when none are named: the public-domain ones of the tests, so that it runs bare."""

from __future__ import annotations

from pathlib import Path

import typer

OWN = Path(__file__).resolve().parents[1] / "assets" / "portraits"
ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


def portraits(folder: Path) -> list[Path]:
    """The pictures of a folder, by name. Raises ``typer.BadParameter`` where there is none."""
    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}; name one with portraits in it", param_hint="--images")
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    if not found:
        raise typer.BadParameter(f"there is no picture in {folder}", param_hint="--images")
    return found


def named(folder: Path, count: int) -> str:
    """Which portraits these were, for the method of a report."""
    whose = "the project's own public-domain portraits" if folder == OWN else "portraits of the folder named"
    return f"{count} of {whose}."
