"""Draws what comes around photos: bars, margins, frames, screens, round cuts; and studio walls that look like these."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from generation.images import RgbImage

Colour = tuple[int, int, int]
Drawn = tuple[RgbImage, tuple[int, int, int, int]]  # the picture, and where the photo is: left, top, right, bottom
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def margin(photo: RgbImage, sides: tuple[int, int, int, int], colour: Colour = WHITE) -> Drawn:
    """One colour around the photo. ``sides``: pixels left, top, right, bottom."""
    left, top, right, bottom = sides
    out = cv2.copyMakeBorder(photo, top, bottom, left, right, cv2.BORDER_CONSTANT, value=colour)
    high, wide = photo.shape[:2]
    return np.asarray(out, np.uint8), (left, top, left + wide, top + high)


def as_jpeg(drawn: Drawn, quality: int = 80) -> Drawn:
    """What a messenger makes of it."""
    out = io.BytesIO()
    Image.fromarray(drawn[0]).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out).convert("RGB")), drawn[1]


def framed(photo: RgbImage, wide: int = 40) -> Drawn:
    """A dark frame, a pale passe-partout and a thin gold line."""
    high, across = photo.shape[:2]
    out = photo
    for colour, width in (((180, 150, 70), 6), ((236, 232, 224), wide), ((44, 30, 22), wide)):
        out = margin(out, (width,) * 4, colour)[0]
    inset = 6 + 2 * wide
    return out, (inset, inset, inset + across, inset + high)


def scanned(photo: RgbImage, lean: float = 0.8, room: int = 90, noise: float = 3.0) -> Drawn:
    """On a scanner's white lid, a little askew, with the scanner's noise."""
    flat, (left, top, right, bottom) = margin(photo, (room,) * 4, (247, 246, 243))
    middle = (flat.shape[1] / 2, flat.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(middle, lean, 1.0)
    out = cv2.warpAffine(flat, turn, flat.shape[1::-1], borderValue=(247, 246, 243))
    rng = np.random.default_rng(3)
    noisy = np.clip(out + rng.normal(0, noise, out.shape), 0, 255).astype(np.uint8)
    corners = np.array([[left, top, 1], [right, top, 1], [left, bottom, 1], [right, bottom, 1]]) @ turn.T
    x, y = np.sort(corners[:, 0]), np.sort(corners[:, 1])
    return noisy, (int(x[1]), int(y[1]), int(x[2]), int(y[2]))


def screenshot(photo: RgbImage, dark: bool = True) -> Drawn:
    """A phone's screen: a bar with clock and signs, an app's bar, the photo over the whole width, buttons."""
    wide = photo.shape[1]
    bar, app = (BLACK, (24, 24, 26)) if dark else ((250, 250, 250), WHITE)
    ink = (235, 235, 235) if dark else (20, 20, 20)
    top = np.full((wide // 16, wide, 3), bar, np.uint8)
    name = np.full((wide // 8, wide, 3), app, np.uint8)
    foot = np.full((wide // 5, wide, 3), app, np.uint8)
    scale = wide / 900
    cv2.putText(top, "9:41", (wide // 30, wide // 22), cv2.FONT_HERSHEY_SIMPLEX, 1.1 * scale, ink, 2, cv2.LINE_AA)
    cv2.rectangle(top, (wide - wide // 10, wide // 50), (wide - wide // 30, wide // 22), ink, -1)
    cv2.putText(
        name, "Profile photo", (wide // 9, wide // 12), cv2.FONT_HERSHEY_SIMPLEX, 1.5 * scale, ink, 2, cv2.LINE_AA
    )
    for n in range(4):
        cv2.circle(foot, ((2 * n + 1) * wide // 8, wide // 10), wide // 40, ink, 2, cv2.LINE_AA)
    above = len(top) + len(name)
    return np.vstack([top, name, photo, foot]), (0, above, wide, above + len(photo))


def rounded(photo: RgbImage, radius: int, colour: Colour = WHITE, around: int = 0) -> Drawn:
    """Corners cut round; half the shorter side of a square photo makes a circle. The box is what lies inside the
    arcs.
    """
    high, wide = photo.shape[:2]
    stay = np.zeros((high, wide), np.uint8)
    cv2.rectangle(stay, (radius, 0), (wide - 1 - radius, high - 1), 255, -1)
    cv2.rectangle(stay, (0, radius), (wide - 1, high - 1 - radius), 255, -1)
    for x in (radius, wide - 1 - radius):
        for y in (radius, high - 1 - radius):
            cv2.circle(stay, (x, y), radius, 255, -1, cv2.LINE_AA)
    part = (stay / 255.0)[..., None]
    out = np.rint(photo * part + np.array(colour) * (1 - part)).astype(np.uint8)
    inset = round(radius * (1 - 0.5**0.5))
    out, (left, top, right, bottom) = margin(out, (around,) * 4, colour)
    return out, (left + inset, top + inset, right - inset, bottom - inset)


def studio(
    wall: Colour = WHITE, cloth: Colour = (20, 22, 30), *, hat: bool = False, fade: float = 0.0, side: int = 1200
) -> RgbImage:
    """A drawn sitter before a wall without any noise, the hardest there is: head, shoulders, at wish a mortarboard.

    ``fade``: levels the wall darkens from top to bottom.
    """
    out = np.empty((side, side, 3), np.float32)
    out[:] = np.array(wall, np.float32) - np.linspace(0, fade, side, dtype=np.float32)[:, None, None]
    middle, head = side // 2, side // 5
    cv2.ellipse(out, (middle, side + head // 2), (round(2.1 * head), round(2.0 * head)), 0, 180, 360, cloth, -1)
    cv2.rectangle(out, (middle - head // 3, side // 2), (middle + head // 3, side - head), (196, 150, 126), -1)
    cv2.ellipse(out, (middle, round(0.42 * side)), (round(0.78 * head), head), 0, 0, 360, (58, 40, 30), -1)
    cv2.ellipse(
        out, (middle, round(0.45 * side)), (round(0.68 * head), round(0.85 * head)), 0, 0, 360, (206, 160, 136), -1
    )
    if hat:
        top = round(0.42 * side) - head
        cv2.rectangle(
            out, (middle - round(1.4 * head), top - 40), (middle + round(1.4 * head), top + 30), (18, 18, 22), -1
        )
    return np.clip(np.rint(out), 0, 255).astype(np.uint8)


def with_line(photo: RgbImage, at: float = 0.12, lean: float = 0.5, colour: Colour = (250, 250, 250)) -> RgbImage:
    """A ceiling: one flat colour above a sharp edge that leans by as little as a hand-held camera does, in degrees."""
    high, wide = photo.shape[:2]
    rise = np.tan(np.radians(lean)) * wide
    edge = np.array([(0, 0), (wide, 0), (wide, at * high - rise / 2), (0, at * high + rise / 2)])
    out = photo.copy()
    cv2.fillPoly(out, [np.rint(edge).astype(np.int32)], colour, cv2.LINE_AA)
    rng = np.random.default_rng(5)
    return np.clip(out + rng.normal(0, 1.5, out.shape), 0, 255).astype(np.uint8)
