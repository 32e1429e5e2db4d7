"""What colours say at the edge of a person: where a pixel lies between the person's colour and the wall's, whether calm
wall shows through hair, and on which side a colour is seen at all. No shape, no network; 8-bit sRGB levels.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask

Floats: TypeAlias = NDArray[np.float32]
Pixels: TypeAlias = NDArray[Any]  # what OpenCV hands back: float32 by construction, unknown to the type checker

COLOUR_NOISE = 6.0  # 8-bit levels by which two samples of one colour differ (sensor noise and JPEG)
GAP_NOISE = 24.0  # 8-bit levels squared, each channel: a wall's noise, and light falling off along it
MOST_THROUGH = 6.0  # log odds: the most that the colour of a calm wall counts
FULL_HAIR = 0.6  # of the usual distance between hair and wall: a colour this far from the wall is pure hair
OWN_REACH = 1.0, 3.0  # of the hair's own spread, squared: below the first a colour is the hair's, above the second not
ONE_COLOUR = 300.0, 900.0  # 8-bit levels squared: below the first hair and wall are one colour, above the second two
ROUGH = 0.1  # doubt, as a share, of an estimate from distance alone
SEEN = 0.3, 0.6  # presence on the person: from the first a colour may be theirs, from the second it is
BINS = 16  # colour bins per channel
PRESENT = 0.0008  # of the frame's pixels: a colour bin with this many counts as half present
VARIETY_REACH = 0.035  # of the frame: how far around a pixel the background's variety is judged


def sampled(small: Pixels, places: NDArray[np.intp], width: int, height: int) -> Pixels:
    """``small`` (h, w, C) read at some pixels of the full size, bilinear, (N, C)."""
    rows = max(1, -(-len(places) // 1024))  # one row also where there is nothing to read
    full = np.zeros(rows * 1024, np.float32)
    x, y = full.copy(), full.copy()
    row, column = np.divmod(places, width)
    x[: len(places)] = (column + 0.5) * (small.shape[1] / width) - 0.5
    y[: len(places)] = (row + 0.5) * (small.shape[0] / height) - 0.5
    maps = x.reshape(rows, 1024), y.reshape(rows, 1024)
    seen = cv2.remap(small, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return seen.reshape(-1, small.shape[2])[: len(places)]


def laid(values: Pixels, places: NDArray[np.intp], size: tuple[int, ...]) -> Floats:
    """A plane of ``size`` (H, W) with ``values`` (N,) at ``places`` and 0 elsewhere: the reverse of ``sampled``."""
    plane = np.zeros(size, np.float32)
    plane.ravel()[places] = values
    return plane


def spread_colour(image: Pixels, where: Pixels) -> Pixels:
    """Each pixel's nearest colour of the area ``where``, (H, W, 4): colour times weight, then the weight.

    Push-pull over an image pyramid: averages of known pixels; coarse levels count only where finer ones are empty.
    ``weighed`` gives the colours.
    """
    return _push_pull(cv2.merge([*(plane * where for plane in cv2.split(image)), where]))


def weighed(spread: Pixels) -> Floats:
    """The colours, (..., 3), in a result of ``spread_colour`` or in pixels read from it, (..., 4)."""
    return np.asarray(spread[..., :3] / np.maximum(spread[..., 3:], 1e-4), np.float32)


def _push_pull(known: Pixels) -> Pixels:
    height, width = known.shape[:2]
    if min(height, width) <= 4:
        return np.asarray(known + 1e-6 * known.mean(axis=(0, 1), keepdims=True), np.float32)
    coarse = cv2.resize(known, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    wide = cv2.resize(_push_pull(coarse), (width, height), interpolation=cv2.INTER_LINEAR)
    open_ = np.maximum(1 - known[..., 3], 0)
    return np.asarray(known + cv2.merge([open_] * 4) * wide, np.float32)


def variety(image: Pixels, where: Pixels) -> Mask:
    """How much the colours of ``where`` differ in the neighbourhood, 8-bit levels squared: 0 a wall, 2,000 foliage."""
    height, width = where.shape
    size = (max(4, width // 6), max(4, height // 6))
    image = image.astype(np.float32)
    sums = (image * where[..., None], np.einsum("hwc,hwc->hw", image, image) * where, where)
    reach = VARIETY_REACH * min(size)
    colour, square, weight = (
        cv2.GaussianBlur(cv2.resize(part, size, interpolation=cv2.INTER_AREA), (0, 0), reach) for part in sums
    )
    weight = np.maximum(weight, 1e-4)
    mean = colour / weight[..., None]
    varies = square / weight - np.einsum("hwc,hwc->hw", mean, mean)
    return np.asarray(cv2.resize(np.maximum(varies, 0), (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def unmix(pixel: Pixels, fore: Pixels, back: Pixels) -> tuple[Floats, Floats]:
    """Where each pixel (N, 3) lies between its two colours, and how doubtful that is.

    ``fore``, ``back``: (N, 4), the fourth being the colour's variety.
    """
    apart, off = fore[:, :3] - back[:, :3], pixel - back[:, :3]
    distance = np.einsum("nc,nc->n", apart, apart) + 1.0
    along = (np.einsum("nc,nc->n", off, apart) / distance).clip(0, 1)
    off_line = off - along[:, None] * apart
    unexplained = np.einsum("nc,nc->n", off_line, off_line)
    noise = back[:, 3] + COLOUR_NOISE**2
    # the person's own variety matters less: hair has highlights, but they are not the background's colour
    doubt = (noise + 0.2 * fore[:, 3] + unexplained) / distance
    # where hair has many shades and the wall is one of them, a pixel's distance from the wall says more
    scale = distance + fore[:, 3]
    far = np.sqrt(np.einsum("nc,nc->n", off, off)) - 1.2 * np.sqrt(noise)
    by_distance = (far / (FULL_HAIR * np.sqrt(scale))).clip(0, 1)
    doubt_far = ROUGH + 2 * noise / scale + distance / (fore[:, 3] + noise)
    weight = doubt_far**2 / (doubt_far**2 + doubt**2)
    share = by_distance + weight * (along - by_distance)
    return np.asarray(share, np.float32), np.asarray(np.minimum(doubt, doubt_far), np.float32)


def see_through(pixel: Pixels, fore: Pixels, back: Pixels, places: NDArray[np.intp], size: tuple[int, ...]) -> Floats:
    """Log odds, 0 to ``MOST_THROUGH``, that a place shows calm old background between hairs.

    A calm wall's colours lie close together and hair's far apart, so a pixel of exactly the wall's colour is probably
    wall, even where hair is as dark. Its eight neighbours must agree: hair has that colour only at single pixels.
    """
    calm, varied = back[:, 3] / 3 + GAP_NOISE, fore[:, 3] / 3 + 2 * GAP_NOISE
    to_back, to_fore = pixel - back[:, :3], pixel - fore[:, :3]
    near = np.full(size, 1e4, np.float32)
    near.ravel()[places] = np.einsum("nc,nc->n", to_back, to_back)
    off_back = cv2.blur(near, (3, 3)).ravel()[places] / (2 * calm)
    off_fore = np.minimum(np.einsum("nc,nc->n", to_fore, to_fore) / (2 * varied), 2.0)
    odds = 1.5 * np.log(varied / calm) + off_fore - off_back
    return np.asarray(np.clip(odds, 0, MOST_THROUGH), np.float32)


def of_both(pixel: Pixels, fore: Pixels, back: Pixels, mine: Floats) -> tuple[Floats, Floats]:
    """How surely the hair nearby has a pixel's colour, and how surely hair and wall both have it, (N,) 0..1 each.

    A colour of both tells nothing. Removing it would leave a grey veil on dark hair; kept, it looks like hair.
    ``mine``: how surely the colour is seen anywhere on the person. Local colours are not enough: the colour of many
    walls lies between those of light and dark strands.
    """
    near, far = OWN_REACH
    belongs = []
    for side in (fore, back):
        off = pixel - side[:, :3]
        spread = np.einsum("nc,nc->n", off, off) / (side[:, 3] + 3 * GAP_NOISE)
        belongs.append(np.clip((far - spread) / (far - near), 0, 1))
    own = belongs[0] * np.clip((mine - SEEN[0]) / (SEEN[1] - SEEN[0]), 0, 1)
    apart = fore[:, :3] - back[:, :3]
    one = np.clip((ONE_COLOUR[1] - np.einsum("nc,nc->n", apart, apart)) / (ONE_COLOUR[1] - ONE_COLOUR[0]), 0, 1)
    return np.asarray(own, np.float32), np.asarray(own * belongs[1] * one, np.float32)


def present(pixels: Pixels, small: Pixels, fore: Pixels, back: Pixels) -> tuple[Floats, Floats]:
    """How surely the colour of each pixel is seen on the person, and in the background, 0..1.

    Presence, not frequency: a white collar before a white wall must not count as wall.
    """
    codes, wanted = _codes(small), _codes(pixels)
    seen = []
    for area in (fore, back):
        counts = np.bincount(codes[area > 0.5], minlength=BINS**3).reshape(BINS, BINS, BINS) * 1.0
        for axis in range(3):
            counts = (np.roll(counts, 1, axis) + 2 * counts + np.roll(counts, -1, axis)) / 4
        table = (counts / (counts + PRESENT * codes.size)).astype(np.float32)
        seen.append(table.ravel()[wanted])
    return seen[0], seen[1]


def _codes(pixels: Pixels) -> NDArray[np.intp]:
    """The colour bin of each pixel (..., 3)."""
    bins = (pixels // (256 // BINS)).astype(np.int32)
    return np.asarray((bins[..., 0] * BINS + bins[..., 1]) * BINS + bins[..., 2], np.intp)
