"""Finds pieces of the old background that the matte took for the person: a strip of sky on a shoulder, a leaf on hair.

Both networks may agree on such a piece, and it may stand out from what is right beside it. So colours are compared:
near the outline, a piece that has the colour of the old background right there, and that the person has nowhere
deeper inside, is a doubt like any other: it is told and outlined, and looks that hide it come first.

Tried on the pictures of 151 portraits: eight have such a piece. On seven of them something of the background had
stayed; on one, white hair before a white sky, nothing had. None of the 33 people whose pictures were all fine has one.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting.doubt import MOST_PLACES, SIDE, Doubt, place_of
from generation.matting.opinions import face_area

BORDER = 20  # pixels at SIDE: a leftover lies this near the outline; what is deeper is surely the person
BESIDE = 2, 20  # of those: where the old background's colour is read
SPREAD = 6.0  # of those: how far it is averaged (standard deviation)
AROUND_FACE = 13  # of those: skin lit by a window has its colour
ALIKE = 20.0  # CIELAB: a piece this close to the old background beside it may be of it
UNLIKE = 12.0  # CIELAB: and the person has no colour this close
COLOURS = 600  # of the person that are looked at
FEW = 5  # of these may be this close: a speck of the background that lies deeper is no colour of the person
PIECE = 3  # pixels at SIDE: a leftover is at least this thick
LEAST = 80  # of those: and at least this large; the largest piece on a picture that was fine had 65
PERSON = 0.5  # of the matte


def pieces(frame: RgbImage, matte: Mask, cover: Mask, face: Points) -> Doubt:
    """Such pieces, the largest told first. ``frame``: (H, W, 3) sRGB of the photo; masks (H, W), 0..1; ``face``: its
    outline in the matte, (K, 2). Where the photo does not cover the frame nothing is told.
    """
    outlined = np.asarray(face * np.array([SIDE / matte.shape[1], SIDE / matte.shape[0]]), np.float32)
    person, photo = (cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for plane in (matte, cover))
    small = cv2.resize(frame, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
    found = _foreign(lab, person > PERSON, photo > 0.99, face_area(outlined, SIDE))
    thick = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((PIECE, PIECE), np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(thick, connectivity=8)
    large = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= LEAST]
    large.sort(key=lambda n: -int(stats[n, cv2.CC_STAT_AREA]))
    places = dict.fromkeys(place_of(float(middles[n][0]), float(middles[n][1]), outlined) for n in large)
    return Doubt(where=np.isin(labels, large).astype(np.uint8), places=tuple(places)[:MOST_PLACES])


def _foreign(
    lab: NDArray[np.float32], person: NDArray[np.bool_], photo: NDArray[np.bool_], face: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """1 on pixels of the person, (SIDE, SIDE), with a colour of the background there that the person has nowhere."""
    inwards = cv2.distanceTransform(person.astype(np.uint8), cv2.DIST_L2, 5)
    outwards = cv2.distanceTransform((~person).astype(np.uint8), cv2.DIST_L2, 5)
    beside = ((outwards > BESIDE[0]) & (outwards < BESIDE[1]) & photo).astype(np.float32)
    much = cv2.GaussianBlur(beside, (0, 0), SPREAD)
    behind = cv2.GaussianBlur(lab * beside[..., None], (0, 0), SPREAD) / np.maximum(much, 1e-4)[..., None]
    around = cv2.dilate(face, np.ones((AROUND_FACE, AROUND_FACE), np.uint8)) > 0
    open_ = person & photo & (inwards < BORDER) & ~around & (much > 0.02)
    open_ &= np.linalg.norm(lab - behind, axis=2) < ALIKE
    foreign = np.zeros(person.shape, np.uint8)
    own = lab[(inwards >= BORDER) | around]
    own = own[:: max(1, len(own) // COLOURS)]
    if len(own) > FEW and open_.any():
        apart = np.linalg.norm(lab[open_][:, None] - own[None], axis=2)
        foreign[open_] = np.partition(apart, FEW, axis=1)[:, FEW] > UNLIKE
    return foreign
