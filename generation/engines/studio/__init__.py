"""The studio: real photos, cut and set before a backdrop, the person untouched. See README.md."""

from __future__ import annotations

from generation.engines.studio.brand import Brand, of_settings
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from generation.weights import Weights


def build(weights: Weights, brand: Brand | None = None) -> StudioEngine:
    """The engine with every look of its folder. Raises ``WeightsMissing`` or ``WeightsDamaged`` at once, not later."""
    for name in ("face_detector", "face_mesh", "person_mask", "second_opinion"):
        weights.path(name)
    return StudioEngine(looks(), brand)


__all__ = ["Brand", "StudioEngine", "build", "of_settings"]
