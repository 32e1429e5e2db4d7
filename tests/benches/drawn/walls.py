"""Walls to stand a drawn person before, (H, W, 3), 8-bit levels: plain ones, and busy ones that matte badly."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.benches.drawn.painter import SIDE, Colour


def plain(colour: Colour) -> NDArray[np.float32]:
    """A wall of one colour, a little darker to one side."""
    fall = np.linspace(1.04, 0.96, SIDE, dtype=np.float32)[None, :, None]
    return np.asarray(np.array(colour, np.float32) * fall * np.ones((SIDE, SIDE, 1), np.float32), np.float32)


def shelf(seed: int = 3) -> NDArray[np.float32]:
    """Books of many colours on boards, a little out of focus."""
    rng, wall = np.random.default_rng(seed), np.full((SIDE, SIDE, 3), 40, np.float32)
    for top in range(0, SIDE, 170):
        left = 0
        while left < SIDE:
            wide, high = int(rng.integers(14, 46)), int(rng.integers(90, 150))
            wall[top + 160 - high : top + 160, left : left + wide] = rng.integers(15, 240, 3)
            left += wide + int(rng.integers(0, 4))
        wall[top + 160 : top + 170] = (120, 84, 52)
    return np.asarray(cv2.GaussianBlur(wall, (0, 0), 2.0), np.float32)


def foliage(seed: int = 4) -> NDArray[np.float32]:
    """Leaves in sun and shade, a little out of focus."""
    rng, wall = np.random.default_rng(seed), np.full((SIDE, SIDE, 3), (34, 48, 26), np.float32)
    for _ in range(2600):
        lit = float(rng.uniform(0.3, 1.7))
        place, axes = rng.integers(0, SIDE, 2), rng.integers(5, 24, 2)
        tone = (86 * lit, 120 * lit, 52 * lit)
        cv2.ellipse(wall, place.tolist(), axes.tolist(), float(rng.uniform(0, 180)), 0, 360, tone, -1)
    return np.asarray(cv2.GaussianBlur(np.clip(wall, 0, 255), (0, 0), 1.6), np.float32)
