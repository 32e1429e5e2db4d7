"""Sure person, sure background, and the band between them that is open: hair above, thin along clothes.

Background that the network took for clothing is found here, too, and taken out of its shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting import colours
from generation.matting.colours import Floats

SURE = 0.93  # mask value above which a pixel is surely the person, and below 1 minus which surely background
HAIR_BAND = 0.034  # how far from the outline single hairs may stand, fraction of the frame's shorter side
SHORT_HAIR = 0.011  # the same inwards: from this depth on hair is opaque, and its colours are the person's
LONG_HAIR = 0.33  # of the frame: how far below the chin hair and beards may reach
CLOTH_BAND = 0.008  # as ``HAIR_BAND``, for clothes, which have sharp edges
EARS = 1.34  # times the mesh's width, which ends before the ears: includes ears and what sits behind them
HALF = 2  # matte and lines are found at half size
COARSER = 3  # the sure colours are spread at a third of the size: they are smooth anyway
FOREIGN = 0.5  # presence in the background times absence on the person: above this a piece is a leftover
PIECE = 4  # pixels of the small size: a leftover is at least this thick
CALM = 500.0  # variety below which it is a wall (plain ones of the test portraits vary by up to 320)
OPEN = 0.01  # openness from which a pixel is computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """What is sure of a frame at half size, (h, w), and what is open.

    A third of the full size: ``small``, the frame; ``seen``, the network's shape without background that it took for
    clothing; ``fore``, ``back``, sure person and background; ``own``, where the person's colours are read; ``chin``,
    its row. Half size: ``gone``, that background; ``softly``, how open a pixel is, 0..1. ``places``: the open pixels,
    (N,), indices into the flattened half size.
    """

    small: RgbImage
    seen: Mask
    gone: Mask
    fore: Mask
    back: Mask
    own: Mask
    softly: Mask
    places: NDArray[np.intp]
    chin: float

    @property
    def size(self) -> tuple[int, int]:
        return self.softly.shape[0], self.softly.shape[1]

    def laid(self, values: Floats) -> Mask:
        """Values of the open pixels as a mask at half size, 0 elsewhere."""
        return colours.laid(values, self.places, self.size)


def read(frame: RgbImage, whole: Mask, face: Points) -> Areas:
    """``frame``, ``whole`` (the network's shape, 0..1) and ``face`` (its outline, (K, 2)) are at half size."""
    height, width = whole.shape
    size = (max(1, width * HALF // COARSER), max(1, height * HALF // COARSER))
    small = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
    chin = float(face[:, 1].max()) * size[1] / height
    seen, gone = _without_leftovers(small, whole, face * size[1] / height)
    fore, back, band = _sure_areas(seen, chin)
    softly = np.asarray(cv2.resize(band, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return Areas(
        small=small,
        seen=seen,
        gone=gone,
        fore=fore,
        back=back,
        own=_with_short_hair(fore, seen, chin),
        softly=softly,
        places=np.flatnonzero(softly > OPEN),
        chin=chin,
    )


def at_the_ears(face: Points, size: tuple[int, ...]) -> Mask:
    """1 over face and ears: hearing aids, tubes and cups sit there and stay, whatever their colour."""
    middle = face.mean(axis=0)
    around = middle + (face - middle) * np.array([EARS, 1.0], np.float32)
    drawn = np.zeros(size, np.float32)
    return np.asarray(cv2.fillConvexPoly(drawn, cv2.convexHull(np.rint(around).astype(np.int32)), 1.0), np.float32)


def _without_leftovers(small: RgbImage, whole: Mask, face: Points) -> tuple[Mask, Mask]:
    """The network's shape, small, without background it took for clothing; and these pieces, 0..1, full size.

    Such a piece has colours seen in the sure background and nowhere on the sure person, is connected to the background
    through such colours alone, and lies below the chin, since short hair's colour is on no sure person either.
    """
    size = (small.shape[1], small.shape[0])
    seen = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    chin = float(face[:, 1].max())
    fore, back, _ = _sure_areas(np.asarray(seen, np.float32), chin)
    own = _with_short_hair(fore, np.asarray(seen, np.float32), chin)  # or a ponytail below short hair would go
    mine, theirs = colours.present(small, small, own, back)
    foreign = cv2.blur(np.asarray(theirs * (1 - mine), np.float32), (3, 3)) > FOREIGN
    way = ((foreign & (at_the_ears(face, seen.shape) == 0)) | (back > 0.5)).astype(np.uint8)
    _, labels = cv2.connectedComponents(way, connectivity=4)
    reached = np.isin(labels, np.unique(labels[back > 0.5])) & (way > 0) & (back < 0.5) & (seen > 0.5)
    reached[: int(chin)] = False
    if (reached & (seen > SURE)).any():  # the network is never so sure of a calm wall: this is a collar of its colour
        reached &= (seen <= SURE) | (colours.variety(small, back) > CALM)
    # pieces only: single hairs are half background anyway
    pieces = cv2.morphologyEx(reached.astype(np.float32), cv2.MORPH_OPEN, np.ones((PIECE, PIECE), np.uint8))
    gone = cv2.GaussianBlur(pieces, (0, 0), 0.8)
    wide = cv2.resize(gone, (whole.shape[1], whole.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(seen * (1 - gone), np.float32), np.asarray(wide, np.float32)


def _sure_areas(whole: Mask, chin_row: float) -> tuple[Mask, Mask, Mask]:
    """Sure person, sure background, and the band between them (0..1: how open the question is).

    The band is wide above the chin, where hair is, narrower outwards where long hair may fall, and thin along clothes.
    """
    short = min(whole.shape)
    wide, thin = max(2, round(short * HAIR_BAND)), max(1, round(short * CLOTH_BAND))
    chin = int(np.clip(chin_row, 1, whole.shape[0] - 1))
    far = int(np.clip(chin + short * LONG_HAIR, chin, whole.shape[0]))
    mine, theirs = whole > SURE, whole < 1 - SURE
    fore, back = eroded(mine, wide), eroded(theirs, wide)
    back[chin:] = eroded(theirs, wide // 2)[chin:]
    fore[far:], back[far:] = eroded(mine, thin)[far:], eroded(theirs, thin)[far:]
    band = np.asarray(~(fore | back), np.float32)
    softly = cv2.blur(band, (2 * thin + 1, 2 * thin + 1)) * band
    return fore.astype(np.float32), back.astype(np.float32), np.asarray(softly, np.float32)


def _with_short_hair(fore: Mask, whole: Mask, chin_row: float) -> Mask:
    """Where the person's colours are read: above the chin also closer to the outline than the sure person.

    Short hair is thinner than the band. Without this its colour would be on no sure person and count as the wall's.
    """
    near = eroded(whole > SURE, max(1, round(min(whole.shape) * SHORT_HAIR)))
    near[int(np.clip(chin_row, 1, whole.shape[0] - 1)) :] = False
    return np.maximum(fore, near.astype(np.float32))


def eroded(mask: NDArray[np.bool_], radius: int) -> NDArray[np.bool_]:
    # OpenCV splits a square into rows and columns: 30 times quicker than a disc of this size
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel, borderType=cv2.BORDER_REPLICATE), bool)
