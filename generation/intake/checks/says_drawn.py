"""Tells of a photo whose own file says that it was drawn with a program; every picture from it says so."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity


class SaysDrawn(Check):
    code = "says_drawn"
    order = 5
    words = {
        "en": {
            "hint": "Its file says that it was drawn with a program. So no picture from it is called a real photo.",
            "drawn": "Its file says: drawn",
        },
        "de": {
            "hint": "In seiner Datei steht, dass es mit einem Programm gezeichnet ist. "
            "Darum heißt kein Bild daraus echtes Foto.",
            "drawn": "In der Datei steht: gezeichnet",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        return Finding(code=self.code, severity=Severity.HINT) if photo.claim.finding == self.code else None
