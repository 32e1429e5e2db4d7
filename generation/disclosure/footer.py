"""A strip below the picture with icon and words: nothing of the picture is touched. There is always room for it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from generation.disclosure import icon, lockup, places
from generation.disclosure.label import Box
from generation.disclosure.lockup import Lockup, Said
from generation.disclosure.paths import Straight
from generation.disclosure.places import SCALE, Inscription, Picture

SPOTS = ("bottom",)
HEIGHT = 2.3  # of the words' capitals: 6 % of the side
MARGIN = 0.045  # of the side: from the edge where reading starts
ICON = 1.5  # capitals
PAPER, INK = 95.0, 20.0  # L*


def side(said: Said, width: float, height: float) -> float:
    """The shorter side of the photo in a picture of this size with its footer."""
    return min(width, height / (1 + _share(said)))


def path(spot: str, said: Said, width: float, height: float) -> Straight:
    """The line of the words, without the icon, in a picture of this size with its footer."""
    del spot
    short = side(said, width, height)
    room = lockup.extent(said, _lines(said))
    start = MARGIN * short + _room(said, short)
    wide = room.wide * short
    x = width - start - wide / 2 if said.words.direction == "rtl" else start + wide / 2
    lower = (room.above - room.below) / 2 * short  # so that signs above and below have equal room
    return Straight(x, height - _share(said) * short / 2 + lower)


def inscribed(picture: Picture, said: Said) -> Inscription:
    """The picture with its footer below it."""
    high, wide = picture.image.shape[:2]
    short = picture.side
    canvas = np.empty((high + round(_share(said) * short), wide, 3), np.uint8)
    canvas[:high] = picture.image
    canvas[high:] = np.rint(places.plain_tone(picture, PAPER)).astype(np.uint8)
    at = path("bottom", said, wide, canvas.shape[0])
    way = 1 if said.words.direction == "rtl" else -1
    return Inscription(
        canvas=canvas,
        frame=Box(x=0, y=0, width=wide, height=high),
        stroke=places.stroke(
            Picture(image=canvas, person=None),
            Straight(at.x + way * _room(said, short) / 2, at.y),
            _with_icon(said, short, SCALE),
        ),
        spot="bottom",
        ink=places.plain_tone(picture, INK),
    )


def line(said: Said, side: float, scale: int) -> Lockup:
    """The words, on two lines where one is wider than the picture."""
    return (lockup.single if _lines(said) == 1 else lockup.stacked)(said, side, scale)


def _lines(said: Said) -> int:
    """1, or 2 where the large letters of a legal rule need it."""
    taken = 2 * MARGIN + (0 if said.levels else (ICON + icon.GAP) * said.rule.words)
    return 1 if lockup.extent(said).wide + taken <= 1 else 2


def _share(said: Said) -> float:
    """The footer's height as a share of the side."""
    return (HEIGHT + (_lines(said) - 1) * lockup.STEP) * said.rule.words


def _room(said: Said, short: float) -> float:
    return 0.0 if said.levels else icon.room(said, short, ICON)


@lru_cache(maxsize=16)
def _with_icon(said: Said, short: int, scale: int) -> Lockup:
    words = line(said, short, scale)
    if said.levels:
        return words
    taken = round(_room(said, short) * scale)
    tall = ICON * said.rule.words * short * scale
    middle = words.middle + (_lines(said) - 1) * lockup.STEP * words.capital / 2
    return icon.before(words, taken, said.words.direction, top=middle - tall / 2, capitals=ICON)
