"""Draws the visible label: what it looks like, where it may stand. The words come from the table and the language.

Rules it keeps: capitals at least 5 % of the picture's shorter side; light letters on ink, at least 4.5:1; inside the
circle that most sites cut a profile picture to, where there is room; never on the face. Everything is measured in the
``side``, the picture's shorter side, so that a label looks the same at every size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure.typeset import Coverage, line
from generation.disclosure.wording import Words
from generation.images import Mask, RgbImage

CAP_SHARE = 0.05  # of the side: the strictest size rule we know (China, GB 45438-2025, 5 % of the shorter side)
CHIP_HEIGHT = 0.09
CHIP_WIDTH_MAX = 0.65
BADGE_CAP_SHARE = 0.09
CIRCLE_MARGIN = 0.012
EDGE_MARGIN = 0.03
FACE_CLEARANCE = 0.06  # of the face's height, kept free around it: the mask given is the inside of the face outline
INK: Final = np.array((20, 22, 26), np.float32)
PAPER: Final = np.array((255, 255, 255), np.float32)


class Placement(StrEnum):
    """Where the person wants the label. Whoever wants none gets the plain crop."""

    CHIP = "chip"  # all words on a bar inside the circle
    RING = "ring"  # all words on a plain ring around the picture
    BADGE = "badge"  # a large "AI"; the words stand in the caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Pixels, top left corner and size."""

    x: int
    y: int
    width: int
    height: int

    def scaled(self, factor: float) -> Box:
        """The same place in a copy ``factor`` times as large."""
        x, y, width, height = (round(value * factor) for value in (self.x, self.y, self.width, self.height))
        return Box(x=x, y=y, width=width, height=height)

    def touches(self, other: Box) -> bool:
        apart_x = self.x + self.width <= other.x or other.x + other.width <= self.x
        apart_y = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (apart_x or apart_y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A label ready to lay on a picture: (H, W, 3) sRGB and its coverage. ``core``: columns that are letters on ink."""

    pixels: RgbImage
    coverage: Coverage
    core: slice


def chip(text: str, words: Words, side: int) -> Patch | None:
    """A rounded bar with the words. None when they are too wide for it: then another placement must be used."""
    letters = line(text, words, float(math.ceil(CAP_SHARE * side)))
    height = round(CHIP_HEIGHT * side)
    widest = round(CHIP_WIDTH_MAX * side)
    if letters.shape[0] > height or letters.shape[1] > widest - 2 * round(0.16 * height):
        return None
    return _on_ink(letters, min(widest, letters.shape[1] + 2 * round(0.36 * height)), height)


def badge(words: Words, side: int) -> Patch:
    """A rounded square with "AI" in the language's letters; capitals 9 % of the side."""
    letters = line(words.badge, words, float(math.ceil(BADGE_CAP_SHARE * side)))
    room = 2 * round(0.034 * side)
    return _on_ink(letters, letters.shape[1] + room, letters.shape[0] + room)


def _on_ink(letters: Coverage, width: int, height: int) -> Patch:
    ink = np.zeros((height, width), np.float32)
    top, left = (height - letters.shape[0]) // 2, (width - letters.shape[1]) // 2
    ink[top : top + letters.shape[0], left : left + letters.shape[1]] = letters
    return Patch(
        pixels=inked(ink, paper=INK, ink=PAPER),
        coverage=rounded(width, height, radius=0.30 * min(width, height)),
        core=slice(left, left + letters.shape[1]),
    )


def inked(coverage: Coverage, *, paper: NDArray[np.float32], ink: NDArray[np.float32]) -> RgbImage:
    """Letters in colour: ``paper`` where the coverage is 0, ``ink`` where it is 1; both (3,), sRGB 0..255."""
    return np.rint(paper + coverage[..., None] * (ink - paper)).astype(np.uint8)


def rounded(width: int, height: int, *, radius: float) -> Coverage:
    """Coverage of a rectangle with round corners, smooth at the edge (signed distance, one pixel wide)."""
    x = np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2) - (width / 2 - radius)
    y = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2) - (height / 2 - radius)
    outside = np.hypot(np.maximum(x, 0)[None, :], np.maximum(y, 0)[:, None])
    inside = np.minimum(np.maximum(x[None, :], y[:, None]), 0)
    return np.asarray(np.clip(0.5 - (outside + inside - radius), 0, 1), np.float32)


