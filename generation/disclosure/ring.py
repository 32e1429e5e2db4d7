"""The ring placement: the picture as a disc inside a plain dark ring that carries the words along its lower arc.

The canvas grows, so that no pixel of the picture is scaled; a site that cuts a circle shows exactly the ring's outer
edge. Letters are bent by sampling the straight line of text along the arc.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import label
from generation.disclosure.typeset import Coverage, line
from generation.disclosure.wording import Words
from generation.images import RgbImage

Pixels = TypeVar("Pixels", bound=np.generic)

WIDTH = 0.07  # of the ringed picture's side; more only where signs above and below the letters need it
ROOM = 0.9  # of the width: what letters with all their signs may take, so that none is cut off or lies on the picture
MEASURED_AT = 200.0  # pixels of a capital, where a line's height is measured
OVERSAMPLED = 2  # the straight line is set this much larger, so that bending does not soften it


@cache
def width_for(text: str, words: Words) -> float:
    """The ring's width for these words, as a share of the ringed picture's side: 0.07 for capitals, up to 0.1."""
    tallest = float(line(text, words, MEASURED_AT).shape[0]) / MEASURED_AT * label.CAP_SHARE
    return max(WIDTH, tallest / ROOM)


def framed(image: RgbImage, width: float = WIDTH) -> RgbImage:
    """A square picture with the plain ring around it. ``image`` is cut to its central square first."""
    disc = central_square(image)
    side = side_of(disc.shape[0], width)
    edge = (side - disc.shape[0]) // 2
    canvas = np.empty((side, side, 3), np.uint8)
    canvas[:] = label.INK.astype(np.uint8)
    wide = disc.shape[0]
    inside = label.rounded(wide, wide, radius=wide / 2)
    whole = label.Patch(pixels=disc, coverage=inside, core=slice(0, wide))
    return label.lay(canvas, whole, label.Box(x=edge, y=edge, width=wide, height=wide))


def lettered(canvas: RgbImage, text: str, words: Words) -> RgbImage:
    """A copy of a framed picture with the words on its ring."""
    letters = _bent(text, words, canvas.shape[0])
    ink = letters > 0  # few pixels
    done = canvas.copy()
    done[ink] = np.rint(done[ink] + letters[ink][:, None] * (label.PAPER - done[ink])).astype(np.uint8)
    return done


def side_of(picture_side: int, width: float) -> int:
    """The ringed picture's side, same parity as the picture's so that the disc sits in the middle."""
    side = math.ceil(picture_side / (1 - 2 * width))
    return side + (side - picture_side) % 2


def straightened(image: RgbImage, text: str, words: Words) -> RgbImage:
    """The lower arc of a ringed picture, of any size, as a straight band: what the detector searches."""
    side = min(image.shape[:2])
    letters = _letters(text, words, side, 1)
    width = width_for(text, words)
    half = 0.5 * letters.shape[1] + 0.03 * side
    columns = np.arange(-half, half, dtype=np.float32)
    rows = np.arange(round(width * side), dtype=np.float32)
    angle = columns / _middle(side, width)
    radius = side / 2 - rows[::-1, None] - 0.5
    centre_x, centre_y = image.shape[1] / 2, image.shape[0] / 2
    map_x = centre_x - 0.5 + radius * np.sin(angle)[None, :]
    map_y = centre_y - 0.5 + radius * np.cos(angle)[None, :]
    return np.asarray(cv2.remap(image, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR), np.uint8)


def band(text: str, words: Words, side: int) -> RgbImage:
    """What ``straightened`` shows of a perfect ring, without the side margins: the detector's template."""
    return label.inked(_letters(text, words, side, 1), paper=label.INK, ink=label.PAPER)


@lru_cache(maxsize=2)
def _bent(text: str, words: Words, side: int) -> Coverage:
    """(side, side) coverage of the words along the lower arc, tops towards the centre. Read-only: it is shared."""
    letters = _letters(text, words, side, OVERSAMPLED)
    middle = _middle(side, width_for(text, words))
    at = np.arange(side, dtype=np.float32) + 0.5 - side / 2
    radius = np.hypot(at[None, :], at[:, None])
    angle = np.arctan2(at[None, :], at[:, None])  # 0 at the bottom, growing to the right
    map_x = angle * middle * OVERSAMPLED + letters.shape[1] / 2 - 0.5
    map_y = (radius - middle) * OVERSAMPLED + letters.shape[0] / 2 - 0.5
    bent = cv2.remap(letters, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR)
    coverage = np.asarray(bent, np.float32)
    coverage.setflags(write=False)
    return coverage


def _letters(text: str, words: Words, side: int, scale: int) -> Coverage:
    cap = float(math.ceil(label.CAP_SHARE * side)) * scale
    return np.ascontiguousarray(np.pad(line(text, words, cap), scale))


def _middle(side: int, width: float) -> float:
    return side / 2 - width * side / 2


def central_square(image: NDArray[Pixels]) -> NDArray[Pixels]:
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return image[top : top + side, left : left + side]
