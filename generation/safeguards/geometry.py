"""The face keeps its shape: landmarks measured again in the finished picture must have the same proportions within 3 %.

The photo's frame and the picture are both measured anew under equal conditions: the same crop, and the person in front
of the same grey, because a new backdrop alone moves the network's jaw line by up to 3 %. Lengths: jaw, face height,
nose and mouth over the distance between the eyes, and each eye's opening by itself (± 10 %).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import landmarks as mesh
from storage.records import Verdict

MOST = 0.03
MOST_EYE = 0.10
AROUND = 0.3  # of the face: a larger margin than the network looks at
FACE_SIDE = 256  # about how many pixels wide the face is measured: more than the network's own input
GREY = 128  # 8-bit levels
# pairs of mesh points; the distance of each pair is compared
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


@dataclass(frozen=True, slots=True)
class Geometry(Safeguard):
    code = "geometry"
    order = 80
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit moved parts of the face."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung hat Teile des Gesichts verschoben."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the largest relative change; an eye's opening counts at three tenths, its limit being 10 %."""
        portrait = own_photo.source(rendering, context)
        if portrait is None:
            return Verdict(code=self.code, passed=False, limit=MOST, unit="ratio")
        known = own_photo.landmarks(rendering, portrait)
        before = _measured(rendering.reference, rendering.alpha, known)
        after = _measured(rendering.master, rendering.alpha, known)
        changes = [abs(_ratio(after, pair) / _ratio(before, pair) - 1) for pair in LENGTHS.values()]
        changes += [abs(_ratio(after, pair) / _ratio(before, pair) - 1) * MOST / MOST_EYE for pair in OPENINGS.values()]
        worst = float(max(changes))
        return Verdict(code=self.code, passed=worst <= MOST, value=worst, limit=MOST, unit="ratio")


def _measured(image: RgbImage, alpha: Mask, known: Points) -> Points:
    """Landmarks of the face alone, in pixels of a window around it; only their proportions are used."""
    height, width = alpha.shape
    (x, y), (w, h) = known.min(axis=0), np.ptp(known, axis=0)
    room = AROUND * max(w, h)
    left, top = max(0, int(x - room)), max(0, int(y - room))
    part = slice(top, min(height, int(y + h + room))), slice(left, min(width, int(x + w + room)))
    scale = 1 / max(1, round(max(w, h) / FACE_SIDE))  # by an integer factor, which is several times quicker
    window = cv2.resize(image[part], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    share = cv2.resize(alpha[part], window.shape[1::-1], interpolation=cv2.INTER_AREA)
    plain = cv2.blendLinear(window, np.full_like(window, GREY), share, 1 - share)
    return mesh.measure_at(np.asarray(plain, np.uint8), (known - (left, top)) * scale)


def _ratio(points: Points, pair: tuple[int, int]) -> float:
    """A length over the distance between the eye centres."""
    left = points[list(mesh.EYE_LEFT)].mean(axis=0)
    right = points[list(mesh.EYE_RIGHT)].mean(axis=0)
    between = max(float(np.linalg.norm(right - left)), 1e-6)
    return max(float(np.linalg.norm(points[pair[0]] - points[pair[1]])), 1e-6) / between
