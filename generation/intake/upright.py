"""Turns a photo so that its face stands upright: files without orientation show people on their side or upside down.

Everything that is said of a photo (room above the hair, light from one side) is measured after that.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from generation.images import RgbImage
from generation.ports import Face
from generation.vision import faces, landmarks

LEANS: Final = 50.0  # degrees of roll up to which a head is taken to lean, beyond to lie
SURE: Final = 0.9  # score of a face above which nobody needs to look at it upside down: those had at most 0.8
CLEARLY: Final = 1.05  # a turned photo must show its face by so much better than the photo as it is
AROUND: Final = 3.0  # what is turned to try: the square around the face, in face box sides
GLANCE: Final = 256  # and its size, pixels
STRIP: Final = 3.0  # longer over shorter side beyond which parts of a turned copy are not searched: they are too many
NO_FACE_GLANCE: Final = 1024  # where no face is seen the whole photo is tried, at this longer side


def quarter_turns(image: RgbImage, found: tuple[Face, ...]) -> int:
    """How often to turn anticlockwise by 90 degrees, 0 to 3. ``found``: the faces of the photo as it is, best first."""
    as_it_is = _evidence(image, found[0]) if found else 0.0
    if as_it_is >= SURE:
        return 0
    part = _resized(_around(image, found[0]), GLANCE) if found else _resized(image, NO_FACE_GLANCE)
    # a head that is seen well and upright can only be upside down
    ways = (2,) if as_it_is >= faces.CERTAIN else (1, 2, 3)
    glance = bool(found) or max(part.shape[:2]) > STRIP * min(part.shape[:2])
    tried = {turns: _turned_evidence(turned(part, turns), CLEARLY * as_it_is, glance=glance) for turns in ways}
    best = max(tried, key=lambda turns: tried[turns])
    return best if tried[best] > CLEARLY * as_it_is else 0


def turned(image: RgbImage, turns: int) -> RgbImage:
    """The photo turned anticlockwise by ``turns`` quarters."""
    return np.ascontiguousarray(np.rot90(image, turns)) if turns else image


def _around(image: RgbImage, face: Face) -> RgbImage:
    x, y, w, h = face.box
    half = AROUND * max(w, h) / 2
    left, top = max(0, round(x + w / 2 - half)), max(0, round(y + h / 2 - half))
    return image[top : max(top + 1, round(y + h / 2 + half)), left : max(left + 1, round(x + w / 2 + half))]


def _resized(image: RgbImage, longer: int) -> RgbImage:
    """At most so many pixels on the longer side; halved as long as that goes, which is the quickest way to shrink."""
    while max(image.shape[:2]) >= 2 * longer:
        image = faces.halved(image)
    scale = min(1.0, longer / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _turned_evidence(image: RgbImage, must_exceed: float, *, glance: bool) -> float:
    """That of the best face in a turned copy; 0 where its score alone is too low to matter."""
    found = faces.glance(image) if glance else faces.detect(image, thorough=False)
    if not found or found[0].score <= must_exceed:
        return 0.0
    return _evidence(image, found[0])


def _evidence(image: RgbImage, face: Face) -> float:
    """0..1: the face's score, and where that is low how sure the mesh is of it; 0 when it lies."""
    _, pose = landmarks.measure(image, face)
    if abs(pose.roll) > LEANS:
        return 0.0
    return face.score if face.score >= faces.CERTAIN else face.score * faces.agreed(image, face)
