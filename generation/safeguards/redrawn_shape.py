"""A redrawn face keeps its proportions: landmarks measured anew on photo and picture, lengths over the eye distance.

Looser than for a face whose pixels are the photo's own: a new background alone moves the measures by up to 3 %. A face
that the model turned also changes its proportions, and should fail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.images import Points
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import redrawn
from generation.safeguards.geometry import LENGTHS
from generation.safeguards.limits import Limits
from generation.vision import landmarks as mesh
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class RedrawnShape(Safeguard):
    limits: Limits
    code = "geometry"
    order = 130
    judges = frozenset({Portrayal.REDRAWN})

    @classmethod
    def under(cls, limits: Limits) -> RedrawnShape:
        return cls(limits)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the largest relative change of a proportion."""
        pair = redrawn.pair(rendering, context)
        if pair is None:
            return Verdict(code=self.code, passed=False, limit=self.limits.proportions, unit="ratio")
        worst = max(
            abs(_ratio(pair.picture_points, ends) / _ratio(pair.photo_points, ends) - 1) for ends in LENGTHS.values()
        )
        return Verdict(
            code=self.code,
            passed=worst <= self.limits.proportions,
            value=worst,
            limit=self.limits.proportions,
            unit="ratio",
        )


def _ratio(points: Points, ends: tuple[int, int]) -> float:
    eyes = points[list(mesh.EYE_RIGHT)].mean(axis=0) - points[list(mesh.EYE_LEFT)].mean(axis=0)
    length = float(np.linalg.norm(points[ends[0]] - points[ends[1]]))
    return max(length, 1e-6) / max(float(np.linalg.norm(eyes)), 1e-6)
