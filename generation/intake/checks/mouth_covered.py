"""Refuses a mask or cloth over nose and mouth, found by its colour: a pleated one has light and dark like a mouth.

A person who wears one for a reason, or a veil, says so (`photo-overrule`), and the refusal becomes a hint.
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import lower_face
from storage.records import Finding, Severity, Unit

FRONTAL_DEG = 15.0


class MouthCovered(Check):
    code = "mouth_covered"
    order = 60
    outlines = ((*mesh.LIPS, mesh.NOSE_TIP, mesh.CHIN),)
    words = {
        "en": {
            "refuse": "Nose and mouth are covered, as by a mask.",
            "fix": "Take the mask off for one photo, if you can. If it belongs to you, tell me so.",
            "hint": "I can't check nose and mouth. What you wear there stays.",
            "drawn": "Nose and mouth covered",
            "photo-overrule": "It belongs to me",
        },
        "de": {
            "refuse": "Nase und Mund sind verdeckt, wie von einer Maske.",
            "fix": "Nimm die Maske für ein Foto ab, wenn du kannst. Wenn sie zu dir gehört, sag es mir.",
            "hint": "Nase und Mund kann ich nicht prüfen. Was du dort trägst, bleibt.",
            "drawn": "Nase und Mund verdeckt",
            "photo-overrule": "Sie gehört zu mir",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.detected is None:
            return None
        pose = photo.pose
        frontal = pose is not None and max(abs(pose.yaw), abs(pose.pitch)) <= FRONTAL_DEG
        cover = lower_face.cover(photo.image, photo.detected, frontal=frontal)
        if not cover.covered:
            return None
        return Finding(
            code=self.code, severity=Severity.REFUSE, value=round(cover.value, 1), limit=cover.limit, unit=Unit.COLOUR
        )
