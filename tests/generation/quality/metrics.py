"""A second opinion on finished pictures: its own code for every figure, sharing nothing with engine or safeguards."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image
from skimage import color, filters, metrics

from generation.images import Mask, RgbImage
from generation.ports import Portrait, Rendering


def rerendered(portrait: Portrait, rendering: Rendering) -> RgbImage:
    """The photo through the declared crop, by Pillow: four times supersampled, then averaged."""
    crop, fine = rendering.edits.crop, 4
    turn = math.radians(crop.angle_deg)
    cos, sin = math.cos(turn) / crop.scale, math.sin(turn) / crop.scale
    step = 1 / fine
    # Pillow asks, for each output pixel's centre, where it lies in the source
    at_x = crop.x + 0.5 - (cos - sin) * 0.5
    at_y = crop.y + 0.5 - (sin + cos) * 0.5
    data = (cos * step, -sin * step, at_x, sin * step, cos * step, at_y)
    size = (crop.width * fine, crop.height * fine)
    wide = Image.fromarray(portrait.image).transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)
    return np.asarray(wide.reduce(fine))


def lock(rendering: Rendering) -> tuple[int, float]:
    """Largest 8-bit difference and structural similarity inside the face core."""
    inside = rendering.core > 0.5
    worst = int(np.abs(rendering.master.astype(int) - rendering.reference)[inside].max())
    _, full = metrics.structural_similarity(rendering.master, rendering.reference, channel_axis=2, full=True)
    return worst, float(full.mean(axis=2)[inside].mean())


def likeness_to_rerendered(portrait: Portrait, rendering: Rendering) -> float:
    """Peak signal to noise in decibels between the picture's face and the independent re-rendering."""
    inside = rendering.core > 0.5
    error = rendering.master.astype(float)[inside] - rerendered(portrait, rendering).astype(float)[inside]
    return float(10 * np.log10(255**2 / max(float((error**2).mean()), 1e-9)))


def texture(rendering: Rendering) -> float:
    """Energy of skin detail, picture over photo."""
    inside = rendering.core > 0.5

    def energy(image: RgbImage) -> float:
        luma = color.rgb2gray(image)
        return float((filters.gaussian(luma, 0.7) - filters.gaussian(luma, 2.5))[inside].std())

    return energy(rendering.master) / energy(rendering.reference)


def skin_shift(rendering: Rendering) -> tuple[float, float]:
    """Signed change of L* and the colour difference ΔE00 of the median face colour."""
    inside = rendering.core > 0.5
    before = np.median(color.rgb2lab(rendering.reference)[inside], axis=0)
    after = np.median(color.rgb2lab(rendering.master)[inside], axis=0)
    return float(after[0] - before[0]), float(color.deltaE_ciede2000(before, after))


def fringe(master: RgbImage, ideal: RgbImage, alpha: Mask) -> tuple[float, float]:
    """Median and 95th percentile of ΔE00 along the soft edge against an ideal composite."""
    edge = (alpha > 0.1) & (alpha < 0.9)
    apart = color.deltaE_ciede2000(color.rgb2lab(master)[edge], color.rgb2lab(ideal)[edge])
    return float(np.median(apart)), float(np.percentile(apart, 95))


def evenness(master: RgbImage, alpha: Mask) -> float:
    """Mean gradient of linear luminance (0..255) of the backdrop at 354 px, low-passed so that grain does not count."""
    size = (295, 354)
    linear = 255 * np.clip(color.rgb2xyz(master)[..., 1], 0, 1)
    small = np.asarray(Image.fromarray(linear.astype(np.float32)).resize(size, Image.Resampling.BOX))
    person = np.asarray(Image.fromarray(alpha).resize(size, Image.Resampling.BOX))
    smooth = filters.gaussian(small, 2.0)
    gy, gx = np.gradient(smooth)
    free = filters.gaussian(person, 4.0) < 0.01
    return float(np.hypot(gx, gy)[free].mean())


def cut_edge(portrait: Portrait, rendering: Rendering) -> float:
    """Longest run of person along any straight border of the photo seen inside the frame, share of the frame."""
    high, wide = portrait.image.shape[:2]
    turn, (rows, columns) = rendering.to_master, rendering.alpha.shape
    worst = 0
    for fixed, length, vertical in ((8, high, True), (wide - 9, high, True), (8, wide, False), (high - 9, wide, False)):
        along = np.arange(length, dtype=float)
        still = np.full(length, float(fixed))
        points = np.stack([still, along] if vertical else [along, still], axis=1)
        seen = points @ turn[:, :2].T + turn[:, 2]
        inside = (seen[:, 0] > 12) & (seen[:, 0] < columns - 13) & (seen[:, 1] > 12) & (seen[:, 1] < rows - 13)
        place = seen[inside].astype(int)
        worst = max(worst, int((rendering.alpha[place[:, 1], place[:, 0]] > 0.6).sum()))
    return worst / min(rows, columns)
