"""Decides which pixels are the person: the network's soft shape, refined to hair by unmixing colours at the edge.

Everything connected to the person stays (hair, covering, glasses, hearing aid, headset, headrest); separate pieces go.
Inside the shape nothing is see-through. ``initial_alpha`` weighs shape and colour at half size;
``closed_form_matting`` refines that estimate at full size.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.matting import (
    background_bleed,
    closed_form_matting,
    colours,
    components,
    guided,
    initial_alpha,
    sure_areas,
)

NOTHING = 0.01  # of a matte: values below this become 0, and values above 1 minus this become 1
FACE_INNER = 0.9  # of the mesh's outline: inside it all is face


def person(frame: RgbImage, shape: Mask, face: Points, *, hair: bool = True) -> Mask:
    """The matte of a frame, (H, W), 0..1. ``shape``: the network's mask at any size; ``face``: its outline, (K, 2).

    ``hair=False`` is the faster, calmer outline without single hairs.
    """
    height, width = frame.shape[:2]
    if hair:
        return _fine(frame, shape, face)
    whole = components.connected(_sized(shape, (width, height)), face)
    calm = guided.onto_edges(frame, whole, radius=max(2, min(height, width) // 128), eps=2e-4)
    matte = np.clip((calm - NOTHING) / (1 - 2 * NOTHING), 0, 1)
    return components.in_one_piece(_solid(matte, whole, face), face, np.ones((1, 1), np.float32))


def _sized(shape: Mask, size: tuple[int, int]) -> Mask:
    return np.asarray(cv2.resize(shape, size, interpolation=cv2.INTER_CUBIC).clip(0, 1), np.float32)


def _fine(frame: RgbImage, shape: Mask, face: Points) -> Mask:
    """The matte with single hairs: a first estimate at half size, then closed-form matting, applied at full size."""
    height, width = frame.shape[:2]
    size = (width // sure_areas.HALF, height // sure_areas.HALF)
    half = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
    outline = np.asarray(face * np.array([size[0] / width, size[1] / height]), np.float32)
    whole = components.connected(_sized(shape, size), outline)
    calm = guided.onto_edges(half, whole, radius=max(2, min(size) // 128), eps=2e-4)
    seen = initial_alpha.estimate(half, whole, calm, outline)
    places = np.flatnonzero(cv2.resize(seen.opinion.unknown, (width, height), interpolation=cv2.INTER_LINEAR) > 0)
    found = closed_form_matting.refined(half, seen.opinion, frame, places)
    kept, gone, alike = colours.sampled(np.dstack([seen.kept, seen.gone, seen.alike]), places, width, height).T
    matte = np.asarray(cv2.resize(seen.opinion.matte, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    found += alike * (matte.ravel()[places] - found)
    matte.ravel()[places] = np.maximum(np.clip((found - NOTHING) / (1 - 2 * NOTHING), 0, 1), kept) * (1 - gone)
    matte = background_bleed.without(matte, whole, seen.busy)
    return components.in_one_piece(with_face(matte, face), face, seen.busy)


def keep(matte: Mask, frame: RgbImage, marked: Mask) -> Mask:
    """The matte plus an area the person marked as theirs (0..1, same size), snapped to the picture's edges."""
    snapped = guided.onto_edges(frame, marked.astype(np.float32), radius=max(2, min(matte.shape) // 100), eps=5e-4)
    return np.asarray(np.maximum(matte, snapped), np.float32)


def drop(matte: Mask, frame: RgbImage, marked: Mask, face: Points) -> Mask:
    """The matte less an area (0..1, same size) that the person said is not theirs, snapped to edges; never the face."""
    snapped = guided.onto_edges(frame, marked.astype(np.float32), radius=max(2, min(matte.shape) // 100), eps=5e-4)
    rest = np.asarray(matte * (1 - snapped), np.float32)
    return components.in_one_piece(with_face(rest, face), face, np.zeros((1, 1), np.float32))  # single hairs stay


def _solid(matte: Mask, whole: Mask, face: Points) -> Mask:
    """The matte made opaque well inside the shape and in the face."""
    radius = max(3, int(min(matte.shape) * sure_areas.HAIR_BAND))
    return with_face(
        np.maximum(matte, sure_areas.eroded(whole > sure_areas.SURE, radius // 2).astype(np.float32)), face
    )


def with_face(matte: Mask, face: Points) -> Mask:
    """The matte with all of the face; ``face``: its outline, (N, 2), pixels. Changes ``matte``."""
    middle = face.mean(axis=0)
    # the mesh's outline runs a little outside cheek and jaw; a background sliver must not count as face
    inner = middle + (face - middle) * FACE_INNER
    return np.asarray(cv2.fillConvexPoly(matte, cv2.convexHull(inner.astype(np.int32)), 1.0), np.float32)
