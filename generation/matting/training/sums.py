"""How far a matte is from the truth: edge colours before a light and a dark wall, and its errors, per group."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage
from generation.matting import edges
from generation.vision import tone
from tests.benches import beside

Floats = NDArray[np.float32]
Wall = tuple[int, int, int]
LIGHT: Wall = (226, 228, 232)  # the walls that people are set before, 8-bit sRGB
DARK: Wall = (62, 68, 78)


def delta_e(frame: RgbImage, found: Mask, truth: Floats, alpha: Mask, wall: Wall) -> Floats:
    """ΔE00 of the edge pixels of the person set before a wall, from the truth before it, (N,).

    ``truth``: the person's own colour, (H, W, 3), 8-bit levels; ``alpha``: the true share, (H, W).
    """
    where = (alpha > beside.EDGE[0]) & (alpha < beside.EDGE[1])

    def before(own: Floats, share: Mask) -> NDArray[np.uint8]:
        part, much = own[where], share[where][:, None]
        return np.clip(np.rint(part * much + np.array(wall, np.float32) * (1 - much)), 0, 255).astype(np.uint8)

    mine = before(edges.person_colour(frame, found).astype(np.float32), found)
    return np.asarray(tone.delta_e_2000(tone.srgb_to_lab(mine), tone.srgb_to_lab(before(truth, alpha))), np.float32)


class Sums:
    """ΔE00 and errors, gathered per group."""

    def __init__(self) -> None:
        self.light: dict[str, list[Floats]] = defaultdict(list)
        self.dark: dict[str, list[Floats]] = defaultdict(list)
        self.errors: dict[str, list[float]] = defaultdict(list)
        self.outside: dict[str, list[float]] = defaultdict(list)

    def add(self, group: str, frame: RgbImage, found: Mask, *, truth: Floats, alpha: Mask) -> None:
        """Takes in one matte ``found``, as ``delta_e`` has it."""
        self.light[group].append(delta_e(frame, found, truth, alpha, LIGHT))
        self.dark[group].append(delta_e(frame, found, truth, alpha, DARK))
        self.errors[group].append(1000 * float(np.abs(found - alpha).mean()))
        self.outside[group].append(1000 * float(found[alpha < 0.02].sum()) / alpha.size)

    def row(self, group: str | None = None) -> dict[str, float]:
        """Median and 95th percentile of ΔE00, mean errors in per mille of the picture; of one group, or of all."""
        groups = [group] if group is not None else list(self.light)
        light, dark = (np.concatenate([one for key in groups for one in of[key]]) for of in (self.light, self.dark))
        errors, outside = (np.mean([one for key in groups for one in of[key]]) for of in (self.errors, self.outside))
        return {
            "light p50": round(float(np.median(light)), 2),
            "light p95": round(float(np.percentile(light, 95)), 2),
            "dark p50": round(float(np.median(dark)), 2),
            "dark p95": round(float(np.percentile(dark, 95)), 2),
            "error ‰": round(float(errors), 2),
            "kept outside ‰": round(float(outside), 2),
        }


def compared(sums: dict[str, Sums]) -> dict[str, object]:
    """A row for each variant, and one for each group with the figures of all variants."""
    rows: dict[str, object] = {name: one.row() for name, one in sums.items()}
    for group in next(iter(sums.values())).light:
        rows[f"- {group}"] = {name: list(one.row(group).values()) for name, one in sums.items()}
    return rows
