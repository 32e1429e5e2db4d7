"""Asks about a photo whose own file says that AI changed it: the person may go on, every picture from it says so."""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, UploadClaim


class SaysAiEdited(Check):
    code = UploadClaim.AI_EDITED.finding
    order = 5
    words = {
        "en": {
            "refuse": "Its file says that AI changed this picture.",
            "fix": "You may go on if it still looks like you and like nobody else. "
            "Each picture from it will then say AI · MODIFIED, and none calls it a real photo.",
            "hint": "Its file says that AI changed it. So each picture from it says AI · MODIFIED.",
            "drawn": "Its file says: changed by AI",
            "photo-overrule": "It looks like me, and I am 18 or older",
        },
        "de": {
            "refuse": "In seiner Datei steht, dass KI dieses Bild verändert hat.",
            "fix": "Du kannst weitermachen, wenn es noch aussieht wie du und wie sonst niemand. "
            "Auf jedem Bild daraus steht dann KI · BEARBEITET, und keines heißt echtes Foto.",
            "hint": "In seiner Datei steht, dass KI es verändert hat. "
            "Darum steht auf jedem Bild daraus KI · BEARBEITET.",
            "drawn": "In der Datei steht: mit KI verändert",
            "photo-overrule": "Es sieht aus wie ich, und ich bin mindestens 18",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        return Finding(code=self.code, severity=Severity.REFUSE) if photo.claim is UploadClaim.AI_EDITED else None
