"""Pictures with a person before a painted backdrop, and things that look like the mark but are not, all drawn here.

No network is needed: the person of a portrait is cut out roughly, by an ellipse and a trapezium; that is enough, since
the mark must stay off whatever was not painted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.assets import portraits
from tests.generation.disclosure.conftest import drawn_sitter

BACKDROPS = {"grey": (176, 178, 180), "dark": (52, 54, 58), "blue": (88, 112, 148), "cream": (236, 232, 222)}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Painted:
    """``image``: (H, W, 3) uint8; ``painted``: (H, W) 0..1, the backdrop."""

    image: np.ndarray
    painted: np.ndarray


def backdrop(height: int, width: int, colour: tuple[int, int, int], *, fall: float = 0.18) -> np.ndarray:
    """A tone that falls off to the corners, with fine grain, float32."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    shade = 1 - fall * (x * x + (y + 0.3) ** 2) / 2
    grain = np.random.default_rng(3).normal(0, 0.8, (height, width, 1)).astype(np.float32)
    return np.float32(colour) * shade[..., None] + grain


def person_mask(height: int, width: int) -> np.ndarray:
    """(H, W) 0..1: head and shoulders, with a soft edge."""
    mask = np.zeros((height, width), np.float32)
    side = min(height, width)
    cv2.ellipse(mask, (width // 2, int(height * 0.42)), (int(side * 0.2), int(side * 0.28)), 0, 0, 360, 1.0, -1)
    cv2.ellipse(mask, (width // 2, int(height * 1.05)), (int(side * 0.44), int(side * 0.38)), 0, 0, 360, 1.0, -1)
    soft = cv2.GaussianBlur(mask, (0, 0), side / 300)
    return np.where(soft > 0.98, 1, np.where(soft < 0.02, 0, soft)).astype(np.float32)


def before(person: np.ndarray, colour: tuple[int, int, int], **how: float) -> Painted:
    """The person of this picture before a painted backdrop."""
    height, width = person.shape[:2]
    mask = person_mask(height, width)[..., None]
    image = person * mask + backdrop(height, width, colour, **how) * (1 - mask)
    return Painted(image=np.clip(np.rint(image), 0, 255).astype(np.uint8), painted=1 - mask[..., 0])


def square(name: str, side: int) -> np.ndarray:
    photo = portraits.portrait(name)
    edge = min(photo.shape[:2])
    way = cv2.INTER_AREA if side < edge else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(photo[:edge, :edge]), (side, side), interpolation=way), np.uint8)


SIDES = (1024, 400)
WHO = ("drawn", *portraits.NAMES)


@cache
def sitter(who: str, side: int) -> Painted:
    """One sitter per backdrop, so that every tone is met at both sizes."""
    colour = list(BACKDROPS.values())[WHO.index(who)]
    return before(drawn_sitter(side) if who == "drawn" else square(who, side), colour)


# --- what must not be taken for the mark ------------------------------------------------------------------------------


def grain(side: int = 768, sigma: float = 4.0, soft: float = 1.0) -> np.ndarray:
    """A grey wall as a small sensor sees it."""
    noise = cv2.GaussianBlur(np.random.default_rng(1).normal(0, 1, (side, side)).astype(np.float32), (0, 0), soft)
    return _grey(150 + sigma * noise / noise.std())


def clouds(side: int = 768) -> np.ndarray:
    """Random, in the mark's own band, five times as strong as the mark: only its phases are another's."""
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side) * side, np.fft.rfftfreq(side) * side, indexing="ij"))
    noise = np.fft.rfft2(np.random.default_rng(2).normal(0, 1, (side, side)))
    inside = np.fft.irfft2(np.where((frequency >= 7) & (frequency <= 34), noise, 0))
    return _grey(150 + 1.25 * inside / inside.std())


def cloth(side: int = 768) -> np.ndarray:
    """Knitted: rows of slanted stitches."""
    y, x = np.mgrid[:side, :side].astype(np.float32)
    stitches = np.sin(x / 4.7 + np.sin(y / 5.3)) * np.cos(y / 5.3 + 0.4 * np.sin(x / 9.1))
    return _grey(90 + 30 * stitches)


def halftone(side: int = 768) -> np.ndarray:
    y, x = np.mgrid[:side, :side].astype(np.float32)
    return _grey(np.where(np.sin(x / 3.1) * np.sin(y / 3.1) > 0.6 * (x / side) - 0.3, 235, 20))


def text(side: int = 768) -> np.ndarray:
    page = Image.new("RGB", (side, side), "white")
    pen = ImageDraw.Draw(page)
    random = np.random.default_rng(4)
    for line in range(side // 14):
        pen.text(
            (12, 14 * line), "".join(random.choice(list("abcdefgh ijklmn opqrst uvw")) for _ in range(120)), "black"
        )
    return np.asarray(page)


def flat(side: int = 768) -> np.ndarray:
    return np.full((side, side, 3), (28, 90, 160), np.uint8)


def bricks(side: int = 768) -> np.ndarray:
    y, x = np.mgrid[:side, :side]
    row = y // 24
    mortar = (y % 24 < 3) | ((x + 32 * (row % 2)) % 64 < 3)
    return _grey(np.where(mortar, 190, 120 + 12 * ((row * 7 + (x + 32 * (row % 2)) // 64 * 13) % 5)))


def blinds(side: int = 768) -> np.ndarray:
    y = np.arange(side, dtype=np.float32)[:, None]
    return _grey(150 + 60 * np.sin(2 * np.pi * y * 21 / side) * np.ones((1, side), np.float32))


def logo(side: int = 768) -> np.ndarray:
    """Mirror-symmetric and flat."""
    image = np.full((side, side, 3), 250, np.uint8)
    for n in range(9):
        cv2.circle(image, (side // 2, side // 2), side // 2 - 40 * n, (20 * n, 60, 200 - 20 * n), -1, cv2.LINE_AA)
    return image


LIKE: dict[str, Callable[[], np.ndarray]] = {
    made.__name__: made for made in (grain, clouds, cloth, halftone, text, flat, bricks, blinds, logo)
}


def _grey(levels: np.ndarray) -> np.ndarray:
    return np.repeat(np.clip(np.rint(levels), 0, 255).astype(np.uint8)[..., None], 3, axis=2)
