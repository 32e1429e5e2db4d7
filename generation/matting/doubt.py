"""Finds where a second opinion contradicts the matte beside the person.

Such a place is told and outlined, and looks that hide it come first. A difference along the outline is no
contradiction: the second network is coarse and sees no single hairs. A contradiction is a piece of some size that one
network calls person, that the other calls person nowhere near, and of which the first was not certain. Where the first
was certain, the second was wrong wherever we looked among 89 portraits (dark jackets, big hair, bits of wall). Nothing
here changes a matte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from generation.images import Mask, Points
from generation.matting.opinions import NOBODY, PERSON, face_area, sees_this_person
from storage.records import DoubtfulPlace

SIDE = 256  # pixels it is judged at
NEAR = 6  # of those: outlines this close are the same outline
PIECE = 5  # of those: a contradiction is at least this thick
LEAST = 0.0012  # of the frame: and at least this large
BESIDE = 0.16  # of the frame: a piece within this distance of the outline is beside the person
OPEN = 0.08, 0.92  # of the first network's shape: between these it is not certain
LEAST_OPEN = 0.08  # share of a piece that must be uncertain
MOST_PLACES = 2  # told at most: the largest ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """``where``: the contradicted pieces, (SIDE, SIDE), 0 or 1. ``places``: the names of the largest ones.

    ``open``: all that either network is unsure of, (SIDE, SIDE), 0 or 1, told or not; there the person decides.
    """

    where: NDArray[np.uint8]
    places: tuple[DoubtfulPlace, ...] = ()
    open: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8))

    @property
    def codes(self) -> tuple[str, ...]:
        """What is told, one code for each place."""
        return tuple(place.note for place in self.places)

    def __bool__(self) -> bool:
        return bool(self.places)

    def joined(self, other: Doubt) -> Doubt:
        """Both doubts as one. What this one tells comes first, and ``open`` is this one's."""
        places = tuple(dict.fromkeys((*self.places, *other.places)))[:MOST_PLACES]
        return replace(self, where=np.maximum(self.where, other.where), places=places)


NONE = Doubt(where=np.zeros((SIDE, SIDE), np.uint8))


def between(matte: Mask, shape: Mask, second: Mask, cover: Mask, face: Points) -> Doubt:
    """Where two opinions contradict each other. Masks (H, W), 0..1; ``face``: its outline in the matte, (K, 2).

    ``shape``: the first network's mask. ``cover``: 1 where the photo covers the frame; nothing is doubted beyond it.
    """
    scale = np.array([SIDE / matte.shape[1], SIDE / matte.shape[0]])
    outline = np.asarray(face * scale, np.float32)
    ours, said, theirs, photo = (
        np.asarray(cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
        for plane in (matte, shape, second, cover)
    )
    found = face_area(outline, SIDE)
    if not sees_this_person(theirs, found):
        return NONE
    pieces = (_unshared(ours, theirs) | _unshared(theirs, ours)) & (photo > 0.99) & (found == 0)
    pieces &= cv2.dilate((ours > PERSON).astype(np.uint8), _square(2 * round(BESIDE * SIDE) + 1)) > 0
    thick = cv2.morphologyEx(pieces.astype(np.uint8), cv2.MORPH_OPEN, _square(PIECE))
    uncertain = (said > OPEN[0]) & (said < OPEN[1])
    broad = cv2.morphologyEx((uncertain & (found == 0)).astype(np.uint8), cv2.MORPH_OPEN, _square(PIECE))
    doubt = _told(np.asarray(thick, np.uint8), uncertain, outline)
    return replace(doubt, open=np.asarray(np.maximum(thick, broad), np.uint8))


def _unshared(one: Mask, other: Mask) -> NDArray[np.bool_]:
    """Where one mask says person and the other says nobody there and within ``NEAR`` pixels."""
    around = cv2.dilate(other, _square(2 * NEAR + 1))
    return np.asarray((one > PERSON) & (around < NOBODY), bool)


def _told(pieces: NDArray[np.uint8], uncertain: NDArray[np.bool_], face: Points) -> Doubt:
    count, labels, stats, middles = cv2.connectedComponentsWithStats(pieces, connectivity=8)
    large = [
        n
        for n in range(1, count)
        if stats[n, cv2.CC_STAT_AREA] >= LEAST * pieces.size and uncertain[labels == n].mean() >= LEAST_OPEN
    ]
    return of_pieces({n: int(stats[n, cv2.CC_STAT_AREA]) for n in large}, labels, middles, face)


def of_pieces(sizes: Mapping[int, int], labels: MatLike, middles: MatLike, face: Points) -> Doubt:
    """The pieces of these numbers, the largest told first. ``labels``: (SIDE, SIDE), each pixel's piece; ``middles``:
    (N, 2), of each piece; ``face``: the face's outline at SIDE, (K, 2).
    """
    largest = sorted(sizes, key=lambda n: -sizes[n])
    places = dict.fromkeys(place_of(float(middles[n][0]), float(middles[n][1]), face) for n in largest)
    return Doubt(where=np.isin(labels, largest).astype(np.uint8), places=tuple(places)[:MOST_PLACES])


def place_of(x: float, y: float, face: Points) -> DoubtfulPlace:
    """The name of a spot, by its position relative to the face."""
    (left, top), (right, chin) = face.min(axis=0), face.max(axis=0)
    high, middle = chin - top, (left + right) / 2
    if y < top and left <= x <= right:
        return DoubtfulPlace.ABOVE_HEAD
    side = "left" if x < middle else "right"
    if y < chin - 0.15 * high:
        return DoubtfulPlace(f"{side}_ear")
    return DoubtfulPlace(f"{side}_neck" if y < chin + 0.45 * high else f"{side}_shoulder")


def _square(side: int) -> NDArray[np.uint8]:
    return np.ones((side, side), np.uint8)
