"""Skin keeps its texture: pores, wrinkles, freckles and scars live in details of 1 to 4 pixels.

The mean strength of that band over cheeks, forehead and nose, picture over photo, must stay within 0.85 and 1.15; eyes
and lips are left out, since their strong edges would hide the smoothing of skin. Light, medium and strong smoothing
measured 0.93, 0.79 and 0.58 on one test face; sharpening goes above 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import tone
from storage.records import Verdict

LEAST, MOST = 0.85, 1.15
FLAT = 0.05  # 8-bit levels: a weaker band is quantisation, not skin, and gives no ratio


@dataclass(frozen=True, slots=True)
class Texture(Safeguard):
    code = "texture"
    order = 60
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit smoothed or sharpened your skin."},
        "de": {
            "withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung hat die Haut geglättet oder geschärft."
        },
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the ratio of detail; ``limit``: the nearer bound."""
        where = _skin(rendering, context)
        rows, columns = np.nonzero(where)
        if not len(rows):
            return Verdict(code=self.code, passed=False, limit=LEAST, unit="ratio")
        part = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
        before = float(np.abs(_band(rendering.reference[part]))[where[part]].mean())
        after = float(np.abs(_band(rendering.master[part]))[where[part]].mean())
        ratio = 1.0 if max(before, after) < FLAT else after / max(before, FLAT)
        limit = LEAST if ratio < 1 else MOST
        return Verdict(code=self.code, passed=LEAST <= ratio <= MOST, value=ratio, limit=limit, unit="ratio")


def _skin(rendering: Rendering, context: SafeguardContext) -> NDArray[np.bool_]:
    """Cheeks, forehead and nose inside the face core; the whole core when the photo is not known."""
    core = rendering.core > 0.5
    portrait = own_photo.source(rendering, context)
    if portrait is None:
        return core
    points = own_photo.landmarks(rendering, portrait)
    return core & tone.polygon_mask(core.shape, [points[list(area)] for area in tone.SKIN_AREAS])


def _band(image: RgbImage) -> Mask:
    """Details of about 1 to 4 pixels of the luma."""
    luma = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(luma, (0, 0), 0.6) - cv2.GaussianBlur(luma, (0, 0), 2.4), np.float32)
