"""Decides which pixels are the person: the network's soft shape, refined to hair by unmixing colours at the edge.

Everything connected to the person stays (hair, covering, glasses, hearing aid, headset, headrest); what stands apart
goes. Inside the shape nothing is see-through. The refinement weighs two opinions of each edge pixel by how sure each
is: the network's shape, and where the pixel's colour lies between the nearest sure person and sure background colours.
On a plain wall the second wins and single hairs appear; before foliage the first wins and the outline stays calm.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage

Floats = NDArray[np.float32]

SURE = 0.93  # the network's own certainty past which a pixel needs no second opinion
HAIR_BAND = 0.030  # how far from the outline single hairs may stand, fraction of the frame's shorter side
CLOTH_BAND = 0.008  # the same for clothes, which have sharp edges
COLOUR_NOISE = 6.0  # 8-bit levels two samples of one colour differ by (sensor noise and JPEG)


def person(frame: RgbImage, shape: Mask, face: Points, *, hair: bool = True) -> Mask:
    """The matte of a frame, (H, W), 0..1. ``shape``: the network's mask at any size; ``face``: its outline, (K, 2).

    ``hair=False`` is the faster, calmer outline without single hairs.
    """
    height, width = frame.shape[:2]
    soft = cv2.resize(shape, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    whole = _connected(soft, face)
    calm = _guided(frame, whole, radius=max(2, min(height, width) // 128), eps=2e-4)
    matte = _unmixed(frame, whole, calm, face) if hair else calm
    matte = np.clip((matte - 0.04) / 0.92, 0, 1)
    return np.asarray(_solid(matte, whole, face), np.float32)


def keep(matte: Mask, frame: RgbImage, marked: Mask) -> Mask:
    """ "This belongs to me": the matte with a marked area (0..1, same size) added, its edge snapped to the picture's."""
    snapped = _guided(frame, marked.astype(np.float32), radius=max(2, min(matte.shape) // 100), eps=5e-4)
    return np.maximum(matte, snapped.clip(0, 1))


def _connected(soft: Mask, face: Points) -> Mask:
    """Only the component the face lies in; its soft surroundings stay."""
    small = cv2.resize(soft, (256, 256), interpolation=cv2.INTER_AREA)
    solid = (small > 0.4).astype(np.uint8)
    scale = np.array([256 / soft.shape[1], 256 / soft.shape[0]])
    cv2.fillConvexPoly(solid, cv2.convexHull((face * scale).astype(np.int32)), 1)
    _, labels = cv2.connectedComponents(solid)
    x, y = np.clip((face.mean(axis=0) * scale).astype(int), 0, 255)
    mine = cv2.dilate((labels == labels[y, x]).astype(np.float32), np.ones((9, 9), np.uint8))
    fade = cv2.GaussianBlur(mine, (0, 0), 1.5)
    return np.asarray(
        soft * cv2.resize(fade, (soft.shape[1], soft.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32
    )


def _solid(matte: Mask, whole: Mask, face: Points) -> Mask:
    """Nothing is see-through well inside the shape, and never in the face."""
    radius = max(3, int(min(matte.shape) * HAIR_BAND))
    inside = cv2.erode((whole > SURE).astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (radius, radius)))
    core = cv2.fillConvexPoly(inside, cv2.convexHull(face.astype(np.int32)), 1)
    return np.maximum(matte, cv2.GaussianBlur(core.astype(np.float32), (0, 0), 1.0) * core)


def _guided(frame: RgbImage, mask: Mask, *, radius: int, eps: float) -> Mask:
    """The guided filter (He, Sun, Tang 2010) with a grey guide: the mask's edge moves onto the picture's edge."""
    guide = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    size = (2 * radius + 1, 2 * radius + 1)
    mean_guide, mean_mask = cv2.blur(guide, size), cv2.blur(mask, size)
    slope = (cv2.blur(guide * mask, size) - mean_guide * mean_mask) / (
        cv2.blur(guide * guide, size) - mean_guide * mean_guide + eps
    )
    offset = mean_mask - slope * mean_guide
    return np.asarray(cv2.blur(slope, size) * guide + cv2.blur(offset, size), np.float32).clip(0, 1)


def _unmixed(frame: RgbImage, whole: Mask, calm: Mask, face: Points) -> Mask:
    """The matte where both opinions are weighed by their certainty."""
    fore, back, band = _sure_areas(whole, face)
    image = frame.astype(np.float32)
    fore_colour, fore_spread = spread_colour(image, fore)
    back_colour, back_spread = spread_colour(image, back)
    apart = fore_colour - back_colour
    distance = np.einsum("hwc,hwc->hw", apart, apart)
    along = np.einsum("hwc,hwc->hw", image - back_colour, apart) / (distance + 1.0)
    by_colour = along.clip(0, 1)
    off_line = image - back_colour - by_colour[..., None] * apart
    unexplained = np.einsum("hwc,hwc->hw", off_line, off_line)
    colour_doubt = (back_spread + fore_spread + unexplained + COLOUR_NOISE**2) / (distance + 1.0)
    shape_doubt = 0.004 + band * 0.12
    weight = shape_doubt / (shape_doubt + colour_doubt)
    mixed = calm + weight * (by_colour - calm)
    return np.asarray(np.where(band > 0, mixed, calm), np.float32)


def _sure_areas(whole: Mask, face: Points) -> tuple[Mask, Mask, Mask]:
    """Sure person, sure background, and the band between them (0..1 by how open the question is).

    The band is wide above the chin, where hair is, and narrow along the clothes.
    """
    short = min(whole.shape)
    inner, outer = whole > SURE, whole < 1 - SURE
    wide, thin = int(short * HAIR_BAND), max(2, int(short * CLOTH_BAND))
    is_hair = _above(whole, float(face[:, 1].max()))
    fore = np.where(is_hair, _eroded(inner, wide), _eroded(inner, thin))
    back = np.where(is_hair, _eroded(outer, wide), _eroded(outer, thin))
    band = 1.0 - fore - back
    return fore, back, cv2.blur(band, (2 * thin + 1, 2 * thin + 1)) * band


def _above(whole: Mask, chin: float) -> NDArray[np.bool_]:
    """Rows where hair is likely: down to one third of the frame below the chin, for long hair and beards."""
    rows = np.arange(whole.shape[0])[:, None]
    return np.broadcast_to(rows < chin + whole.shape[0] * 0.33, whole.shape)


def _eroded(mask: NDArray[np.bool_], radius: int) -> Mask:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel, borderType=cv2.BORDER_REPLICATE), np.float32)


def spread_colour(image: Floats, where: Mask) -> tuple[Floats, Floats]:
    """Each pixel's nearest colour of the area ``where`` (H, W, 3), and how much it varies there (H, W), levels squared.

    Push and pull over an image pyramid: averages of what is known, coarse ones only where finer ones know nothing.
    """
    squares = np.einsum("hwc,hwc->hw", image, image)
    known = np.dstack([image * where[..., None], squares * where, where])
    filled = _push_pull(known)
    weight = np.maximum(filled[..., 4:], 1e-4)
    colour = filled[..., :3] / weight
    spread = filled[..., 3] / weight[..., 0] - np.einsum("hwc,hwc->hw", colour, colour)
    return colour, np.maximum(spread, 0)


def _push_pull(known: Floats) -> Floats:
    height, width = known.shape[:2]
    if min(height, width) <= 4:
        return known + 1e-6 * known.mean(axis=(0, 1), keepdims=True)
    coarse = cv2.resize(known, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    below = cv2.resize(_push_pull(coarse), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(known + np.clip(1 - known[..., -1:], 0, 1) * below, np.float32)
