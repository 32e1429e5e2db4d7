"""A paper roll lit by one soft lamp: a pool of light behind the head that falls off with distance."""

from __future__ import annotations

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, flat, lit, pool
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``reach``: the lamp's distance from the paper, fraction of the width; ``ambient``: share of the room's light."""
    return lit(flat(scene, tone), pool(scene, settings.get("reach", 0.7), settings.get("ambient", 0.25)))
