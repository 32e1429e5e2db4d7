"""The skin keeps its tone: the same skin is measured in the photo and in the finished picture.

Signed, so that an average cannot hide lightening. As taken: |ΔL*| ≤ 3, ΔE00 ≤ 4, |ΔITA| ≤ 9° (3 L* is about 8.6° at L*
50, b* 20). With a light that the person chose: |ΔL*| ≤ 6 and within 1 of what the edits declare. The limits are the
same for every tone; no tone is stored or sorted into a class. Black-and-white is judged as taken, against the photo
turned grey in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.images import Lab
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import tone
from storage.records import Light, Verdict

MOST_DELTA_L = 3.0
MOST_DELTA_L_CHOSEN = 6.0
MOST_DELTA_E = 4.0
MOST_DELTA_ITA = 9.0
FACE_WIDTH = 224  # pixels the measured face is wide: enough for a median, and quick on a 24 MP photo
DECLARED_WITHIN = 1.0  # L* between the change declared in the edits and the change measured


@dataclass(frozen=True, slots=True)
class SkinTone(Safeguard):
    code = "skin_tone"
    order = 50
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit changed your skin tone."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung hat deinen Hautton verändert."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: signed ΔL*, picture minus photo."""
        portrait = own_photo.source(rendering, context)
        if portrait is None:
            return Verdict(code=self.code, passed=False, limit=MOST_DELTA_L, unit="L*")
        pair = own_photo.face_pair(rendering, portrait, FACE_WIDTH)
        skin = tone.skin_mask(pair.photo, pair.landmarks)
        if not skin.any():
            # no skin is visible (veil, mask), so none can be lightened; the face lock still applies
            return Verdict(code=self.code, passed=True, limit=MOST_DELTA_L, unit="L*", skipped="no_skin_visible")
        before, after = (np.median(tone.srgb_to_lab(image[skin]), axis=0) for image in (pair.photo, pair.picture))
        return self._judged(rendering, before, after)

    def _judged(self, rendering: Rendering, before: Lab, after: Lab) -> Verdict:
        delta_l = float(after[0] - before[0])
        if rendering.edits.light not in (Light.AS_TAKEN, Light.GREY):
            declared = abs(delta_l - rendering.edits.light_delta_l) <= DECLARED_WITHIN
            passed = declared and abs(delta_l) <= MOST_DELTA_L_CHOSEN + DECLARED_WITHIN / 2
            return Verdict(code=self.code, passed=passed, value=delta_l, limit=MOST_DELTA_L_CHOSEN, unit="L*")
        delta_e = float(tone.delta_e_2000(before, after))
        delta_ita = abs(tone.ita(after) - tone.ita(before))
        # ITA is an angle: for near-neutral colours (grey photos) it means nothing
        turned = delta_ita > MOST_DELTA_ITA and float(np.hypot(before[0] - 50, before[2])) > 8
        passed = abs(delta_l) <= MOST_DELTA_L and delta_e <= MOST_DELTA_E and not turned
        return Verdict(code=self.code, passed=passed, value=delta_l, limit=MOST_DELTA_L, unit="L*")
