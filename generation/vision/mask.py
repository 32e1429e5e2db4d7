"""Separates the person from the background with MediaPipe's selfie segmentation (256 x 256 pixels).

Two looks are joined: the whole picture gives shoulders and arms, a square around the head gives hair and covering at a
finer scale. Each look is averaged with its mirror image, which halves the wobble of the outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from generation.images import Affine, Mask, RgbImage
from generation.ports import Face
from generation.vision.networks import network
from generation.vision.squeezed import SIDE, squeezed

Box: TypeAlias = tuple[int, int, int, int]

HEAD_SQUARE = 2.6  # side of the close look, in face box sides: the head with hair or covering and some air
HEAD_RAISE = 0.12  # the close look's middle lies this share of its side above the face's middle: hair is above
FADE = 0.12  # the close look fades into the whole over this share of its side
SHOULDERS = 0.08  # its bottom share is ignored: it sees a corner of a shoulder and took dark cloth for a dark wall


def coarse(image: RgbImage) -> Mask:
    """One look at the whole picture: (256, 256), whatever its shape; the picture is stretched to a square."""
    small = squeezed(image)
    batch = np.stack([small, small[:, ::-1]]).astype(np.float32).transpose(0, 3, 1, 2) / 255
    seen = [next(iter(network("person_mask").run(one[None]).values())).reshape(SIDE, SIDE) for one in batch]
    return np.clip((seen[0] + seen[1][:, ::-1]) / 2, 0, 1).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A network's square ``mask`` of one part of a picture, and the ``weight`` of each pixel of it.

    ``box``: left, top, right, bottom in pixels of the picture. A look without ``weight`` counts fully, also beyond it.
    """

    mask: Mask
    weight: Mask | None
    box: Box


def looks(image: RgbImage, face: Face | None = None) -> tuple[Look, ...]:
    """The whole picture and, with ``face``, the head close up where that shows more."""
    height, width = image.shape[:2]
    whole = Look(mask=coarse(image), weight=None, box=(0, 0, width, height))
    if face is None:
        return (whole,)
    x0, y0, x1, y1 = box = head_square(face, width, height)
    if x1 - x0 < SIDE // 4 or y1 - y0 < SIDE // 4 or (x1 - x0) * (y1 - y0) > 0.8 * width * height:
        return (whole,)
    weight = _fade(edges=(x0 > 0, y0 > 0, x1 < width, y1 < height))
    return whole, Look(mask=coarse(image[y0:y1, x0:x1]), weight=weight, box=box)


def joined(seen: Sequence[Look], to_frame: Affine, size: tuple[int, int]) -> Mask:
    """The person's share of each pixel of a frame of ``size`` (width, height); ``to_frame`` maps the picture to it.

    Beyond the picture its border is repeated.
    """
    shape = np.zeros(size[::-1], np.float32)
    for look in seen:
        x0, y0, x1, y1 = look.box
        grow = np.array([x1 - x0, y1 - y0]) / look.mask.shape[0]
        # the picture's place of a look's pixel is box + grow * (pixel + 0.5) - 0.5
        shift = to_frame[:, :2] @ (np.array([x0, y0]) + 0.5 * grow - 0.5) + to_frame[:, 2]
        turn = np.hstack([to_frame[:, :2] * grow, shift[:, None]])
        said = cv2.warpAffine(look.mask, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        counts = 1.0 if look.weight is None else cv2.warpAffine(look.weight, turn, size, flags=cv2.INTER_LINEAR)
        shape += counts * (said.clip(0, 1) - shape)
    return shape


def person(image: RgbImage, face: Face | None = None) -> Mask:
    """The person's share of each pixel, same height and width as ``image``; with ``face``, hair at a finer scale."""
    height, width = image.shape[:2]
    return joined(looks(image, face), np.eye(2, 3), (width, height))


def head_square(face: Face, width: int, height: int) -> Box:
    """x0, y0, x1, y1 of the close look, cut to the picture."""
    x, y, w, h = face.box
    side = HEAD_SQUARE * max(w, h)
    left, top = x + w / 2 - side / 2, y + h / 2 - (0.5 + HEAD_RAISE) * side
    x0, y0 = max(0, round(left)), max(0, round(top))
    return x0, y0, min(width, round(left + side)), min(height, round(top + side))


def _fade(*, edges: tuple[bool, bool, bool, bool]) -> Mask:
    """1 inside, falling to 0 at those edges (left, top, right, bottom) that lie inside the picture."""
    left, top, right, bottom = edges
    across, down = np.ones(SIDE, np.float32), np.ones(SIDE, np.float32)
    ramp = np.linspace(0, 1, round(FADE * SIDE), dtype=np.float32)
    for line, first, last in ((across, left, right), (down, top, bottom)):
        if first:
            line[: len(ramp)] = ramp
        if last:
            line[-len(ramp) :] = ramp[::-1]
    if bottom:
        down = np.append(down[round(SHOULDERS * SIDE) :], np.zeros(round(SHOULDERS * SIDE), np.float32))
    return np.asarray(np.minimum(down[:, None], across[None, :]), np.float32)
