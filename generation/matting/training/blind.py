"""A blind comparison: of each portrait the places where today and the network differ most, left and right shuffled.

A row: the photo, left and right before a light wall, then left and right before a dark one. The key says on which side
the network is; the judge opens it last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from generation.images import Mask, RgbImage
from generation.matting.training.learned import Learned, Network, before_calm_walls
from generation.matting.training.portraits import over, remembered
from generation.matting.training.sums import DARK, LIGHT

Side = Literal["left", "right"]
WINDOW, PLACES, ROWS = 250, 2, 6  # pixels of the picture, each shown as one; places of a portrait; rows of a sheet


def sheets(cut: Path, net: Path, out: Path, seed: int, *, calm: bool) -> None:
    """Writes blind_NN.png and key.json for the portraits that ``cut`` remembers."""
    learned = Learned(Network(net), before_calm_walls if calm else None)
    pairs = ((name, heard.frame, heard.alpha, heard.learned(learned)) for name, heard in remembered(cut))
    write(pairs, out, seed)


def write(pairs: Iterable[tuple[str, RgbImage, Mask, Mask]], out: Path, seed: int) -> None:
    """Writes the sheets and the key of portraits: name, frame, today's matte, the network's."""
    rng, key, rows, number = np.random.default_rng(seed), dict[str, Side](), list[RgbImage](), 0
    out.mkdir(parents=True, exist_ok=True)
    for name, frame, today, network in pairs:
        key[name], (left, right) = shuffled(rng, today, network)
        rows += [_row(frame, left, right, at, f"{name}{'ab'[n]}") for n, at in enumerate(places(today, network))]
        while len(rows) >= ROWS:
            Image.fromarray(np.vstack(rows[:ROWS])).save(out / f"blind_{number:02}.png")
            rows, number = rows[ROWS:], number + 1
    if rows:
        Image.fromarray(np.vstack(rows)).save(out / f"blind_{number:02}.png")
    (out / "key.json").write_text(json.dumps(key, indent=1))


def shuffled(rng: np.random.Generator, today: Mask, network: Mask) -> tuple[Side, tuple[Mask, Mask]]:
    """On which side the network is, and what stands left and right."""
    return ("left", (network, today)) if rng.integers(2) else ("right", (today, network))


def counted(key: dict[str, Side], chosen: dict[str, Side | Literal["equal"]]) -> dict[str, int]:
    """How often the network was better, equal or worse; ``chosen``: which side the judge found better."""
    found = {"better": 0, "equal": 0, "worse": 0}
    for name, side in chosen.items():
        found["equal" if side == "equal" else "better" if side == key[name] else "worse"] += 1
    return found


def places(today: Mask, network: Mask) -> list[tuple[int, int]]:
    """Left and top of the windows with the most change, pixels, apart from each other."""
    change = np.abs(today - network)
    sums = cv2.boxFilter(change, -1, (WINDOW, WINDOW), anchor=(0, 0), normalize=False, borderType=cv2.BORDER_CONSTANT)
    total = sums[: change.shape[0] - WINDOW + 1, : change.shape[1] - WINDOW + 1].copy()
    found = []
    for _ in range(PLACES):
        top, left = np.unravel_index(int(total.argmax()), total.shape)
        found.append((int(left), int(top)))
        total[max(0, top - WINDOW) : top + WINDOW, max(0, left - WINDOW) : left + WINDOW] = -1
    return found


def _row(frame: RgbImage, left: Mask, right: Mask, at: tuple[int, int], name: str) -> RgbImage:
    shown = [frame, *(over(frame, one, wall) for wall in (LIGHT, DARK) for one in (left, right))]
    row = np.hstack([part[at[1] : at[1] + WINDOW, at[0] : at[0] + WINDOW] for part in shown])
    row = np.ascontiguousarray(np.vstack([row, np.full((4, row.shape[1], 3), 255, np.uint8)]))
    cv2.putText(row, name, (4, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 60, 60), 2)
    return row
