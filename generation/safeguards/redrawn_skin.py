"""The model must not change the skin: signed lightness, colour difference and hue, photo against redrawn picture.

Portrait models lighten skin in 62 to 71 % of edits, more often darker skin (arXiv 2602.16149); a likeness score does
not detect that. The limits of lightness and colour are the studio's, the same for every tone. We found no published
evidence for a model's limits and do not know the real model's values. In a light that the person chose, the limits hold
around the photo in that light; what the edits declare of it must be true, and the skin moves by 6 L* at most in all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from generation.images import Lab
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo, redrawn
from generation.safeguards.limits import Limits
from generation.vision import tone
from storage.records import Light, Verdict

MOST_CHOSEN = 6.0  # L* that the skin may move by choice, as in the studio
DECLARED_WITHIN = 1.0  # L* between the change that the edits declare and the one measured, as in the studio
LEAST_CHROMA = 8.0  # below this a colour is too near grey for its hue to be compared


@dataclass(frozen=True, slots=True)
class RedrawnSkin(Safeguard):
    limits: Limits
    code = "skin_tone"
    order = 120
    judges = frozenset({Portrayal.REDRAWN})

    @classmethod
    def under(cls, limits: Limits) -> RedrawnSkin:
        return cls(limits)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: signed ΔL*, picture minus photo."""
        limits = self.limits
        pair = redrawn.pair(rendering, context)
        if pair is None:
            return Verdict(code=self.code, passed=False, limit=limits.skin_lightness, unit="L*")
        before = tone.skin_lab(pair.photo, pair.photo_points)
        after = tone.skin_lab(pair.picture, pair.picture_points)
        if not (np.isfinite(before).all() and np.isfinite(after).all()):
            # A model that hides or uncovers skin changed the person. A person veiled before and after shows no skin.
            same = bool(np.isnan(before).all() and np.isnan(after).all())
            skipped = "no_skin_visible" if same else ""
            return Verdict(code=self.code, passed=same, limit=limits.skin_lightness, unit="L*", skipped=skipped)
        delta_l = float(after[0] - before[0])
        passed = (
            abs(delta_l) <= limits.skin_lightness
            and float(tone.delta_e_2000(before, after)) <= limits.skin_colour
            and _hue_apart(before, after) <= limits.skin_hue
            and _as_declared(rendering, context, delta_l)
        )
        return Verdict(code=self.code, passed=passed, value=delta_l, limit=limits.skin_lightness, unit="L*")


def _as_declared(rendering: Rendering, context: SafeguardContext, missed: float) -> bool:
    """Whether the light is the photo's own, or changed by what the edits declare. ``missed``: ΔL* beyond that light."""
    if rendering.edits.light is Light.AS_TAKEN:
        return True
    portrait = own_photo.source(rendering, context)
    if portrait is None:
        return False
    taken = tone.skin_lab(portrait.image, portrait.landmarks)
    lit = tone.skin_lab(rendering.reference, redrawn.in_frame(rendering, portrait))
    moved = float(lit[0] - taken[0])
    declared = abs(moved - rendering.edits.light_delta_l) <= DECLARED_WITHIN
    return declared and abs(moved + missed) <= MOST_CHOSEN + DECLARED_WITHIN / 2


def _hue_apart(one: Lab, other: Lab) -> float:
    """Degrees between the hues; 0 when either colour is near grey."""
    if min(float(np.hypot(lab[1], lab[2])) for lab in (one, other)) < LEAST_CHROMA:
        return 0.0
    turn = [math.degrees(math.atan2(float(lab[2]), float(lab[1]))) for lab in (one, other)]
    return abs((turn[1] - turn[0] + 180) % 360 - 180)
