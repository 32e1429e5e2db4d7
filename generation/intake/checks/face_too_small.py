"""Refuses a face with too few pixels for a headshot without enlarging; hints when only a small size is possible.

Limits from the output sizes (``research`` users 5.2): a face at 58 % of the frame has 0.275 of its head height between
the eyes, so a 512 px avatar shows 82 px of eye distance and a 1024 px one 160. Under 70 even a 512 px avatar would have
to be enlarged.
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity, Unit


class FaceTooSmall(Check):
    code = "face_too_small"
    order = 40
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": "The face takes up too little of the photo.",
            "fix": "Go closer, or send the photo in full size.",
            "hint": (
                "The face is a bit small here, so the picture will be smaller too. A closer photo makes a bigger one."
            ),
            "drawn": "Too far away",
        },
        "de": {
            "refuse": "Das Gesicht ist auf dem Foto zu klein.",
            "fix": "Geh näher heran oder schick das Foto in voller Größe.",
            "hint": (
                "Das Gesicht ist hier etwas klein, also wird auch das Bild kleiner. Ein Foto von näher macht es größer."
            ),
            "drawn": "Zu weit weg",
        },
    }
    refuse_below = 70.0  # px between the eye centres
    hint_below = 120.0  # below this the largest size without enlarging is about 512 px

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if not photo.faces:
            return None
        distance = photo.faces[0].eye_distance
        if distance >= self.hint_below:
            return None
        refuse = distance < self.refuse_below
        return Finding(
            code=self.code,
            severity=Severity.REFUSE if refuse else Severity.HINT,
            value=round(distance, 1),
            limit=self.refuse_below if refuse else self.hint_below,
            unit=Unit.PX,
        )
