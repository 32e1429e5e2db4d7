"""The face keeps its shape: landmarks found again in the finished picture must form the same proportions, within 3 %.

The photo's frame and the picture are measured afresh under equal conditions, the person before the same grey, because a
new backdrop alone moves the network's jaw line by up to 3 %. Lengths: jaw, face height, nose, mouth over the distance
between the eyes, and each eye's opening on its own (± 10 %).
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.ports import Face, Rendering, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import landmarks as mesh
from storage.records import Verdict

MOST = 0.03
MOST_EYE = 0.10
AROUND = 0.6  # of the face box: as much as the network looks at
FACE_SIDE = 256  # pixels, about, that the face box is measured at: more than the network's own input
GREY = np.float32(128)
# pairs of mesh points whose distance is a proportion of the face
LENGTHS = {
    "jaw": (172, 397),
    "face_width": (mesh.CHEEK_LEFT, mesh.CHEEK_RIGHT),
    "face_height": (mesh.FOREHEAD, mesh.CHIN),
    "nose": (129, 358),
    "nose_length": (168, 2),
    "mouth": (61, 291),
    "chin": (2, mesh.CHIN),
}
OPENINGS = {"eye_left": (159, 145), "eye_right": (386, 374)}


class Geometry:
    code = "geometry"

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the largest relative change; an eye's opening counts at three tenths, its limit being 10 %."""
        portrait = own_photo.source(rendering, context)
        if portrait is None:
            return Verdict(code=self.code, passed=False, limit=MOST, unit="ratio")
        face = _face(rendering, portrait.face)
        before = _measured(rendering.reference, rendering.alpha, face)
        after = _measured(rendering.master, rendering.alpha, face)
        changes = [abs(_ratio(after, pair) / _ratio(before, pair) - 1) for pair in LENGTHS.values()]
        changes += [abs(_ratio(after, pair) / _ratio(before, pair) - 1) * MOST / MOST_EYE for pair in OPENINGS.values()]
        worst = float(max(changes))
        return Verdict(code=self.code, passed=worst <= MOST, value=worst, limit=MOST, unit="ratio")


def _measured(image: RgbImage, alpha: Mask, face: Face) -> Points:
    """Landmarks of the face alone, in pixels of a window around it: the proportions are what counts."""
    height, width = alpha.shape
    x, y, w, h = face.box
    room = AROUND * max(w, h)
    left, top = max(0, int(x - room)), max(0, int(y - room))
    part = slice(top, min(height, int(y + h + room))), slice(left, min(width, int(x + w + room)))
    scale = 1 / max(1, round(max(w, h) / FACE_SIDE))  # by a whole number, which is several times quicker
    window = cv2.resize(image[part], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    share = cv2.resize(alpha[part], window.shape[1::-1], interpolation=cv2.INTER_AREA)[..., None]
    plain = (GREY + share * (window - GREY)).astype(np.uint8)
    moved = replace(
        face,
        box=((x - left) * scale, (y - top) * scale, w * scale, h * scale),
        eye_left=((face.eye_left[0] - left) * scale, (face.eye_left[1] - top) * scale),
        eye_right=((face.eye_right[0] - left) * scale, (face.eye_right[1] - top) * scale),
    )
    points, _ = mesh.measure(plain, moved)
    return points


def _ratio(points: Points, pair: tuple[int, int]) -> float:
    """A length over the distance between the eye centres."""
    left = points[list(mesh.EYE_LEFT)].mean(axis=0)
    right = points[list(mesh.EYE_RIGHT)].mean(axis=0)
    between = max(float(np.linalg.norm(right - left)), 1e-6)
    return max(float(np.linalg.norm(points[pair[0]] - points[pair[1]])), 1e-6) / between


def _face(rendering: Rendering, face: Face) -> Face:
    """The photo's face in pixels of the master."""
    turn = rendering.to_master
    grow = float(np.hypot(turn[0, 0], turn[1, 0]))
    x, y, w, h = face.box
    places = np.array([(x + w / 2, y + h / 2), face.eye_left, face.eye_right]) @ turn[:, :2].T + turn[:, 2]
    middle, left, right = places.tolist()
    return Face(
        box=(middle[0] - w * grow / 2, middle[1] - h * grow / 2, w * grow, h * grow),
        eye_left=(left[0], left[1]),
        eye_right=(right[0], right[1]),
        score=face.score,
    )
