"""A straight fall of light across the backdrop, brighter towards the light on the face."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, flat
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``range``: L* from the brightest to the darkest corner; ``hue``: a* and b* shift across it."""
    x, y = scene.grid()
    along = np.clip(0.5 - (y - 0.5) * 0.9 + (x - 0.5) * 0.55 * scene.light_x, 0, 1)
    along = along * along * (3 - 2 * along)
    lab = flat(scene, tone)
    lab[..., 0] += np.float32(settings.get("range", 20.0)) * (along - 0.5)
    lab[..., 2] += np.float32(settings.get("hue", 0.0)) * (along - 0.5)
    return lab
