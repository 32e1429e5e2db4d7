"""Body, face and what a drawn person wears: clothes with patterns, collars, wool, glasses, headphones, earrings."""

from __future__ import annotations

import cv2
import numpy as np

from generation.matting.training.figure import Figure, Places
from tests.benches.drawn.painter import BODY, FINE


def body(f: Figure) -> None:
    """Neck, shoulders, clothes, in a shape of their own each time."""
    rng, p = f.rng, f.p
    skin, cloth = (*f.tones.skin, BODY), (*f.tones.cloth, BODY)
    shaded = tuple(round(0.8 * v) for v in f.tones.skin)
    x, chin = f.middle[0], f.middle[1] + f.half[1]
    neck, wide = rng.uniform(62, 92), rng.uniform(300, 470)
    drop, slope = rng.uniform(60, 120), rng.uniform(60, 170)
    p.filled(
        np.array([(x - neck, chin - 70), (x + neck, chin - 70), (x + neck + 20, 900), (x - neck - 20, 900)]),
        (*shaded, BODY),
    )
    t = np.linspace(0, 1, 24)
    right = np.stack([x + neck * 0.8 + (wide - neck) * t, chin + drop - 40 + slope * t ** rng.uniform(1.0, 2.4)], 1)
    right = np.vstack([right, [[x + wide + rng.uniform(0, 60), 1060]]])
    left = right * np.array([-1, 1]) + np.array([2 * x, rng.normal(0, 10)])
    p.filled(np.vstack([left[::-1], right]), cloth)
    _pattern(f, int(chin + drop - 60))
    low = chin + rng.uniform(60, 220)
    p.filled(
        np.array([(x - neck, chin + drop - 45), (x + neck, chin + drop - 45), (x + rng.uniform(-10, 30), low)]), skin
    )
    if rng.random() < 0.4:
        _collar(f, neck, drop)
    if rng.random() < 0.35:
        _wool(f, np.vstack([left[::-1], right]))


def _collar(f: Figure, neck: float, drop: float) -> None:
    """The two wings of a collar."""
    tone = f.p.shade(f.tones.cloth if f.rng.random() < 0.5 else (236, 236, 238), 10, BODY)
    for side in (-1, 1):
        wing = np.array([(neck, drop - 70), (neck + 26, drop - 20), (neck * 0.5, drop + 60), (8, drop + 10)])
        f.p.filled(wing * (side, 1) + np.array([f.middle[0], f.middle[1] + f.half[1]]), tone)


def _wool(f: Figure, edge: Places) -> None:
    """Wool or fur: short fibres along the shoulders; ``edge``: their outline, (N, 2)."""
    at, way = f.rng.integers(0, len(edge) - 1, 1400), f.rng.random((1400, 1))
    pick = edge[at] * (1 - way) + edge[at + 1] * way + f.rng.normal(0, 3, (1400, 2))
    out = np.stack([f.rng.normal(0, 0.6, 1400), -np.abs(f.rng.normal(0.8, 0.3, 1400))], 1)
    path = f.grown(pick, out, float(f.rng.uniform(6, 22)), fall=0.2, wild=0.5)
    order = np.rint(path * FINE).astype(np.int32)
    for group in np.array_split(np.arange(len(order)), 20):
        cv2.polylines(f.p.canvas, list(order[group]), False, f.p.shade(f.tones.cloth, 18, BODY), 1)


