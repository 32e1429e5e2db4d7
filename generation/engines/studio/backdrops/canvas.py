"""A hand-painted canvas: a lit backdrop with soft, cloudy brushwork out of focus."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, clouds, flat, lit, pool
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``mottle``: L* of the brushwork (standard deviation); ``hue``: its a* and b*; the others as in ``studio``."""
    lab = flat(scene, tone)
    brush = clouds(scene, cells=3, octaves=4)
    lab[..., 0] += np.float32(settings.get("mottle", 2.5)) * brush
    lab[..., 1] += np.float32(settings.get("hue", 0.6)) * brush
    lab[..., 2] -= np.float32(settings.get("hue", 0.6)) * brush
    return lit(lab, pool(scene, settings.get("reach", 0.6), settings.get("ambient", 0.2)))
