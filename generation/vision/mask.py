"""Separates the person from the background with MediaPipe's selfie segmentation (256 x 256 pixels).

Two looks are joined: the whole picture gives shoulders and arms, a square around the head gives hair and covering at a
finer scale. Each look is averaged with its mirror image, which halves the wobble of the outline.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.ports import Face
from generation.vision.networks import network

SIDE = 256
HEAD_SQUARE = 2.6  # side of the close look, in face box sides: the head with hair or covering and some air
HEAD_RAISE = 0.12  # the close look's middle lies this share of its side above the face's middle: hair is above
FADE = 0.12  # the close look fades into the whole over this share of its side


def coarse(image: RgbImage) -> Mask:
    """One look at the whole picture: (256, 256), whatever its shape; the picture is stretched to a square."""
    small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    batch = np.stack([small, small[:, ::-1]]).astype(np.float32).transpose(0, 3, 1, 2) / 255
    seen = [next(iter(network("person_mask").run(one[None]).values())).reshape(SIDE, SIDE) for one in batch]
    return np.clip((seen[0] + seen[1][:, ::-1]) / 2, 0, 1).astype(np.float32)


def person(image: RgbImage, face: Face | None = None) -> Mask:
    """The person's share of each pixel, same height and width as ``image``; with ``face``, hair at a finer scale."""
    height, width = image.shape[:2]
    whole = np.clip(cv2.resize(coarse(image), (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    if face is None:
        return np.asarray(whole, np.float32)
    x0, y0, x1, y1 = head_square(face, width, height)
    if x1 - x0 < SIDE // 4 or y1 - y0 < SIDE // 4 or (x1 - x0) * (y1 - y0) > 0.8 * width * height:
        return np.asarray(whole, np.float32)
    close = cv2.resize(coarse(image[y0:y1, x0:x1]), (x1 - x0, y1 - y0), interpolation=cv2.INTER_CUBIC)
    weight = _fade(y1 - y0, x1 - x0, edges=(x0 > 0, y0 > 0, x1 < width, y1 < height))
    part = whole[y0:y1, x0:x1]
    whole[y0:y1, x0:x1] = part + weight * (np.clip(close, 0, 1) - part)
    return np.asarray(whole, np.float32)


def head_square(face: Face, width: int, height: int) -> tuple[int, int, int, int]:
    """x0, y0, x1, y1 of the close look, cut to the picture."""
    x, y, w, h = face.box
    side = HEAD_SQUARE * max(w, h)
    left, top = x + w / 2 - side / 2, y + h / 2 - (0.5 + HEAD_RAISE) * side
    x0, y0 = max(0, round(left)), max(0, round(top))
    return x0, y0, min(width, round(left + side)), min(height, round(top + side))


def _fade(height: int, width: int, edges: tuple[bool, bool, bool, bool]) -> Mask:
    """1 inside, falling to 0 at those edges (left, top, right, bottom) that lie inside the picture."""
    left, top, right, bottom = edges
    across, down = np.ones(width, np.float32), np.ones(height, np.float32)
    for line, first, last in ((across, left, right), (down, top, bottom)):
        reach = max(1, round(FADE * line.size))
        ramp = np.linspace(0, 1, reach, dtype=np.float32)
        if first:
            line[:reach] = ramp
        if last:
            line[-reach:] = np.minimum(line[-reach:], ramp[::-1])
    return np.asarray(np.minimum(down[:, None], across[None, :]), np.float32)
