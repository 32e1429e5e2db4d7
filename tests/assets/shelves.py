"""Draws bookshelves out of focus, as they stand behind people: some of these blots look like a face to a detector."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage

WIDTH, HEIGHT = 1200, 900
WOOD = (70, 48, 34)
LOOKS_LIKE_A_FACE = (4, 53, 111, 202)  # seeds of shelves on which the detector sees one, larger than the person's


def shelf(seed: int) -> RgbImage:
    """(900, 1200, 3): rows of books, spines with bands and blots, blurred by as much as the seed says."""
    chance = np.random.default_rng(seed)
    image = np.full((HEIGHT, WIDTH, 3), WOOD, np.uint8)
    top = 10
    while top < HEIGHT - 40:
        high, left = int(chance.integers(90, 300)), 8
        while left < WIDTH - 10:
            left = _book(image, chance, left, top, high)
        top += high + int(chance.integers(12, 24))
    return np.asarray(cv2.GaussianBlur(image, (0, 0), float(chance.uniform(0.8, 5))), np.uint8)


def _book(image: RgbImage, chance: np.random.Generator, left: int, top: int, high: int) -> int:
    """Draws one and says where the next begins."""
    wide, tall = int(chance.integers(12, 90)), int(high * chance.uniform(0.7, 0.97))
    colour = chance.integers(20, 235, 3)
    if chance.random() < 0.5:
        colour = np.clip(np.array((200, 150, 120)) + chance.integers(-60, 50, 3), 0, 255)
    cv2.rectangle(image, (left, top + high - tall), (min(left + wide, WIDTH - 8), top + high), _tuple(colour), -1)
    for _ in range(int(chance.integers(0, 5))):
        at, paint = int(top + high - tall * chance.uniform(0.1, 0.9)), _tuple(chance.integers(0, 255, 3))
        if chance.random() < 0.5:
            cv2.rectangle(image, (left + 3, at), (left + wide - 3, at + int(chance.integers(3, 16))), paint, -1)
        else:
            size = (max(2, wide // int(chance.integers(3, 8))), max(2, int(chance.integers(4, 24))))
            cv2.ellipse(image, (left + wide // 2, at), size, 0, 0, 360, paint, -1)
    return left + wide + int(chance.integers(1, 6))


def _tuple(colour: np.ndarray) -> tuple[int, int, int]:
    return int(colour[0]), int(colour[1]), int(colour[2])


def before(seed: int, portrait: RgbImage) -> RgbImage:
    """(1800, 2400, 3): a portrait hung before the shelf, a face of about an eighth of the picture's width."""
    scene = np.asarray(cv2.resize(shelf(seed), (2 * WIDTH, 2 * HEIGHT)), np.uint8)
    small = cv2.resize(portrait, None, fx=0.9, fy=0.9, interpolation=cv2.INTER_AREA)
    scene[-small.shape[0] :, 900 : 900 + small.shape[1]] = small
    return scene
