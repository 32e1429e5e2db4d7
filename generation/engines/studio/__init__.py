"""The studio: real photos, cut and set before a backdrop, the person untouched. See README.md."""

from __future__ import annotations

from collections.abc import Iterable

from generation.engines import Opened, Opening
from generation.engines.studio.brand import Brand, of_settings
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from generation.ports import Portrayal
from generation.weights import Weights


def opened(opening: Opening) -> Opened:
    """Raises ``WeightsMissing`` or ``WeightsDamaged`` at once, not later."""
    brand = of_settings(opening.settings.brand_colour, opening.settings.brand_logo)
    return Opened(engine=build(opening.weights, brand), portrayal=Portrayal.KEPT)


def framer(offered: Iterable[str]) -> StudioEngine:
    """For an engine that uses the studio's frames and contact sheet; has the ``offered`` looks that the studio has."""
    wanted = set(offered)
    return StudioEngine([look for look in looks() if look.id in wanted])


def build(weights: Weights, brand: Brand | None = None) -> StudioEngine:
    """The engine with every look of its folder. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
    for name in ("face_detector", "face_mesh", "person_mask", "second_opinion"):
        weights.path(name)
    return StudioEngine(looks(), brand)


__all__ = ["Brand", "StudioEngine", "build", "framer", "of_settings", "opened"]
