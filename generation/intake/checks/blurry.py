"""Refuses a face without fine detail. The measure is a ratio within the face, so no skin tone counts as blur.

On 13 portraits (``vision/sharpness.py``): as taken 6.4 or more; blurred by 0.7 px at 64 px between the eyes 4.2 to 8.7,
by 1 px 2.4 to 5.1, by 2 px 0.8 to 1.8.
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import sharpness
from storage.records import Finding, Severity, Unit


class Blurry(Check):
    code = "blurry"
    order = 90
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": "The photo is blurry.",
            "fix": "Rest the phone on something, wipe the lens, or find more light.",
            "hint": "It is a bit soft. A sharper photo makes a sharper picture.",
            "drawn": "Not sharp here",
        },
        "de": {
            "refuse": "Das Foto ist unscharf.",
            "fix": "Leg das Handy irgendwo auf, putz die Linse oder such mehr Licht.",
            "hint": "Es ist etwas weich. Ein schärferes Foto macht ein schärferes Bild.",
            "drawn": "Hier unscharf",
        },
    }
    refuse_below = 2.0
    hint_below = 3.0

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if not photo.faces:
            return None
        value = sharpness.of_face(photo.image, photo.faces[0])
        if value >= self.hint_below:
            return None
        refuse = value < self.refuse_below
        return Finding(
            code=self.code,
            severity=Severity.REFUSE if refuse else Severity.HINT,
            value=round(value, 2),
            limit=self.refuse_below if refuse else self.hint_below,
            unit=Unit.DETAIL,
        )
