"""Finds the face in a picture that a model painted and pairs it with the photo's; shared by the ``redrawn_*``
safeguards.

It ignores where the engine says the face is: the face is detected and measured anew on the finished picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.ports import Portrait, Rendering, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import faces
from generation.vision import landmarks as mesh
from storage.records import Light

ROOM = 0.15  # margin around the face, of its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Likenesses:
    """The face in the photo and in the picture at one common scale; landmarks (468, 2) on each."""

    photo: RgbImage
    photo_points: Points
    picture: RgbImage
    picture_points: Points


def pair(rendering: Rendering, context: SafeguardContext, *, as_painted: bool = False) -> Likenesses | None:
    """Both faces, the larger shrunk to the smaller one's size; None when either is not found: then the caller
    withholds.

    The photo's face has the light that the person chose, if any. ``as_painted``: it comes from
    ``Rendering.as_painted``, where there is one, so that its fine detail has gone through the same resampling.
    """
    portrait = own_photo.source(rendering, context)
    found = faces.detect(rendering.master)
    if portrait is None or not found:
        return None
    image, landmarks = _photo(rendering, portrait, as_painted=as_painted)
    points, _ = mesh.measure(rendering.master, found[0])
    widths = [max(1.0, float(np.ptp(one[list(mesh.OVAL), 0]))) for one in (landmarks, points)]
    target = min(widths)
    photo, photo_points = _cut(image, landmarks, target / widths[0])
    picture, picture_points = _cut(rendering.master, points, target / widths[1])
    if photo.size == 0 or picture.size == 0:
        return None
    return Likenesses(photo=photo, photo_points=photo_points, picture=picture, picture_points=picture_points)


def _photo(rendering: Rendering, portrait: Portrait, *, as_painted: bool) -> tuple[RgbImage, Points]:
    lit = rendering.reference if rendering.edits.light is not Light.AS_TAKEN else None
    framed = rendering.as_painted if as_painted and rendering.as_painted is not None else lit
    if framed is None:
        return portrait.image, portrait.landmarks
    return framed, in_frame(rendering, portrait)


def in_frame(rendering: Rendering, portrait: Portrait) -> Points:
    """The photo's landmarks (468, 2) in pixels of the picture."""
    return np.asarray(portrait.landmarks @ rendering.to_master[:, :2].T + rendering.to_master[:, 2], np.float32)


def _cut(image: RgbImage, points: Points, scale: float) -> tuple[RgbImage, Points]:
    high, wide = image.shape[:2]
    room = ROOM * np.ptp(points, axis=0)
    low = np.clip(np.floor(points.min(axis=0) - room).astype(int), 0, (wide - 1, high - 1))
    far = np.clip(np.ceil(points.max(axis=0) + room).astype(int), low + 1, (wide, high))
    part = image[low[1] : far[1], low[0] : far[0]]
    size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(part, size, interpolation=how), np.uint8)
    grow = np.array(size, np.float32) / np.array(part.shape[1::-1], np.float32)
    return small, np.asarray((points - low) * grow, np.float32)
