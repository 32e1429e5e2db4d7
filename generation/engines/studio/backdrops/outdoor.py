"""A park far out of focus: leaves in many greens, gaps of sky, a lighter side where the sun stands."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.blurred import small_size, spot, through_lens
from generation.engines.studio.backdrops.scene import Scene, Settings, Tone
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``tone``: the leaves' mean; ``sky``: number of bright gaps; ``blur``: lens disc, fraction of width."""
    rng = np.random.default_rng(scene.seed)
    width, height = small_size(scene)
    leaf, green, yellow = tone
    painted = np.empty((height, width, 3), np.float32)
    painted[:] = tone
    painted[..., 0] += np.linspace(8, -10, height, dtype=np.float32)[:, None]
    painted[..., 0] += np.linspace(-5, 5, width, dtype=np.float32)[None, :] * np.float32(np.sign(scene.light_x))
    for _ in range(260):
        place = (rng.uniform(-0.05, 1.05), rng.uniform(-0.05, 1.05))
        level = leaf + rng.normal(0, 10) + 10 * (0.5 - place[1])
        spot(
            painted,
            place,
            rng.uniform(0.012, 0.05),
            (float(np.clip(level, 4, 92)), green + rng.normal(0, 5), yellow + rng.normal(0, 6)),
        )
    for _ in range(int(settings.get("sky", 16))):
        place = (rng.uniform(0, 1) ** (1.0 if scene.light_x <= 0 else 0.6), rng.beta(1.2, 2.6))
        spot(painted, place, rng.uniform(0.008, 0.022), (94, -4, 6))
    return through_lens(painted, scene, settings.get("blur", 0.035))
