"""The hair table: every kind of hair and covering, drawn, before plain and busy walls: how much of it a matte loses.

``lost`` counts locks, not single hairs: the matte and the truth are averaged over cells of ``CELL`` pixels first, the
width of a thin lock. A single hair before books or leaves nobody could tell from them, and it is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting import apart, edges, matte
from generation.vision import tone
from tests.benches.drawn import hair, things, walls
from tests.benches.drawn.painter import Drawn, Tones

CELL = 8  # pixels of the 1024 drawn
NOISE = 0.1  # of a cell: less than that is no lock
WALLS = ("plain", "shelf", "foliage")
DARK = Tones(hair=(30, 25, 23), skin=(150, 112, 92), cloth=(26, 27, 31))
DARK_WALLS = {"black": (20, 20, 22), "dark": (38, 37, 40), "brown": (62, 52, 44), "mid": (104, 104, 108)}
DARK_KINDS = ("short", "straight", "afro", "scarf")
NEW = (226, 228, 232)  # the wall that shows a grey veil best
INSIDE = 0.98  # of the truth: wholly the person

Matte = Callable[[RgbImage, Mask, Points], Mask]
Take = Callable[..., tuple[Mask, NDArray[np.uint8]]]


@cache
def before() -> Mapping[str, NDArray[np.float32]]:
    """The walls of the table."""
    return {"plain": walls.plain((196, 202, 210)), "shelf": walls.shelf(), "foliage": walls.foliage()}


def lost(drawn: Drawn, found: Mask) -> float:
    """The share of the drawn hair, per cent, that is missing from a matte; 0 for who has none."""
    share = drawn.hair * drawn.alpha
    there, kept = (_cells(plane) for plane in (share, np.minimum(found, drawn.alpha) * drawn.hair))
    missing = np.maximum(there - kept - NOISE, 0)
    return 100 * float(missing.sum()) / max(float(there.sum()), 1.0)


def table(
    make: Matte = matte.person, kinds: Sequence[str] = tuple(hair.KINDS), names: Sequence[str] = WALLS
) -> dict[str, float]:
    """Per kind the most that is lost before any of the walls of these ``names``, per cent."""
    found = {}
    for kind in kinds:
        drawn = hair.person(kind)
        shape = drawn.shape()
        found[kind] = max(lost(drawn, make(drawn.before(before()[name]), shape, drawn.face)) for name in names)
    return found


def set_apart(kind: str, thing: str, wall: str = "plain", take: Take = apart.without) -> tuple[float, float]:
    """What is left of a thing beside a person of that kind, and what the hair loses by its leaving, per cent each.

    The second opinion knows neither hair nor thing (``things.bare_head``): the worst one there can be.
    """
    drawn = hair.person(kind)
    frame = drawn.before(things.before(before()[wall], thing))
    shape = things.shape_of_both(drawn, thing)
    found = matte.person(frame, shape, drawn.face)
    cover = np.ones_like(shape)
    rest, _ = take(found, shape=shape, second=things.bare_head, cover=cover, face=drawn.face)
    return things.thing_left(rest, things.beside(drawn, thing)), lost(drawn, rest) - lost(drawn, found)


def dark(kind: str, wall: str, make: Matte = matte.person) -> tuple[float, float]:
    """Median and 95th percentile of ΔE00 between a dark person set before a light wall and the truth, inside of them.

    Only what lies within a lock's reach of the outline counts: farther in, no matte errs.
    """
    drawn = hair.person(kind, DARK)
    frame = drawn.before(walls.plain(DARK_WALLS[wall]))
    found = make(frame, drawn.shape(), drawn.face)
    near = cv2.dilate((drawn.alpha < 0.5).astype(np.uint8), np.ones((81, 81), np.uint8)) > 0
    inside = (drawn.alpha > INSIDE) & near
    picture = set_before(edges.person_colour(frame, found).astype(np.float32), found)
    ideal = set_before(drawn.colour, drawn.alpha)
    apart = tone.delta_e_2000(tone.srgb_to_lab(picture[inside]), tone.srgb_to_lab(ideal[inside]))
    return float(np.median(apart)), float(np.percentile(apart, 95))


def set_before(colour: NDArray[np.float32], alpha: Mask) -> RgbImage:
    """A person's colours (H, W, 3), 8-bit levels, with their matte, before the wall ``NEW``."""
    share = alpha[..., None]
    return np.asarray(np.clip(np.rint(colour * share + np.array(NEW, np.float32) * (1 - share)), 0, 255), np.uint8)


def _cells(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    size = (plane.shape[1] // CELL, plane.shape[0] // CELL)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
