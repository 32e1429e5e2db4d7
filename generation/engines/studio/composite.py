"""Puts the person in front of a backdrop. Where the matte is 1, the photo's own pixel stays."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Affine, Mask, RgbImage

LINEAR_SOFTNESS = 1 / 6  # variance of linear interpolation's own kernel, square pixels; a cubic one has none
NEAR = 0.75  # share of the size from which linear interpolation would lose detail
FEATHER = 0.006  # of the frame: how softly a photo's border ends where the frame goes beyond it


def resampled(image: RgbImage, to_master: Affine, width: int, height: int) -> RgbImage:
    """The frame's pixels from the photo's, sRGB: averaged down by a whole number, then turned and scaled in one step.
    Beyond the photo its border pixels are repeated, so that the person mask meets no false edge.
    """
    scale = float(np.hypot(to_master[0, 0], to_master[1, 0]))
    back = cv2.invertAffineTransform(to_master)
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], np.float64) @ back.T
    room = 4 / scale
    left, top = np.maximum(np.floor(corners.min(axis=0) - room), 0).astype(int)
    right, bottom = np.minimum(np.ceil(corners.max(axis=0) + room), image.shape[1::-1]).astype(int)
    whole = max(1, int(1 / scale))
    small = _averaged(image[top:bottom, left:right], whole)
    rest = min(scale * whole, 1.0)
    turner, softness = (cv2.INTER_LINEAR, LINEAR_SOFTNESS) if rest < NEAR else (cv2.INTER_CUBIC, 0.0)
    small = _softened(small, (1 / rest**2 - 1) / 12 - softness)
    # small = (photo - (left, top) + 0.5) / whole - 0.5; its inverse gives a small pixel's place in the photo
    shift = to_master[:, :2] @ (np.array([left, top]) - 0.5 + 0.5 * whole) + to_master[:, 2]
    turn = np.hstack([to_master[:, :2] * whole, shift[:, None]])
    return np.asarray(
        cv2.warpAffine(small, turn, (width, height), flags=turner, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _averaged(part: RgbImage, whole: int) -> RgbImage:
    """Every ``whole`` x ``whole`` pixels become one."""
    if whole == 1:
        return part
    size = (part.shape[1] // whole, part.shape[0] // whole)
    even = part[: size[1] * whole, : size[0] * whole]
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.uint8)


def _softened(image: RgbImage, variance: float) -> RgbImage:
    """Mixed with its 3 x 3 average so far that the kernel has ``variance`` along each axis, in square pixels.

    Averaging down to a share r of the size is a kernel of variance (1/r^2 - 1) / 12. The part that interpolation does
    not give is added here, so that fine texture does not alias. Nothing is ever sharpened.
    """
    share = 1.5 * max(variance, 0.0)  # a box of 3 x 3 pixels has variance 2/3
    return (
        np.asarray(cv2.addWeighted(image, 1 - share, cv2.blur(image, (3, 3)), share, 0), np.uint8) if share else image
    )


def covered(photo: tuple[int, int], to_master: Affine, width: int, height: int, inset: float) -> Mask:
    """(H, W): 1 where the photo, less ``inset`` pixels of border, covers the frame, falling softly to 0 at its border.

    ``photo``: height and width.
    """
    low, right, bottom = inset, photo[1] - 1 - inset, photo[0] - 1 - inset
    corners = np.array([[low, low, 1], [right, low, 1], [right, bottom, 1], [low, bottom, 1]], np.float64)
    inside = np.zeros((height, width), np.float32)
    cv2.fillConvexPoly(inside, np.rint(corners @ to_master.T * 16).astype(np.int32), 1.0, cv2.LINE_AA, 4)
    if inside.min() >= 1:
        return inside
    reach = max(2, round(FEATHER * min(height, width)))
    soft = cv2.blur(inside, (2 * reach + 1, 2 * reach + 1), borderType=cv2.BORDER_REPLICATE)
    return np.clip(2 * soft - 1, 0, 1)


def over(colour: RgbImage, reference: RgbImage, matte: Mask, backdrop: RgbImage) -> RgbImage:
    """``colour`` in front of ``backdrop``; exactly ``reference`` where ``matte`` is 1, exactly ``backdrop`` where 0."""
    result = backdrop.copy()
    cv2.copyTo(reference, np.asarray(matte >= 1, np.uint8), result)
    soft = np.flatnonzero((matte > 0) & (matte < 1))
    flat = result.reshape(-1, 3)
    behind = flat[soft].astype(np.float32)
    flat[soft] = behind + matte.ravel()[soft, None] * (colour.reshape(-1, 3)[soft] - behind) + 0.5
    return result


def beyond(frame: RgbImage, cover: Mask) -> RgbImage:
    """The frame where the photo covers it; elsewhere the photo's repeated border, blurred, so that what a picture is
    compared with has no empty corner. ``frame`` repeats that border. People see ``views.before_view`` instead.
    """
    height, width = cover.shape
    size = (max(1, width // 8), max(1, height // 8))
    far = cv2.GaussianBlur(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), (0, 0), 0.03 * min(size) + 1)
    soft = cv2.resize(far, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.blendLinear(frame, soft, cover, 1 - cover), np.uint8)
