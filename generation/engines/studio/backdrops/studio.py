"""A paper roll lit by one soft lamp: a pool of light behind the head, falling off to the corners."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, flat
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``glow``: L* gained behind the head; ``falloff``: L* lost in the far corners; ``reach``: size of the pool."""
    x, y = scene.grid()
    reach = settings.get("reach", 0.42)
    lamp_x = scene.head[0] + 0.26 * scene.light_x
    lamp_y = scene.head[1] + 0.08
    aspect = scene.height / scene.width
    far = ((x - lamp_x) ** 2 + ((y - lamp_y) * aspect) ** 2) / (2 * reach**2)
    pool = np.exp(-far)
    lab = flat(scene, tone)
    lab[..., 0] += np.float32(settings.get("glow", 10.0)) * pool - np.float32(settings.get("falloff", 10.0)) * (
        1 - pool
    )
    return lab
