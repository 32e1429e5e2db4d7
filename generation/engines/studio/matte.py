"""Decides which pixels are the person: the network's soft shape, refined to hair by unmixing colours at the edge.

Everything connected to the person stays (hair, covering, glasses, hearing aid, headset, headrest); what stands apart
goes. Inside the shape nothing is see-through. The refinement weighs two opinions of each edge pixel by how sure each
is: the network's shape, and where the pixel's colour lies between the nearest sure person and sure background colours.
On a plain wall the second wins and single hairs appear; before foliage the first wins and the outline stays calm.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage

Floats: TypeAlias = NDArray[np.float32]
Pixels: TypeAlias = NDArray[Any]  # what OpenCV hands back: float32 by construction, unknown to the type checker

SURE = 0.93  # the network's own certainty past which a pixel needs no second opinion
HAIR_BAND = 0.034  # how far from the outline single hairs may stand, fraction of the frame's shorter side
LONG_HAIR = 0.33  # of the frame: how far below the chin hair and beards may reach
SPECK = 0.15  # of the matte: what hangs together above this is one piece
CLOTH_BAND = 0.008  # the same for clothes, which have sharp edges
FACE_INNER = 0.9  # of the mesh's outline: certainly face
VARIETY_REACH = 0.035  # of the frame: how far around a pixel the background's variety is judged
COARSER = 3  # the sure colours are spread at a third of the size: they are smooth anyway
UNSURE_OUTSIDE, UNSURE_INSIDE = 0.06, 0.2  # how far the network may err where it is certain
BINS = 16  # colour bins per channel
PRESENT = 0.0008  # of the frame's pixels: a colour bin with this many counts as half present
AWAY, TOWARDS = 3.0, 0.8  # log odds a colour seen on one side only is worth
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
    return _in_one_piece(_solid(matte, whole, face), face)


def keep(matte: Mask, frame: RgbImage, marked: Mask) -> Mask:
    """The matte plus an area the person marked as theirs (0..1, same size), snapped to the picture's edges."""
    snapped = _guided(frame, marked.astype(np.float32), radius=max(2, min(matte.shape) // 100), eps=5e-4)
    return np.asarray(np.maximum(matte, snapped), np.float32)


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


def _in_one_piece(matte: Mask, face: Points) -> Mask:
    """Specks of background that merely look like the person stand apart from them; they go."""
    _, labels = cv2.connectedComponents((matte > SPECK).astype(np.uint8))
    x, y = face.mean(axis=0).astype(int)
    mine = (labels == labels[np.clip(y, 0, matte.shape[0] - 1), np.clip(x, 0, matte.shape[1] - 1)]).astype(np.uint8)
    reach = max(5, min(matte.shape) // 60)
    near = cv2.dilate(mine, np.ones((reach, reach), np.uint8))
    return np.asarray(matte * near, np.float32)


def _solid(matte: Mask, whole: Mask, face: Points) -> Mask:
    """Nothing is see-through well inside the shape, and never in the face."""
    radius = max(3, int(min(matte.shape) * HAIR_BAND))
    inside = _eroded(whole > SURE, radius // 2).astype(np.uint8)
    middle = face.mean(axis=0)
    # the mesh's outline runs a little outside cheek and jaw; a background sliver must not count as face
    inner = middle + (face - middle) * FACE_INNER
    core = cv2.fillConvexPoly(inside, cv2.convexHull(inner.astype(np.int32)), 1)
    return np.maximum(matte, core.astype(np.float32))


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
    """The matte where both opinions are weighed by their certainty; only the band between the sure areas is worked."""
    fore, back, band = _sure_areas(whole, face)
    height, width = whole.shape
    size = (max(1, width // COARSER), max(1, height // COARSER))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    colours = []
    for area in (fore, back):
        known = cv2.resize(area, size, interpolation=cv2.INTER_AREA)
        known[known < 0.99] = 0
        nearest, varies = spread_colour(small, known), _variety(small, known)
        colours.append(cv2.resize(np.dstack([nearest, varies]), (width, height), interpolation=cv2.INTER_LINEAR))
    open_ = band > 0
    f, b, pixel = colours[0][open_], colours[1][open_], frame[open_].astype(np.float32)
    by_colour, doubt = _unmix(pixel, f, b)
    shape = np.clip((calm[open_] - 0.2) / 0.6, 0.02, 0.98)
    shape = _leaned(shape, _belonging(frame[open_], small, fore, back))
    # beyond the shape only a colour that leaves no doubt may count as hair; within it, as a gap between hairs
    least = np.where(whole[open_] < 0.5, UNSURE_OUTSIDE, UNSURE_INSIDE)
    unsure = least + 3.0 * (whole[open_] * (1 - whole[open_]))
    shape_doubt = 0.002 + 0.12 * band[open_] * unsure
    weight = shape_doubt / (shape_doubt + doubt)
    mixed = calm.copy()
    mixed[open_] = shape + weight * (by_colour - shape)
    return mixed


def _belonging(pixels: RgbImage, small: Pixels, fore: Pixels, back: Pixels) -> Floats:
    """-1 where a colour is seen only in the background, 1 only on the person, 0 where in both or neither; (N,).

    Presence, not frequency: a white collar before a white wall must not count as wall.
    """
    size = (small.shape[1], small.shape[0])
    codes = _codes(small)
    seen = []
    for area in (fore, back):
        here = cv2.resize(area, size, interpolation=cv2.INTER_NEAREST) > 0.5
        counts = np.bincount(codes[here], minlength=BINS**3).reshape(BINS, BINS, BINS) * 1.0
        for axis in range(3):
            counts = (np.roll(counts, 1, axis) + 2 * counts + np.roll(counts, -1, axis)) / 4
        seen.append((counts / (counts + PRESENT * small.shape[0] * small.shape[1])).ravel())
    mine, theirs = (table[_codes(pixels)] for table in seen)
    return np.asarray(mine * (1 - theirs) - theirs * (1 - mine), np.float32)


def _codes(pixels: Pixels) -> NDArray[np.intp]:
    """The colour bin of each pixel (..., 3)."""
    bins = np.asarray(pixels, np.uint8) // (256 // BINS)
    return np.asarray(bins.astype(np.intp) @ np.array([BINS * BINS, BINS, 1]), np.intp)


def _leaned(shape: Pixels, belonging: Floats) -> Floats:
    """The shape's opinion moved, in log odds, by where such colours belong; more readily away from the person."""
    odds = np.log(shape / (1 - shape)) + np.where(belonging < 0, AWAY, TOWARDS) * belonging
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def _unmix(pixel: Pixels, fore: Pixels, back: Pixels) -> tuple[Floats, Floats]:
    """Where each pixel (N, 3) lies between its two colours, and how doubtful that is.

    ``fore``, ``back``: (N, 4), the fourth being the colour's variety.
    """
    apart = fore[:, :3] - back[:, :3]
    distance = np.einsum("nc,nc->n", apart, apart) + 1.0
    share = np.einsum("nc,nc->n", pixel - back[:, :3], apart) / distance
    share = share.clip(0, 1)
    off_line = pixel - back[:, :3] - share[:, None] * apart
    unexplained = np.einsum("nc,nc->n", off_line, off_line)
    # the person's own variety matters less: hair has highlights, but they are not the background's colour
    doubt = (back[:, 3] + 0.2 * fore[:, 3] + unexplained + COLOUR_NOISE**2) / distance
    return np.asarray(share, np.float32), np.asarray(doubt, np.float32)


def _sure_areas(whole: Mask, face: Points) -> tuple[Mask, Mask, Mask]:
    """Sure person, sure background, and the band between them (0..1 by how open the question is).

    The band is wide above the chin, where hair is, half as wide where long hair may fall, and narrow along clothes.
    """
    short = min(whole.shape)
    wide, thin = int(short * HAIR_BAND), max(2, int(short * CLOTH_BAND))
    chin = float(face[:, 1].max())
    rows = np.arange(whole.shape[0])[:, None]
    below, far_below = rows > chin, rows > chin + short * LONG_HAIR
    fore, back = (
        np.where(far_below, _eroded(sure, thin), np.where(below, _eroded(sure, wide // 2), _eroded(sure, wide)))
        for sure in (whole > SURE, whole < 1 - SURE)
    )
    band = (1.0 - fore - back).astype(np.float32)
    softly = cv2.blur(band, (2 * thin + 1, 2 * thin + 1)) * band
    return fore.astype(np.float32), back.astype(np.float32), np.asarray(softly, np.float32)


def _eroded(mask: NDArray[np.bool_], radius: int) -> Mask:
    # a square is taken apart into rows and columns, 30 times quicker than a disc of this size
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.erode(mask.astype(np.uint8), kernel, borderType=cv2.BORDER_REPLICATE), np.float32)


def spread_colour(image: Pixels, where: Pixels) -> Floats:
    """Each pixel's nearest colour of the area ``where``, (H, W, 3).

    Push and pull over an image pyramid: averages of what is known, coarse ones only where finer ones know nothing.
    """
    filled = _push_pull(np.dstack([image * where[..., None], where]))
    return np.asarray(filled[..., :3] / np.maximum(filled[..., 3:], 1e-4), np.float32)


def _variety(image: Pixels, where: Pixels) -> Mask:
    """How much the colours of ``where`` differ in the neighbourhood, 8-bit levels squared: 0 a wall, 2,000 foliage."""
    height, width = where.shape
    size = (max(4, width // 6), max(4, height // 6))
    sums = (image * where[..., None], np.einsum("hwc,hwc->hw", image, image) * where, where)
    reach = VARIETY_REACH * min(size)
    colour, square, weight = (
        cv2.GaussianBlur(cv2.resize(part, size, interpolation=cv2.INTER_AREA), (0, 0), reach) for part in sums
    )
    weight = np.maximum(weight, 1e-4)
    mean = colour / weight[..., None]
    varies = square / weight - np.einsum("hwc,hwc->hw", mean, mean)
    return np.asarray(cv2.resize(np.maximum(varies, 0), (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _push_pull(known: Floats) -> Floats:
    height, width = known.shape[:2]
    if min(height, width) <= 4:
        return np.asarray(known + 1e-6 * known.mean(axis=(0, 1), keepdims=True), np.float32)
    coarse = cv2.resize(known, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    below = _push_pull(np.asarray(coarse, np.float32))
    wide = cv2.resize(below, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(known + np.clip(1 - known[..., -1:], 0, 1) * wide, np.float32)
