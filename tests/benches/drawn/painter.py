"""People drawn by a program, whose matte and colours are known exactly: the hair table and the bench judge by them.

Everything is drawn opaque at ``FINE`` times the size and averaged down, so a pixel's share of hair is a count, made
by none of the methods that are judged. ``hair`` has one function per kind of hair. A renderer of
pictures to learn from can grow here.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage

SIDE = 1024
FINE = 2
MIDDLE, CROWN, CHIN = 512, 330, 660  # of the head: column, top row, row of the chin
HEAD = (128, 165)  # half axes of the face, pixels
BODY, HAIR = 1, 2  # what a fine pixel shows
NOISE = 1.5  # 8-bit levels of sensor noise

Colour = tuple[int, int, int]
Canvas = NDArray[np.uint8]  # (H, W, 4): red, green, blue, and BODY, HAIR or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """Colours of one drawn person, 8-bit sRGB."""

    hair: Colour = (44, 34, 28)
    skin: Colour = (188, 146, 122)
    cloth: Colour = (70, 78, 104)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """``alpha``, ``hair``: shares of each pixel, (H, W), 0..1. ``colour``: the person's, (H, W, 3), 8-bit levels."""

    alpha: Mask
    hair: Mask
    colour: NDArray[np.float32]
    face: Points

    def before(self, wall: NDArray[np.float32], *, seed: int = 5) -> RgbImage:
        """The person before a wall (H, W, 3), as a camera sees it: with noise."""
        share = self.alpha[..., None]
        noise = np.random.default_rng(seed).normal(0, NOISE, wall.shape)
        return np.asarray(np.clip(np.rint(self.colour * share + wall * (1 - share) + noise), 0, 255), np.uint8)

    def shape(self) -> Mask:
        """What a network of 256 x 256 pixels makes of it."""
        return coarse(self.alpha)


def coarse(alpha: Mask) -> Mask:
    """A matte (H, W) as a network of 256 x 256 pixels sees it: gaps between hairs closed, soft, no single hairs."""
    small = cv2.resize(alpha, (256, 256), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    calm = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.GaussianBlur(np.maximum(calm, small * 0.6), (0, 0), 1.6), np.float32)


class Painter:
    """Draws opaque shapes on a fine canvas; coordinates in pixels of the finished picture."""

    def __init__(self, tones: Tones, seed: int) -> None:
        self.canvas: Canvas = np.zeros((SIDE * FINE, SIDE * FINE, 4), np.uint8)
        self.rng = np.random.default_rng(seed)
        self.tones = tones

    def shade(self, tone: Colour, spread: float = 14, kind: int = HAIR) -> tuple[int, ...]:
        """A tone, a little lighter or darker each time, ready to draw with."""
        lit = float(self.rng.normal(1, spread / 100))
        return (*(int(np.clip(level * lit, 0, 255)) for level in tone), kind)

    def strand(self, points: NDArray[np.floating], width: float, tone: Colour | None = None) -> None:
        colour = self.shade(tone or self.tones.hair, 22)
        path = np.rint(points * FINE).astype(np.int32)
        cv2.polylines(self.canvas, [path], False, colour, max(1, round(width * FINE)))

    def oval(self, middle: tuple[float, float], axes: tuple[float, float], colour: tuple[int, ...]) -> None:
        place = (round(middle[0] * FINE), round(middle[1] * FINE))
        cv2.ellipse(self.canvas, place, (round(axes[0] * FINE), round(axes[1] * FINE)), 0, 0, 360, colour, -1)

    def filled(self, points: NDArray[np.floating], colour: tuple[int, ...]) -> None:
        cv2.fillPoly(self.canvas, [np.rint(points * FINE).astype(np.int32)], colour)

    def textured(self) -> None:
        """Folds and pores: brightness varies a little over every surface."""
        size = (SIDE // 2, SIDE // 2)
        grain = cv2.GaussianBlur(self.rng.normal(0, 1, size).astype(np.float32), (0, 0), 1.2)
        folds = cv2.GaussianBlur(self.rng.normal(0, 1, size).astype(np.float32), (0, 0), 14) * 9
        lit = cv2.resize(1 + 0.10 * grain + 0.10 * folds, self.canvas.shape[1::-1])
        colours = self.canvas[..., :3] * np.clip(lit, 0.5, 1.6)[..., None]
        self.canvas[..., :3] = np.clip(colours, 0, 255)


def face() -> Points:
    """The outline of the face, as the mesh draws it, (36, 2)."""
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    middle = CHIN - HEAD[1]
    return np.stack([MIDDLE + HEAD[0] * np.cos(turn), middle + HEAD[1] * np.sin(turn)], axis=1).astype(np.float32)


def averaged(canvas: Canvas) -> Drawn:
    seen = (canvas[..., 3] > 0).astype(np.float32)
    size = (SIDE, SIDE)
    share = cv2.resize(seen, size, interpolation=cv2.INTER_AREA)
    hair = cv2.resize((canvas[..., 3] == HAIR).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    sums = cv2.resize(canvas[..., :3] * seen[..., None], size, interpolation=cv2.INTER_AREA)
    colour = sums / np.maximum(share, 1e-6)[..., None]
    return Drawn(
        alpha=np.asarray(share, np.float32),
        hair=np.asarray(hair, np.float32),
        colour=np.asarray(colour, np.float32),
        face=face(),
    )


def body(p: Painter) -> None:
    """Neck, shoulders and collar."""
    skin, cloth = (*p.tones.skin, BODY), (*p.tones.cloth, BODY)
    shaded = tuple(round(0.82 * v) for v in p.tones.skin)
    p.filled(np.array([(440, 600), (584, 600), (600, 800), (424, 800)]), (*shaded, BODY))
    p.oval((MIDDLE, 1100), (420, 345), cloth)
    p.filled(np.array([(450, 752), (574, 752), (MIDDLE, 880)]), skin)


def head(p: Painter) -> None:
    """Ears, face and its features."""
    skin, dark = (*p.tones.skin, BODY), (*(v // 3 for v in p.tones.skin), BODY)
    middle = CHIN - HEAD[1]
    centre = np.array([MIDDLE, middle])
    for side in (-1, 1):
        p.oval((MIDDLE + side * (HEAD[0] + 4), middle + 10), (18, 40), skin)
    p.oval((MIDDLE, middle - 12), (HEAD[0], HEAD[1] + 12), skin)
    for side in (-1, 1):
        p.oval((MIDDLE + side * 52, middle - 20), (24, 11), (236, 232, 228, BODY))
        p.oval((MIDDLE + side * 52, middle - 20), (11, 11), dark)
        p.filled(np.array([(26, -54), (78, -58), (80, -48), (26, -44)]) * (side, 1) + centre, dark)
    p.filled(np.array([(-14, 40), (14, 40), (0, 52)]) + centre, dark)
    p.oval((MIDDLE, middle + 92), (44, 11), (150, 84, 80, BODY))
