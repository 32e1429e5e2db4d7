"""Refuses a photo with a second face large enough to be a person in it: we do not edit people who did not agree."""

from __future__ import annotations

from collections.abc import Sequence

from generation.intake.check import Box, Check
from generation.ports import Face, PhotoUnderTest
from storage.records import Finding, Severity, Unit


class ManyFaces(Check):
    code = "many_faces"
    order = 30
    words = {
        "en": {
            "refuse": "I see more than one face in it.",
            "fix": "Send one with only you in it.",
            "hint": "I take the other face for a picture on the wall, as you said.",
            "drawn": "More than one face",
            "photo-overrule": "That is a picture on the wall",
        },
        "de": {
            "refuse": "Ich sehe mehr als ein Gesicht darin.",
            "fix": "Schick eins, auf dem nur du bist.",
            "hint": "Das andere Gesicht ist ein Bild an der Wand, wie du sagst.",
            "drawn": "Mehr als ein Gesicht",
            "photo-overrule": "Das ist ein Bild an der Wand",
        },
    }
    counts_above = 0.1  # area as a share of the largest face; smaller is background (after OFIQ's SingleFaceGraceArea)

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        count = len(self.counted(photo.faces))
        if count < 2:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=count, limit=1, unit=Unit.FACES)

    def causes(self, photo: PhotoUnderTest) -> Sequence[Box]:
        """Every face there is."""
        return [(x, y, x + w, y + h) for x, y, w, h in (face.box for face in photo.faces)]

    def counted(self, faces: tuple[Face, ...]) -> tuple[Face, ...]:
        """The faces that count as people in the picture."""
        if not faces:
            return ()
        return tuple(face for face in faces if _area(face) >= self.counts_above * _area(faces[0]))


def _area(face: Face) -> float:
    return face.box[2] * face.box[3]
