"""Refuses a mask or cloth over nose and mouth, found by its colour: a pleated one has light and dark like a mouth.

A person who has to wear one says so (`photo-overrule`), and the refusal becomes a hint.
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
            "fix": "Take the mask off for one photo, if you can. If you have to wear it, tell me so.",
            "hint": "I can't check nose and mouth, as you have to wear something there.",
            "drawn": "Nose and mouth covered",
            "photo-overrule": "I have to wear it",
        },
        "de": {
            "refuse": "Nase und Mund sind verdeckt, wie von einer Maske.",
            "fix": "Nimm die Maske für ein Foto ab, wenn du kannst. Wenn du sie tragen musst, sag es mir.",
            "hint": "Nase und Mund kann ich nicht prüfen, da du dort etwas tragen musst.",
            "drawn": "Nase und Mund verdeckt",
            "photo-overrule": "Ich muss sie tragen",
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
