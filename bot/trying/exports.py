"""Files of ``candid try``: written into the folder the operator named, never over anything that is there."""

from __future__ import annotations

from pathlib import Path

from bot.ports import Attachment


def save(folder: Path, attachment: Attachment) -> Path:
    """The path it was written to: its own name, or with a number when that name is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(attachment.filename)
    number = 1
    while True:
        path = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            with path.open("xb") as file:
                file.write(attachment.data)
        except FileExistsError:
            number += 1
        else:
            return path
