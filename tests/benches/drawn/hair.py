"""The kinds of hair and covering of the hair table: each draws what hangs behind the head and what lies over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tests.benches.drawn import painter
from tests.benches.drawn.painter import CHIN, HAIR, MIDDLE, Drawn, Painter, Tones

Paint = Callable[[Painter], None]


@cache
def person(kind: str, tones: Tones | None = None, seed: int = 17) -> Drawn:
    """A drawn person with one kind of hair, a key of ``KINDS``. The same each time; nobody may write into it."""
    p = Painter(tones or Tones(), seed)
    behind, over = KINDS[kind]
    behind(p)
    painter.body(p)
    painter.head(p)
    over(p)
    p.textured()
    return painter.averaged(p.canvas)


def _cap(p: Painter, grow: float = 1.0, brow: float = 0.52) -> None:
    """The hair that lies on the skull, down to the brow line."""
    turn = np.linspace(np.pi * 0.97, np.pi * 2.03, 40)
    outer = np.stack([MIDDLE + 140 * grow * np.cos(turn), 480 + 178 * grow * np.sin(turn)], axis=1)
    inner = np.stack([MIDDLE + 118 * np.cos(turn[::-1]), 478 + 178 * brow * np.sin(turn[::-1])], axis=1)
    p.filled(np.vstack([outer, inner]), (*p.tones.hair, HAIR))
    for _ in range(500):
        at = p.rng.uniform(np.pi, 2 * np.pi)
        reach = p.rng.uniform(0.72, 1.0) * grow
        start = np.array([MIDDLE + 138 * reach * np.cos(at), 480 + 176 * reach * np.sin(at)])
        along = at + np.pi / 2 * np.sign(np.cos(at))
        p.strand(np.array([start, start + 26 * np.array([np.cos(along), np.sin(along)])]), 1.2)


def _flyaways(p: Painter, count: int, radius: tuple[float, float], middle_y: float = 480) -> None:
    for at in p.rng.uniform(np.pi, 2 * np.pi, count):
        steps = np.linspace(0, p.rng.uniform(8, 26), 8)
        turn = at + p.rng.normal(0, 0.8) * steps / 40
        x, y = MIDDLE + (radius[0] + steps) * np.cos(turn), middle_y + (radius[1] + steps) * np.sin(turn)
        p.strand(np.stack([x, y], axis=1), p.rng.choice([0.5, 1.0]))


def _fall(p: Painter, count: int, wave: float, end: tuple[float, float] = (820, 980)) -> None:
    """Long hair from the crown down both sides, in front of and behind the shoulders."""
    for _ in range(count):
        side = p.rng.choice([-1, 1])
        out, low = p.rng.uniform(96, 186), p.rng.uniform(*end)
        way = np.linspace(0, 1, 40)
        x = MIDDLE + side * (20 + (out - 20) * np.minimum(1, 2.6 * way) ** 0.6)
        y = 306 + (low - 306) * way + 60 * (out / 186) * (1 - way) ** 2
        phase = p.rng.uniform(0, 2) + out / 30
        x = x + side * wave * way * np.sin(phase + 14 * way) + p.rng.normal(0, 7) * way**2
        p.strand(np.stack([x, y], axis=1), p.rng.choice([1.0, 2.0, 3.0]))


def _curtain(p: Painter, wave: float) -> None:
    outer = [(MIDDLE - 176, 480), (MIDDLE - 178, 900), (MIDDLE + 178, 900), (MIDDLE + 176, 480)]
    p.filled(np.array(outer, float), (*(int(0.8 * v) for v in p.tones.hair), HAIR))
    p.oval((MIDDLE, 482), (176, 182), (*p.tones.hair, HAIR))
    _fall(p, 700, wave)


def _sides(p: Painter, wave: float) -> None:
    _cap(p, 1.06)
    for _ in range(260):
        side = p.rng.choice([-1, 1])
        out, way = p.rng.uniform(118, 180), np.linspace(0, 1, 40)
        x = MIDDLE + side * (24 + (out - 24) * np.minimum(1, 3 * way) ** 0.5)
        x = x + side * wave * way * np.sin(out / 25 + 14 * way)
        p.strand(np.stack([x, 304 + (p.rng.uniform(700, 900) - 304) * way], axis=1), p.rng.choice([1.0, 2.0]))
    _flyaways(p, 120, (150, 176))


def _coil(p: Painter, start: NDArray[np.floating], towards: float, radius: float) -> None:
    length, turns = p.rng.uniform(6, 26), p.rng.uniform(1, 3)
    way = np.linspace(0, 1, 12 * max(2, round(turns)))
    wide = radius * np.sin(np.pi * np.minimum(1, 0.25 + way))
    x = start[0] + length * way * np.cos(towards) + wide * np.cos(2 * np.pi * turns * way)
    y = start[1] + length * way * np.sin(towards) + wide * np.sin(2 * np.pi * turns * way)
    p.strand(np.stack([x, y], axis=1), p.rng.choice([1.0, 1.5, 2.0]))


def _ball(p: Painter, radius: tuple[float, float], count: int, coil: float) -> None:
    """Dense curls in all directions around the head, loose at the rim."""
    p.oval((MIDDLE, 470), (radius[0] * 0.93, radius[1] * 0.93), (*(int(0.8 * v) for v in p.tones.hair), HAIR))
    for _ in range(count):
        at, far = p.rng.uniform(0, 2 * np.pi), np.sqrt(p.rng.uniform(0.35, 1.0))
        place = np.array([MIDDLE + radius[0] * far * np.cos(at), 470 + radius[1] * far * np.sin(at)])
        if place[1] < 720:
            _coil(p, place, at + p.rng.normal(0, 0.7), p.rng.uniform(0.5, 1) * coil)


def _rope(p: Painter, points: NDArray[np.floating], width: float, plait: float) -> None:
    """A loc or a braid: a thick line with the marks of its winding."""
    p.strand(points, width)
    for start, end in zip(points[:-1:2], points[1::2], strict=False):
        along = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
        across = np.array([-along[1], along[0]]) * width * 0.4
        tone = p.rng.choice([0.6, 1.5])
        marked = tuple(int(min(255, v * tone)) for v in p.tones.hair)
        p.strand(np.array([start - across, start + along * plait + across]), 1.5, (marked[0], marked[1], marked[2]))


def _ropes(p: Painter, count: int, width: tuple[float, float], plait: float) -> None:
    for n in range(count):
        side = -1 if n % 2 else 1
        out, low = p.rng.uniform(60, 205), p.rng.uniform(720, 960)
        way = np.linspace(0, 1, 60)
        x = MIDDLE + side * (16 + (out - 16) * np.minimum(1, 2.2 * way) ** 0.6) + 6 * np.sin(5 * way + n)
        y = 312 + 40 * (1 - way) + (low - 312) * way
        _rope(p, np.stack([x, y], axis=1), p.rng.uniform(*width), plait)


def _crown_ropes(p: Painter, count: int, width: tuple[float, float], plait: float) -> None:
    _cap(p, 1.05)
    for n in range(count):
        side = -1 if n % 2 else 1
        out, way = p.rng.uniform(126, 196), np.linspace(0, 1, 60)
        x = MIDDLE + side * (10 + (out - 10) * np.minimum(1, 2.6 * way) ** 0.55) + 5 * np.sin(4 * way + n)
        y = 306 + (p.rng.uniform(640, 880) - 306) * way
        _rope(p, np.stack([x, y], axis=1), p.rng.uniform(*width), plait)


def _bun(p: Painter) -> None:
    p.oval((MIDDLE + 10, 268), (74, 62), (*p.tones.hair, HAIR))
    for _ in range(150):
        at, far = p.rng.uniform(0, 2 * np.pi), p.rng.uniform(0.3, 1)
        start = np.array([MIDDLE + 10 + 74 * far * np.cos(at), 268 + 62 * far * np.sin(at)])
        p.strand(
            start + np.array([(0, 0), (14 * np.sin(at), -14 * np.cos(at)), (26 * np.sin(at), -22 * np.cos(at))]), 1.2
        )


def _ponytail(p: Painter) -> None:
    """Tied at the side of the head and falling to the shoulder, away from the neck."""
    for _ in range(420):
        way, out = np.linspace(0, 1, 40), p.rng.normal(0, 17)
        x = MIDDLE + 118 + 150 * np.sin(1.9 * way) + out * (0.4 + way)
        p.strand(np.stack([x, 420 + p.rng.uniform(300, 370) * way + 0.3 * out], axis=1), p.rng.choice([1.0, 2.0]))


def _puffs(p: Painter) -> None:
    """Two puffs of coils, each tied off by a band that is thinner than a finger."""
    for side in (-1, 1):
        middle = np.array([MIDDLE + side * 246, 244])
        p.strand(np.array([(MIDDLE + side * 92, 368), middle]), 24)
        p.oval((middle[0], middle[1]), (76, 76), (*(int(0.8 * v) for v in p.tones.hair), HAIR))
        for _ in range(500):
            at, far = p.rng.uniform(0, 2 * np.pi), 84 * np.sqrt(p.rng.uniform(0.3, 1))
            _coil(p, middle + far * np.array([np.cos(at), np.sin(at)]), at + p.rng.normal(0, 0.7), 5)


def _beard(p: Painter) -> None:
    _short(p)
    for _ in range(2600):
        at = p.rng.uniform(0.02 * np.pi, 0.98 * np.pi)
        far = p.rng.uniform(0.74, 1.06)
        start = np.array([MIDDLE + 124 * far * np.cos(at), 540 + 122 * far * np.sin(at)])
        if abs(start[0] - MIDDLE) < 50 and start[1] < CHIN - 60:
            continue
        lean = at + p.rng.normal(0, 0.5)
        p.strand(np.array([start, start + p.rng.uniform(8, 26) * np.array([np.cos(lean), np.sin(lean)])]), 1.0)


def _short(p: Painter) -> None:
    _cap(p, 1.0)
    _flyaways(p, 160, (138, 174))


def _scarf_behind(p: Painter) -> None:
    folds = np.array([(350, 560), (330, 820), (430, 900), (600, 900), (694, 820), (674, 560)], float)
    p.oval((MIDDLE, 486), (166, 196), (*p.tones.hair, HAIR))
    p.filled(folds, (*p.tones.hair, HAIR))


def _scarf_over(p: Painter) -> None:
    turn = np.linspace(0, 2 * np.pi, 60)
    ring = np.stack([MIDDLE + 164 * np.cos(turn), 488 + 196 * np.sin(turn)], axis=1)
    hole = np.stack([MIDDLE + 112 * np.cos(turn), 506 + 150 * np.sin(turn)], axis=1)
    p.filled(np.vstack([ring, hole[::-1]]), (*p.tones.hair, HAIR))
    front = np.array([(380, 640), (352, 800), (MIDDLE, 900), (672, 800), (644, 640), (MIDDLE, 680)])
    p.filled(front, (*p.tones.hair, HAIR))
    for n in range(26):
        x = 350 + 13 * n
        lighter = tuple(min(255, v + 16) for v in p.tones.hair)
        p.strand(np.array([(x, 680), (x + 14, 760), (x, 880)]), 2.0, (lighter[0], lighter[1], lighter[2]))


def _turban(p: Painter) -> None:
    p.oval((MIDDLE, 356), (172, 98), (*p.tones.hair, HAIR))
    for n in range(12):
        lit = tuple(min(255, v + 18) for v in p.tones.hair)
        p.strand(
            np.array([(346, 322 + 7 * n), (MIDDLE, 272 + 12 * n), (678, 322 + 7 * n)]), 2.0, (lit[0], lit[1], lit[2])
        )


def _nothing(p: Painter) -> None:
    """Nothing there."""


def _stubble(p: Painter) -> None:
    for _ in range(900):
        at, far = p.rng.uniform(np.pi, 2 * np.pi), np.sqrt(p.rng.uniform(0, 1))
        place = np.array([MIDDLE + 126 * far * np.cos(at), 470 + 140 * far * np.sin(at)])
        if place[1] < 420:
            p.strand(np.array([place, place + np.array([0, 2])]), 0.5, (150, 112, 92))


KINDS: dict[str, tuple[Paint, Paint]] = {
    "straight": (lambda p: _curtain(p, 0), lambda p: _sides(p, 0)),
    "waves": (lambda p: _curtain(p, 14), lambda p: _sides(p, 10)),
    "coils": (lambda p: _ball(p, (212, 214), 1500, 9), lambda p: _cap(p, 1.05)),
    "afro": (lambda p: _ball(p, (272, 262), 4200, 4), lambda p: _cap(p, 1.05)),
    "locs": (lambda p: _ropes(p, 46, (9, 15), 5), lambda p: _crown_ropes(p, 16, (9, 14), 5)),
    "braids": (lambda p: _ropes(p, 70, (5, 8), 4), lambda p: _crown_ropes(p, 26, (5, 8), 4)),
    "bun": (_bun, _short),
    "puffs": (_puffs, lambda p: _cap(p, 1.02)),
    "ponytail": (_ponytail, _short),
    "short": (_nothing, _short),
    "bald": (_nothing, _stubble),
    "beard": (_nothing, _beard),
    "scarf": (_scarf_behind, _scarf_over),
    "turban": (_nothing, _turban),
}
