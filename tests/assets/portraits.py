"""Owns the test portraits: public-domain originals, and enlargements and files made from them by this script.

Everything else (coverings, tones, damage) is drawn onto these by ``drawn.py``, ``tones.py`` and ``damaged.py``.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from generation.images import RgbImage

FOLDER = Path(__file__).with_name("portraits")
NAMES = ("ardern-2022", "macron-2025", "obama-senate")  # accepted as they are; 106 to 134 px between the eyes
DEMO = FOLDER / "ardern-2022.jpg"  # what `make up` runs the journey on


def path(name: str) -> Path:
    return FOLDER / f"{name}.jpg"


@cache
def _read(name: str) -> RgbImage:
    image = np.asarray(Image.open(path(name)).convert("RGB"))
    image.setflags(write=False)
    return image


def portrait(name: str) -> RgbImage:
    """(H, W, 3) sRGB, the caller's own copy."""
    return _read(name).copy()


def astronaut() -> RgbImage:
    """Eileen Collins, NASA, public domain, as scikit-image bundles it: 512 x 512, 43 px between the eyes."""
    from skimage import data

    return np.asarray(data.astronaut(), np.uint8).copy()


def enlarged(name: str, factor: float = 1.6) -> RgbImage:
    """AN ENLARGEMENT, not a photo of that size: proves sizes and framing at 1024 px, says nothing about sharpness."""
    image = _read(name)
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_LANCZOS4), np.uint8)


def beside(one: RgbImage, other: RgbImage) -> RgbImage:
    """Two pictures of the same height in one."""
    scale = one.shape[0] / other.shape[0]
    fitted = cv2.resize(other, (round(other.shape[1] * scale), one.shape[0]), interpolation=cv2.INTER_AREA)
    return np.hstack([one, np.asarray(fitted, np.uint8)])


def encoded(image: RgbImage, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, kind, **options)
    return out.getvalue()
