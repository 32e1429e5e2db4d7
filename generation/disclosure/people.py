"""Where a label must not stand: the person in a picture, read from the engine's own masks and the photo's colours.

Computed on a small copy. ``anybody`` is every pixel that the person has a part in, even the softest hair; a label on
the backdrop touches none of it. ``kept`` is what no label may touch even where it must lie on the person: face, skin
(hands, neck), the soft outline, collar, tie, beard. The rest is cloth. In a black-and-white photo skin has no colour
of its own, so there the whole person is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Lab, Mask, RgbImage
from generation.ports import Rendering
from generation.vision import tone

Bools = NDArray[np.bool_]

SIDE = 256  # pixels of the copy
SOFTEST = 0.02  # of the matte: a pixel with less is backdrop
SOLID = 0.98  # of the matte: a pixel with more is not outline
FACE_GROWS = 0.06  # of the face's height: the mask given ends inside the outline
SKIN = 20.0  # distance in Lab, lightness counted by half, from the median of the face
GREY = 5.0  # chroma that 95 % of a black-and-white picture stays under
COLLAR_WIDE, COLLAR_TALL = 0.38, 0.62  # half-width and height of the collar, in widths and heights of the face
TIE_WIDE = 0.24  # half-width of a tie or placket below it, in widths of the face
PATTERNED = 7.0  # standard deviation of L*: cloth with more below the chin may be shirt, tie and lapels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """(h, w) each, ``SIDE`` pixels the shorter way. ``lab``: the copy's colours."""

    anybody: Bools
    kept: Bools
    lab: Lab


def seen(rendering: Rendering) -> Person:
    """The person in a rendering, whatever engine made it."""
    return read(rendering.master, rendering.alpha, rendering.core)


def read(image: RgbImage, alpha: Mask, core: Mask) -> Person:
    """``alpha`` and ``core`` as in ``Rendering``. If the matte covers everything, the face guides a guess instead."""
    lab = _colours(image)
    size = lab.shape[1], lab.shape[0]
    face = _any(core > 0.5, size)
    if float(alpha.min()) > SOLID:
        alpha, soft = np.zeros_like(alpha), np.zeros(size[::-1], bool)
        anybody = _guessed(face)
    else:
        anybody, soft = _any(alpha > SOFTEST, size), _any((alpha > SOFTEST) & (alpha < SOLID), size)
    skin = _skin(face, lab) & anybody
    kept = _grown(face, FACE_GROWS) | soft | skin | _below_chin(face, lab, anybody & ~skin)
    if float(np.percentile(np.hypot(lab[..., 1], lab[..., 2])[anybody | face], 95) if anybody.any() else 0) < GREY:
        kept = kept | anybody
    return Person(anybody=anybody | face, kept=np.asarray(kept, bool), lab=lab)


def before(person: Person, image: RgbImage) -> Person:
    """The same person in another look of the same frame: only the backdrop's colours differ."""
    return replace(person, lab=_colours(image))


def _colours(image: RgbImage) -> Lab:
    height, width = image.shape[:2]
    scale = SIDE / min(height, width)
    size = (round(width * scale), round(height * scale))
    return tone.srgb_to_lab(np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8))


def _any(mask: Bools, size: tuple[int, int]) -> Bools:
    """True where any pixel of a cell is true."""
    return np.asarray(cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0)


def _face_box(face: Bools) -> tuple[int, int, int, int] | None:
    """Left, top, width and height."""
    if not face.any():
        return None
    x, y, width, height = cv2.boundingRect(face.astype(np.uint8))
    return x, y, width, height


def _grown(face: Bools, share: float) -> Bools:
    box = _face_box(face)
    if box is None:
        return face
    reach = max(1, round(share * box[3]))
    return np.asarray(cv2.dilate(face.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0)


def _guessed(face: Bools) -> Bools:
    """Head with hair and shoulders around a face, as large as they are likely to be."""
    box, guess = _face_box(face), np.zeros(face.shape, np.uint8)
    if box is None:
        return np.ones(face.shape, bool)
    x, y, width, height = box
    middle = (x + width // 2, y + round(0.35 * height))
    cv2.ellipse(guess, middle, (round(1.0 * width), round(1.0 * height)), 0, 0, 360, 1, -1)
    guess[y + height :] = 1
    return guess > 0


def _skin(face: Bools, lab: Lab) -> Bools:
    if not face.any():
        return np.ones(face.shape, bool)
    middle = np.median(lab[face], axis=0)
    away = (lab - middle) * np.array((0.5, 1, 1), np.float32)
    like = np.asarray(np.sqrt(np.square(away).sum(-1)) < SKIN, np.uint8)
    cell = np.ones((3, 3), np.uint8)
    return np.asarray(cv2.dilate(cv2.morphologyEx(like, cv2.MORPH_OPEN, cell), cell) > 0)


def _below_chin(face: Bools, lab: Lab, cloth: Bools) -> Bools:
    """The collar; where cloth below the chin is patterned, also tie, placket or beard down to the picture's end."""
    box, area = _face_box(face), np.zeros(face.shape, np.uint8)
    if box is None:
        return area > 0
    x, y, width, height = box
    middle, chin = x + width / 2, y + height
    half, low = COLLAR_WIDE * width, chin + COLLAR_TALL * height
    corners = [(middle - 1.25 * half, chin), (middle + 1.25 * half, chin), (middle + half, low), (middle - half, low)]
    cv2.fillConvexPoly(area, np.rint(corners).astype(np.int32), 1)
    left, right = (max(0, round(middle + way * TIE_WIDE * width)) for way in (-1, 1))
    column = np.zeros_like(cloth)
    column[round(chin) :, left:right] = cloth[round(chin) :, left:right]
    if column.any() and float(np.std(lab[..., 0][column])) > PATTERNED:
        area[round(chin) :, left:right] = 1
    return area > 0
