"""Things that stand beside a drawn person and are not theirs, and an arm, which is: the truth for ``apart``.

A network of the person's shape takes all of them for a part of the person. Each touches the person: what does not is
no question. Coordinates are those of ``painter``: pixels of the finished picture, 1024 wide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask
from tests.benches.drawn import hair, painter
from tests.benches.drawn.painter import BODY, Drawn, Painter, Tones

Draw = Callable[[Painter], None]
BRASS, SHADE, LEAF, COAT = (150, 118, 60), (226, 210, 170), (62, 96, 48), (120, 60, 58)


def _lamp(p: Painter) -> None:
    """A lamp behind the shoulder, its pole in front of nothing else."""
    p.filled(np.array([(904, 540), (922, 540), (922, 1010), (904, 1010)]), (*BRASS, BODY))
    p.filled(np.array([(866, 400), (966, 400), (1004, 560), (850, 560)]), (*SHADE, BODY))


def _plant(p: Painter) -> None:
    """Leaves on stems, which come up behind the shoulder."""
    for lean in (-30, 0, 34):
        stem = np.array([(880, 1000), (890 + lean / 2, 720), (930 + lean, 520)])
        p.strand(stem, 9, LEAF)
    for _ in range(60):
        at, far = p.rng.uniform(0, 2 * np.pi), 70 * np.sqrt(p.rng.uniform(0, 1))
        place = (934 + far * np.cos(at), 470 + 1.3 * far * np.sin(at))
        p.oval(place, (p.rng.uniform(14, 30), p.rng.uniform(8, 20)), p.shade(LEAF, 20, BODY))


def _stranger(p: Painter) -> None:
    """Somebody farther behind; the strap of a bag joins them to the shoulder."""
    p.oval((940, 420), (44, 60), (*p.tones.skin, BODY))
    p.filled(np.array([(926, 460), (956, 460), (960, 520), (922, 520)]), (*p.tones.skin, BODY))
    p.filled(np.array([(884, 520), (1023, 500), (1023, 760), (890, 760)]), (*COAT, BODY))
    p.strand(np.array([(900, 750), (872, 860), (850, 960)]), 12, COAT)


def _close_stranger(p: Painter) -> None:
    """Somebody right behind the shoulder: joined by their whole width."""
    p.oval((930, 520), (70, 92), (*p.tones.skin, BODY))
    p.oval((985, 1010), (190, 400), (*COAT, BODY))


def _arm(p: Painter) -> None:
    """The person's own: an upper arm from the shoulder, a forearm up beside the head, a hand."""
    p.strand(np.array([(840, 960), (930, 900), (940, 840)]), 120, p.tones.cloth)
    p.strand(np.array([(940, 840), (915, 700), (885, 520)]), 100, p.tones.skin)
    p.oval((880, 440), (58, 78), (*p.tones.skin, BODY))
    for n in range(4):
        p.strand(np.array([(846 + 22 * n, 420), (836 + 26 * n, 310 + 12 * abs(n - 1))]), 22, p.tones.skin)


FOREIGN: Mapping[str, Draw] = {"lamp": _lamp, "plant": _plant, "stranger": _stranger}
BROAD: Mapping[str, Draw] = {"stranger right behind": _close_stranger}
OWN: Mapping[str, Draw] = {"arm": _arm}
ALL: Mapping[str, Draw] = {**FOREIGN, **BROAD, **OWN}


@cache
def alone(name: str, seed: int = 23) -> Drawn:
    """One of them, a key of ``ALL``, without a person. The same each time; nobody may write into it."""
    p = Painter(Tones(), seed)
    ALL[name](p)
    p.textured()
    return painter.averaged(p.canvas)


def before(wall: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    """A wall (H, W, 3) with the thing before it, to stand a person before."""
    thing = alone(name)
    share = thing.alpha[..., None]
    return np.asarray(thing.colour * share + wall * (1 - share), np.float32)


def beside(drawn: Drawn, name: str) -> Mask:
    """The thing's share of each pixel that the person before it leaves free, (H, W), 0..1."""
    return np.asarray(alone(name).alpha * (1 - drawn.alpha), np.float32)


def shape_of_both(drawn: Drawn, name: str) -> Mask:
    """What a network of the person's shape makes of person and thing: one person, (256, 256), 0..1."""
    return painter.coarse(np.maximum(drawn.alpha, alone(name).alpha))


def with_own(kind: str, name: str) -> Drawn:
    """A drawn person, a key of ``hair.KINDS``, with something that is theirs behind the head, a key of ``OWN``."""
    drawn, own = hair.person(kind), alone(name)
    share = drawn.alpha[..., None]
    colour = (drawn.colour * share + own.colour * (1 - share) * own.alpha[..., None]) / np.maximum(
        np.maximum(drawn.alpha, own.alpha)[..., None], 1e-6
    )
    return replace(drawn, alpha=np.maximum(drawn.alpha, own.alpha), colour=np.asarray(colour, np.float32))


def bare_head() -> Mask:
    """A second opinion that knows no big hair, no arm and no thing: a head, a neck, shoulders, (256, 256), 0..1."""
    seen = np.zeros((256, 256), np.float32)
    cv2.ellipse(seen, (128, 124), (36, 46), 0, 0, 360, 1.0, -1)
    cv2.ellipse(seen, (128, 275), (105, 86), 0, 0, 360, 1.0, -1)
    seen[150:200, 106:150] = 1.0
    return np.asarray(cv2.GaussianBlur(seen, (0, 0), 1.6), np.float32)


def thing_left(matte: Mask, beside_: Mask) -> float:
    """The share of a thing, per cent, that a matte (H, W) still has, its outermost pixels left out."""
    inner = cv2.erode((beside_ > 0.9).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return 100 * float(matte[inner].mean())
