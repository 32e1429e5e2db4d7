"""Finds what surrounds the photo in an upload: bars, margins, frames, rounded corners, a screenshot's edges.

A crop that includes such a border shows shoulders that end in mid-air beside it. The border is cut off before anything
is measured, so that checks and pictures use the same photo.

A wall is not a border: it ends at the hair, not in a straight line, or fades. A border ends in a straight, sharp line
over its whole side (a scan's may lean a little). When the wall has the border's colour, only the body shows that line;
then two sides must agree, so that the top of a mortarboard is not taken for a border. At the bottom one side is enough:
no picture ever extends below a photo. Deterministic; reads every n-th pixel, so a photo of 16 megapixels takes no
longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import RgbImage

LOOK_SIDE = 1000  # pixels of the longer side that are read
AWAY = 24  # levels, largest over the channels: from here a pixel is not the border's colour
AWAY_DRAWN = 7  # the same beside a bar without noise: for a dark suit next to a black bar
SAME = 10  # levels: up to here a pixel is the border's colour plus a scan's or an encoder's noise
BACK = 3  # pixels: so far before the line it must still be border; a fading wall is not
FLAT = 3  # levels: a drawn bar stays within these, a wall is noisier
ALONG = 3  # along a side every third pixel is read
NEARLY_ALL = 0.99  # of a drawn bar's pixels
DEEPEST = 0.45  # most that a border may take of a side
LEAST = 3  # pixels read: ``measures.BORDER_INSET`` drops a thinner line
STRAIGHT = 1.5  # pixels a point may lie off the line
LEAN = 0.035  # slope of a skewed scan's line: two degrees
WHOLE = 0.75  # of a side: a line seen along this much is a border
PIECE = 0.15  # of a side, in one piece: enough when another side agrees
STEPPED = 0.55  # of a side: so much changes in the row where a screen's bar ends
REACHES_OUT = 0.04  # most of a side that may end before the line: dust, a skewed corner's tip
LONE_PIECE = 0.3  # of the bottom side: wider than the straight edge of a collar
BAR_ROW, BAR_MIDDLE, AFTER_BAR = 0.5, 0.85, 0.35  # share of a screen bar's colour in a row: least, median, past its end
LAYERS = 6  # most borders cut one after the other, e.g. bar, bar, margin, line, passe-partout
LEAST_LEFT, LEAST_SIDE = 0.12, 64  # share of the picture, and pixels of a side, that must remain
CLEAR = 2  # pixels cut beyond a line, where the encoder rings
ROUNDER, ROUND_SLACK = 0.015, 0.06  # least radius, of the shorter side; most misfit of an arc, of the radius
INSIDE_ARC = 1 - 0.5**0.5  # of the radius: a corner moved in by this much lies inside the arc
ROUND, LEAST_ABOVE = 0.3, 0.1  # a round picture's least radius, of its side; least cut at the top, of the radius

Colour = NDArray[np.float64]  # (3,) levels
Levels = NDArray[np.uint8]
HeadTop = Callable[[RgbImage], float | None]  # picture -> row where the person's hair begins, or None
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a border ends. ``share``: of its side along which the line is seen, its longest piece or, from ``WHOLE``
    on, all of it. ``depth``: largest distance from its side, pixels. ``colour``: (3,). ``drawn``: without noise.
    """

    share: float
    depth: int
    colour: Colour
    drawn: bool = True


def without(image: RgbImage, head_top: HeadTop = lambda _: None) -> tuple[RgbImage, bool]:
    """The photo alone, (h, w, 3) sRGB, and whether anything was cut off. ``image`` itself when there is no border.

    ``head_top`` is called only for a round picture: the square inside a circle would often cut the hair.
    """
    left, top, right, bottom = box(image, head_top)
    if (left, top, right, bottom) == (0, 0, image.shape[1], image.shape[0]):
        return image, False
    return np.ascontiguousarray(image[top:bottom, left:right]), True


