"""A slim ring around the circle, with the words along its lower arc, used where the person leaves the rim no room.

The canvas grows by whole blocks of eight pixels, so that no pixel of the picture is scaled and JPEG's blocks stay where
they were. A site that cuts a circle cuts exactly at the ring's outer edge. Only square pictures have a ring.
"""

from __future__ import annotations

import numpy as np

from generation.disclosure import label, lockup, places
from generation.disclosure.label import Box, Patch
from generation.disclosure.lockup import Said
from generation.disclosure.paths import Arc
from generation.disclosure.places import SCALE, Inscription, Picture

SPOTS = ("bottom",)
MIDDLE = 0.0205  # of the grown side: from its edge to the middle of the capitals
CLEAR = 0.003  # of the grown side: between capitals and disc, and between signs below the line and the ring's edge
CLEAR_OF_SIGNS = 0.0012  # of the grown side: between accents above the line and disc
BRIGHT = 88.0  # L* of a backdrop from which the ring is dark
LIGHT_RING, DARK_RING = 94.0, 24.0  # L*; letters are at the other end of the scale
LIGHT_INK, DARK_INK = 97.0, 18.0


def path(spot: str, said: Said, width: float, height: float) -> Arc:
    """The line of the letters in a ringed picture of this size."""
    del spot
    return Arc(width / 2, height / 2, (0.5 - _middle(said)) * min(width, height), up=False)


def inscribed(picture: Picture, said: Said) -> Inscription | None:
    """None where the picture is not square."""
    if not picture.square:
        return None
    disc = picture.image.shape[0]
    edge = _edge(said, disc)
    side = disc + 2 * edge
    bright = places.backdrop(picture)[0] > BRIGHT
    paper = places.plain_tone(picture, DARK_RING if bright else LIGHT_RING)
    canvas = np.empty((side, side, 3), np.uint8)
    canvas[:] = np.rint(paper).astype(np.uint8)
    frame = Box(x=edge, y=edge, width=disc, height=disc)
    inside = label.rounded(disc, disc, radius=disc / 2)
    added = np.zeros((side, side), bool)
    added[frame.window] = inside < 1
    line = lockup.single(said, side, SCALE)
    grown = Picture(image=label.lay(canvas, Patch(pixels=picture.image, coverage=inside), frame), person=None)
    return Inscription(
        canvas=grown.image,
        frame=frame,
        stroke=places.stroke(grown, path("bottom", said, side, side), line),
        spot="bottom",
        added=added,
        ink=places.plain_tone(picture, LIGHT_INK if bright else DARK_INK),
    )


def _middle(said: Said) -> float:
    """From the ring's outer edge to the middle of the capitals, as a share of the grown side."""
    return max(MIDDLE, lockup.extent(said).below + CLEAR)


def _edge(said: Said, disc: int) -> int:
    """The ring's width in pixels: the fewest whole blocks with which no letter or sign touches the disc."""
    room = lockup.extent(said)
    least = _middle(said) + max(room.capital / 2 + CLEAR, room.above + CLEAR_OF_SIGNS)  # of the grown side
    return label.to_eight(least * disc / (1 - 2 * least))
