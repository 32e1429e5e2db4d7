"""Skin keeps its texture: pores, wrinkles, freckles and scars live in details of 1 to 4 pixels.

The energy of that band over the cheeks and forehead, picture over photo, must stay within 0.85 and 1.15. Light, medium
and strong smoothing measured 0.93, 0.79 and 0.58 on one test face; sharpening goes above 1.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.ports import Rendering, SafeguardContext
from storage.records import Verdict

LEAST, MOST = 0.85, 1.15
FLAT = 0.05  # 8-bit levels: a band this weak is quantisation, not skin, and has no ratio


class Texture:
    code = "texture"

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the ratio of band energies inside the face core; ``limit``: the bound that is nearer."""
        del context
        rows, columns = np.nonzero(rendering.core > 0.5)
        if not len(rows):
            return Verdict(code=self.code, passed=False, limit=LEAST, unit="ratio")
        part = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
        where = rendering.core[part] > 0.5
        before = float(_band(rendering.reference[part])[where].std())
        after = float(_band(rendering.master[part])[where].std())
        ratio = 1.0 if max(before, after) < FLAT else after / max(before, FLAT)
        limit = LEAST if ratio < 1 else MOST
        return Verdict(code=self.code, passed=LEAST <= ratio <= MOST, value=ratio, limit=limit, unit="ratio")


def _band(image: RgbImage) -> Mask:
    """Details of about 1 to 4 pixels of the luma."""
    luma = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(luma, (0, 0), 0.6) - cv2.GaussianBlur(luma, (0, 0), 2.4), np.float32)
