"""What stands behind a drawn person: walls, shelves, foliage, rooms, skies, patterns, the person's own colours."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from generation.images import Mask
from generation.matting.training.finish import Floats, floats
from tests.benches.drawn import things, walls
from tests.benches.drawn.painter import SIDE, Tones

YX = np.mgrid[:SIDE, :SIDE].astype(np.float32)


def backdrop(rng: np.random.Generator, tones: Tones, alpha: Mask) -> tuple[Floats, Mask]:
    """A backdrop (SIDE, SIDE, 3), 8-bit levels, and what of it a shape network may take for the person, 0..1."""
    name = str(rng.choice(list(KINDS)))
    wall = KINDS[name](rng, tones)
    if rng.random() < 0.3:
        other = KINDS[str(rng.choice(list(KINDS)))](rng, tones)
        line = YX[1] * np.cos(a := rng.uniform(0, 6.28)) + YX[0] * np.sin(a)
        wall = np.where((line > rng.uniform(-300, 900))[..., None], other, wall)
    confused = np.zeros((SIDE, SIDE), np.float32)
    if rng.random() < 0.4:
        wall, confused = _with_thing(rng, wall)
    if rng.random() < 0.35:
        wall, spot = _with_bar(rng, wall, tones)
        confused = np.maximum(confused, spot)
    wall = np.asarray(wall, np.float32)
    if rng.random() < 0.25:  # the person's shadow on the wall
        aside = np.array([[1, 0, rng.uniform(-60, 60)], [0, 1, rng.uniform(0, 40)]])
        shift = cv2.warpAffine(alpha, aside, (SIDE, SIDE))
        wall = wall * (1 - rng.uniform(0.1, 0.6) * cv2.GaussianBlur(shift, (0, 0), rng.uniform(4, 30)))[..., None]
    blur = float(rng.choice([0, 0.8, 2, 5, 12, 25]))
    if blur:
        wall = floats(cv2.GaussianBlur(wall, (0, 0), blur))
    fall = 1 + rng.uniform(0, 0.3) * (
        (YX[1] / SIDE - 0.5) * rng.choice([-1, 1]) + (YX[0] / SIDE - 0.5) * rng.choice([-1, 1])
    )
    return np.clip(wall * fall[..., None], 0, 255).astype(np.float32), confused


def _colour(rng: np.random.Generator) -> Floats:
    if rng.random() < 0.5:
        return (rng.uniform(10, 250) + rng.normal(0, 8, 3)).astype(np.float32)
    return rng.uniform(5, 250, 3).astype(np.float32)


def _noise(rng: np.random.Generator, cells: int, octaves: int = 4) -> Floats:
    """Smooth noise, mean 0, about -1..1."""
    total = np.zeros((SIDE, SIDE), np.float32)
    for n in range(octaves):
        side = min(SIDE, cells * 2**n)
        total += cv2.resize(
            rng.normal(0, 0.6**n, (side, side)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC
        )
    return total


def _flat(colour: Floats) -> Floats:
    return np.ones((SIDE, SIDE, 1), np.float32) * colour


def _plain(rng: np.random.Generator, _tones: Tones) -> Floats:
    return _flat(_colour(rng)) * (1 + rng.uniform(0, 0.06) * _noise(rng, 6, 6))[..., None]


def _own(rng: np.random.Generator, tones: Tones) -> Floats:
    """A wall of the hair's, the clothes' or the skin's colour."""
    tone = np.array([tones.hair, tones.hair, tones.cloth, tones.skin][rng.integers(4)], np.float32)
    colour = tone * rng.uniform(0.7, 1.5) + rng.normal(0, 6, 3)
    return _flat(floats(colour)) * (1 + rng.uniform(0, 0.2) * _noise(rng, int(rng.integers(3, 60)), 3))[..., None]


def _shelf(rng: np.random.Generator, _tones: Tones) -> Floats:
    return _scaled(rng, walls.shelf(int(rng.integers(2**31))))


