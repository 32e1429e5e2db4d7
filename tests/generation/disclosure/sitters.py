"""Drawn sitters whose every part is known by its geometry: the oracle for what a label must not touch.

No real person, no mask of the product's: face, hair, hands, collar and tie are the shapes they were drawn with.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.disclosure import people
from generation.disclosure.places import Picture

GREY, DARK, LIGHT, MIDDLE = (168, 172, 178), (52, 58, 66), (232, 234, 238), (122, 122, 122)
SKIN, HAIR, CLOTH, SHIRT, TIE = (196, 148, 122), (52, 38, 30), (44, 52, 70), (236, 238, 240), (130, 30, 40)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sitter:
    """All arrays (H, W, ...). ``parts``: bool by name, as drawn; ``alpha`` the whole person with a soft outline."""

    image: np.ndarray
    alpha: np.ndarray
    core: np.ndarray
    parts: dict[str, np.ndarray]

    @property
    def picture(self) -> Picture:
        return Picture(image=self.image, person=people.read(self.image, self.alpha, self.core))

    def of(self, *names: str) -> np.ndarray:
        return np.logical_or.reduce([self.parts[name] for name in names])


def sitter(
    side: int = 768,
    *,
    backdrop: tuple[int, int, int] = GREY,
    up: float = 0.0,
    dressed: bool = False,
    hands: bool = False,
    grey: bool = False,
    tall: bool = False,
) -> Sitter:
    """``up``: how far towards the top, of the side; ``dressed``: with shirt and tie; ``tall``: a picture of 4:5."""
    height = side * 5 // 4 if tall else side
    image = np.full((height, side, 3), backdrop, np.float32)
    shift = -up * side + (0.04 * side if tall else 0)
    parts: dict[str, np.ndarray] = {}

    def put(name: str, colour: tuple[int, int, int], mask: np.ndarray) -> None:
        parts[name] = parts.get(name, np.zeros((height, side), bool)) | (mask > 0)
        image[mask > 0] = colour

    put("cloth", CLOTH, _ellipse(image, 0.5, 1.08, 0.46, 0.38, side, shift))
    parts["cloth"][-round(0.05 * side) :, round(0.06 * side) : -round(0.06 * side)] = True
    image[parts["cloth"]] = CLOTH
    put("neck", SKIN, _polygon(image, [(0.43, 0.55), (0.57, 0.55), (0.57, 0.74), (0.43, 0.74)], side, shift))
    if dressed:
        put("collar", SHIRT, _polygon(image, [(0.42, 0.67), (0.58, 0.67), (0.53, 0.8), (0.47, 0.8)], side, shift))
        put("tie", TIE, _polygon(image, [(0.475, 0.7), (0.525, 0.7), (0.545, 1.5), (0.455, 1.5)], side, shift))
    put("hair", HAIR, _ellipse(image, 0.5, 0.36, 0.19, 0.225, side, shift))
    put("face", SKIN, _ellipse(image, 0.5, 0.42, 0.15, 0.21, side, shift))
    if hands:
        for x in (0.4, 0.6):
            put("hands", SKIN, _ellipse(image, x, 0.9 + up, 0.09, 0.12, side, shift))
    person = np.logical_or.reduce(list(parts.values()))
    soft = cv2.GaussianBlur(person.astype(np.float32), (0, 0), side / 250)
    parts["edge"] = (soft > 0.03) & (soft < 0.97)
    core = _ellipse(image, 0.5, 0.42, 0.13, 0.19, side, shift).astype(np.float32)
    grain = np.random.default_rng(7).normal(0, 1.5, image.shape)
    image = np.clip(cv2.GaussianBlur(image, (0, 0), side / 500) + grain, 0, 255)
    if grey:
        image = np.repeat(image.mean(2, keepdims=True), 3, 2)
    for name in ("collar", "tie", "hands"):
        parts.setdefault(name, np.zeros((height, side), bool))
    return Sitter(image=image.astype(np.uint8), alpha=soft, core=core, parts=parts)


def _ellipse(image, x, y, across, down, side, shift) -> np.ndarray:
    mask = np.zeros(image.shape[:2], np.uint8)
    cv2.ellipse(
        mask, (round(x * side), round(y * side + shift)), (round(across * side), round(down * side)), 0, 0, 360, 1, -1
    )
    return mask


def _polygon(image, corners, side, shift) -> np.ndarray:
    mask = np.zeros(image.shape[:2], np.uint8)
    points = [(round(x * side), round(y * side + shift)) for x, y in corners]
    cv2.fillPoly(mask, [np.array(points, np.int32)], 1)
    return mask
