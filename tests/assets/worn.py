"""Draws onto a portrait what people live with: hearing aid, cannula, headset, headrest, kippah, braids, marks, more.

Every one must stay in the picture. Sizes in face widths, places by the face mesh.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh
from tests.assets import drawn

SHIFT = 4  # cv2 draws at a sixteenth of a pixel
NOSE_UNDER = 2


def _width(points: Points) -> float:
    return float(np.linalg.norm(points[mesh.CHEEK_RIGHT] - points[mesh.CHEEK_LEFT]))


def _blob(image: RgbImage, at: np.ndarray, size: tuple[float, float], colour: drawn.Colour, angle: float = 0.0) -> None:
    place = (round(float(at[0]) * 2**SHIFT), round(float(at[1]) * 2**SHIFT))
    axes = (round(size[0] * 2**SHIFT), round(size[1] * 2**SHIFT))
    cv2.ellipse(image, place, axes, angle, 0, 360, colour, -1, cv2.LINE_AA, SHIFT)


def _line(image: RgbImage, places: list[np.ndarray], colour: drawn.Colour, thick: float) -> None:
    path = np.rint(np.array(places)).astype(np.int32)
    cv2.polylines(image, [path], False, colour, max(2, round(thick)), cv2.LINE_AA)


def hearing_aid(image: RgbImage, points: Points) -> RgbImage:
    """A grey case behind the ear and a thin tube into it."""
    out, wide = image.copy(), _width(points)
    ear = points[mesh.CHEEK_RIGHT] + np.array([0.07, -0.06], np.float32) * wide
    _blob(out, ear, (0.03 * wide, 0.085 * wide), (112, 108, 106), 15)
    _line(out, [ear, points[mesh.CHEEK_RIGHT] + np.array([0.02, 0.06]) * wide], (190, 184, 180), 0.012 * wide)
    return out


def cannula(image: RgbImage, points: Points) -> RgbImage:
    """A clear tube from ear to ear under the nose."""
    out, wide = image.copy(), _width(points)
    middle = points[NOSE_UNDER] + np.array([0, 0.02], np.float32) * wide
    left, right = points[mesh.CHEEK_LEFT], points[mesh.CHEEK_RIGHT]
    sag = np.array([0, 0.1], np.float32) * wide
    _line(
        out, [left, (left + middle) / 2 + sag, middle, (right + middle) / 2 + sag, right], (206, 214, 216), 0.02 * wide
    )
    return out


def headset(image: RgbImage, points: Points) -> RgbImage:
    """A band over the hair, a cup on either ear, a microphone before the mouth."""
    out, wide = image.copy(), _width(points)
    left, right = points[mesh.CHEEK_LEFT], points[mesh.CHEEK_RIGHT]
    middle = (left + right) / 2
    reach = (round(0.53 * wide), round(float(middle[1] - points[mesh.FOREHEAD][1]) + 0.12 * wide))
    place = (round(float(middle[0])), round(float(middle[1])))
    cv2.ellipse(out, place, reach, 0, 180, 360, (30, 30, 34), max(3, round(0.06 * wide)), cv2.LINE_AA)
    for ear in (left, right):
        _blob(out, ear, (0.07 * wide, 0.13 * wide), (30, 30, 34))
    mouth = points[mesh.MOUTH_LEFT] + np.array([-0.05, 0.08], np.float32) * wide
    _line(out, [left, left + np.array([0.03, 0.22], np.float32) * wide, mouth], (30, 30, 34), 0.025 * wide)
    return out


def headrest(image: RgbImage, points: Points, person: np.ndarray) -> RgbImage:
    """The cushion of a wheelchair behind the head. ``person``: (H, W) 0..1, what stands before it."""
    behind, wide = image.copy(), _width(points)
    middle = (points[mesh.CHEEK_LEFT] + points[mesh.CHEEK_RIGHT]) / 2
    _blob(behind, middle + np.array([0, 0.1], np.float32) * wide, (0.86 * wide, 0.42 * wide), (44, 46, 52))
    share = np.clip(person, 0, 1)[..., None]
    return np.rint(behind * (1 - share) + image * share).astype(np.uint8)


def kippah(image: RgbImage, points: Points) -> RgbImage:
    """A knitted cap on the crown."""
    out, wide = image.copy(), _width(points)
    top = points[mesh.FOREHEAD] - np.array([0, 0.2], np.float32) * wide
    _blob(out, top, (0.26 * wide, 0.075 * wide), (36, 52, 96))
    _blob(out, top, (0.2 * wide, 0.03 * wide), (214, 206, 182))
    return out


def underscarf(image: RgbImage, points: Points) -> RgbImage:
    """A hijab over a band of another colour that shows at the forehead."""
    out, wide = drawn.headscarf(image, points, (96, 110, 126)), _width(points)
    brow = points[[66, 296]][:, 1].mean()
    edge = brow - 0.35 * (brow - points[mesh.FOREHEAD][1])
    ends = [np.array([points[54][0], edge]), np.array([points[284][0], edge])]
    _line(out, ends, (58, 30, 44), 0.045 * wide)
    return out


def curls(image: RgbImage, points: Points, *, right: bool = False, colour: drawn.Colour = (24, 18, 14)) -> RgbImage:
    """Ringlets from the temple over one cheek to the jaw, so that most of that cheek's mesh area is hair."""
    out, wide = image.copy(), _width(points)
    temple, jaw = (mesh.CHEEK_RIGHT, 397) if right else (mesh.CHEEK_LEFT, 172)
    down = np.linspace(0, 1, 80)[:, None]
    for number, inwards in enumerate(np.linspace(0, 0.4, 6)):
        top, bottom = (points[at] + (points[mesh.NOSE_TIP] - points[at]) * inwards for at in (temple, jaw))
        line = top + (bottom - top) * down - np.array([0, 0.12 * wide]) * (1 - down)
        line[:, 0] += 0.03 * wide * np.sin(40 * down[:, 0] + 1.7 * number)
        shade = tuple(min(255, part + 5 * (number % 3)) for part in colour)
        _line(out, list(line), (shade[0], shade[1], shade[2]), 0.035 * wide)
    return out


