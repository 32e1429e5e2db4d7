"""Measures how well a label can be read: its contrast in the picture's own pixels, piece by piece.

It needs only the finished picture and the mark. Letters are compared with the ground right beside them, in WCAG 2.2
relative luminance; the worst piece of the line counts.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.disclosure import forms, lockup, paths, places
from generation.disclosure.detect import Mark
from generation.disclosure.ink import relative_luminance
from generation.images import RgbImage

LEAST, LEAST_LEVELS = 4.5, 5.0  # WCAG 2.2, 1.4.3, for words; for AI levels
ROOM = 0.05  # of contrast: the margin that drawing leaves for JPEG
SOLID = 0.9  # coverage from which a pixel is letter
BESIDE = 0.30  # of a capital's height: how near to a letter the ground is measured


def enough(image: RgbImage, mark: Mark, *, room: float = 0.0) -> bool:
    """Whether every piece of the label has the contrast required, and ``room`` more."""
    return worst(image, mark) >= (LEAST_LEVELS if mark.said.levels else LEAST) + room


def worst(image: RgbImage, mark: Mark) -> float:
    """The lowest contrast of any piece of the line; 1.0 means no contrast."""
    height, width = image.shape[:2]
    form = forms.FORMS[mark.placement]
    side = form.side(mark.said, width, height)
    line = form.line(mark.said, side, places.SCALE)
    high, wide = (length / places.SCALE for length in line.letters.shape)
    path = form.path(mark.spot, mark.said, width, height)
    capital = mark.said.rule.words * side
    box = paths.box_around(path, wide + 2 * capital, 2 * high + 2 * capital, image.shape)
    at = paths.places(path, box)
    letters = paths.bent(line.letters, line.middle, places.SCALE, at)
    reach = max(1, round(BESIDE * capital))
    around = cv2.dilate(letters, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    luminance = relative_luminance(image[box.window].astype(np.float32))
    column = at[0] + wide / 2
    found = []
    for piece in lockup.pieces(round(wide), capital):
        here = (column >= piece.start) & (column < piece.stop)
        ink, ground = here & (letters >= SOLID), here & (letters == 0) & (around > 0)
        if ink.any() and ground.any():
            one, other = float(luminance[ink].mean()), float(luminance[ground].mean())
            found.append((max(one, other) + 0.05) / (min(one, other) + 0.05))
    return min(found, default=1.0)
