"""A plastered wall with daylight falling through a window: soft slanted panes of light, far out of focus."""

from __future__ import annotations

import cv2
import numpy as np

from generation.engines.studio.backdrops.blurred import small_size, through_lens
from generation.engines.studio.backdrops.scene import Scene, Settings, Tone
from generation.images import Lab

PANES = ((0.50, 0.02), (0.76, 0.02), (0.50, 0.36), (0.76, 0.36))  # top left corners, fractions of the frame
PANE = (0.22, 0.30)
SLANT = 0.16  # sideways shift of a pane's foot, of its height: the sun stands high


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """``tone`` is the wall in shade; ``sun``: L* gained in the light; ``blur``: lens disc, fraction of width."""
    width, height = small_size(scene)
    wall = np.empty((height, width, 3), np.float32)
    wall[:] = tone
    wall[..., 0] += np.linspace(3, -6, height, dtype=np.float32)[:, None]
    lit = np.zeros((height, width), np.float32)
    for left, top in PANES:
        corners = [
            (left, top),
            (left + PANE[0], top - 0.03),
            (left + PANE[0] + SLANT * PANE[1], top + PANE[1] - 0.03),
            (left + SLANT * PANE[1], top + PANE[1]),
        ]
        points = np.rint(np.array(corners) * (width, height)).astype(np.int32)
        cv2.fillConvexPoly(lit, points, 1.0, cv2.LINE_AA)
    if scene.light_x > 0:
        # light that comes from the right falls on the wall's left
        lit = np.ascontiguousarray(lit[:, ::-1])
    wall += lit[..., None] * np.array([settings.get("sun", 12.0), 0.5, 4.0], np.float32)
    return through_lens(wall, scene, settings.get("blur", 0.03))
