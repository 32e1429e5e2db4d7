"""Hints that a photo is too dark, refuses one that is only noise. It measures the whole frame, never the skin.

A well exposed photo always has something light in it: a collar, a wall, the white of an eye. Limits:
``light.brightest`` of portraits times 0.30: 63 to 77; times 0.12: at most 31; two and a half stops darker: 94 or more.
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import light
from storage.records import Finding, Severity, Unit


class Underexposed(Check):
    code = "underexposed"
    order = 100
    words = {
        "en": {
            "refuse": "The photo is so dark that little of it is left.",
            "fix": "Find more light: face a window, or switch on a lamp in front of you.",
            "hint": "The photo is dark. More light in front of you shows more. I don't brighten it unless you ask.",
            "drawn": "Too dark",
        },
        "de": {
            "refuse": "Das Foto ist so dunkel, dass kaum etwas übrig ist.",
            "fix": "Such mehr Licht: Schau zum Fenster oder mach vor dir eine Lampe an.",
            "hint": "Das Foto ist dunkel. Mehr Licht von vorn zeigt mehr. Ich helle es nur auf, wenn du willst.",
            "drawn": "Zu dunkel",
        },
    }
    refuse_below = 40.0  # sRGB level of the brightest half per cent
    hint_below = 80.0

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        value = light.brightest(photo.squeezed)
        if value >= self.hint_below:
            return None
        refuse = value < self.refuse_below
        return Finding(
            code=self.code,
            severity=Severity.REFUSE if refuse else Severity.HINT,
            value=round(value),
            limit=self.refuse_below if refuse else self.hint_below,
            unit=Unit.LEVELS,
        )
