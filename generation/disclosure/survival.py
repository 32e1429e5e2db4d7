"""Changes a picture as apps do after delivery, so that it can be measured which marks survive."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

import cv2
import numpy as np
from PIL import Image

from generation.disclosure import label
from generation.images import RgbImage

Change = Callable[[RgbImage], RgbImage]


def _encoded(image: RgbImage, kind: str, quality: int) -> RgbImage:
    out = io.BytesIO()
    Image.fromarray(image).save(out, kind, quality=quality)
    with Image.open(out) as again:
        return np.asarray(again.convert("RGB"))


def _resized(image: RgbImage, scale: float) -> RgbImage:
    height, width = image.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.LANCZOS))


def to_side(image: RgbImage, side: int) -> RgbImage:
    """A copy whose shorter side is at most ``side`` pixels."""
    height, width = image.shape[:2]
    scale = min(1.0, side / min(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def _cropped(image: RgbImage, share: float) -> RgbImage:
    height, width = image.shape[:2]
    top, left = round(height * (1 - share) / 2), round(width * (1 - share) / 2)
    return np.ascontiguousarray(image[top : height - top, left : width - left])


def _screenshot(image: RgbImage) -> RgbImage:
    """Resampled to 73 %, a display's gamma 1.12, JPEG 85."""
    bright = np.rint(255 * (_resized(image, 0.73) / 255.0) ** (1 / 1.12)).astype(np.uint8)
    return _encoded(bright, "JPEG", 85)


def _circle(image: RgbImage) -> RgbImage:
    """A 400 px avatar: everything outside the circle is white."""
    small = to_side(image, 400)
    height, width = small.shape[:2]
    inside = label.rounded(width, height, radius=min(width, height) / 2)[..., None]
    return np.asarray(np.rint(small * inside + 255 * (1 - inside)), np.uint8)


def _nothing(image: RgbImage) -> RgbImage:
    return image


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "none": _nothing,
        "jpeg90": lambda image: _encoded(image, "JPEG", 90),
        "jpeg75": lambda image: _encoded(image, "JPEG", 75),
        "jpeg50": lambda image: _encoded(image, "JPEG", 50),
        "webp75": lambda image: _encoded(image, "WEBP", 75),
        "resize50": lambda image: _resized(image, 0.5),
        "resize25": lambda image: _resized(image, 0.25),
        "crop80": lambda image: _cropped(image, 0.8),
        "screenshot": _screenshot,
        "circle400": _circle,
        "discord": lambda image: _encoded(to_side(image, 550), "WEBP", 80),
        "slack": lambda image: _encoded(to_side(image, 720), "JPEG", 80),
    }
)
"""Discord-like and Slack-like: the preview sizes and codecs such apps were seen to use; measured on no live service."""
