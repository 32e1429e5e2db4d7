"""Decides where the frame goes: a pure search over size, position and levelling. Values in, values out, no pixels.

Two rules come before beauty. The face is never enlarged (``Crop.scale`` ≤ 1). The frame leaves the photo only where the
person does not touch that border, and never below it, so no body, shoulder or hair ends in mid-air. Within these rules
the search gets as near the bands of a good headshot as the photo allows, and says in ``notes`` where it could not. The
bands are in ``shapes``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from generation.engines.studio import measures
from generation.engines.studio.measures import Column, Frames, Head, Measures, Subject
from generation.engines.studio.shapes import AVATAR, Band, Shape
from generation.errors import CannotFrame
from generation.images import Affine
from storage.records import Crop, Note

LEVEL_LIMIT_DEG = 3.0  # a head within 3 degrees of level reads as upright
CIRCLE = 0.48  # of the frame's width: corners of the head farther from the centre leave the circle
LARGEST_HEAD = 0.86  # of the frame: past this the picture is a face, not a headshot
TIGHT = 150.0  # cost past which a plain crop alone looks right; 156 varied portraits: good 0-3, tight 3-120
STEPS = (42, 32, 15)  # head sizes, eye lines and face centres tried: steps of 1, 0.8 and 2 % of the frame
LEANS = 25.0  # cost of a lean past the limit: a tighter frame is the lesser evil
REST_DEG, RESTS = 1.2, 0.15  # a natural rest, and the cost of a degree more: eyes are placed to a degree at best
ANY_SIZE = ((1, 1), (1, 1))  # a square of any size, which needs the least room: tells a small photo from a tight one
FIRST_FEW = 64  # candidates tested for cut edges first, best first: mostly one of them is honest


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """The chosen frame. ``inside``: whether it stays wholly within the photo; ``cost``: 0 is perfect."""

    crop: Crop
    inside: bool
    cost: float
    notes: tuple[str, ...]


def search(subject: Subject, shape: Shape = AVATAR, *, inside: bool = False) -> Framing:
    """The best honest frame. ``inside`` keeps it wholly within the photo, as a look with the own backdrop needs.

    Raises ``CannotFrame`` when no frame avoids a cut body, or only one too small to be used.
    """
    best = _best(subject, shape, inside=inside, under=max(TIGHT, shape.worst))
    if best is None or best[1] >= TIGHT:
        larger_would = _best(subject, replace(shape, sizes=ANY_SIZE), inside=inside, under=TIGHT) is not None
        if best is None or larger_would:
            raise CannotFrame(larger_would=larger_would)
    return _framing(subject, shape, *best)


def _best(subject: Subject, shape: Shape, *, inside: bool, under: float) -> tuple[Frames, float] | None:
    """The cheapest frame at any angle that costs less than ``under``, and its cost."""
    best: tuple[Frames, float] | None = None
    for angle in _angles(subject.level):
        best = _best_at(subject, shape, angle, inside=inside, under=under if best is None else best[1]) or best
    return best


def affine(crop: Crop) -> Affine:
    """The map of ``Crop``: output = rotate(scale * (source - origin)), (2, 3), pixel centres at whole numbers."""
    turn = math.radians(crop.angle_deg)
    cos, sin = math.cos(turn) * crop.scale, math.sin(turn) * crop.scale
    matrix = np.array([[cos, sin], [-sin, cos]], np.float64)
    return np.hstack([matrix, -matrix @ np.array([[crop.x], [crop.y]])])


def measure(subject: Subject, crop: Crop) -> Measures:
    """The framing figures of one frame, as 1-element arrays."""
    u, v = measures.turned(np.array([[crop.x, crop.y]]), crop.angle_deg)[0]
    width, height = crop.width / crop.scale, crop.height / crop.scale
    one = Frames(crop.angle_deg, *(np.array([n], np.float64) for n in (u, v, width, height)))
    return measures.of_frames(measures.levelled(subject, crop.angle_deg), one)


def resized(framed: Framing, size: tuple[int, int]) -> Framing:
    """The same frame at another size in pixels, for previews; never enlarged."""
    crop = framed.crop
    scale = min(crop.scale * size[0] / crop.width, 1.0)
    return replace(framed, crop=replace(crop, scale=scale, width=size[0], height=size[1]))


def _angles(level: float) -> tuple[float, ...]:
    """Levelling angles worth trying: fully, to a natural rest, to the limit, not at all. Positive is anticlockwise."""
    wanted = {0.0}
    for rest in (0.0, REST_DEG, LEVEL_LIMIT_DEG - 0.6, 0.5 * abs(level)):
        if abs(level) > rest:
            wanted.add(math.copysign(abs(level) - rest, level))
    return tuple(sorted(wanted))


def _best_at(
    subject: Subject, shape: Shape, angle: float, *, inside: bool, under: float
) -> tuple[Frames, float] | None:
    """The cheapest candidate at one angle that costs less than ``under`` and breaks no rule, and its cost."""
    head = measures.levelled(subject, angle)
    grid = _candidates(head, shape)
    costs = _costs(measures.of_frames(head, grid), grid.width, shape, subject)
    costs = costs + 0.02 * abs(angle)  # a turned photo loses corners: prefer less when all else is equal
    fits = (grid.inside(subject) if inside else grid.not_below(subject)) & (costs < under)
    left = np.flatnonzero(fits)
    costs, frames = np.broadcast_to(costs, STEPS).ravel(), grid.spread(STEPS)
    left = left[np.argsort(costs[left], kind="stable")]
    for pick in (left[:FIRST_FEW], left[FIRST_FEW:]):
        honest = frames.at(pick).honest(subject)
        if honest.any():
            first = pick[[int(np.argmax(honest))]]
            return frames.at(first), float(costs[first[0]])
    return None


def _candidates(head: Head, shape: Shape) -> Frames:
    """The axes of the grid ``STEPS``: head size, eye line, face centre."""
    sizes, eyes, centres = np.ix_(
        np.linspace(shape.head.low - 0.06, LARGEST_HEAD, STEPS[0]),
        np.linspace(shape.eye.low - 0.04, 0.56, STEPS[1]),
        np.linspace(0.36, 0.64, STEPS[2]),
    )
    height = (head.chin - head.top) / sizes
    width = height * shape.aspect
    return Frames(head.angle, (head.left + head.right) / 2 - centres * width, head.eye_v - eyes * height, width, height)


def _costs(m: Measures, width: Column, shape: Shape, subject: Subject) -> Column:
    # where they are at odds, a head that fits and air above it look better than eyes at the right height
    cost = 4.0 * _miss(m.head, shape.head) + 1.5 * _miss(m.eye, shape.eye) + 2.0 * _miss(m.headroom, shape.headroom)
    cost += _short(m.headroom, shape.room)
    cost += 1.5 * _short(m.below, shape.below) + _short(m.above, shape.above)
    cost = cost + (_miss(m.centre, shape.centre(subject.yaw)) + _short(m.sides, shape.sides))
    if shape.circle:
        cost += 2.0 * np.clip((m.circle - CIRCLE) / 0.04, 0, None) ** 2 + np.where(m.circle > CIRCLE, 1.0, 0.0)
    lean = np.abs(m.roll - subject.kept)  # a lean that is kept is no fault of the frame
    cost += 4.0 * np.clip((lean - LEVEL_LIMIT_DEG + 0.5) / 2, 0, None) ** 2 + np.where(lean > LEVEL_LIMIT_DEG, LEANS, 0)
    cost += RESTS * np.clip(lean - REST_DEG, 0, None)
    # never enlarge: a frame under the smallest size is ruled out, one under the next size costs a little
    smallest, useful = shape.sizes[-1][0], shape.sizes[-2][0]
    cost += np.where(width < smallest, 1e3, 0.0) + np.where(width < useful, 1.5 + (useful - width) / 100, 0.0)
    return np.asarray(cost)


def _miss(value: Column, band: Band) -> Column:
    """0 at the target, 0.25 at the band's edge; beyond it 1, plus 12 times the way out and 8 times its square."""
    half = np.where(value < band.target, band.target - band.low, band.high - band.target)
    within = np.minimum(np.abs(value - band.target) / half, 1.0) ** 2 * 0.25
    out = np.clip(np.maximum(band.low - value, value - band.high) / (band.high - band.low), 0, None)
    return np.asarray(within + np.where(out > 0, 1.0 + 12 * out + 8 * out**2, 0.0))