def _foliage(rng: np.random.Generator, _tones: Tones) -> Floats:
    wall = np.empty((SIDE, SIDE, 3), np.uint8)
    base = np.array([86, 120, 52]) * rng.uniform(0.5, 1.3) + rng.normal(0, 20, 3)
    wall[:] = np.clip(base * 0.4, 0, 255)
    size = rng.uniform(0.5, 2.5)
    for _ in range(1800):
        lit = float(rng.uniform(0.3, 1.9))
        axes = (rng.integers(5, 24, 2) * size).astype(int) + 1
        cv2.ellipse(
            wall,
            rng.integers(0, SIDE, 2).tolist(),
            axes.tolist(),
            float(rng.uniform(0, 180)),
            0,
            360,
            np.clip(base * lit, 0, 255).tolist(),
            -1,
        )
    for _ in range(int(rng.choice([0, 0, 60]))):  # branches and grass: as thin as hair
        start = rng.uniform(0, SIDE, 2)
        end = start + rng.normal(0, 160, 2)
        cv2.line(
            wall,
            start.astype(int).tolist(),
            end.astype(int).tolist(),
            (base * rng.uniform(0.2, 1)).clip(0, 255).tolist(),
            int(rng.integers(1, 5)),
            cv2.LINE_AA,
        )
    return _scaled(rng, wall.astype(np.float32))


def _scaled(rng: np.random.Generator, wall: Floats) -> Floats:
    part = int(rng.uniform(400, SIDE))
    left, top = rng.integers(0, SIDE - part + 1, 2)
    chosen = wall[top : top + part, left : left + part]
    return floats(cv2.resize(chosen, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR))


def _bokeh(rng: np.random.Generator, tones: Tones) -> Floats:
    wall = np.ascontiguousarray(_plain(rng, tones) * 0.5)
    for _ in range(90):
        (x, y), size = rng.integers(0, SIDE, 2).tolist(), int(rng.uniform(8, 60))
        tone = _colour(rng)
        patch = wall[max(0, y - size) : y + size, max(0, x - size) : x + size]
        patch += 0.4 * (tone - patch)
    return floats(cv2.GaussianBlur(wall, (0, 0), rng.uniform(2, 20)))


def _sky(rng: np.random.Generator, _tones: Tones) -> Floats:
    clouds = np.clip(_noise(rng, 4, 6) * 0.5 + rng.uniform(-0.2, 0.6), 0, 1)[..., None]
    low = (YX[0] / SIDE)[..., None]
    blue = np.array([90, 140, 210], np.float32) * rng.uniform(0.5, 1.2) + low * 60
    return floats(blue * (1 - clouds) + np.float32(rng.uniform(200, 255)) * clouds)


def _bricks(rng: np.random.Generator, _tones: Tones) -> Floats:
    high, wide = rng.uniform(24, 90), rng.uniform(60, 220)
    row = np.floor(YX[0] / high)
    column = np.floor(YX[1] / wide + 0.5 * (row % 2))
    joint = (YX[0] % high < 5) | ((YX[1] + wide * 0.5 * (row % 2)) % wide < 5)
    lit = rng.normal(1, 0.14, (64, 64))[row.astype(int) % 64, column.astype(int) % 64]
    wall = _colour(rng) * lit[..., None] * (1 + 0.06 * _noise(rng, 64, 3))[..., None]
    return np.where(joint[..., None], _colour(rng), wall).astype(np.float32)


def _stripes(rng: np.random.Generator, tones: Tones) -> Floats:
    step, turn = rng.uniform(8, 160), rng.choice([0, np.pi / 2, rng.uniform(0, np.pi)])
    line = YX[1] * np.cos(turn) + YX[0] * np.sin(turn)
    on = (line % step) < step * rng.uniform(0.15, 0.7)
    one = np.array(tones.hair, np.float32) if rng.random() < 0.3 else _colour(rng)
    return np.where(on[..., None], one, _colour(rng)).astype(np.float32)


