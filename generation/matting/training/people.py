"""Drawn people in all variety: every kind of hair and every tone in turn, with exact matte, hair and colours.

Thirteen kinds of hair come from the benches' own drawer, with other seeds and tones; the others from the strands here,
which grow from a scalp, fall and clump, and are drawn many at once. All are lit, moved and bent afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Mask, Points
from generation.matting.training import clothes
from generation.matting.training.figure import Figure
from generation.matting.training.finish import Floats, Layers, flyaways, lighted, warped, with_thin_hairs
from generation.matting.training.hairstyles import GROWN
from generation.ports import Face
from tests.benches.drawn import hair as bench_hair
from tests.benches.drawn import painter
from tests.benches.drawn.painter import Colour, Tones

KINDS = (*GROWN, *bench_hair.KINDS)
SKINS: tuple[Colour, ...] = (
    (245, 218, 200), (228, 190, 165), (205, 160, 130), (180, 132, 100), (146, 100, 74), (110, 74, 56), (78, 52, 42),
)  # fmt: skip
HAIRS: tuple[Colour, ...] = (
    (18, 16, 16), (34, 28, 26), (58, 42, 32), (92, 66, 46), (140, 104, 66), (196, 164, 112), (226, 206, 164),
    (120, 52, 30), (168, 82, 44), (132, 130, 130), (188, 188, 190), (232, 232, 230), (40, 70, 130),
    (170, 50, 100), (60, 110, 80),
)  # fmt: skip
# Most people's hair is dark: the first four come three times. 31 kinds, 7 skins and 23 turns of hair have no common
# divisor, so that in the long run every kind meets every tone equally often.
HAIR_TURNS = HAIRS + 2 * HAIRS[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One drawn person. ``alpha``, ``hair``: shares of each pixel, (H, W), float32, 0..1; ``kind``: of hair.

    ``lit``: the person's colour times ``alpha``, (H, W, 3), float32, 8-bit sRGB levels. ``face``: the outline of the
    face, (36, 2), pixels. ``skin``, ``strand``: which of ``SKINS`` and ``HAIRS`` the tones were drawn around.
    """

    alpha: Mask
    hair: Mask
    lit: Floats
    face: Points
    kind: str
    tones: Tones
    skin: int
    strand: int

    def colour(self) -> Floats:
        """The person's own colour, (H, W, 3), 8-bit sRGB levels; where nobody is it means nothing."""
        return np.asarray((self.lit / np.maximum(self.alpha, 1e-4)[..., None]).clip(0, 255), np.float32)

    def detected(self) -> Face:
        """The face as a detector tells it: box and eyes in pixels."""
        x, y, width, height = cv2.boundingRect(self.face)
        eyes = y + 0.4 * height
        left, right = (x + 0.3 * width, eyes), (x + 0.7 * width, eyes)
        return Face(box=(x, y, width, height), eye_left=left, eye_right=right, score=1.0)


def person(rng: np.random.Generator, number: int) -> Person:
    """The person whose turn it is, ``painter.SIDE`` pixels wide and high: kind of hair and tones follow ``number``."""
    kind, skin = KINDS[number % len(KINDS)], number % len(SKINS)
    turn = HAIR_TURNS[number % len(HAIR_TURNS)]
    tones = _tones(rng, turn, SKINS[skin])
    layers, face = _of_the_benches(rng, tones, kind) if kind in bench_hair.KINDS else _grown(rng, tones, kind)
    layers, face = warped(rng, lighted(rng, layers), face)
    return Person(
        alpha=layers.alpha,
        hair=layers.hair,
        lit=layers.lit,
        face=face,
        kind=kind,
        tones=tones,
        skin=skin,
        strand=HAIRS.index(turn),
    )


def _tones(rng: np.random.Generator, hair: Colour, skin: Colour) -> Tones:
    def near(tone: Colour, spread: float) -> Colour:
        moved = np.clip(np.array(tone) * rng.normal(1, 0.08) + rng.normal(0, spread, 3), 4, 250).astype(int)
        return (int(moved[0]), int(moved[1]), int(moved[2]))

    r, g, b = rng.integers(8, 248, 3) if rng.random() < 0.5 else np.full(3, rng.choice([14, 30, 60, 110, 200, 240]))
    return Tones(hair=near(hair, 4), skin=near(skin, 4), cloth=near((int(r), int(g), int(b)), 3))


def _of_the_benches(rng: np.random.Generator, tones: Tones, kind: str) -> tuple[Layers, Points]:
    # not the cached one: the cache would hold every person ever drawn
    drawn = bench_hair.person.__wrapped__(kind, tones, int(rng.integers(1000, 2**31)))
    return flyaways(rng, _layers(drawn), tones.hair, int(rng.choice([0, 0, 120]))), drawn.face


def _grown(rng: np.random.Generator, tones: Tones, kind: str) -> tuple[Layers, Points]:
    figure = Figure(rng, tones)
    behind, over = GROWN[kind]
    behind(figure)
    clothes.body(figure)
    clothes.head(figure)
    over(figure)
    clothes.worn(figure)
    figure.p.textured()
    layers = _layers(painter.averaged(figure.p.canvas))
    for path, tone, strength in figure.thin:
        layers = with_thin_hairs(rng, layers, path, tone, strength)
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    face = figure.middle + figure.half * np.stack([np.cos(turn), np.sin(turn)], 1)
    return layers, face.astype(np.float32)


def _layers(drawn: painter.Drawn) -> Layers:
    return Layers(lit=drawn.colour * drawn.alpha[..., None], alpha=drawn.alpha, hair=drawn.hair)
