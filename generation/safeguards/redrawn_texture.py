"""No plastic skin: the fine detail of cheeks, forehead and nose, redrawn picture over photo, at one common scale.
The photo has gone through the model's own resolution first: what its size takes away is not smoothing.

The band of 1 to 4 pixels, as in the studio's ``texture``: light, medium and strong smoothing measured 0.93, 0.79 and
0.58 on one test face. A picture sharper than the photo by a quarter has invented skin detail.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import redrawn
from generation.safeguards.limits import Limits
from generation.vision import tone
from storage.records import Verdict

FLAT = 0.05  # 8-bit levels: a weaker band is quantisation, not skin


@dataclass(frozen=True, slots=True)
class RedrawnTexture(Safeguard):
    limits: Limits
    code = "texture"
    order = 140
    judges = frozenset({Portrayal.REDRAWN})

    @classmethod
    def under(cls, limits: Limits) -> RedrawnTexture:
        return cls(limits)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the ratio of detail; ``limit``: the nearer bound."""
        least, most = self.limits.texture_least, self.limits.texture_most
        pair = redrawn.pair(rendering, context, as_painted=True)
        if pair is None:
            return Verdict(code=self.code, passed=False, limit=least, unit="ratio")
        before = _detail(pair.photo, pair.photo_points)
        after = _detail(pair.picture, pair.picture_points)
        if not (np.isfinite(before) and np.isfinite(after)):
            return Verdict(code=self.code, passed=False, limit=least, unit="ratio")
        ratio = 1.0 if max(before, after) < FLAT else after / max(before, FLAT)
        limit = least if ratio < 1 else most
        return Verdict(code=self.code, passed=least <= ratio <= most, value=ratio, limit=limit, unit="ratio")


def _detail(image: RgbImage, points: Points) -> float:
    """Mean strength of the band over the skin areas, 8-bit levels; NaN without skin areas."""
    where = tone.polygon_mask(image.shape, [points[list(area)] for area in tone.SKIN_AREAS])
    if not where.any():
        return float("nan")
    luma = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    band = cv2.GaussianBlur(luma, (0, 0), 0.6) - cv2.GaussianBlur(luma, (0, 0), 2.4)
    return float(np.abs(band)[where].mean())