def _short(value: Column, least: float) -> Column:
    short = np.clip((least - value) / least, 0, None)
    return np.asarray(np.where(short > 0, 0.5, 0.0) + 40 * short**2)


def _framing(subject: Subject, shape: Shape, frame: Frames, cost: float) -> Framing:
    """The record of one chosen candidate (``frame`` holds exactly one)."""
    source_width = float(frame.width[0])
    width, height = shape.size_for(source_width)
    x, y = frame.corners()[0, 0]
    crop = Crop(
        x=float(x),
        y=float(y),
        scale=min(1.0, width / source_width),
        angle_deg=frame.angle,
        width=width,
        height=height,
    )
    notes = _notes(subject, shape, crop, measure(subject, crop))
    return Framing(crop=crop, inside=bool(frame.inside(subject)[0]), cost=cost, notes=notes)


def _notes(subject: Subject, shape: Shape, crop: Crop, m: Measures) -> tuple[str, ...]:
    """Codes of what the photo did not allow, in the order a person would notice them."""
    slack = 0.004  # half a step of the search
    said = {
        Note.HAIR_CUT_BY_PHOTO: subject.hair_cut,
        Note.HEAD_LARGE_IN_FRAME: m.head[0] > shape.head.high + slack,
        Note.HEAD_SMALL_IN_FRAME: m.head[0] < shape.head.low - slack,
        Note.HEADROOM_TIGHT: m.headroom[0] < shape.headroom.low - slack,
        Note.HEADROOM_WIDE: m.headroom[0] > shape.headroom.high + slack,
        Note.EYE_LINE_LOW: m.eye[0] > shape.eye.high + slack,
        Note.EYE_LINE_HIGH: m.eye[0] < shape.eye.low - slack,
        Note.OFF_CENTRE: not 0.42 <= m.centre[0] <= 0.58,
        Note.NOT_LEVELLED: abs(m.roll[0]) > LEVEL_LIMIT_DEG,
        Note.CIRCLE_TIGHT: shape.circle and m.circle[0] > CIRCLE + slack,
        Note.SIZE_LIMITED_BY_SOURCE: (crop.width, crop.height) != shape.sizes[0],
    }
    return tuple(code for code, true in said.items() if true)
