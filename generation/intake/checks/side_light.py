"""Hints at light from one side, refuses when half of the face is lost in shadow.

Measured in stops between the two sides of the face (``light.stops_to_the_right``): a ratio, so every skin tone gets the
same result. (The overlap of two luminance histograms, OFIQ's way, narrows with darker skin.) On 9 portraits: median
0.3, a dramatic one 2.3; with curls drawn over one cheek 0.2 to 1.7, where the cheeks alone gave 4.6 to 6.8.
"""

from __future__ import annotations

from collections.abc import Sequence

from generation.intake.check import Box, Check, around
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light
from storage.records import Finding, Severity, Unit


class SideLight(Check):
    code = "side_light"
    order = 120
    words = {
        "en": {
            "refuse": "The light comes from one side only.",
            "fix": "Turn towards the window, so that the light falls on both cheeks.",
            "hint": "The light comes mostly from one side. Facing the window makes it even.",
            "drawn": "Shade on this side",
        },
        "de": {
            "refuse": "Das Licht kommt nur von einer Seite.",
            "fix": "Dreh dich zum Fenster, bis das Licht auf beide Wangen fällt.",
            "hint": "Das Licht kommt mehr von einer Seite. Mit Blick zum Fenster wird es gleichmäßig.",
            "drawn": "Schatten auf dieser Seite",
        },
    }
    refuse_above = 3.0  # stops
    hint_above = 1.5

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        stops = abs(light.stops_to_the_right(photo.image, photo.landmarks))
        if stops <= self.hint_above:
            return None
        refuse = stops > self.refuse_above
        return Finding(
            code=self.code,
            severity=Severity.REFUSE if refuse else Severity.HINT,
            value=round(stops, 2),
            limit=self.refuse_above if refuse else self.hint_above,
            unit=Unit.STOPS,
        )

    def causes(self, photo: PhotoUnderTest) -> Sequence[Box]:
        """The darker half of the face."""
        if photo.landmarks is None:
            return ()
        left, top, right, bottom = around(photo.landmarks[list(mesh.OVAL)])
        middle = float(photo.landmarks[mesh.NOSE_TIP][0])
        lit_from_right = light.stops_to_the_right(photo.image, photo.landmarks) > 0
        return [(left, top, middle, bottom) if lit_from_right else (middle, top, right, bottom)]
