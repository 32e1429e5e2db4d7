"""Hints that a photo lay on its side or upside down and was turned upright by its face; nothing else is changed."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, Unit


class Turned(Check):
    code = "turned"
    order = 190
    words = {
        "en": {
            "hint": "Your photo lay on its side or upside down. I turned it.",
            "drawn": "Turned upright",
        },
        "de": {
            "hint": "Dein Foto lag quer oder auf dem Kopf. Ich habe es gedreht.",
            "drawn": "Aufgerichtet",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if not photo.turned:
            return None
        degrees = {1: 90, 2: 180, 3: 90}[photo.turned % 4]
        return Finding(code=self.code, severity=Severity.HINT, value=degrees, limit=0, unit=Unit.DEG)
