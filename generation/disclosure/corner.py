"""Two short lines in a free corner, with a small icon where there is room: for portraits, CVs and pages.

It resembles a broadcaster's logo or a photographer's credit, and stands on backdrop only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from generation.disclosure import icon, lockup, places
from generation.disclosure.label import Box
from generation.disclosure.lockup import Lockup, Said
from generation.disclosure.paths import Straight
from generation.disclosure.places import SCALE, Inscription, Picture

MARGIN = 0.045  # of the side: from the picture's edges
WITH_ICON = ("top_right_icon", "top_left_icon")
SPOTS = (*WITH_ICON, "top_right", "top_left", "bottom_right", "bottom_left")


def path(spot: str, said: Said, width: float, height: float) -> Straight:
    """The line of the words without the icon: their horizontal middle, the vertical middle of the first line."""
    side = min(width, height)
    room = lockup.extent(said, 2)
    wide, tall = room.wide * side, (room.above + room.below) * side
    shift = icon.room(said, side) if "icon" in spot and not said.levels else 0.0
    margin = MARGIN * side
    reads_left = said.words.direction == "rtl"
    x = width - margin - wide / 2 if "right" in spot else margin + wide / 2
    if "right" in spot and reads_left:
        x -= shift
    elif "left" in spot and not reads_left:
        x += shift
    top = margin if "top" in spot else height - margin - tall
    return Straight(x, top + room.above * side)


def inscribed(picture: Picture, said: Said) -> Inscription | None:
    """The label in the first free corner; None where no corner is free of the person."""
    free = _free(picture, said)
    first = next(free, None)
    return None if first is None else replace(first, others=lambda: free)


def _free(picture: Picture, said: Said) -> Iterator[Inscription]:
    """The label in each free corner, the best first."""
    high, wide = picture.image.shape[:2]
    for spot in SPOTS:
        if said.levels and f"{spot}_icon" in WITH_ICON:
            continue  # two levels have no icon: the plain corner is the same place
        words = lockup.stacked(said, picture.side, SCALE)
        at = path(spot, said, wide, high)
        if "icon" in spot and not said.levels:
            words, at = _with_icon(said, picture.side, at)
        if places.off_person(picture, at, words):
            yield Inscription(
                canvas=picture.image,
                frame=Box(x=0, y=0, width=wide, height=high),
                stroke=places.stroke(picture, at, words),
                spot=spot,
            )


def _with_icon(said: Said, side: int, at: Straight) -> tuple[Lockup, Straight]:
    """The words with the icon before them, and the line centred on both."""
    both = with_icon(said, side, SCALE)
    way = 1 if said.words.direction == "rtl" else -1
    return both, Straight(at.x + way * icon.room(said, side) / 2, at.y)


@lru_cache(maxsize=16)
def with_icon(said: Said, side: float, scale: int) -> Lockup:
    """The two lines with an icon before them that is as high as both."""
    words = lockup.stacked(said, side, scale)
    room = round(icon.room(said, side) * scale)
    return icon.before(words, room, said.words.direction, top=words.middle - words.capital / 2)
