"""Finds what a photo has around it and is not the photo: bars, margins, frames, rounded corners, a screenshot's edges.

A frame search that takes these for scenery shows shoulders that end in mid-air beside them. What is found is cut off
before anything is measured, so that checks and pictures speak of the same photo.

A wall is no border: it ends where hair begins, in no straight line, or fades. A border ends in a straight, sharp line
over its whole side (a scan's may lean a little). Before a wall of the border's colour only the body shows that line;
there two sides must agree, so that the top of a mortarboard is not taken for one. Below, one is enough: no picture ever
reaches below a photo. Deterministic; reads every n-th pixel, so that a photo of 16 megapixels takes no longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import RgbImage

LOOK_SIDE = 1000  # pixels of the longer side that are looked at
AWAY = 24  # levels of the most different channel: not the border's colour any more
AWAY_DRAWN = 7  # the same beside a bar without any noise: a dark suit before a black bar
SAME = 10  # levels: still the border's colour, with a scan's or an encoder's noise
BACK = 3  # pixels before the line that must still be border: a wall that fades is not
FLAT = 3  # levels a drawn bar stays within, where a wall has noise
ALONG = 3  # along a side every third of these is enough
NEARLY_ALL = 0.99  # of its pixels
DEEPEST = 0.45  # of a side that a border may take
LEAST = 3  # pixels looked at: a thinner line is what ``measures.BORDER_INSET`` drops
STRAIGHT = 1.5  # pixels a point may lie off the line
LEAN = 0.035  # rise of the line of a scan that lies askew, two degrees
WHOLE = 0.75  # of a side along which the line is seen
PIECE = 0.15  # of a side, in one piece: enough where another side agrees
STEPPED = 0.55  # of a side that changes in the very row where a screen's bar ends
REACHES_OUT = 0.04  # of a side, most that may lie before the line: dust, the tip of a corner that lies askew
LONE_PIECE = 0.3  # of the lower side: wider than the straight edge of a collar
BAR_ROW, BAR_MIDDLE, AFTER_BAR = 0.5, 0.85, 0.35  # share of a screen bar's own colour: least, median, and past its end
LAYERS = 6  # bar, bar, margin, line, passe-partout: cut one after the other
LEAST_LEFT, LEAST_SIDE = 0.12, 64  # share of the picture and pixels that must stay
CLEAR = 2  # pixels cut beyond a line: the encoder rings there
ROUNDER, ROUND_SLACK = 0.015, 0.06  # least radius, of the shorter side; misfit of an arc, of the radius
INSIDE_ARC = 1 - 0.5**0.5  # of the radius: a corner cut in by this much lies inside the arc
ROUND, LEAST_ABOVE = 0.3, 0.1  # radius of a round picture, of its side; the least cut off above, of the radius

Colour = NDArray[np.float64]  # (3,) levels
Levels = NDArray[np.uint8]
HeadTop = Callable[[RgbImage], float | None]  # a picture to the row where its person's hair begins, if it shows one
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a border ends: ``share`` of its side along which that is seen, in one piece or, past ``WHOLE``, in all;
    ``depth`` in pixels from its side, the deepest; its colour (3,); whether it is ``drawn``, without noise.
    """

    share: float
    depth: int
    colour: Colour
    drawn: bool = True


def without(image: RgbImage, head_top: HeadTop = lambda _: None) -> tuple[RgbImage, bool]:
    """The photo alone, (h, w, 3) sRGB, and whether anything was cut off. ``image`` itself where there is no border.

    ``head_top`` is asked only of a round picture: a square cut from a circle would cut the hair of many.
    """
    left, top, right, bottom = box(image, head_top)
    if (left, top, right, bottom) == (0, 0, image.shape[1], image.shape[0]):
        return image, False
    return np.ascontiguousarray(image[top:bottom, left:right]), True


def box(image: RgbImage, head_top: HeadTop = lambda _: None) -> Box:
    """Where the photo is in the picture, in pixels: left, top, right, bottom; all of it where there is no border."""
    height, width = image.shape[:2]
    every = max(1, round(max(height, width) / LOOK_SIDE))
    small = np.ascontiguousarray(image[::every, ::every])
    found = _straight(small)
    found = _rounded(small, found, head_top) or found
    left, top, right, bottom = found
    high, wide = small.shape[:2]
    clear = CLEAR + every - 1  # the line lies up to n - 1 pixels before the pixel that was looked at
    cut = (
        left * every + clear if left else 0,
        top * every + clear if top else 0,
        right * every - clear if right < wide else width,
        bottom * every - clear if bottom < high else height,
    )
    inside_w, inside_h = cut[2] - cut[0], cut[3] - cut[1]
    if min(inside_w, inside_h) < LEAST_SIDE or inside_w * inside_h < LEAST_LEFT * width * height:
        return 0, 0, width, height
    return cut


