"""rembg with u2netp, as people use it, in a process of its own: ``python -P rembg_peer.py FOLDER``, run by ``beside``.

It imports nothing of Candid, so that neither side weighs on the other. ``FOLDER/photos`` and ``FOLDER/drawn`` hold
PNGs, ``FOLDER/home`` the model; the cut-out of each drawn picture is written to ``FOLDER/cut``, and CPU seconds go to
stdout as JSON: ``whole``, the photo cut out as it is, then cropped; ``small``, cropped to the picture's size before.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from PIL import Image

SIDE = 1024  # px of a finished picture
WALL = (226, 228, 232, 255)  # the plain backdrop
RUNS = 3  # of each photo, after one that is not counted
MODEL = "u2netp"


def main(folder: Path) -> None:
    """Measures and cuts everything in the folder."""
    rembg: Any = importlib.import_module("rembg")
    fetcher: Any = importlib.import_module("pooch")  # what rembg downloads with
    fetcher.retrieve = _never
    session = rembg.new_session(MODEL, providers=["CPUExecutionProvider"])

    def cut(picture: Image.Image) -> Image.Image:
        found: Image.Image = rembg.remove(picture, session=session, bgcolor=WALL)
        return found.convert("RGB")

    ways: dict[str, Callable[[Image.Image], Image.Image]] = {
        "whole": lambda photo: _cropped(cut(photo)),
        "small": lambda photo: cut(_cropped(photo)),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for path in sorted((folder / "photos").glob("*.png")):
        photo = _opened(path)
        for run in range(1 + RUNS):
            for name, made in ways.items():
                start = time.process_time()
                made(photo).save(io.BytesIO(), "JPEG", quality=95)
                if run:
                    spent[name].append(time.process_time() - start)
    for path in sorted((folder / "drawn").glob("*.png")):
        cut(_opened(path)).save(folder / "cut" / path.name)
    json.dump(spent, sys.stdout)


def _opened(path: Path) -> Image.Image:
    picture = Image.open(path).convert("RGB")
    picture.load()
    return picture


def _cropped(picture: Image.Image) -> Image.Image:
    """The upper square at the finished size: the cheapest framing there is."""
    side = min(picture.size)
    left = (picture.width - side) // 2
    return picture.crop((left, 0, left + side, side)).resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _never(*_: object, **__: object) -> NoReturn:
    raise SystemExit("rembg wanted to download a model; it is handed one and never downloads")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
