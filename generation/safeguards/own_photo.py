"""Finds the photo a picture was made from and aligns the face of both.

Uses only the photo and ``to_master``, not the engine's own ``reference``: an independent second opinion.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Affine, Points, RgbImage
from generation.ports import Portrait, Rendering, SafeguardContext
from generation.vision import embed, light
from generation.vision.embed import Embedding
from storage.records import Light


def source(rendering: Rendering, context: SafeguardContext) -> Portrait | None:
    """The portrait named by the rendering, or the only portrait."""
    named = [portrait for portrait in context.portraits if portrait.photo_id == rendering.photo_id]
    if named:
        return named[0]
    return context.portraits[0] if len(context.portraits) == 1 else None


def embedded(portrait: Portrait, context: SafeguardContext, *, grey: bool = False) -> Embedding:
    """The photo's face embedding, computed once for all pictures of a job. ``grey``: of the photo in black and white,
    like the picture. Call it only with consent to compare.
    """
    key = (id(portrait), grey)
    if key not in context.compared:
        image, points = _greyed(portrait) if grey else (portrait.image, portrait.landmarks)
        context.compared[key] = embed.embed_at(image, points)
    return context.compared[key]


def is_grey(rendering: Rendering) -> bool:
    """Whether the person chose black-and-white; the photo is then turned grey in the same way before comparing."""
    return rendering.edits.light is Light.GREY


def _greyed(portrait: Portrait) -> tuple[RgbImage, Points]:
    """The face in black and white, with the margin that the network sees, and its landmarks in that crop."""
    points = portrait.landmarks
    room = np.ptp(points, axis=0).max()
    low = np.maximum(np.floor(points.min(axis=0) - room).astype(int), 0)
    far = np.ceil(points.max(axis=0) + room).astype(int)
    part = portrait.image[low[1] : far[1], low[0] : far[0]]
    return light.grey(part), np.asarray(points - low, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePair:
    """The face in the photo and in the picture, aligned pixel by pixel, both (H, W, 3); ``landmarks`` fit both."""

    photo: RgbImage
    picture: RgbImage
    landmarks: Points


def face_pair(rendering: Rendering, portrait: Portrait, width: int) -> FacePair:
    """Both faces at most ``width`` pixels wide; the photo's is turned grey if the person chose black-and-white."""
    points = landmarks(rendering, portrait)
    high, wide = rendering.master.shape[:2]
    low = np.clip(np.floor(points.min(axis=0)).astype(int), 0, (wide - 2, high - 2))
    far = np.clip(np.ceil(points.max(axis=0)).astype(int), low + 1, (wide, high))
    size = far - low
    scale = min(1.0, width / float(size[0]))
    patch = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    grow = np.array(patch) / size
    picture = cv2.resize(rendering.master[low[1] : far[1], low[0] : far[0]], patch, interpolation=cv2.INTER_AREA)
    # pixel centres: patch = grow * (master - low + 0.5) - 0.5
    turn = rendering.to_master * grow[:, None]
    turn[:, 2] += grow * (0.5 - low) - 0.5
    photo = _warped(portrait, turn, patch)
    return FacePair(
        photo=light.grey(photo) if is_grey(rendering) else photo,
        picture=np.asarray(picture, np.uint8),
        landmarks=np.asarray((points - low + 0.5) * grow - 0.5, np.float32),
    )


def _warped(portrait: Portrait, turn: Affine, size: tuple[int, int]) -> RgbImage:
    """The photo's face mapped through ``turn``; shrunk by averaging first, so that fine texture does not alias."""
    points = portrait.landmarks
    high, wide = portrait.image.shape[:2]
    low = np.clip(np.floor(points.min(axis=0) - 4).astype(int), 0, (wide - 2, high - 2))
    far = np.clip(np.ceil(points.max(axis=0) + 4).astype(int), low + 1, (wide, high))
    part = portrait.image[low[1] : far[1], low[0] : far[0]]
    shrink = min(1.0, float(np.hypot(turn[0, 0], turn[1, 0])))
    small_size = (max(1, round(part.shape[1] * shrink)), max(1, round(part.shape[0] * shrink)))
    small = cv2.resize(part, small_size, interpolation=cv2.INTER_AREA)
    grow = np.array(small_size) / np.array(part.shape[1::-1])
    linear = turn[:, :2] / grow
    shift = turn[:, :2] @ (low - 0.5 + 0.5 / grow) + turn[:, 2]
    moved = np.hstack([linear, shift[:, None]])
    return np.asarray(
        cv2.warpAffine(small, moved, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def landmarks(rendering: Rendering, portrait: Portrait) -> Points:
    """(468, 2) in pixels of the master."""
    turn = rendering.to_master
    return np.asarray(portrait.landmarks @ turn[:, :2].T + turn[:, 2], np.float32)