def _straight(small: RgbImage) -> Box:
    """The picture less all straight borders, from the outside in."""
    left, top, right, bottom = 0, 0, small.shape[1], small.shape[0]
    for _ in range(LAYERS):
        part = small[top:bottom, left:right]
        if min(part.shape[:2]) < 4 * LEAST:
            break
        # each side turned so that it lies on top: top, left, bottom, right
        sides = (part, part.swapaxes(0, 1), part[::-1], part.swapaxes(0, 1)[::-1])
        lines = [_ends(np.ascontiguousarray(side[:, ::ALONG])) for side in sides]
        depths = [line.depth if line is not None and _holds(n, lines) else 0 for n, line in enumerate(lines)]
        if not any(depths):
            break
        top, left, bottom, right = top + depths[0], left + depths[1], bottom - depths[2], right - depths[3]
    return left, top, right, bottom


def _holds(which: int, lines: list[_Line | None]) -> bool:
    """Whether a side's line is one: seen whole, or a drawn one's piece below, or pieces on sides of the same colour."""
    line = lines[which]
    if line is None or line.share >= WHOLE or (which == 2 and line.drawn and line.share >= LONE_PIECE):
        return line is not None
    alike = [other for other in lines if other is not None and np.abs(other.colour - line.colour).max() <= SAME]
    return len(alike) >= (2 if line.drawn else 3)


def _off(part: RgbImage, colour: Colour) -> Levels:
    """How many levels each pixel's most different channel is from a colour, (rows, columns)."""
    red, green, blue = cv2.split(cv2.absdiff(part, np.array((*colour, 0.0))))
    return np.asarray(cv2.max(red, cv2.max(green, blue)), np.uint8)


def _middle(pixels: RgbImage) -> Colour:
    """The median colour."""
    return np.asarray(np.median(pixels.reshape(-1, 3), axis=0), np.float64)


def _ends(side: RgbImage) -> _Line | None:
    """Where the border on the top side ends, if there is one."""
    colour = _middle(side[:2])
    off = _off(side[: max(LEAST + 4, round(DEEPEST * len(side)))], colour)
    if (off[:LEAST] <= SAME).mean() < BAR_ROW:
        return None
    tries = _levels(off[:LEAST])
    return next((found for away in tries for find in (_line, _bar) if (found := find(colour, off, away))), None)


def _line(colour: Colour, off: Levels, levels: int) -> _Line | None:
    """The straight line at which the outermost colour ends, sharply. ``off``: levels away from it, (rows, columns)."""
    away = off > levels
    depth = np.where(away.any(axis=0), away.argmax(axis=0), -1)
    columns = np.arange(len(depth))
    before = off[np.clip(depth - BACK, 0, None), columns]
    after = off[np.clip(depth + 1, 0, len(off) - 1), columns]
    sharp = (depth >= LEAST) & (before <= min(SAME, levels)) & (after >= before.astype(int) + levels)
    if sharp.mean() < PIECE:
        return None
    rise, start = _fitted(columns[sharp], depth[sharp])
    misfit = depth - (start + rise * columns)
    on = sharp & (np.abs(misfit) <= STRAIGHT)
    deepest = int(np.ceil(max(start, start + rise * columns[-1])))
    if deepest < LEAST:
        return None
    if on.mean() >= WHOLE:
        return _Line(float(on.mean()), deepest, colour)
    if ((depth >= 0) & (misfit < -STRAIGHT)).mean() > REACHES_OUT:
        return None  # something reaches out of the photo: it is none
    drawn = rise == 0 and (off[: max(1, deepest - BACK)] <= FLAT).mean() >= NEARLY_ALL
    piece = _longest(on) / len(on) if drawn else float(on.mean())  # noise breaks a scan's line into many
    return _Line(piece, deepest, colour, drawn) if piece >= (PIECE if drawn else LONE_PIECE) else None


def _fitted(columns: NDArray[np.intp], depth: NDArray[np.intp]) -> tuple[float, float]:
    """Rise and start of the line most points lie on: level where that holds half of what the best lean does."""
    level = float(np.bincount(depth).argmax())
    best, held = (0.0, level), int((np.abs(depth - level) <= STRAIGHT).sum())
    pairs = np.linspace(0, len(columns) - 1, 24).astype(int)
    for first in pairs[:12]:
        for last in pairs[12:]:
            if columns[last] - columns[first] < len(columns) // 4:
                continue
            rise = float(depth[last] - depth[first]) / float(columns[last] - columns[first])
            if abs(rise) > ALONG * LEAN:
                continue
            start = float(depth[first]) - rise * float(columns[first])
            on = int((np.abs(depth - (start + rise * columns)) <= STRAIGHT).sum())
            if on > 1.1 * held:
                best, held = (rise, start), on
    return best


