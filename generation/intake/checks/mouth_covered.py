"""Refuses a mask or cloth over nose and mouth, told by its colour: a pleated one has light and dark like a mouth.

Who has to wear one is not turned away: the person says so, and the refusal becomes a hint (``panel.OVERRULABLE``).
"""

from __future__ import annotations

from generation.ports import PhotoUnderTest
from generation.vision import lower_face
from storage.records import Finding, Severity

FRONTAL_DEG = 15.0


class MouthCovered:
    code = "mouth_covered"

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.detected is None:
            return None
        pose = photo.pose
        frontal = pose is not None and max(abs(pose.yaw), abs(pose.pitch)) <= FRONTAL_DEG
        cover = lower_face.cover(photo.image, photo.detected, frontal=frontal)
        if not cover.covered:
            return None
        return Finding(
            code=self.code,
            severity=Severity.REFUSE,
            value=round(cover.value, 1),
            limit=cover.limit,
            unit="dE",
            fix="fix.mouth_covered",
        )
