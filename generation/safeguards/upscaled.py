"""The face is never enlarged: every pixel of the picture comes from at least one pixel of the photo.

Also checks that the mapping of the pixels is the crop that the edits declare: with a wrongly declared crop every other
comparison would be worthless.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from storage.records import Verdict

MOST = 1.0
ROUNDING = 1e-3
MOST_ASTRAY = 0.5  # pixels of the master between the declared and the real position of the frame's corners


@dataclass(frozen=True, slots=True)
class Upscaled(Safeguard):
    code = "upscaled"
    order = 20
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit enlarged the face."},
        "de": {
            "withheld": (
                "Bild { $number } halte ich zurück: Meine Bearbeitung hat das Gesicht größer gemacht, als es ist."
            )
        },
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: output pixels per source pixel; the larger of declared and real."""
        del context
        crop, turn = rendering.edits.crop, rendering.to_master
        real = float(np.hypot(turn[0, 0], turn[1, 0]))
        scale = max(real, crop.scale)
        passed = scale <= MOST + ROUNDING and _astray(rendering) <= MOST_ASTRAY
        return Verdict(code=self.code, passed=passed, value=scale, limit=MOST, unit="ratio")


def _astray(rendering: Rendering) -> float:
    """Largest distance of the declared crop's corners, mapped by ``to_master``, from the master's, in master pixels."""
    crop = rendering.edits.crop
    angle = math.radians(crop.angle_deg)
    corners = np.array([(0, 0), (crop.width, 0), (0, crop.height), (crop.width, crop.height)], np.float64)
    back = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]) / crop.scale
    source = corners @ back.T + (crop.x, crop.y)
    seen = source @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]
    size = (crop.height, crop.width) == rendering.master.shape[:2]
    return float(np.abs(seen - corners).max()) if size else math.inf
