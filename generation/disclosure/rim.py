"""Along the inside of the circle that sites cut a profile picture to: above the head, else below on one calm cloth.

It resembles photographers' rims and stamps, without plate or outline. Only square pictures have one.
"""

from __future__ import annotations

import numpy as np

from generation.disclosure import lockup, places
from generation.disclosure.label import Box
from generation.disclosure.lockup import Lockup, Said
from generation.disclosure.paths import Arc
from generation.disclosure.places import SCALE, Inscription, Picture

SPOTS = ("top", "bottom")
MARGIN = 0.024  # of the side: from the circle to the capitals
SIGNS = 0.006  # how far into that margin accents and signs may reach
UNEVEN = 9.0  # standard deviation of L* from which cloth is too uneven to write on


def path(spot: str, said: Said, width: float, height: float) -> Arc:
    """The line of the letters in a square picture of this size."""
    side = min(width, height)
    room = lockup.extent(said)
    outwards = room.above if spot == "top" else room.below
    least = room.capital / 2 - (SIGNS if said.levels else 0)  # a large "AI" reaches into the margin as accents do
    radius = (0.5 - MARGIN - max(least, outwards - SIGNS)) * side
    return Arc(width / 2, height / 2, radius, spot == "top")


def inscribed(picture: Picture, said: Said) -> Inscription | None:
    """None where neither spot is free."""
    if not picture.square:
        return None
    high, wide = picture.image.shape[:2]
    line = lockup.single(said, picture.side, SCALE)
    for spot, free in (("top", places.off_person), ("bottom", _on_calm_cloth)):
        at = path(spot, said, wide, high)
        if free(picture, at, line):
            return Inscription(
                canvas=picture.image,
                frame=Box(x=0, y=0, width=wide, height=high),
                stroke=places.stroke(picture, at, line, on_person=spot == "bottom"),
                spot=spot,
            )
    return None


def _on_calm_cloth(picture: Picture, at: Arc, line: Lockup) -> bool:
    person = picture.person
    if person is None:
        return True
    under = places.footprint(person, picture.side, at, line)
    return not (under & person.kept).any() and float(np.std(person.lab[..., 0][under])) < UNEVEN