def braids(image: RgbImage, points: Points) -> RgbImage:
    """A braid on either side, from behind the ear down over neck and collar."""
    out, wide = image.copy(), _width(points)
    for ear, side in ((points[mesh.CHEEK_LEFT], -1), (points[mesh.CHEEK_RIGHT], 1)):
        for n in range(26):
            shade = (34, 26, 22) if n % 2 else (52, 40, 33)
            at = ear + np.array([side * (0.03 - 0.012 * n), 0.02 + 0.04 * n], np.float32) * wide
            _blob(out, at, (0.065 * wide, 0.04 * wide), shade, 25 * (1 if n % 2 else -1))
    return out


def marks(image: RgbImage, points: Points, how_many: int = 20) -> tuple[RgbImage, np.ndarray]:
    """Moles, spots and scars over cheeks, forehead, nose and chin; and where their middles are, (N, 2)."""
    out, wide = image.copy(), _width(points)
    areas = (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA, mesh.FOREHEAD_AREA, (200, 199, 175, 18))
    at = np.array(
        [
            points[areas[n % 4][n // 4 % 4]] * 0.75 + points[list(areas[n % 4])].mean(axis=0) * 0.25
            for n in range(how_many)
        ]
    )
    at += np.random.default_rng(11).uniform(-0.012, 0.012, at.shape) * wide
    for n, place in enumerate(at):
        skin = out[int(place[1]), int(place[0])].astype(int)
        shade = tuple(int(v) for v in np.clip(skin * 0.55 if n % 3 else skin + np.array((60, 30, 30)), 0, 255))
        size = (0.012 * wide, 0.012 * wide) if n % 3 else (0.006 * wide, 0.035 * wide)
        _blob(out, place, size, shade, 30.0 * n)
    return out, at
