"""Drawing out of focus: shapes painted small and sharp, then seen through a wide-open round lens."""

from __future__ import annotations

import cv2
import numpy as np

from generation.engines.studio.backdrops.scene import Scene
from generation.images import Lab

GAMMA = 2.4  # roughly from L* to linear light, so that bright spots outweigh dark ones
SMALL = 320  # pixels of the longer side while painting: nothing finer survives the blur


def small_size(scene: Scene) -> tuple[int, int]:
    """Width and height to paint at."""
    longer = max(scene.width, scene.height)
    scale = min(SMALL, longer) / longer
    return round(scene.width * scale), round(scene.height * scale)


def through_lens(painted: Lab, scene: Scene, radius: float) -> Lab:
    """``painted`` (CIELAB, small) defocused by a disc of ``radius`` (fraction of its width) and brought to size.

    The blur works on light, not on L*, so lamps and windows bloom as they do in a lens.
    """
    light = np.dstack([np.power(np.maximum(painted[..., 0], 0), GAMMA), painted[..., 1:]]).astype(np.float32)
    reach = max(1, int(radius * painted.shape[1]))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)).astype(np.float32)
    seen = cv2.filter2D(light.astype(np.float32), -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT)
    seen = cv2.GaussianBlur(seen, (0, 0), reach * 0.3, borderType=cv2.BORDER_REFLECT)
    seen[..., 0] = np.power(np.maximum(seen[..., 0], 0), 1 / GAMMA)
    return np.asarray(cv2.resize(seen, (scene.width, scene.height), interpolation=cv2.INTER_CUBIC), np.float32)


def block(painted: Lab, box: tuple[float, float, float, float], tone: tuple[float, float, float]) -> None:
    """Paints a rectangle; ``box``: left, top, right, bottom as fractions of the frame."""
    height, width = painted.shape[:2]
    left, top, right, bottom = box
    painted[int(top * height) : int(bottom * height), int(left * width) : int(right * width)] = tone


def spot(painted: Lab, centre: tuple[float, float], radius: float, tone: tuple[float, float, float]) -> None:
    """Paints a filled disc; ``centre`` and ``radius`` as fractions of the frame's width and height."""
    height, width = painted.shape[:2]
    middle = (int(centre[0] * width), int(centre[1] * height))
    cv2.circle(painted, middle, max(1, int(radius * width)), tone, -1, cv2.LINE_AA)
