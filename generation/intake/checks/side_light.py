"""Warns of light from one side, refuses when half of the face is lost in shade.

Measured in stops between the two cheeks, a ratio, so that every skin tone gets the same answer. (The overlap of two
luminance histograms, OFIQ's way, narrows with darker skin.) On 13 portraits: median 0.5, a dramatic one 2.4.
"""

from __future__ import annotations

import math

import numpy as np

from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light
from storage.records import Finding, Severity


class SideLight:
    code = "side_light"
    refuse_above = 3.0  # stops
    hint_above = 1.5

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        left, right = (
            light.area_pixels(photo.image, photo.landmarks, area)
            for area in (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA)
        )
        if not left.size or not right.size:
            return None
        floor = 1e-4  # linear luminance of one sRGB step above black is 3e-4
        ratio = (np.median(light.linear_luminance(left)) + floor) / (np.median(light.linear_luminance(right)) + floor)
        stops = abs(math.log2(float(ratio)))
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
