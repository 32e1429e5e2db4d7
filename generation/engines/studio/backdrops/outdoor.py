"""A park in late light, far out of focus: a bright clearing, dark trees at its sides, sun between the leaves."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.blurred import small_size, spot, through_lens
from generation.engines.studio.backdrops.scene import Plane, Scene, Settings, Tone
from generation.images import Lab

SUN = 150.0  # L* of the sun between leaves: far brighter than white, so that it still shows once out of focus


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``tone``: the leaves' mean; ``sun``: number of bright gaps; ``blur``: lens disc, fraction of width."""
    rng = np.random.default_rng(scene.seed)
    width, height = small_size(scene)
    x, y = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    painted = np.empty((height, width, 3), np.float32)
    painted[:] = tone
    # the clearing: lightest where the sun stands, dark under the trees and on the ground
    sun_x = 0.5 + 0.3 * np.float32(scene.light_x)
    clearing = np.exp(-((x - sun_x) ** 2 / 0.18 + (y - 0.30) ** 2 / 0.12))
    painted[..., 0] += 26 * clearing - 12 * y * y - 6
    painted[..., 2] += 10 * clearing
    painted[..., 1] += 6 * clearing
    _leaves(painted, rng, clearing, tone)
    for _ in range(int(settings.get("sun", 14))):
        place = (float(np.clip(sun_x + rng.normal(0, 0.3), 0, 1)), float(np.clip(0.2 + rng.normal(0, 0.15), 0, 1)))
        spot(painted, place, float(rng.uniform(0.008, 0.014)), (SUN, -2, float(rng.uniform(10, 30))))
    return through_lens(painted, scene, settings.get("blur", 0.05))


def _leaves(painted: Lab, rng: np.random.Generator, clearing: Plane, tone: Tone) -> None:
    """Clumps of leaves, lighter and yellower where the clearing's light comes through them."""
    height, width = clearing.shape
    leaf, green, yellow = tone
    for x, y in rng.uniform(0, 1, (70, 2)):
        light = float(clearing[int(y * height), int(x * width)])
        level = float(np.clip(leaf - 12 + 24 * light + rng.normal(0, 6), 4, 88))
        colour = (level, green * (1 - 0.4 * light) + rng.normal(0, 2), yellow + rng.normal(0, 3))
        spot(painted, (float(x), float(y)), float(rng.uniform(0.04, 0.12)), colour)
