"""Warns of light from one side, refuses when half of the face is lost in shade.

Measured in stops between the two sides of the face (``light.stops_to_the_right``), a ratio, so that every skin tone
gets the same answer. (The overlap of two luminance histograms, OFIQ's way, narrows with darker skin.) On 9 portraits:
median 0.3, a dramatic one 2.3; with curls drawn over one cheek 0.2 to 1.7, where the cheeks alone gave 4.6 to 6.8.
"""

from __future__ import annotations

from generation.ports import PhotoUnderTest
from generation.vision import light
from storage.records import Finding, Severity


class SideLight:
    code = "side_light"
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
            unit="stops",
            fix="fix.side_light",
        )
