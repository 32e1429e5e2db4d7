"""What every backdrop family is given, and the few brushes they share. Backdrops are drawn in CIELAB, float32."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio.grain import Grain
from generation.images import Lab

Tone: TypeAlias = tuple[float, float, float]  # CIELAB, D65
Settings: TypeAlias = Mapping[str, float]
Plane: TypeAlias = NDArray[np.float32]  # (H, W)
Paint: TypeAlias = "Callable[[Scene, Tone, Settings], Lab]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The empty stage. ``light_x``: where the light on the face comes from, -1 left .. 1 right, 0 frontal;
    ``head``: the head's centre as fractions of the frame; ``seed``: the same seed paints the same backdrop; ``grey``:
    the picture is black and white, so its backdrop is, too; ``warmth``: b* that the photo's light gives to white;
    ``grain``: the photo's own.
    """

    width: int
    height: int
    light_x: float = 0.0
    head: tuple[float, float] = (0.5, 0.4)
    seed: int = 0
    grey: bool = False
    warmth: float = 0.0
    grain: Grain = field(default_factory=Grain)

    def grid(self) -> tuple[Plane, Plane]:
        """X and y of each pixel as fractions of the frame's width and height."""
        x = (np.arange(self.width, dtype=np.float32) + 0.5) / self.width
        y = (np.arange(self.height, dtype=np.float32) + 0.5) / self.height
        return np.broadcast_to(x[None, :], (self.height, self.width)), np.broadcast_to(
            y[:, None], (self.height, self.width)
        )


def flat(scene: Scene, tone: Tone) -> Lab:
    """The whole stage in one tone."""
    return np.broadcast_to(np.array(tone, np.float32), (scene.height, scene.width, 3)).copy()


def lit(lab: Lab, light: Plane) -> Lab:
    """The same surface under ``light`` times as much light; 1 keeps its tone.

    This is CIELAB's own rule for k times the light: L* + 16, a* and b* grow with the cube root of k. So a colour gets
    deeper in the shade, as paper does, and not greyer.
    """
    root = np.cbrt(light)
    out = lab * root[..., None]
    out[..., 0] += 16 * (root - 1)
    return np.asarray(out, np.float32)


def pool(scene: Scene, reach: float, ambient: float) -> Plane:
    """Light of one lamp on a wall, 1 beside the head: (1 + r^2 / reach^2)^-1.5, the light of a small lamp at distance
    ``reach`` on a matt wall (Lambert), plus a share of ``ambient`` light everywhere. ``reach``: fraction of the width.

    The lamp stands behind the head, towards the side the light on the face comes from.
    """
    x, y = scene.grid()
    aspect = scene.height / scene.width
    across = x - (scene.head[0] + 0.30 * scene.light_x)
    down = (y - (scene.head[1] + 0.04)) * aspect
    fall = np.power(1 + (across**2 + down**2) / reach**2, -1.5)
    beside = (1 + (BESIDE / reach) ** 2) ** -1.5
    return np.asarray((ambient + (1 - ambient) * fall) / (ambient + (1 - ambient) * beside), np.float32)


BESIDE = 0.32  # of the width: how far from the head's middle its outline meets the wall


def clouds(scene: Scene, cells: int, octaves: int = 3) -> Plane:
    """Smooth seeded noise, mean 0, standard deviation about 1; ``cells``: coarse spots across the frame."""
    rng = np.random.default_rng(scene.seed)
    side = 128
    total = np.zeros((side, side), np.float32)
    for octave in range(octaves):
        spots = rng.standard_normal((side, side)).astype(np.float32)
        soft = cv2.GaussianBlur(spots, (0, 0), side / (cells * 2**octave) / 2.5, borderType=cv2.BORDER_REFLECT)
        total += soft / (soft.std() + 1e-6) * 0.5**octave
    total = (total - total.mean()) / (total.std() + 1e-6)
    return np.asarray(cv2.resize(total, (scene.width, scene.height), interpolation=cv2.INTER_CUBIC), np.float32)
