"""Turns a photo so that its face is upright: files without orientation show people on their side or upside down.

All other measures (room above the hair, light from one side) come after that.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from generation.images import RgbImage
from generation.ports import Face
from generation.vision import faces, landmarks

LEANS: Final = 50.0  # degrees of roll: up to this a head leans, beyond it lies
SURE: Final = 0.9  # from this face score on no turn is tried: upside-down faces had at most 0.8
CLEARLY: Final = 1.05  # a turned photo's evidence must be this many times that of the photo as it is
AROUND: Final = 3.0  # side of the square around the face that is turned to try, in face box sides
GLANCE: Final = 256  # side of that square once resized, pixels
STRIP: Final = 3.0  # longer over shorter side; beyond this the parts of a turned copy are too many to search
NO_FACE_GLANCE: Final = 1024  # longer side, pixels, at which the whole photo is tried when no face is found


def quarter_turns(image: RgbImage, found: tuple[Face, ...]) -> int:
    """How often to turn anticlockwise by 90 degrees, 0 to 3. ``found``: the faces of the photo as it is, best first."""
    as_it_is = _evidence(image, found[0]) if found else 0.0
    if as_it_is >= SURE:
        return 0
    part = _resized(_around(image, found[0]), GLANCE) if found else _resized(image, NO_FACE_GLANCE)
    # a face found this clearly and upright can only be upside down, not on its side
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
    """At most ``longer`` pixels on the longer side; halved while possible, which is the quickest way to shrink."""
    while max(image.shape[:2]) >= 2 * longer:
        image = faces.halved(image)
    scale = min(1.0, longer / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _turned_evidence(image: RgbImage, must_exceed: float, *, glance: bool) -> float:
    """The evidence of the best face in a turned copy; 0 when its score alone is too low to matter."""
    found = faces.glance(image) if glance else faces.detect(image, thorough=False)
    if not found or found[0].score <= must_exceed:
        return 0.0
    return _evidence(image, found[0])


def _evidence(image: RgbImage, face: Face) -> float:
    """0..1: the face's score, times the mesh's confidence if the score is low; 0 when the head lies."""
    _, pose = landmarks.measure(image, face)
    if abs(pose.roll) > LEANS:
        return 0.0
    return face.score if face.score >= faces.CERTAIN else face.score * faces.agreed(image, face)
