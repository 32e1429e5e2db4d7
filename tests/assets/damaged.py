"""Spoils a good portrait in exactly one way: blur, light, colour, crop. Each function takes and returns sRGB uint8."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.ports import Face


def _linear(image: RgbImage) -> np.ndarray:
    unit = image.astype(np.float32) / 255
    return np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)


def _srgb(linear: np.ndarray) -> RgbImage:
    unit = np.clip(linear, 0, 1)
    unit = np.where(unit <= 0.0031308, unit * 12.92, 1.055 * unit ** (1 / 2.4) - 0.055)
    return np.rint(unit * 255).astype(np.uint8)


def blurred(image: RgbImage, face: Face, sigma_at_64: float) -> RgbImage:
    """Gaussian blur; ``sigma_at_64`` in pixels at 64 px between the eyes."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma_at_64 * face.eye_distance / 64), np.uint8)


def overexposed(image: RgbImage, stops: float) -> RgbImage:
    return _srgb(_linear(image) * 2**stops)


def darkened(image: RgbImage, share: float) -> RgbImage:
    """Every sRGB number times ``share``, as a photo taken in far too little light."""
    return np.asarray(np.rint(image * share), np.uint8)


def lit_from_left(image: RgbImage, face: Face, stops: float) -> RgbImage:
    """The viewer's right half of the face lies ``stops`` darker, with a soft edge along the nose."""
    across = np.arange(image.shape[1], dtype=np.float32)
    middle = (face.eye_left[0] + face.eye_right[0]) / 2
    shade = 1 / (1 + np.exp(-(across - middle) / (0.12 * face.eye_distance)))
    return _srgb(_linear(image) * (2 ** (-stops * shade))[None, :, None])


def colour_cast(image: RgbImage, gains: tuple[float, float, float] = (1.0, 0.55, 0.18)) -> RgbImage:
    """Light of one colour over everything: by default an orange street lamp."""
    return _srgb(_linear(image) * np.array(gains, np.float32))


def cut_at(image: RgbImage, landmarks: Points, index: int) -> RgbImage:
    """Everything below one face mesh point is cut off."""
    return image[: int(landmarks[index][1])].copy()


def cut_above(image: RgbImage, row: float) -> RgbImage:
    """Everything above a row is cut off."""
    return image[int(row) :].copy()


def smoothed(image: RgbImage, face: Face) -> RgbImage:
    """A beauty filter: edges stay, skin texture goes."""
    out = image
    for _ in range(3):
        out = cv2.bilateralFilter(out, 11, 45, face.eye_distance / 15)
    return np.asarray(out, np.uint8)


def rephotographed(image: RgbImage) -> RgbImage:
    """Stands for another photo of the same person: mirrored, turned, cropped, relit. Not a second real photo."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 4, 1.12)
    moved = cv2.warpAffine(image[:, ::-1], turn, (width, height), borderMode=cv2.BORDER_REFLECT)
    return _srgb(_linear(np.asarray(moved, np.uint8)) * np.array((0.85, 0.8, 0.72), np.float32))