def _pattern(f: Figure, top: int) -> None:
    """Stripes, checks or dots on the clothes below the row ``top``."""
    rng, body = f.rng, f.p.canvas[top * FINE :]
    if rng.random() > 0.35 or not len(body):
        return
    worn = body[..., 3] == BODY
    worn &= np.abs(body[..., :3].astype(int) - np.array(f.tones.cloth)).sum(-1) < 6
    tone = np.array(rng.integers(10, 245, 3) if rng.random() < 0.6 else [240, 240, 240], np.uint8)
    y, x = np.mgrid[: body.shape[0], : body.shape[1]]
    step, kind = int(rng.integers(20, 90)), rng.integers(4)
    on = {0: (x // step) % 2 == 0, 1: (y // step) % 2 == 0, 2: ((x // step) + (y // step)) % 2 == 0}.get(
        int(kind), ((x % (2 * step) - step) ** 2 + (y % (2 * step) - step) ** 2) < (step * 0.5) ** 2
    )
    body[worn & on, :3] = tone


def head(f: Figure) -> None:
    """Ears, face and its features."""
    p, (x, y), (w, h) = f.p, f.middle, f.half
    skin, dark = (*f.tones.skin, BODY), (*(v // 3 for v in f.tones.skin), BODY)
    for side in (-1, 1):
        p.oval((x + side * (w + 3), y + 10), (17, f.rng.uniform(30, 44)), skin)
    turn = np.linspace(0, 2 * np.pi, 80)
    jaw = np.where(np.sin(turn) > 0, 1 - f.rng.uniform(0.0, 0.22) * np.sin(turn) ** 2 * np.abs(np.cos(turn)), 1)
    p.filled(f.middle + np.stack([w * jaw * np.cos(turn), h * 1.03 * np.sin(turn)], 1), skin)
    for side in (-1, 1):
        p.oval((x + side * 0.42 * w, y - 20), (23, 11), (236, 232, 228, BODY))
        p.oval((x + side * 0.42 * w, y - 20), (11, 11), dark)
        p.filled(np.array([(26, -54), (78, -58), (80, -48), (26, -44)]) * (side, 1) + f.middle, dark)
    p.filled(np.array([(-14, 40), (14, 40), (0, 52)]) + f.middle, dark)
    p.oval((x, y + 0.56 * h), (42, 11), (150, 84, 80, BODY))


def worn(f: Figure) -> None:
    """Glasses, headphones, earrings: each on some of the people."""
    if f.rng.random() < 0.22:
        _glasses(f)
    if f.rng.random() < 0.10:
        _headphones(f)
    if f.rng.random() < 0.15:
        _earrings(f)


def _glasses(f: Figure) -> None:
    """Frames and arms."""
    tone, wide = f.p.shade((30, 28, 30), 40, BODY), int(f.rng.uniform(3, 9))
    for side in (-1, 1):
        place = np.rint(f.beside(side * 0.42 * f.half[0], -18) * FINE).astype(int)
        cv2.ellipse(f.p.canvas, place.tolist(), (42 * FINE, 34 * FINE), 0, 0, 360, tone, wide)
        arm = np.array([(0.78 * side * f.half[0], -22), (1.12 * side * f.half[0], -14)]) + f.middle
        cv2.polylines(f.p.canvas, [np.rint(arm * FINE).astype(np.int32)], False, tone, wide)


def _headphones(f: Figure) -> None:
    """A band over the head, a shell on each ear."""
    tone = f.p.shade((40, 40, 44), 60, BODY)
    grow = f.rng.uniform(1.1, 1.25)
    place, axes = np.rint(f.middle * FINE).astype(int), np.rint(f.skull * (grow, grow * 1.05) * FINE).astype(int)
    cv2.ellipse(f.p.canvas, place.tolist(), axes.tolist(), 0, 185, 355, tone, int(f.rng.uniform(14, 40)))
    for side in (-1, 1):
        f.p.oval((f.middle[0] + side * f.half[0] * 1.16, f.middle[1] + 6), (26, 46), tone)


def _earrings(f: Figure) -> None:
    """A ring below each ear."""
    tone, size = f.p.shade((200, 170, 90), 30, BODY), int(f.rng.uniform(10, 34) * FINE)
    for side in (-1, 1):
        place = np.rint(f.beside(side * f.half[0] * 1.08, 52) * FINE).astype(int)
        cv2.circle(f.p.canvas, (int(place[0]), int(place[1]) + size), size, tone, int(f.rng.uniform(3, 8)))