def box(image: RgbImage, head_top: HeadTop = lambda _: None) -> Box:
    """The photo's place in the picture, in pixels: left, top, right, bottom; the whole picture without a border."""
    height, width = image.shape[:2]
    every = max(1, round(max(height, width) / LOOK_SIDE))
    small = np.ascontiguousarray(image[::every, ::every])
    found = _straight(small)
    found = _rounded(small, found, head_top) or found
    left, top, right, bottom = found
    high, wide = small.shape[:2]
    clear = CLEAR + every - 1  # the line lies up to n - 1 pixels before the pixel that was read
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
    """The box without straight borders, which are removed from the outside in."""
    left, top, right, bottom = 0, 0, small.shape[1], small.shape[0]
    for _ in range(LAYERS):
        part = small[top:bottom, left:right]
        if min(part.shape[:2]) < 4 * LEAST:
            break
        # each side turned to the top: top, left, bottom, right
        sides = (part, part.swapaxes(0, 1), part[::-1], part.swapaxes(0, 1)[::-1])
        lines = [_ends(np.ascontiguousarray(side[:, ::ALONG])) for side in sides]
        depths = [line.depth if line is not None and _holds(n, lines) else 0 for n, line in enumerate(lines)]
        if not any(depths):
            break
        top, left, bottom, right = top + depths[0], left + depths[1], bottom - depths[2], right - depths[3]
    return left, top, right, bottom


def _holds(which: int, lines: list[_Line | None]) -> bool:
    """Whether a side's line is a border: whole, or a drawn piece at the bottom, or pieces on sides of one colour."""
    line = lines[which]
    if line is None or line.share >= WHOLE or (which == 2 and line.drawn and line.share >= LONE_PIECE):
        return line is not None
    alike = [other for other in lines if other is not None and np.abs(other.colour - line.colour).max() <= SAME]
    return len(alike) >= (2 if line.drawn else 3)


def _off(part: RgbImage, colour: Colour) -> Levels:
    """Each pixel's distance from a colour: levels, largest over the channels, (rows, columns)."""
    red, green, blue = cv2.split(cv2.absdiff(part, np.array((*colour, 0.0))))
    return np.asarray(cv2.max(red, cv2.max(green, blue)), np.uint8)


def _middle(pixels: RgbImage) -> Colour:
    """The median colour."""
    return np.asarray(np.median(pixels.reshape(-1, 3), axis=0), np.float64)


def _ends(side: RgbImage) -> _Line | None:
    """The line where the border on the top side ends; None without a border."""
    colour = _middle(side[:2])
    off = _off(side[: max(LEAST + 4, round(DEEPEST * len(side)))], colour)
    if (off[:LEAST] <= SAME).mean() < BAR_ROW:
        return None
    tries = _levels(off[:LEAST])
    return next((found for away in tries for find in (_line, _bar) if (found := find(colour, off, away))), None)


def _line(colour: Colour, off: Levels, levels: int) -> _Line | None:
    """The straight, sharp line where the outermost colour ends. ``off``: levels away from it, (rows, columns)."""
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
        return None  # something extends beyond the line, so it is no border
    drawn = rise == 0 and (off[: max(1, deepest - BACK)] <= FLAT).mean() >= NEARLY_ALL
    piece = _longest(on) / len(on) if drawn else float(on.mean())  # noise breaks a scan's line into pieces
    return _Line(piece, deepest, colour, drawn) if piece >= (PIECE if drawn else LONE_PIECE) else None


def _fitted(columns: NDArray[np.intp], depth: NDArray[np.intp]) -> tuple[float, float]:
    """Rise and start of the line with the most points; level unless a leaning one has over 1.1 times as many."""
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
    """The end of a screen's bar: one flat colour with words and signs on it that ends abruptly over its whole width."""
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
    """The box inside rounded corners, all four or the two of one end; None when the corners are square."""
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
    """Distances from which a pixel is another colour, to try in turn; a smaller one first when there is no noise."""
    return (AWAY_DRAWN, AWAY) if (off <= FLAT).mean() >= NEARLY_ALL else (AWAY,)


def _island(small: RgbImage) -> Box:
    """The box around everything not of the outermost colour, since a round picture has no straight line to cut at."""
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
    """Radius of the arc that cuts the top left corner; 0 without one."""
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
    """The larger of two radii that are about equal; 0 otherwise."""
    return max(pair) if min(pair) > 0 and max(pair) - min(pair) <= max(3.0, 0.12 * max(pair)) else 0.0
