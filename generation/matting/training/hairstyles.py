"""Kinds of hair that grow from strands: of each what hangs behind the head, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generation.matting.training.figure import STEPS, Figure
from tests.benches.drawn.painter import HAIR

Part = Callable[[Figure], None]


def _long(wave: float, coil: float = 0.0, turns: float = 2.5) -> Part:
    def behind(f: Figure) -> None:
        f.core((1.2, 1.12))
        down = f.rng.uniform(150, 360)
        w = f.skull[0] * f.rng.uniform(1.1, 1.35)
        x, y = f.middle
        inner = tuple(int(0.7 * v) for v in f.tones.hair)
        f.p.filled(
            np.array([(x - w, y), (x - w * 1.05, y + down), (x + w * 1.05, y + down), (x + w, y)]), (*inner, HAIR)
        )
        roots, out = f.scalp(2600, depth=(0.9, 1.08))
        size = down + f.rng.uniform(120, 420, 2600)
        f.lay(
            f.grown(
                roots,
                out,
                size,
                fall=float(f.rng.uniform(14, 30)),
                lift=0.5,
                wave=wave,
                turns=turns,
                coil=coil,
                wild=0.22,
                clumps=90,
            )
        )
        _wisps(f, 260, (20, 140), wave, coil)

    return behind


def _sides(wave: float, coil: float = 0.0) -> Part:
    def over(f: Figure) -> None:
        f.cap(1.08, f.rng.uniform(0.5, 0.62), f.rng.uniform(-40, 40))
        roots, _ = f.scalp(900, 0.0, 1.0, (0.8, 1.06))
        roots = roots[np.abs(roots[:, 0] - f.middle[0]) > 0.7 * f.half[0]]
        away = np.stack([np.sign(roots[:, 0] - f.middle[0]), np.zeros(len(roots))], 1)
        f.lay(f.grown(roots, away, f.rng.uniform(200, 420, len(roots)), fall=9.0, wave=wave, coil=coil, wild=0.15))
        _wisps(f, 160, (14, 80), wave, coil)

    return over


def _wisps(f: Figure, count: int, length: tuple[float, float], wave: float = 0.0, coil: float = 0.0) -> None:
    roots, out = f.scalp(count, depth=(1.0, 1.12))
    size = f.rng.uniform(*length, count)
    f.loose(
        f.grown(roots, out, size, fall=f.rng.uniform(0, 3), wave=0.4 * wave, coil=coil, wild=0.5, clumps=count),
        f.rng.uniform(0.25, 0.9),
    )


def _round(size: tuple[float, float], coil: tuple[float, float], turns: float, count: int) -> Part:
    """A ball of curls: strands out of the whole head, coiled; ``size``: of the skull."""

    def behind(f: Figure) -> None:
        grow = f.rng.uniform(*size)
        f.core((grow * 0.94, grow * 0.94))
        at, far = f.rng.uniform(0, 2 * np.pi, count), f.rng.uniform(0.62, 1.0, count) * grow
        out = np.stack([np.cos(at), np.sin(at)], 1)
        roots = f.middle + out * far[:, None] * f.skull * (1 + 0.06 * np.sin(3 * at + f.rng.uniform(0, 6)))[:, None]
        keep = roots[:, 1] < f.middle[1] + f.skull[1] * 1.1
        path = f.grown(
            roots[keep],
            out[keep],
            f.rng.uniform(14, 46, int(keep.sum())),
            fall=0.2,
            turns=turns,
            coil=f.rng.uniform(*coil),
            wild=0.7,
            clumps=400,
        )
        f.lay(path, (0.5, 1.0, 1.5))
        f.loose(path[: count // 6] + out[keep][: count // 6, None] * 6, f.rng.uniform(0.2, 0.8))

    return behind


def _cropped(f: Figure) -> None:
    f.cap(f.rng.uniform(1.0, 1.09), f.rng.uniform(0.5, 0.68), f.rng.uniform(-50, 50))
    roots, out = f.scalp(1500, depth=(0.96, 1.05))
    lean = np.array([f.rng.uniform(-0.8, 0.8), -0.2])
    coil = float(f.rng.choice([0, 0, 3, 5]))
    f.lay(
        f.grown(roots, out * 0.8 + lean, f.rng.uniform(8, 50), fall=f.rng.uniform(0, 3), wild=0.3, coil=coil),
        (0.5, 1.0),
    )
    _wisps(f, 220, (6, 40), 0, coil)


def _buzz(f: Figure) -> None:
    roots, out = f.scalp(5000, 0, 1, (0.55, 1.02))
    f.lay(f.grown(roots, out, float(f.rng.uniform(2, 7)), fall=0, wild=0.4), (0.5,))


def _bald(f: Figure) -> None:
    """Bald, or nearly: at most the sides."""
    if f.rng.random() < 0.4:
        roots, out = f.scalp(1800, 0, 1, (0.85, 1.03))
        near = np.abs(roots[:, 0] - f.middle[0]) > 0.85 * f.half[0]
        f.lay(f.grown(roots[near], out[near], 12.0, fall=3, wild=0.4), (0.5, 1.0))


def _beard(f: Figure) -> None:
    (_cropped if f.rng.random() < 0.6 else _buzz)(f)
    count, size = 3200, float(f.rng.choice([8, 16, 40, 90]))
    at = np.pi * f.rng.uniform(-0.02, 1.02, count)
    out = np.stack([np.cos(at), np.sin(at)], 1)
    roots = f.middle + out * f.half * f.rng.uniform(0.72, 1.0, count)[:, None] + (0, 6)
    keep = (np.abs(roots[:, 0] - f.middle[0]) > 48) | (roots[:, 1] > f.middle[1] + 0.66 * f.half[1])
    f.lay(f.grown(roots[keep], out[keep], size, fall=2.5, wild=0.35, coil=float(f.rng.choice([0, 2, 4]))), (0.5, 1.0))


def _fringe(f: Figure) -> None:
    _sides(f.rng.uniform(0, 6))(f)
    x = f.rng.uniform(-1, 1, 700)
    roots = f.middle + np.stack([x * 0.8 * f.half[0], -f.skull[1] * np.sqrt(1 - 0.6 * x**2)], 1)
    f.lay(f.grown(roots, np.tile([0.0, 1.0], (700, 1)), f.rng.uniform(80, 120), fall=4, wild=0.12), (0.5, 1.0))


def _ropes(count: int, wide: tuple[float, float], mark: float) -> Part:
    def lay(f: Figure) -> None:
        roots, out = f.scalp(count, depth=(0.7, 1.06))
        size = f.rng.uniform(120, 520) + f.rng.uniform(0, 80, count)
        path = f.grown(roots, out, size, fall=f.rng.choice([0.5, 12.0, 25.0]), wild=0.25, clumps=count)
        for strand in path:
            f.p.strand(strand, f.rng.uniform(*wide))
            ends = strand[1:] - strand[:-1]
            along = ends / np.maximum(np.hypot(ends[:, 0], ends[:, 1]), 1e-6)[:, None]
            for n in range(STEPS - 1):
                side = np.array([-along[n, 1], along[n, 0]]) * wide[0] * 0.4
                tone = tuple(int(np.clip(v * f.rng.choice([0.6, 1.5]), 0, 255)) for v in f.tones.hair)
                f.p.strand(
                    np.array([strand[n] - side, strand[n] + along[n] * mark + side]), 1.0, (tone[0], tone[1], tone[2])
                )

    return lay


def _crown(lay: Part) -> Part:
    def over(f: Figure) -> None:
        f.cap(1.05, 0.58)
        _wisps(f, 120, (4, 24), 0, 2)
        lay(f)

    return over


def _up(f: Figure) -> None:
    """A bun, or a knot at the side, with loose ends."""
    place = f.beside(f.rng.uniform(-60, 60), -f.skull[1] - f.rng.uniform(20, 50))
    axes = f.rng.uniform(50, 84, 2)
    f.p.oval((place[0], place[1]), (axes[0] * 0.93, axes[1] * 0.93), (*f.tones.hair, HAIR))
    at = f.rng.uniform(0, 2 * np.pi, 600)
    out = np.stack([np.cos(at), np.sin(at)], 1)
    roots = place + out * axes * f.rng.uniform(0.6, 1.0, (600, 1))
    f.lay(f.grown(roots, np.stack([-out[:, 1], out[:, 0]], 1), 40.0, fall=0, wild=0.3), (0.5, 1.0))
    f.loose(f.grown(roots[:120], out[:120], f.rng.uniform(10, 60, 120), fall=1, wild=0.6), f.rng.uniform(0.3, 0.8))


def _tail(f: Figure) -> None:
    side = f.rng.choice([-1, 1])
    root = f.beside(side * f.skull[0] * 0.9, -f.skull[1] * f.rng.uniform(0.2, 0.7))
    roots = root + f.rng.normal(0, 8, (900, 2))
    out = np.tile([side * 1.0, -0.3], (900, 1))
    f.lay(
        f.grown(
            roots, out, f.rng.uniform(220, 420, 900), fall=6, wave=float(f.rng.choice([0, 8])), wild=0.15, clumps=30
        )
    )


def _puffs(f: Figure) -> None:
    for side in (-1, 1):
        place = f.beside(side * f.skull[0] * f.rng.uniform(1.2, 1.6), -f.skull[1] * f.rng.uniform(0.7, 1.2))
        f.p.strand(np.array([f.beside(side * f.skull[0] * 0.6, -f.skull[1] * 0.6), place]), f.rng.uniform(16, 34))
        size = f.rng.uniform(56, 96)
        f.p.oval((place[0], place[1]), (size * 0.9, size * 0.9), (*(int(0.8 * v) for v in f.tones.hair), HAIR))
        at = f.rng.uniform(0, 2 * np.pi, 900)
        out = np.stack([np.cos(at), np.sin(at)], 1)
        path = f.grown(place + out * size * f.rng.uniform(0.5, 1, (900, 1)), out, 26.0, fall=0, coil=4, wild=0.7)
        f.lay(path, (0.5, 1.0))


def _cloth_over(f: Figure) -> None:
    """A scarf over head and neck, with folds."""
    w, h = f.skull * f.rng.uniform(1.16, 1.34)
    turn = np.linspace(0, 2 * np.pi, 60)
    ring = f.middle + np.stack([w * np.cos(turn), h * 1.05 * np.sin(turn)], 1)
    hole = f.beside(0, 14) + np.stack([0.86 * f.half[0] * np.cos(turn), 0.9 * f.half[1] * np.sin(turn)], 1)
    f.p.filled(np.vstack([ring, hole[::-1]]), (*f.tones.hair, HAIR))
    x, chin = f.middle[0], f.middle[1] + f.half[1]
    f.p.filled(
        np.array(
            [
                (x - w * 0.9, chin - 60),
                (x - w * 1.2, chin + 150),
                (x, chin + 260),
                (x + w * 1.2, chin + 150),
                (x + w * 0.9, chin - 60),
                (x, chin - 6),
            ]
        ),
        (*f.tones.hair, HAIR),
    )
    for n in range(30):
        start = x - w + n * w / 15
        f.p.strand(np.array([(start, chin), (start + 14, chin + 80), (start, chin + 190)]), 2.0)


def _wrapped(f: Figure) -> None:
    """A turban or a headwrap."""
    w, h = f.skull[0] * f.rng.uniform(1.15, 1.45), f.rng.uniform(80, 130)
    top = f.beside(0, -f.skull[1] * 0.78)
    f.p.oval((top[0], top[1]), (w, h), (*f.tones.hair, HAIR))
    for n in range(12):
        y = top[1] - h * 0.6 + n * h / 9
        f.p.strand(np.array([(top[0] - w * 0.9, y + 20), (top[0], y - 24), (top[0] + w * 0.9, y + 20)]), 2.0)


def _hat(f: Figure) -> None:
    w, top = f.skull[0], f.middle[1] - f.skull[1] * 0.55
    x, high = f.middle[0], f.rng.uniform(90, 190)
    f.p.filled(
        np.array([(x - w * 1.02, top), (x - w * 0.9, top - high), (x + w * 0.9, top - high), (x + w * 1.02, top)]),
        (*f.tones.cloth, HAIR),
    )
    f.p.oval((x, top), (w * f.rng.uniform(1.05, 1.8), 20), f.p.shade(f.tones.cloth, 10))


def _nothing(f: Figure) -> None:
    """Nothing there."""


GROWN: dict[str, tuple[Part, Part]] = {
    "grown straight": (_long(0), _sides(0)),
    "grown waves": (_long(14), _sides(9)),
    "grown curls": (_long(6, 9, 6), _sides(5, 7)),
    "grown coils": (_round((1.25, 1.6), (5, 10), 3, 5200), lambda f: f.cap(1.05, 0.6)),
    "grown afro": (_round((1.3, 2.0), (2, 5), 3, 9000), lambda f: f.cap(1.05, 0.6)),
    "grown locs": (_ropes(60, (8, 15), 5), _crown(_ropes(14, (8, 14), 5))),
    "grown braids": (_ropes(90, (4, 8), 4), _crown(_ropes(24, (4, 8), 4))),
    "grown bun": (_up, _cropped),
    "grown tail": (_tail, _cropped),
    "grown puffs": (_puffs, lambda f: f.cap(1.03, 0.6)),
    "grown short": (_nothing, _cropped),
    "grown bob": (_long(3), _fringe),
    "grown buzz": (_nothing, _buzz),
    "grown bald": (_nothing, _bald),
    "grown beard": (_nothing, _beard),
    "grown scarf": (_nothing, _cloth_over),
    "grown wrap": (_nothing, _wrapped),
    "grown hat": (_long(4), _hat),
}
