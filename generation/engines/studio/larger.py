"""The same picture at twice its size, where the photo has the pixels: made when a picture is approved, never enlarged.

Frame, look and matte are those of the picture the person saw. Only the pixels are new: twice as many of the photo's own
to a side, and a backdrop drawn anew. Shrunk to half, it equals the smaller picture, up to rounding and grain. So what
was told of its outline holds for both, and no second opinion is asked again.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio import composite, framing, light
from generation.engines.studio.measures import BORDER_INSET
from generation.engines.studio.shapes import Shape
from generation.engines.studio.stage import Stage
from generation.images import Mask, RgbImage
from generation.matting import doubt
from generation.ports import Portrait
from storage.records import Crop

TIMES = 2


def size(shape: Shape) -> tuple[int, int]:
    """Width and height in pixels of the larger picture of a shape."""
    width, height = shape.sizes[0]
    return TIMES * width, TIMES * height


def fits(portrait: Portrait, crop: Crop, shape: Shape) -> bool:
    """Whether the upload has a pixel for each of the larger picture's. ``crop``: the picture's, in portrait pixels."""
    return (crop.width, crop.height) == shape.sizes[0] and TIMES * crop.scale <= portrait.detail


def of_crop(crop: Crop, detail: float) -> Crop:
    """The crop in the upload's own pixels, ``TIMES`` as large. ``detail``: upload pixels per portrait pixel.

    Pixel centres lie at whole numbers, so the larger picture's first pixel is a quarter of a small one further out.
    """
    to_small = framing.affine(crop)
    out = -(1 - 1 / TIMES) / 2
    x, y = np.linalg.solve(to_small[:, :2], np.array([out, out]) - to_small[:, 2])
    return replace(
        crop,
        x=float((x + 0.5) * detail - 0.5),
        y=float((y + 0.5) * detail - 0.5),
        scale=min(1.0, TIMES * crop.scale / detail),
        width=TIMES * crop.width,
        height=TIMES * crop.height,
    )


def stage(small: Stage) -> Stage | None:
    """The prepared frame at ``TIMES`` its size, of which nothing is doubted; None if the light applied there differs
    from that of ``small``.

    ``small.portrait`` must hold the upload's pixels and pass ``fits``. Raises ``ValueError``.
    """
    portrait = small.portrait.whole()
    crop = of_crop(small.framing.crop, small.portrait.detail)
    to_master = framing.affine(crop)
    frame = composite.resampled(portrait.image, to_master, crop.width, crop.height)
    points = np.asarray(portrait.landmarks @ to_master[:, :2].T + to_master[:, 2], np.float32)
    cover = composite.covered(portrait.image.shape[:2], to_master, crop.width, crop.height, BORDER_INSET)
    alpha = np.minimum(_grown(small.alpha), cover)
    lit = light.chosen(frame, alpha, points, small.light)
    if lit.light is not small.light:
        return None
    framed = replace(small.framing, crop=crop)
    return replace(
        small,
        portrait=portrait,
        framing=framed,
        to_master=to_master,
        frame=lit.frame,
        reference=lit.frame if framed.inside else composite.beyond(lit.frame, cover),
        cover=cover,
        alpha=alpha,
        colour=_cleaned(lit.frame, small, alpha),
        core=_repeated(small.core),
        scene=replace(small.scene, width=crop.width, height=crop.height),
        light_delta_l=lit.delta_l,
        busy=False,
        doubted=lambda: doubt.NONE,
    )


def _grown(alpha: Mask) -> Mask:
    """The matte at ``TIMES`` its size, smooth; each block of pixels has the mean of the pixel it came from."""
    height, width = alpha.shape
    grown = cv2.resize(alpha, (TIMES * width, TIMES * height), interpolation=cv2.INTER_CUBIC)
    off = alpha - cv2.resize(grown, (width, height), interpolation=cv2.INTER_AREA)
    here = _repeated(alpha)
    return np.where((here <= 0) | (here >= 1), here, np.clip(grown + _repeated(off), 0, 1)).astype(np.float32)


def _repeated(plane: Mask) -> Mask:
    """Each pixel ``TIMES`` x ``TIMES`` times."""
    size = (TIMES * plane.shape[1], TIMES * plane.shape[0])
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_NEAREST), np.float32)


def _cleaned(frame: RgbImage, small: Stage, alpha: Mask) -> RgbImage:
    """The frame with its edge colours changed as in the smaller picture; unchanged where the matte is 0 or 1."""
    moved: NDArray[np.int16] = cv2.subtract(small.colour, small.frame, dtype=cv2.CV_16S).astype(np.int16)
    grown = cv2.resize(moved, (frame.shape[1], frame.shape[0]), interpolation=cv2.INTER_LINEAR)
    soft = np.flatnonzero((alpha > 0) & (alpha < 1))
    clean = frame.copy()
    flat = clean.reshape(-1, 3)
    flat[soft] = np.clip(flat[soft].astype(np.int16) + grown.reshape(-1, 3)[soft], 0, 255)
    return clean
