"""What every form of the label works with: the picture, the line where it would stand, and the result.

A form tries its spots in order and takes the first that touches nothing forbidden; ``drawing`` then draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import paths
from generation.disclosure.ink import Stroke
from generation.disclosure.label import Box
from generation.disclosure.lockup import Lockup
from generation.disclosure.paths import Path
from generation.disclosure.people import Person
from generation.images import RgbImage
from generation.vision import tone

Bools = NDArray[np.bool_]

SCALE = 2  # letters are set this much larger, so that bending does not soften them
CLEAR = 0.008  # of the side: kept free of the person around letters on the backdrop
PAD, SOFT = 0.014, 0.016  # of the side: how far the ground reaches past the letters, and over what it fades out
PAD_ENDS, SOFT_ENDS = 0.02, 0.05  # the same at both ends of the line
PLAIN_CHROMA = 2.5  # the most colour a ring or a footer takes from the backdrop


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``person`` is None where no person is known: then every spot counts as free."""

    image: RgbImage
    person: Person | None

    @property
    def side(self) -> int:
        return int(min(self.image.shape[:2]))

    @property
    def square(self) -> bool:
        return bool(self.image.shape[0] == self.image.shape[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscription:
    """A label ready to be drawn: ``canvas`` is the picture, grown where its form grows it, without letters.

    ``frame``: where the photo's own frame lies on it. ``added``: what the form itself has painted, also over the frame;
    None for nothing. ``spot``: one of its form's. ``ink``: (3,) sRGB for letters on the form's own plain ground; None:
    the ink is chosen by the ground under it. ``others``: the label at its form's other free spots, made when called.
    """

    canvas: RgbImage
    frame: Box
    stroke: Stroke
    spot: str
    added: Bools | None = None
    ink: NDArray[np.float32] | None = None
    others: Callable[[], Iterator[Inscription]] = lambda: iter(())


def stroke(picture: Picture, path: Path, lockup: Lockup, *, on_person: bool = False) -> Stroke:
    """The line where it stands in the picture. ``lockup``: set ``SCALE`` times as large."""
    side = picture.side
    high, wide = (length / SCALE for length in lockup.letters.shape)
    above, below = lockup.middle / SCALE, high - lockup.middle / SCALE
    tall = 2 * (max(above, below) + (PAD + SOFT) * side)
    box = paths.box_around(path, wide + 2 * (PAD_ENDS + SOFT_ENDS) * side, tall, picture.image.shape)
    at = paths.places(path, box)
    columns, rows = at
    ends = _fading(np.abs(columns) - wide / 2 - PAD_ENDS * side, SOFT_ENDS * side)
    rim = _fading(np.maximum(-rows - above, rows - below) - PAD * side, SOFT * side)
    band = np.asarray(ends * rim, np.float32)
    if picture.person is not None and not on_person:
        band *= ~_full_size(picture.person.anybody, picture.image.shape, box)
    letters = paths.bent(lockup.letters, lockup.middle, SCALE, at)
    return Stroke(box=box, letters=letters, band=band, side=side, on_person=on_person)


def _full_size(small: Bools, shape: tuple[int, ...], box: Box) -> Bools:
    """A mask of the person's small copy, grown by one cell, at the pixels of a box."""
    grown = cv2.dilate(small.astype(np.uint8), np.ones((3, 3), np.uint8))
    rows = np.minimum((np.arange(box.y, box.y + box.height) + 0.5) * small.shape[0] / shape[0], small.shape[0] - 1)
    columns = np.minimum((np.arange(box.x, box.x + box.width) + 0.5) * small.shape[1] / shape[1], small.shape[1] - 1)
    return np.asarray(grown[np.ix_(rows.astype(int), columns.astype(int))] > 0)


def _fading(outside: NDArray[np.float32], over: float) -> NDArray[np.float32]:
    share = np.clip(1 - outside / over, 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def footprint(person: Person, picture_side: int, path: Path, lockup: Lockup) -> Bools:
    """Where the line with its clearance lies, on the person's small copy."""
    factor = min(person.anybody.shape) / picture_side
    high, wide = person.anybody.shape
    columns, rows = paths.places(path.larger(factor), Box(x=0, y=0, width=wide, height=high))
    clear = CLEAR * min(person.anybody.shape) + 0.5
    tall, across = (length * factor / SCALE for length in lockup.letters.shape)
    above = lockup.middle * factor / SCALE
    inside = (np.abs(columns) <= across / 2 + clear) & (rows >= -above - clear) & (rows <= tall - above + clear)
    return np.asarray(inside, bool)


def off_person(picture: Picture, path: Path, lockup: Lockup) -> bool:
    """Whether the line stands on backdrop only."""
    person = picture.person
    return person is None or not (footprint(person, picture.side, path, lockup) & person.anybody).any()


def plain_tone(picture: Picture, lightness: float) -> NDArray[np.float32]:
    """(3,) sRGB 0..255 of this L* with a little of the backdrop's own hue."""
    lab = backdrop(picture)
    chroma = float(np.hypot(lab[1], lab[2]))
    colour = np.array((lightness, *(lab[1:] * min(1.0, PLAIN_CHROMA / max(chroma, 1e-3)))), np.float32)
    return np.asarray(tone.lab_to_srgb(colour[None, None])[0, 0], np.float32)


def backdrop(picture: Picture) -> NDArray[np.float32]:
    """(3,) CIELAB, the median of what is not the person; neutral white where there is no backdrop."""
    if picture.person is None:
        small = cv2.resize(picture.image, (64, 64), interpolation=cv2.INTER_AREA)
        return np.asarray(np.median(tone.srgb_to_lab(np.asarray(small[:16], np.uint8)).reshape(-1, 3), axis=0))
    free = ~picture.person.anybody
    if not free.any():
        return np.array((95, 0, 0), np.float32)
    return np.asarray(np.median(picture.person.lab[free], axis=0), np.float32)