def _room(rng: np.random.Generator, tones: Tones) -> Floats:
    """A wall with pictures, windows, doors, furniture: rectangles in rectangles."""
    wall = np.ascontiguousarray(_plain(rng, tones).astype(np.float32))
    for _ in range(int(rng.integers(3, 26))):
        x, y = rng.uniform(-100, SIDE, 2)
        w, h = rng.uniform(10, 500), rng.uniform(10, 600)
        tone = np.array(tones.hair, np.float32) if rng.random() < 0.15 else _colour(rng)
        first, last = (int(x), int(y)), (int(x + w), int(y + h))
        cv2.rectangle(wall, first, last, tone.tolist(), -1)
        if rng.random() < 0.6:
            cv2.rectangle(wall, first, last, _colour(rng).tolist(), int(rng.integers(2, 18)))
    return wall


def _texture(rng: np.random.Generator, _tones: Tones) -> Floats:
    """Anything: curved bands of noise in a few colours; with thin lines that could be hairs."""
    field = _noise(rng, int(rng.integers(3, 40)), int(rng.integers(1, 6)))
    stretched = cv2.resize(field[:, : int(rng.uniform(60, SIDE))], (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    level = np.clip(0.5 + 0.5 * stretched, 0, 1)[..., None]
    wall = _colour(rng) * level + _colour(rng) * (1 - level)
    if rng.random() < 0.4:
        wall = np.ascontiguousarray(wall.astype(np.float32))
        for _ in range(120):
            points = np.cumsum(
                np.vstack([rng.uniform(0, SIDE, 2), rng.normal(0, 30, (8, 2)) + rng.normal(0, 30, 2)]), 0
            )
            cv2.polylines(
                wall, [points.astype(np.int32)], False, _colour(rng).tolist(), int(rng.integers(1, 4)), cv2.LINE_AA
            )
    return floats(wall)


def _with_thing(rng: np.random.Generator, wall: Floats) -> tuple[Floats, Mask]:
    """A lamp, a plant, somebody: one of the benches' things, moved and tinted."""
    thing = things.alone(str(rng.choice([*things.FOREIGN, *things.BROAD])))
    grow = rng.uniform(0.8, 1.8) * np.array([rng.choice([-1, 1]), 1])
    place = np.array([rng.choice([rng.uniform(60, 300), rng.uniform(720, 960)]), rng.uniform(300, 640)])
    matrix = np.array([[grow[0], 0, place[0] - grow[0] * 930], [0, abs(grow[1]), place[1] - abs(grow[1]) * 480]])
    planes = cv2.warpAffine(np.dstack([thing.colour * thing.alpha[..., None], thing.alpha]), matrix, (SIDE, SIDE))
    lit, share = planes[..., :3] * rng.uniform(0.3, 1.4, 3), planes[..., 3:]
    return (lit + wall * (1 - share)).astype(np.float32), np.asarray(share[..., 0], np.float32)


def _with_bar(rng: np.random.Generator, wall: Floats, tones: Tones) -> tuple[Floats, Mask]:
    """A chair's back, a frame's edge, a pole, a branch, a piece of cloth: it may have the person's own colour."""
    drawn = np.zeros((SIDE, SIDE), np.uint8)
    start = np.array([rng.uniform(0, SIDE), rng.uniform(100, 1000)])
    points = np.cumsum(np.vstack([start, rng.normal(0, 120, (3, 2)) + rng.normal(0, 120, 2)]), 0)
    cv2.polylines(drawn, [points.astype(np.int32)], False, 255, int(rng.uniform(8, 110)), cv2.LINE_AA)
    share = drawn.astype(np.float32) / 255
    tone = np.array([tones.hair, tones.cloth, tones.skin, _colour(rng), _colour(rng)][rng.integers(5)], np.float32)
    tone = tone * rng.uniform(0.8, 1.25) * (1 + 0.1 * _noise(rng, 32, 2))[..., None]
    return (wall * (1 - share[..., None]) + tone * share[..., None]).astype(np.float32), floats(share)


KINDS: dict[str, Callable[[np.random.Generator, Tones], Floats]] = {
    "plain": _plain,
    "plain too": _plain,
    "own": _own,
    "own too": _own,
    "shelf": _shelf,
    "foliage": _foliage,
    "foliage too": _foliage,
    "bokeh": _bokeh,
    "sky": _sky,
    "bricks": _bricks,
    "stripes": _stripes,
    "room": _room,
    "room too": _room,
    "texture": _texture,
}