def _longest(on: NDArray[np.bool_]) -> int:
    """Length of the longest run of true values."""
    ends = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(np.int8), [0]])))
    return int((ends[1::2] - ends[::2]).max()) if len(ends) else 0


def _bar(colour: Colour, off: Levels, levels: int) -> _Line | None:
    """A screen's bar: one flat colour with words and signs on it, ending at once over its whole width."""
    own = (off <= SAME).mean(axis=1)
    starts = np.minimum.accumulate(own) >= BAR_ROW
    for end in range(len(own) - 2, LEAST, -1):
        if not starts[end - 1] or own[end : end + 2].max() > AFTER_BAR or own[end - 1] < BAR_MIDDLE:
            continue
        at_once = off[end + 1].astype(int) - off[end - 1] > levels
        if np.median(own[:end]) >= BAR_MIDDLE and at_once.mean() >= STEPPED:
            return _Line(1.0, end, colour)
    return None


def _rounded(small: RgbImage, found: Box, head_top: HeadTop) -> Box | None:
    """What lies inside of rounded corners, all four or the two of one end; None where they are square."""
    for left, top, right, bottom in dict.fromkeys((found, _island(small))):
        part = small[top:bottom, left:right]
        if min(part.shape[:2]) < LEAST_SIDE:
            continue
        corners = (part, part[:, ::-1], part[::-1], part[::-1, ::-1])
        radii = [_radius(corner) for corner in corners]
        above, below = _alike(radii[:2]), _alike(radii[2:])
        if not above and not below:
            continue
        radius = max(above, below)
        hair = head_top(part) if radius > ROUND * min(part.shape[:2]) else None
        share = INSIDE_ARC if hair is None else float(np.clip(hair / radius, LEAST_ABOVE, INSIDE_ARC))
        down = int(np.ceil(share * radius)) + 1
        aside = int(np.ceil((1 - (1 - (1 - share) ** 2) ** 0.5) * radius)) + 1
        return left + aside, top + (down if above else 0), right - aside, bottom - (down if below else 0)
    return None


def _levels(off: Levels) -> tuple[int, ...]:
    """How far off a colour is another, to try in turn: less where there is no noise."""
    return (AWAY_DRAWN, AWAY) if (off <= FLAT).mean() >= NEARLY_ALL else (AWAY,)


def _island(small: RgbImage) -> Box:
    """The box around everything that is not the outermost colour: a round picture has no straight line to be cut at."""
    ring = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    colour = _middle(ring)
    around = _off(ring[None], colour)
    if (around <= SAME).mean() < WHOLE:
        return 0, 0, small.shape[1], small.shape[0]
    away = _off(small, colour) > _levels(around)[0]
    rows, columns = np.flatnonzero(away.any(axis=1)), np.flatnonzero(away.any(axis=0))
    if not len(rows) or not len(columns):
        return 0, 0, small.shape[1], small.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _radius(corner: RgbImage) -> float:
    """Radius of the arc that cuts the top left corner; 0 where none does."""
    most = min(corner.shape[:2]) // 2 + 2
    colour, along = _middle(corner[:2, :2]), np.arange(most - 2)
    diagonal = _off(corner[along, along][None], colour)[0]
    level = _levels(diagonal[:LEAST])[0]
    diagonal = diagonal <= level
    if diagonal.all() or not diagonal[:LEAST].all():
        return 0.0
    radius = float(diagonal.argmin()) / INSIDE_ARC
    if radius < max(2 * LEAST, ROUNDER * min(corner.shape[:2])) or radius > 1.08 * most:
        return 0.0
    own = _off(np.ascontiguousarray(corner[:most, :most]), colour) <= level
    inward = np.arange(0.1, 0.75, 0.05) * radius
    expected = radius - np.sqrt(radius**2 - (radius - inward) ** 2)
    slack = max(2.0, ROUND_SLACK * radius)
    for way in (own, own.T):
        rows = way[np.rint(inward).astype(int)]
        runs = np.where(rows.all(axis=1), most, rows.argmin(axis=1))
        if (np.abs(runs - expected) > slack).any():
            return 0.0
    return radius


def _alike(pair: list[float]) -> float:
    """The larger of two radii that are about the same; 0 where they are not."""
    return max(pair) if min(pair) > 0 and max(pair) - min(pair) <= max(3.0, 0.12 * max(pair)) else 0.0
