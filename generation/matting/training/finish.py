"""What happens to a drawn person after the canvas: single thin hairs, light, distance and turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points
from tests.benches.drawn.painter import SIDE, Colour

Floats = NDArray[np.float32]
Places = NDArray[np.float64]  # (N, points of a strand, 2): column and row, pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A person without a background. ``alpha``, ``hair``: shares of each pixel, (H, W), float32, 0..1.

    ``lit``: the person's colour times ``alpha``, (H, W, 3), float32, 8-bit sRGB levels.
    """

    lit: Floats
    alpha: Mask
    hair: Mask


def flyaways(rng: np.random.Generator, layers: Layers, tone: Colour, count: int) -> Layers:
    """Lays ``count`` single hairs of about ``tone`` on the outline of the hair of a person of ``SIDE`` pixels."""
    inside = (layers.alpha > 0.5).astype(np.uint8)
    rim = np.argwhere(cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0)
    rim = rim[(rim[:, 0] < 700)]
    rim = rim[layers.hair[rim[:, 0], rim[:, 1]] > 0.3]
    if not count or not len(rim):
        return layers
    roots = rim[rng.integers(0, len(rim), count)][:, ::-1].astype(np.float64)
    out = roots - np.array([512, 520])
    out /= np.hypot(out[:, 0], out[:, 1])[:, None]
    t = np.linspace(0, 1, 12)[None, :, None]
    bent = rng.normal(0, 0.7, (count, 1, 2)) * t**2
    path = roots[:, None] + (out[:, None] * t + bent) * rng.uniform(8, 60, (count, 1, 1))
    return with_thin_hairs(rng, layers, path, tone, float(rng.uniform(0.3, 0.9)))


def with_thin_hairs(rng: np.random.Generator, layers: Layers, path: Places, tone: Colour, strength: float) -> Layers:
    """Lays hairs thinner than a pixel over a finished person: lines whose share of a pixel is at most ``strength``."""
    drawn = np.zeros(layers.alpha.shape, np.uint8)
    points = np.rint(path * 16).astype(np.int32)
    for group in np.array_split(np.arange(len(points)), 6):
        level = int(255 * strength * rng.uniform(0.4, 1))
        cv2.polylines(drawn, list(points[group]), False, level, 1, cv2.LINE_AA, 4)
    own = drawn.astype(np.float32) / 255
    colour = np.minimum(np.array(tone, np.float32) * np.float32(rng.uniform(0.8, 1.5)), 255)
    rest = 1 - own
    return Layers(
        lit=np.asarray(layers.lit * rest[..., None] + colour * own[..., None], np.float32),
        alpha=np.asarray(layers.alpha * rest + own, np.float32),
        hair=np.asarray(layers.hair * rest + own, np.float32),
    )


def lighted(rng: np.random.Generator, layers: Layers) -> Layers:
    """Light from one side, a band of gloss across the hair, a bright or dark rim. Shares stay as they are."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32) / SIDE
    turn, much = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.5)
    field = 1 + much * ((x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn))
    if rng.random() < 0.5:
        gloss = np.exp(-(((y - rng.uniform(0.3, 0.45) + 0.1 * (x - 0.5) ** 2) / rng.uniform(0.02, 0.06)) ** 2))
        field = field + rng.uniform(0, 0.8) * gloss * layers.hair
    if rng.random() < 0.5:
        inner = cv2.GaussianBlur(layers.alpha, (0, 0), rng.uniform(6, 30))
        field = field * (1 + rng.uniform(-0.5, 0.7) * np.clip(1 - inner, 0, 1) * 1.6)
    lit = np.minimum(layers.lit * np.clip(field, 0.2, 2.5)[..., None], 255 * layers.alpha[..., None])
    return Layers(lit=np.asarray(lit, np.float32), alpha=layers.alpha, hair=layers.hair)


def warped(rng: np.random.Generator, layers: Layers, face: Points) -> tuple[Layers, Points]:
    """Nearer or farther, turned, mirrored, and bent a little; below the canvas the body goes on.

    ``face``: the outline of the face, (N, 2), pixels; it moves along.
    """
    grow, turn = rng.uniform(0.86, 1.22), np.deg2rad(rng.normal(0, 4))
    flip = rng.choice([-1, 1])
    wide = grow * rng.uniform(0.94, 1.06)
    matrix = np.array(
        [[flip * wide * np.cos(turn), -grow * np.sin(turn), 0], [flip * wide * np.sin(turn), grow * np.cos(turn), 0]]
    )
    about, shift = np.array([512.0, 1024.0]), np.array([rng.normal(0, 36), rng.uniform(0, 90)])
    matrix[:, 2] = about - matrix[:, :2] @ about + shift
    back = cv2.invertAffineTransform(matrix)
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    coarse = rng.normal(0, rng.uniform(0, 7), (6, 6, 2)).astype(np.float32)
    bend = cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    column = (back[0, 0] * x + back[0, 1] * y + back[0, 2]).astype(np.float32) + bend[..., 0]
    row = np.minimum((back[1, 0] * x + back[1, 1] * y + back[1, 2]).astype(np.float32) + bend[..., 1], SIDE - 2)
    planes = np.dstack([layers.lit, layers.alpha, layers.hair])
    drawn = cv2.remap(planes, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved = (face @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    return split(floats(drawn)), moved


def floats(values: NDArray[Any]) -> Floats:
    """The same values in 32 bits."""
    return np.asarray(values, np.float32)


def split(planes: Floats) -> Layers:
    """(H, W, 5) — colour times share, share, hair — as layers again; shares are cut to 0..1."""
    return Layers(
        lit=np.ascontiguousarray(planes[..., :3], np.float32),
        alpha=np.ascontiguousarray(planes[..., 3].clip(0, 1), np.float32),
        hair=np.ascontiguousarray(planes[..., 4].clip(0, 1), np.float32),
    )
