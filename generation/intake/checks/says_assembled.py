"""Tells of a photo whose own file says that several pictures were put together; every picture from it says so."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity


class SaysAssembled(Check):
    code = "says_assembled"
    order = 5
    words = {
        "en": {
            "hint": "Its file says that it was put together from several pictures. "
            "So no picture from it is called a real photo.",
            "drawn": "Its file says: put together",
        },
        "de": {
            "hint": "In seiner Datei steht, dass es aus mehreren Bildern zusammengesetzt ist. "
            "Darum heißt kein Bild daraus echtes Foto.",
            "drawn": "In der Datei steht: zusammengesetzt",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        return Finding(code=self.code, severity=Severity.HINT) if photo.claim.finding == self.code else None
