"""The trained network in the place of today's matte, run by OpenCV: wholly, or held back before calm walls."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting import components, matte

SIDES = (1024, 768, 512)  # of the frames that the product makes
Held = Callable[[RgbImage, Mask], Mask]

HELD = 0.25  # of a change: so much of it is not made before a calm wall
REACH = 20  # the window around a pixel is this part of the frame's height
CONTRAST = (
    50.0,
    100.0,
)  # 8-bit levels between person and wall: from the first on held back in part, from the second wholly
VARIETY = 400.0  # 8-bit levels squared: half held back at this, nothing at one and a half times


class Network:
    """What the trained network would change of today's matte. ``ms``: processor time of each look at 1024 pixels.

    The last frame is remembered, so that several variants ask once.
    """

    def __init__(self, folder: Path) -> None:
        self.nets = {side: cv2.dnn.readNetFromONNX(str(folder / f"refiner_{side}.onnx")) for side in SIDES}
        self.ms: list[float] = []
        self._last: tuple[RgbImage, Mask, Mask] | None = None
        self._change: tuple[RgbImage, Mask, Mask] | None = None

    def today(self, frame: RgbImage, shape: Mask, face: Points) -> Mask:
        """The product's own matte, (H, W), 0..1."""
        if self._last is None or self._last[0] is not frame or self._last[1] is not shape:
            self._last = (frame, shape, matte.person(frame, shape, face))
        return self._last[2]

    def change(self, frame: RgbImage, shape: Mask, today: Mask) -> Mask:
        """What is to be added to ``today``, (H, W), -1..1. ``frame``: (H, W, 3) sRGB, ``shape``: of any size, 0..1."""
        if self._change is None or self._change[0] is not frame or self._change[1] is not today:
            self._change = (frame, today, self._asked(frame, shape, today))
        return self._change[2]

    def _asked(self, frame: RgbImage, shape: Mask, today: Mask) -> Mask:
        height, width = frame.shape[:2]
        side = next((one for one in SIDES if one <= min(height, width)), SIDES[-1])
        whole = cv2.resize(shape, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)
        start = time.process_time()
        fits = (height, width) == (side, side)
        picture = frame if fits else cv2.resize(frame, (side, side), interpolation=cv2.INTER_AREA)
        planes = [cv2.resize(plane, (side, side), interpolation=cv2.INTER_LINEAR) for plane in (whole, today)]
        seen = np.stack([*(picture.astype(np.float32) / 255).transpose(2, 0, 1), *planes])[None]
        self.nets[side].setInput(np.ascontiguousarray(seen, np.float32))
        change = np.array(self.nets[side].forward()[0, 0]) - planes[1]
        if side == SIDES[0]:
            self.ms.append(1000 * (time.process_time() - start))
        # what changed is enlarged, not the matte itself
        return np.asarray(cv2.resize(change, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


class Learned:
    """The network in the place of ``matte.person``. ``held``: how much of a change at each pixel is not made, 0..1."""

    def __init__(self, network: Network, held: Held | None = None) -> None:
        self.network, self.held = network, held

    def person(self, frame: RgbImage, shape: Mask, face: Points) -> Mask:
        """As ``matte.person``: the person's share of each pixel, (H, W), 0..1."""
        return self.after(frame, shape, face, self.network.today(frame, shape, face))

    def after(self, frame: RgbImage, shape: Mask, face: Points, today: Mask) -> Mask:
        """The matte where today's is known already."""
        change = self.network.change(frame, shape, today)
        if self.held is not None:
            change = np.sign(change) * np.maximum(np.abs(change) - self.held(frame, today), 0)
        found = np.clip(today + change, 0, 1).astype(np.float32)
        found[found < matte.NOTHING] = 0
        found[found > 1 - matte.NOTHING] = 1
        return components.in_one_piece(matte.with_face(found, face), face, np.zeros((1, 1), np.float32))


def before_calm_walls(frame: RgbImage, today: Mask) -> Mask:
    """How much is held back: ``HELD`` where a calm wall of another colour lies beside the person, (H, W).

    There unmixing colours is nearly exact, and the network made single hairs worse.
    """
    side = max(5, frame.shape[0] // REACH) | 1
    exact = frame.astype(np.float32)

    def around(share: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        much = cv2.blur(share, (side, side)) + 1e-4
        mean = cv2.blur(exact * share[..., None], (side, side)) / much[..., None]
        square = cv2.blur(exact * exact * share[..., None], (side, side)) / much[..., None]
        return mean, np.maximum(square - mean * mean, 0).sum(-1), much

    wall, variety, wall_near = around((today < 0.01).astype(np.float32))
    own, _, person_near = around((today > 0.99).astype(np.float32))
    apart = np.sqrt(((wall - own) ** 2).sum(-1))
    calm = np.clip((apart - CONTRAST[0]) / (CONTRAST[1] - CONTRAST[0]), 0, 1) * np.clip(1.5 - variety / VARIETY, 0, 1)
    return np.asarray(HELD * cv2.blur(calm * (wall_near > 0.02) * (person_near > 0.02), (9, 9)), np.float32)
