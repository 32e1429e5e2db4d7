"""A bright office far out of focus: a wall, tall windows on the side the light comes from, shelves, a few lamps."""

from __future__ import annotations

import numpy as np

from generation.engines.studio.backdrops.blurred import block, small_size, spot, through_lens
from generation.engines.studio.backdrops.scene import Scene, Settings, Tone
from generation.images import Lab

LAMP = 140.0  # L* of a lamp: far brighter than white, so that it still shows once out of focus


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``tone`` is the wall; ``windows``: L* of the panes above the wall's; ``blur``: lens disc, fraction of width."""
    rng = np.random.default_rng(scene.seed)
    width, height = small_size(scene)
    wall, warmth, yellow = tone
    painted = np.empty((height, width, 3), np.float32)
    painted[:] = tone
    painted[..., 0] += np.linspace(5, -9, height, dtype=np.float32)[:, None]
    bright = min(wall + settings.get("windows", 24.0), 97.0)
    for pane in range(3):
        left = 0.02 + 0.15 * pane
        block(painted, (left, 0.0, left + 0.115, 0.62), (bright - 4 * pane, warmth - 1, yellow - 4))
    block(painted, (0.0, 0.62, 0.5, 0.66), (max(wall - 16, 6), warmth + 1, yellow + 3))
    _shelves(painted, rng, wall)
    for lamp in range(3):
        spot(painted, (0.58 + 0.16 * lamp, 0.10 + rng.uniform(-0.02, 0.02)), 0.02, (LAMP, 5, 24))
    if scene.light_x > 0:
        painted = np.ascontiguousarray(painted[:, ::-1])
    return through_lens(painted, scene, settings.get("blur", 0.05))


def _shelves(painted: Lab, rng: np.random.Generator, wall: float) -> None:
    block(painted, (0.62, 0.26, 1.0, 1.0), (max(wall - 14, 8), 2, 7))
    for row in range(3):
        top = 0.32 + 0.2 * row
        left = 0.65
        while left < 0.97:
            wide = rng.uniform(0.025, 0.06)
            level = max(wall + rng.uniform(-26, 6), 8)
            block(
                painted,
                (left, top + rng.uniform(0, 0.04), left + wide, top + 0.15),
                (level, rng.uniform(-6, 10), rng.uniform(-10, 12)),
            )
            left += wide + rng.uniform(0.004, 0.02)
