"""The soft shape of the person: what the mask network saw of a photo, and the same shape in any frame of it.

If the operator's own network finds the shape (``own``), its one look replaces the two. A learned shape would be one
more member of ``Seen.looks``: a mask of a part of the photo and how much it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from generation.images import Affine, Mask, RgbImage
from generation.matting import own
from generation.matting.opinions import Second
from generation.ports import Face, Portrait
from generation.vision import faces, mask

AROUND = 6.0  # side of the part looked at, in face box heights: no frame reaches beyond
LOOK_SIDE = 640  # pixels of the part's longer side: the close look at the head is then as fine as the network's input
PERSON, FOUND = 0.5, 0.8  # mask value of a person; share of the face's middle that must reach it
MASK_SIDE = 448  # pixels of the longer side the frame search reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The network's looks at a part of the photo, which was resized by ``scale`` to ``size`` (width, height).

    ``part``: left, top, right, bottom in pixels of the photo. ``second``: a second opinion on it, asked when needed.
    """

    looks: tuple[mask.Look, ...]
    size: tuple[int, int]
    part: mask.Box
    scale: float
    second: Second

    def small(self) -> tuple[Mask, float]:
        """The person's mask of the part, at most ``MASK_SIDE`` pixels, and its scale relative to the photo."""
        shrink = min(1.0, MASK_SIDE / max(self.size))
        width, height = (max(1, round(side * shrink)) for side in self.size)
        # pixel centres: the small place of a look's pixel is shrink * (pixel + 0.5) - 0.5
        turn = np.array([[shrink, 0, 0.5 * shrink - 0.5], [0, shrink, 0.5 * shrink - 0.5]])
        return mask.joined(self.looks, turn, (width, height)), self.scale * shrink

    def in_frame(self, to_frame: Affine, size: tuple[int, int]) -> Mask:
        """The mask in a frame of ``size`` (width, height); beyond the part its border is repeated."""
        left, top, _, _ = self.part
        turn = to_frame[:, :2] / self.scale
        shift = to_frame[:, 2] + to_frame[:, :2] @ (np.array([left, top], np.float64) + 0.5 / self.scale - 0.5)
        return mask.joined(self.looks, np.hstack([turn, shift[:, None]]), size)


def look(portrait: Portrait, *, ask: bool = False) -> Seen:
    """The network's two looks at all that any frame can show. ``ask``: starts the second opinion meanwhile."""
    height, width = portrait.image.shape[:2]
    left, top, right, bottom = part = _part(portrait.face, width, height)
    second = Second(portrait.image, part)
    if ask:
        second.ask()
    cut = portrait.image[top:bottom, left:right]
    scale = min(1.0, LOOK_SIDE / max(cut.shape[:2]))
    size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
    small = cut
    while small.shape[0] >= 2 * size[1] and small.shape[1] >= 2 * size[0]:
        small = faces.halved(small)
    small = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_AREA), np.uint8)
    face = _moved(portrait.face, left, top, scale)
    looks = _by_own(small, face) or mask.looks(small, face)
    return Seen(looks=looks, size=size, part=part, scale=scale, second=second)


def _by_own(small: RgbImage, face: Face) -> tuple[mask.Look, ...]:
    """The own network's look; empty if it is not set for this, or did not find this face."""
    better = own.asked("shape")
    if better is None:
        return ()
    said = better.alpha(small)
    height, width = small.shape[:2]
    x, y, w, h = face.box
    columns, rows = (np.array([x + w / 4, x + 3 * w / 4]) / width, np.array([y + h / 4, y + 3 * h / 4]) / height)
    (left, right), (top, bottom) = (np.rint(ends * own.SIDE).astype(int).clip(0, own.SIDE) for ends in (columns, rows))
    inside = said[top : bottom + 1, left : right + 1]
    if not inside.size or float((inside > PERSON).mean()) < FOUND:
        return ()
    return (mask.Look(mask=said, weight=None, box=(0, 0, width, height)),)


def _part(face: Face, width: int, height: int) -> mask.Box:
    x, y, w, h = face.box
    side = AROUND * max(w, h)
    left, top = x + w / 2 - side / 2, y + h / 2 - side * 0.42
    return (
        max(0, round(left)),
        max(0, round(top)),
        min(width, round(left + side)),
        min(height, round(top + side)),
    )


def _moved(face: Face, left: int, top: int, scale: float) -> Face:
    def at(x: float, y: float) -> tuple[float, float]:
        return ((x - left) * scale, (y - top) * scale)

    x, y, w, h = face.box
    return replace(
        face, box=(*at(x, y), w * scale, h * scale), eye_left=at(*face.eye_left), eye_right=at(*face.eye_right)
    )
