"""Refuses a mask, phone or cloth over nose and mouth. Hair, scarves, turbans, beards and marks never count.

Two things must both be missing: the tip of the nose looks unlike the skin beside the eyes, and no lips stand out from
what surrounds them. A birthmark, scar or vitiligo leaves the lips; a beard leaves nose and lips. Or the face mesh
itself finds no face it could measure. A hand over the mouth alone is not noticed.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, tone
from storage.records import Finding, Severity

NOSE_AREA = (1, 44, 45, 4, 275, 274, 19, 94, 141, 370)
BESIDE_EYES = ((117, 118, 119, 120, 100, 101), (346, 347, 348, 349, 329, 330))


class FaceCovered:
    code = "face_covered"
    refuse_above = 18.0  # distance in Lab (lightness weighed 0.5) of nose tip and skin beside the eyes
    lips_below = 4.0  # ΔE00 of lips and surroundings; real lips stood out by 5 or more on 13 portraits
    present_above = 0.5  # the mesh's own face flag

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None or not photo.faces:
            return None
        presence = mesh.presence(photo.image, photo.faces[0])
        if presence < self.present_above:
            return self._finding(presence, self.present_above, "ratio")
        away = nose_from_skin(photo.image, photo.landmarks)
        if away <= self.refuse_above or lips_from_surroundings(photo.image, photo.landmarks) >= self.lips_below:
            return None
        return self._finding(away, self.refuse_above, "dE")

    def _finding(self, value: float, limit: float, unit: str) -> Finding:
        return Finding(
            code=self.code,
            severity=Severity.REFUSE,
            value=round(value, 2),
            limit=limit,
            unit=unit,
            fix="fix.face_covered",
        )


def nose_from_skin(image: RgbImage, landmarks: Points) -> float:
    """Distance in Lab between the tip of the nose and the nearer of the two areas beside the eyes."""
    nose = light.area_pixels(image, landmarks, NOSE_AREA)
    beside = [light.area_pixels(image, landmarks, area) for area in BESIDE_EYES]
    if not nose.size or not all(area.size for area in beside):
        return 0.0
    middle = np.median(tone.srgb_to_lab(nose), axis=0)
    away = [(np.median(tone.srgb_to_lab(area), axis=0) - middle) * (0.5, 1, 1) for area in beside]
    return min(float(np.linalg.norm(row)) for row in away)


def lips_from_surroundings(image: RgbImage, landmarks: Points) -> float:
    """ΔE00 between the lips and the ring around them."""
    lips = landmarks[list(mesh.LIPS)]
    x0, y0 = np.maximum(np.floor(2 * lips.min(axis=0) - lips.mean(axis=0)), 0).astype(int)
    x1, y1 = np.ceil(2 * lips.max(axis=0) - lips.mean(axis=0)).astype(int)
    part = image[y0:y1, x0:x1]
    if part.size == 0:
        return 0.0
    inside = tone.polygon_mask(part.shape, [lips - np.array([x0, y0], np.float32)])
    reach = max(3, int(0.25 * (lips[:, 0].max() - lips[:, 0].min())))
    near = cv2.dilate(inside.astype(np.uint8), np.ones((reach, reach), np.uint8)).astype(bool)
    if not inside.any() or not (near & ~inside).any():
        return 0.0
    lab = tone.srgb_to_lab(np.ascontiguousarray(part))
    return float(tone.delta_e_2000(np.median(lab[inside], axis=0), np.median(lab[near & ~inside], axis=0)))
