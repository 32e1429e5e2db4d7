"""Draws files that cost a reader far more than their size tells: ``python -m tests.benches.hostile FOLDER SEED``.

In a process of its own, so that the bench's process never holds their pixels.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

NAMES: Final = ("strip.png", "bomb.png")


def strip(chance: random.Random) -> Image.Image:
    """20,000 x 66 px in a few kilobytes: a search for faces would look at thousands of windows."""
    bars = np.zeros((66, 20_000, 3), np.uint8)
    for left in range(0, 20_000, 500):
        bars[:, left : left + 250] = [chance.randrange(256) for _ in range(3)]
    return Image.fromarray(bars)


def bomb(chance: random.Random) -> Image.Image:
    """Just under 50 megapixels of one row repeated: 147 MB of pixels come out of a few hundred kilobytes."""
    row = np.frombuffer(chance.randbytes(64 * 3), np.uint8).reshape(1, 64, 3)
    return Image.fromarray(np.tile(row, (7000, 7000 // 64, 1)))


def main(folder: Path, seed: int) -> None:
    for name, draw in zip(NAMES, (strip, bomb), strict=True):
        draw(random.Random(f"{name} {seed}")).save(folder / name, optimize=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
