"""Refuses a skin-coloured cover over the mouth, and a face that the mesh hesitates to measure: a camera before it.

``mouth_covered`` finds a mask of another colour. Hair, scarves, turbans, beards and marks never count.

A mouth, open or closed, has light and dark parts, like an eye; a cover is even. The measure is the mouth's span of
lightness over that of the eyes, so it does not depend on skin tone: on 13 portraits, recoloured, darkened and with
drawn vitiligo 0.56 to 2.9, under a drawn mask (also one in the colour of skin) or phone 0 to 0.18. The face mesh is
sure to 0.999 of every other face of 205 that looks about at the camera, and of faces with patches, scars, tubes and
veils drawn on; behind a photographer's camera to 0.967. A hand over the mouth and a patterned mask can go unnoticed. A
veil, a breathing mask or scars belong to the person, who says so (`photo-overrule`); the refusal becomes a hint.
"""

from __future__ import annotations

import numpy as np

from generation.images import Points, RgbImage
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, lower_face, tone
from storage.records import Finding, Severity, Unit


class FaceCovered(Check):
    code = "face_covered"
    order = 70
    outlines = ((*mesh.LIPS, mesh.NOSE_TIP),)
    words = {
        "en": {
            "refuse": "Something in front of the face hides a part of it.",
            "fix": "Keep hands, phone or mask away from the face. What you wear on the head or need can stay.",
            "hint": "I can't check all of your face. What belongs to you stays as it is.",
            "drawn": "Covered here",
            "photo-overrule": "It belongs to me",
        },
        "de": {
            "refuse": "Etwas vor dem Gesicht verdeckt einen Teil davon.",
            "fix": "Nimm Hand, Handy oder Maske vom Gesicht. Was auf dem Kopf ist oder zu dir gehört, kann bleiben.",
            "hint": "Dein Gesicht kann ich nicht ganz prüfen. Was zu dir gehört, bleibt, wie es ist.",
            "drawn": "Hier verdeckt",
            "photo-overrule": "Es gehört zu mir",
        },
    }
    refuse_below = 0.3  # span of the mouth over span of the eyes
    present_above = lower_face.HESITANT_BELOW  # the mesh's own face flag, 0..1

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None or photo.detected is None:
            return None
        if lower_face.cover(photo.image, photo.detected).covered:
            return None  # ``mouth_covered`` reports it
        presence = mesh.presence(photo.image, photo.detected)
        if presence < self.present_above:
            return self._finding(presence, self.present_above)
        ratio = mouth_to_eyes(photo.image, photo.landmarks)
        return self._finding(ratio, self.refuse_below) if ratio < self.refuse_below else None

    def _finding(self, value: float, limit: float) -> Finding:
        return Finding(code=self.code, severity=Severity.REFUSE, value=round(value, 2), limit=limit, unit=Unit.RATIO)


def mouth_to_eyes(image: RgbImage, landmarks: Points) -> float:
    """Span of L* (5th to 95th percentile) inside the lips' outline over the mean of that inside the eyes."""
    mouth = _span(image, landmarks, mesh.LIPS)
    eyes = (_span(image, landmarks, mesh.EYE_LEFT_RIM) + _span(image, landmarks, mesh.EYE_RIGHT_RIM)) / 2
    return mouth / eyes if eyes > 0 else 1.0


def _span(image: RgbImage, landmarks: Points, area: tuple[int, ...]) -> float:
    pixels = light.area_pixels(image, landmarks, area)
    if not pixels.size:
        return 0.0
    low, high = np.percentile(tone.srgb_to_lab(pixels)[:, 0], (5, 95))
    return float(high - low)
