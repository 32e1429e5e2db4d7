"""Refuses a photo in which no face is found."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, Unit


class NoFace(Check):
    code = "no_face"
    order = 20
    words = {
        "en": {
            "refuse": "I can't find a face in it.",
            "fix": "Send a photo with your whole face in view, from the front.",
            "drawn": "No face found",
        },
        "de": {
            "refuse": "Ich finde kein Gesicht darin.",
            "fix": "Schick ein Foto von vorn, auf dem dein ganzes Gesicht zu sehen ist.",
            "drawn": "Kein Gesicht gefunden",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.faces:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=0, limit=1, unit=Unit.FACES)