def face_box(core: Mask) -> Box | None:
    """The face with some room around it, from the mask of its inside. None when no face was marked."""
    rows, columns = np.nonzero(core.max(1) > 0.5)[0], np.nonzero(core.max(0) > 0.5)[0]
    if rows.size == 0:
        return None
    room = round(FACE_CLEARANCE * (rows[-1] - rows[0] + 1))
    x, y = int(columns[0]) - room, int(rows[0]) - room
    return Box(x=x, y=y, width=int(columns[-1]) + room + 1 - x, height=int(rows[-1]) + room + 1 - y)


def place(patch: Patch, placement: Placement, width: int, height: int, face: Box | None) -> Box | None:
    """Where a chip or a badge goes in a picture of this size. None when only the face is left."""
    find = place_badge if placement is Placement.BADGE else place_chip
    return find(patch, width, height, face)


def place_chip(patch: Patch, width: int, height: int, face: Box | None) -> Box | None:
    """Bottom centre: inside the circle if the face leaves room, else below it at the edge. None: no room at all."""
    side = min(width, height)
    tall, wide = patch.coverage.shape
    x = (width - wide) // 2
    in_circle = (height + side) // 2 - round(_drop(wide, side)) - tall
    at_edge = height - round(EDGE_MARGIN * side) - tall
    return _first_free((Box(x=x, y=y, width=wide, height=tall) for y in (in_circle, at_edge)), face)


def place_badge(patch: Patch, width: int, height: int, face: Box | None) -> Box | None:
    """Lower right inside the circle, else lower left, else bottom centre. None: the face is everywhere."""
    side = min(width, height)
    tall, wide = patch.coverage.shape
    reach = side * (0.5 - CIRCLE_MARGIN)
    corner = 0.09 * min(tall, wide)  # a round corner reaches less far than a square one
    out = (reach + corner) / math.sqrt(2)
    right, low = round(width / 2 + out - wide), round(height / 2 + out - tall)
    left = width - wide - right
    bottom = round(height / 2 + math.sqrt(reach * reach - wide * wide / 4) - tall)
    spots = ((right, low), (left, low), ((width - wide) // 2, bottom))
    return _first_free((Box(x=x, y=y, width=wide, height=tall) for x, y in spots), face)


def _first_free(boxes: Iterable[Box], face: Box | None) -> Box | None:
    return next((box for box in boxes if face is None or not box.touches(face)), None)


def lay(image: RgbImage, patch: Patch, at: Box) -> RgbImage:
    """A copy of ``image`` with the label on it. ``at`` must lie inside the image."""
    marked = image.copy()
    window = marked[at.y : at.y + at.height, at.x : at.x + at.width]
    cv2.copyTo(patch.pixels, (patch.coverage == 1).astype(np.uint8), window)
    edge = (patch.coverage > 0) & (patch.coverage < 1)  # few pixels: only these need blending
    blend = patch.coverage[edge][:, None]
    window[edge] = np.rint(window[edge] * (1 - blend) + patch.pixels[edge] * blend).astype(np.uint8)
    return marked


def _drop(wide: int, side: int) -> float:
    """How far above the circle's lowest point a bar's lower edge must stay so that its corners are inside."""
    radius = side * (0.5 - CIRCLE_MARGIN)
    corner = 0.09 * CHIP_HEIGHT * side  # a round corner reaches less far than a square one
    half = min(wide / 2 - corner, radius)
    return side / 2 - math.sqrt(radius * radius - half * half)
