"""Finds where the person hardly differs from the background: dark hair before a dark wall, a white shirt before white.

No matte is reliable there, and two networks that both follow the picture may agree on a wrong line. So the picture
itself is measured: the colour just inside the outline against the colour just outside it. A long run of the outline
where the two are alike is a doubt like any other: it is told and outlined, and looks that hide it come first.

Judged on 74 portraits: the run is long on 14, of which 13 had an edge nobody would post in some look; the other one
kept a piece of wall on the shoulder.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting.doubt import MOST_PLACES, SIDE, Doubt, place_of

NEAR, FAR = 2.0, 8.0  # pixels at SIDE: the two bands inside and outside the outline that are compared
SPREAD = 3.3  # of those: how far along the outline colours are averaged (standard deviation)
ALIKE = 9.0  # CIELAB: colours closer than this are alike
LONG = 27  # pixels at SIDE, about a tenth of it: a run of this length is told
BORDER = 3  # of those: the picture's own border is no outline
LEAST = 0.02  # share of a band that must be there for its colour to be known


def outline(frame: RgbImage, matte: Mask, cover: Mask, face: Points) -> Doubt:
    """Long faint runs of the outline. ``frame``: (H, W, 3) sRGB of the photo; masks (H, W), 0..1; ``face``: its outline
    in the matte, (K, 2). Where the photo does not cover the frame nothing is told.
    """
    scale = np.array([SIDE / matte.shape[1], SIDE / matte.shape[0]])
    person, photo = (cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for plane in (matte, cover))
    small = cv2.resize(frame, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
    runs = _runs(lab, person > 0.5, photo > 0.99)
    count, labels, _, middles = cv2.connectedComponentsWithStats(cv2.dilate(runs, np.ones((3, 3), np.uint8)))
    lengths = [int(np.count_nonzero(runs[labels == n])) for n in range(count)]
    long = sorted((n for n in range(1, count) if lengths[n] >= LONG), key=lambda n: -lengths[n])
    outlined = np.asarray(face * scale, np.float32)
    places = dict.fromkeys(place_of(float(middles[n][0]), float(middles[n][1]), outlined) for n in long)
    return Doubt(where=np.isin(labels, long).astype(np.uint8), places=tuple(places)[:MOST_PLACES])


def _runs(lab: NDArray[np.float32], person: NDArray[np.bool_], photo: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """1 on the pixels of the outline, (SIDE, SIDE), whose two sides are alike."""
    inwards = cv2.distanceTransform(person.astype(np.uint8), cv2.DIST_L2, 5)
    outwards = cv2.distanceTransform((~person).astype(np.uint8), cv2.DIST_L2, 5)
    inside, known = _average(lab, (inwards > NEAR) & (inwards < FAR))
    outside, seen = _average(lab, (outwards > NEAR) & (outwards < FAR) & photo)
    line = (inwards > 0) & (inwards <= 1.5) & (known > LEAST) & (seen > LEAST)
    line[:BORDER] = line[-BORDER:] = line[:, :BORDER] = line[:, -BORDER:] = False
    return np.asarray(line & (np.linalg.norm(inside - outside, axis=2) < ALIKE), np.uint8)


def _average(lab: NDArray[np.float32], band: NDArray[np.bool_]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The colour of a band around each pixel, and how much of the band there is."""
    weight = band.astype(np.float32)
    much = cv2.GaussianBlur(weight, (0, 0), SPREAD)
    total = cv2.GaussianBlur(lab * weight[..., None], (0, 0), SPREAD)
    return np.asarray(total / np.maximum(much, 1e-4)[..., None], np.float32), np.asarray(much, np.float32)
