"""Hints at a beauty filter or strong noise removal: no skin texture beside sharp eyes. Never an accusation.

On 13 portraits as taken 0.018 to 0.11; eight of them smoothed by a bilateral filter 0.005 to 0.02.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import tone
from storage.records import Finding, Severity, Unit


class FilterSuspected(Check):
    code = "filter_suspected"
    order = 180
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "hint": "An app may have smoothed this photo. I can't bring detail back.",
            "drawn": "Very smooth here",
        },
        "de": {
            "hint": "Vielleicht hat eine App dieses Foto geglättet. Was fehlt, kann ich nicht zurückholen.",
            "drawn": "Hier sehr glatt",
        },
    }
    hint_below = 0.012  # fine detail of the cheeks as a share of that of the eyes

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None or not photo.faces or photo.faces[0].eye_distance < 100:
            return None
        value = texture_ratio(photo.image, photo.landmarks)
        if value >= self.hint_below:
            return None
        return Finding(
            code=self.code, severity=Severity.HINT, value=round(value, 4), limit=self.hint_below, unit=Unit.RATIO
        )


def texture_ratio(image: RgbImage, landmarks: Points) -> float:
    """Median of |fine detail| on the cheeks over its 90th percentile in the eyes, each relative to local brightness."""
    low = np.maximum(np.floor(landmarks.min(axis=0)).astype(int), 0)
    high = np.ceil(landmarks.max(axis=0)).astype(int) + 1
    part = cv2.cvtColor(np.ascontiguousarray(image[low[1] : high[1], low[0] : high[0]]), cv2.COLOR_RGB2GRAY)
    luma = part.astype(np.float32) + 8
    fine = np.abs(luma - cv2.GaussianBlur(luma, (0, 0), 1.5)) / cv2.GaussianBlur(luma, (0, 0), 4)
    points = landmarks - low.astype(np.float32)
    cheeks = tone.polygon_mask(part.shape, [points[list(mesh.CHEEK_LEFT_AREA)], points[list(mesh.CHEEK_RIGHT_AREA)]])
    eyes = tone.polygon_mask(part.shape, [points[list(mesh.EYE_LEFT_RIM)], points[list(mesh.EYE_RIGHT_RIM)]])
    if not cheeks.any() or not eyes.any():
        return 1.0
    return float(np.median(fine[cheeks]) / max(float(np.percentile(fine[eyes], 90)), 1e-6))
