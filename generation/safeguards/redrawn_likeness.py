"""A redrawn picture must still look like the person; it is compared with every photo they gave.

SFace cosine, the median over all accepted photos. Two real photos of one person measured 0.59 at the lowest, strangers
0.41 at the highest (see the intake's ``different_person``); the least lies between. With two photos or more the picture
may be only a little less alike than the person's own photos among each other. Without consent to compare, a redrawn
picture is not shown at all. Not an identity check.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.safeguards.limits import Limits
from generation.vision import embed, faces
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class RedrawnLikeness(Safeguard):
    limits: Limits
    code = "likeness"
    order = 110
    judges = frozenset({Portrayal.REDRAWN})

    @classmethod
    def under(cls, limits: Limits) -> RedrawnLikeness:
        return cls(limits)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: median cosine similarity, -1..1."""
        found = faces.detect(rendering.master) if context.comparison and context.portraits else ()
        if not found:
            return Verdict(code=self.code, passed=False, limit=self.limits.likeness, unit="cosine")
        photos = [own_photo.embedded(one, context) for one in context.portraits]
        picture = embed.embed(rendering.master, found[0])
        alike = float(np.median([embed.similarity(picture, photo) for photo in photos]))
        among = [embed.similarity(one, other) for one, other in combinations(photos, 2)]
        least = max([self.limits.likeness, *([min(among) - self.limits.likeness_slack] if among else [])])
        return Verdict(code=self.code, passed=alike >= least, value=alike, limit=least, unit="cosine")
