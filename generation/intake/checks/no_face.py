"""Refuses a photo in which no face is found.

A face behind a veil, or one that differs much from most, may be there all the same: the person says so
(`photo-overrule`), and the picture is framed by their outline.
"""

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
            "fix": "Send a photo with your whole face in view, from the front. If yours is in it, tell me so.",
            "hint": "I could not find your face, so I go by your outline. Have a close look at the crop.",
            "drawn": "No face found",
            "photo-overrule": "My face is in it",
        },
        "de": {
            "refuse": "Ich finde kein Gesicht darin.",
            "fix": "Schick ein Foto von vorn mit deinem ganzen Gesicht. Wenn deins darauf ist, sag es mir.",
            "hint": "Ich fand dein Gesicht nicht und gehe nach deinem Umriss. Sieh dir den Ausschnitt genau an.",
            "drawn": "Kein Gesicht gefunden",
            "photo-overrule": "Mein Gesicht ist darauf",
        },
    }

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.faces:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=0, limit=1, unit=Unit.FACES)
