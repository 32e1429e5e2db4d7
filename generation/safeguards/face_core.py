"""The face lock: inside the face the finished picture equals the photo re-rendered with the declared crop and light.

Measured on the lossless master before any mark. Largest difference of any channel at most 2 of 255 (rounding), and a
structural similarity (Wang et al. 2004, Gaussian window of 11 px, sigma 1.5) of at least 0.99 over the face.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from storage.records import Verdict

MOST_LEVELS = 2.0
LEAST_SSIM = 0.99
LEAST_CORE = 0.01  # of the picture: a smaller face core means that the face was not measured


@dataclass(frozen=True, slots=True)
class FaceCore(Safeguard):
    code = "face_core"
    order = 40
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit changed pixels of the face."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung hat Pixel im Gesicht verändert."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the largest difference in 8-bit levels; the similarity is tested as well."""
        del context
        core = rendering.core > 0.5
        if core.mean() < LEAST_CORE or rendering.master.shape != rendering.reference.shape:
            return Verdict(code=self.code, passed=False, limit=MOST_LEVELS, unit="levels")
        rows, columns = _bounds(core)
        master, reference = rendering.master[rows, columns], rendering.reference[rows, columns]
        worst = float(cv2.absdiff(master, reference)[core[rows, columns]].max())
        alike = worst == 0 or ssim(master, reference, rendering.core[rows, columns]) >= LEAST_SSIM
        passed = bool(worst <= MOST_LEVELS and alike)
        return Verdict(code=self.code, passed=passed, value=worst, limit=MOST_LEVELS, unit="levels")


def _bounds(core: NDArray[np.bool_]) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(core.any(axis=1)), np.flatnonzero(core.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def ssim(one: RgbImage, other: RgbImage, where: Mask) -> float:
    """Mean structural similarity of luma over ``where``, -1..1."""
    x = cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(np.float32)
    y = cv2.cvtColor(other, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean_x, mean_y = _window(x), _window(y)
    var_x, var_y = _window(x * x) - mean_x**2, _window(y * y) - mean_y**2
    together = _window(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    score = ((2 * mean_x * mean_y + c1) * (2 * together + c2)) / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))
    return float(score[where > 0.5].mean())


def _window(plane: Mask) -> Mask:
    return np.asarray(cv2.GaussianBlur(plane, (11, 11), 1.5), np.float32)
