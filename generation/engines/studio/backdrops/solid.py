"""One even tone: paper lit from all sides, with the slight fall of light that a real studio cannot avoid."""

from __future__ import annotations

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, flat, lit, pool
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """Settings as in ``studio``."""
    return lit(flat(scene, tone), pool(scene, settings.get("reach", 2.0), settings.get("ambient", 0.6)))
