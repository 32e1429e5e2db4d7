"""Asks about a photo whose own file says that AI made it: the person may go on, every picture from it says so."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, UploadClaim


class SaysAiMade(Check):
    code = UploadClaim.AI_MADE.finding
    order = 5
    words = {
        "en": {
            "refuse": "Its file says that AI made this picture.",
            "fix": "You may go on if it looks like you and like nobody else. "
            "Each picture from it will then say AI · GENERATED, and none calls it a real photo.",
            "hint": "Its file says that AI made it. So each picture from it says AI · GENERATED.",
            "drawn": "Its file says: made by AI",
            "photo-overrule": "It looks like me, and I am 18 or older",
        },
        "de": {
            "refuse": "In seiner Datei steht, dass KI dieses Bild gemacht hat.",
            "fix": "Du kannst weitermachen, wenn es aussieht wie du und wie sonst niemand. "
            "Auf jedem Bild daraus steht dann KI · GENERIERT, und keines heißt echtes Foto.",
            "hint": "In seiner Datei steht, dass KI es gemacht hat. Darum steht auf jedem Bild daraus KI · GENERIERT.",
            "drawn": "In der Datei steht: von KI",
            "photo-overrule": "Es sieht aus wie ich, und ich bin mindestens 18",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        return Finding(code=self.code, severity=Severity.REFUSE) if photo.claim is UploadClaim.AI_MADE else None
