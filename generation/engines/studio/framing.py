"""Decides where the frame goes: a pure search over size, position and levelling. Values in, values out, no pixels.

Two rules come before beauty. The face is never enlarged (``Crop.scale`` ≤ 1). The frame leaves the photo only where the
person does not touch that border, and never below it, so nobody ever sees a body, a shoulder or hair cut off in mid-air.
Within these the search gets as near the bands of a good headshot as the photo allows, and says in ``notes`` where it
could not. Bands: ISO/IEC 39794-5 vocabulary, platform advice and photographers' practice, collected in the README.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from generation.engines.studio.shapes import AVATAR, Band, Shape
from generation.errors import CannotFrame
from generation.images import Affine, Points
from storage.records import Crop

LEVEL_LIMIT_DEG = 3.0  # a head within 3 degrees of level reads as upright
BORDER_INSET = 2.0  # source pixels dropped at each border: white frames and encoder ringing live there
LARGEST_HEAD = 0.86  # of the frame: past this the picture is a face, not a headshot
TOO_BAD = 60.0  # cost at which no honest headshot remains (chosen on the test portraits: good 0-2, tight 2-20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the search knows of a photo, all in source pixels.

    ``head``: (N, 2) points covering the head from the chin up, hair and covering included. ``touching``: (M, 2) points
    on the photo's border where the person reaches it. ``hair_cut``: whether the photo itself ends inside the hair.
    """

    width: int
    height: int
    eye_left: tuple[float, float]
    eye_right: tuple[float, float]
    chin: tuple[float, float]
    face: Points  # the face outline, (K, 2)
    head: Points
    touching: Points
    yaw: float
    hair_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """The chosen frame. ``inside``: whether it stays wholly within the photo; ``cost``: 0 is perfect."""

    crop: Crop
    inside: bool
    cost: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The framing of a picture as fractions of the frame; arrays when many candidates are measured at once."""

    head: NDArray[np.float64]  # chin to top of hair / frame height
    eye: NDArray[np.float64]  # eye line from top / frame height
    headroom: NDArray[np.float64]
    centre: NDArray[np.float64]  # face centre from left / frame width
    below: NDArray[np.float64]  # eyes to frame bottom / (eyes to chin)
    above: NDArray[np.float64]
    sides: NDArray[np.float64]  # nearer eye to frame side / eye distance
    circle: NDArray[np.float64]  # farthest head corner from the centre / frame width
    roll: NDArray[np.float64]  # degrees left after levelling


@dataclass(frozen=True, slots=True)
class _Levelled:
    """The head in axes turned by one levelling angle; u to the right, v down, source pixels."""

    angle: float
    eye_u: float
    eye_v: float
    chin: float
    top: float
    left: float
    right: float
    eye_distance: float
    roll: float


def search(subject: Subject, shape: Shape = AVATAR, *, inside: bool = False) -> Framing:
    """The best honest frame. ``inside`` keeps it wholly within the photo, as a look with the own backdrop needs.

    Raises ``CannotFrame`` when no frame avoids a cut body, or only one too small to be used.
    """
    best: Framing | None = None
    for angle in _angles(_roll(subject)):
        found = _best_at(subject, shape, _level(subject, angle), inside)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
    if best is None or best.cost > TOO_BAD:
        raise CannotFrame
    return best


def affine(crop: Crop) -> Affine:
    """The map of ``Crop``: output = rotate(scale * (source - origin)), (2, 3), pixel centres at whole numbers."""
    turn = math.radians(crop.angle_deg)
    cos, sin = math.cos(turn) * crop.scale, math.sin(turn) * crop.scale
    matrix = np.array([[cos, sin], [-sin, cos]], np.float64)
    return np.hstack([matrix, -matrix @ np.array([[crop.x], [crop.y]])])


def measure(subject: Subject, crop: Crop) -> Measures:
    """The framing figures of one frame, as 1-element arrays."""
    level = _level(subject, crop.angle_deg)
    u, v = _turned(np.array([[crop.x, crop.y]]), crop.angle_deg)[0]
    height = crop.height / crop.scale
    return _measures(level, np.array([u]), np.array([v]), np.array([height]), crop.width / crop.height)


def _angles(roll: float) -> tuple[float, ...]:
    """Levelling angles worth trying: fully, to a natural rest, to the limit, not at all. Positive is anticlockwise."""
    wanted = {0.0}
    for rest in (0.0, 1.2, LEVEL_LIMIT_DEG - 0.6, 0.5 * abs(roll)):
        if abs(roll) > rest:
            wanted.add(math.copysign(abs(roll) - rest, roll))
    return tuple(sorted(wanted))


def _roll(subject: Subject) -> float:
    """Degrees the eye line leans clockwise as seen; turning anticlockwise by this much levels it."""
    (lx, ly), (rx, ry) = subject.eye_left, subject.eye_right
    return math.degrees(math.atan2(ry - ly, rx - lx))


def _turned(points: NDArray[np.floating], angle_deg: float) -> NDArray[np.float64]:
    turn = math.radians(angle_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    return np.stack([cos * x + sin * y, -sin * x + cos * y], axis=1)


def _level(subject: Subject, angle: float) -> _Levelled:
    eyes = _turned(np.array([subject.eye_left, subject.eye_right]), angle)
    face = _turned(subject.face, angle)
    head = _turned(subject.head, angle)
    chin = float(_turned(np.array([subject.chin]), angle)[0, 1])
    eye_u, eye_v = eyes.mean(axis=0)
    # the single topmost point may be a stray hair; half a percent of the head's points are not
    top = float(np.percentile(head[:, 1], 0.5)) if len(head) else eye_v - 1.1 * (chin - eye_v)
    return _Levelled(
        angle=angle,
        eye_u=float(eye_u),
        eye_v=float(eye_v),
        chin=chin,
        top=min(top, float(face[:, 1].min())),
        left=float(face[:, 0].min()),
        right=float(face[:, 0].max()),
        eye_distance=float(np.hypot(*(eyes[1] - eyes[0]))),
        roll=_roll(subject) - angle,
    )


def _measures(
    level: _Levelled,
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    height: NDArray[np.float64],
    aspect: float,
) -> Measures:
    """``u``, ``v``: top left of each candidate in levelled axes; ``height``: its height, source pixels."""
    width = height * aspect
    reach = max(level.chin - level.eye_v, 1e-6)
    corners = [
        np.hypot(x - u - width / 2, y - v - height / 2)
        for x in (level.left, level.right)
        for y in (level.top, level.chin)
    ]
    nearer = np.minimum(level.eye_u - u, u + width - level.eye_u) - level.eye_distance / 2
    return Measures(
        head=(level.chin - level.top) / height,
        eye=(level.eye_v - v) / height,
        headroom=(level.top - v) / height,
        centre=((level.left + level.right) / 2 - u) / width,
        below=(v + height - level.eye_v) / reach,
        above=(level.eye_v - v) / reach,
        sides=nearer / max(level.eye_distance, 1e-6),
        circle=np.max(corners, axis=0) / width,
        roll=np.full_like(height, level.roll),
    )


def _best_at(subject: Subject, shape: Shape, level: _Levelled, inside: bool) -> Framing | None:
    heads, eyes, centres = np.meshgrid(
        np.linspace(shape.head.low - 0.06, LARGEST_HEAD, 42),
        np.linspace(shape.eye.low - 0.04, 0.56, 32),
        np.linspace(0.42, 0.58, 17),
        indexing="ij",
    )
    height = (level.chin - level.top) / heads.ravel()
    width = height * shape.aspect
    u = (level.left + level.right) / 2 - centres.ravel() * width
    v = level.eye_v - eyes.ravel() * height
    costs = _costs(_measures(level, u, v, height, shape.aspect), shape, subject.yaw, width)
    costs += 0.02 * abs(level.angle)  # a turned photo loses corners: prefer less when all else is equal
    fits = (
        _within(subject, level.angle, u, v, width, height)
        if inside
        else _not_below(subject, level.angle, u, v, width, height)
    )
    order = np.argsort(np.where(fits, costs, np.inf), kind="stable")
    for pick in np.array_split(order[: int(fits.sum())], max(1, int(fits.sum()) // 512)):
        honest = _honest(subject.touching, level.angle, u[pick], v[pick], width[pick], height[pick])
        if honest.any():
            first = int(pick[int(np.argmax(honest))])
            return _framing(subject, shape, level, (u[first], v[first], height[first]), float(costs[first]))
    return None


def _costs(m: Measures, shape: Shape, yaw: float, width: NDArray[np.float64]) -> NDArray[np.float64]:
    centre = shape.centre(yaw)
    cost = 3.0 * _miss(m.head, shape.head) + 2.0 * _miss(m.eye, shape.eye) + 2.0 * _miss(m.headroom, shape.headroom)
    cost += 1.0 * _miss(m.centre, centre)
    cost += 1.5 * _short(m.below, shape.below) + _short(m.above, shape.above) + _short(m.sides, shape.sides)
    if shape.circle:
        cost += 1.5 * np.clip((m.circle - 0.48) / 0.04, 0, None) ** 2
    cost += 4.0 * np.clip((np.abs(m.roll) - LEVEL_LIMIT_DEG + 0.5) / 2, 0, None) ** 2
    # never enlarge: a frame under the smallest size is no picture at all, one under the next size a pity
    smallest, useful = shape.sizes[-1][0], shape.sizes[-2][0]
    cost += np.where(width < smallest, 1e3, 0.0) + np.where(width < useful, 1.5 + (useful - width) / 100, 0.0)
    return np.asarray(cost)


def _miss(value: NDArray[np.float64], band: Band) -> NDArray[np.float64]:
    """0 at the target, 0.25 at the band's edge, growing with the square of the way out."""
    half = np.where(value < band.target, band.target - band.low, band.high - band.target)
    inner = np.minimum(np.abs(value - band.target) / half, 1.0) ** 2 * 0.25
    outer = np.clip(np.maximum(band.low - value, value - band.high) / (band.high - band.low), 0, None)
    return np.asarray(inner + np.where(outer > 0, 1.0 + 12 * outer, 0.0) * (outer > 0) + 8 * outer**2)


def _short(value: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    short = np.clip((least - value) / least, 0, None)
    return np.asarray(np.where(short > 0, 0.5, 0.0) + 40 * short**2)


def _corners(
    angle: float,
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    width: NDArray[np.float64],
    height: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The four corners of each candidate in source pixels, (N, 4, 2)."""
    us = np.stack([u, u + width, u, u + width], axis=1)
    vs = np.stack([v, v, v + height, v + height], axis=1)
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    return np.stack([cos * us - sin * vs, sin * us + cos * vs], axis=2)


def _within(
    subject: Subject,
    angle: float,
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    width: NDArray[np.float64],
    height: NDArray[np.float64],
) -> NDArray[np.bool_]:
    corners = _corners(angle, u, v, width, height)
    low, right, bottom = BORDER_INSET, subject.width - 1 - BORDER_INSET, subject.height - 1 - BORDER_INSET
    x, y = corners[..., 0], corners[..., 1]
    return np.asarray(((x >= low) & (x <= right) & (y >= low) & (y <= bottom)).all(axis=1))


def _not_below(
    subject: Subject,
    angle: float,
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    width: NDArray[np.float64],
    height: NDArray[np.float64],
) -> NDArray[np.bool_]:
    bottom = subject.height - 1 - BORDER_INSET
    return np.asarray((_corners(angle, u, v, width, height)[:, 2:, 1] <= bottom).all(axis=1))


def _honest(
    touching: Points,
    angle: float,
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    width: NDArray[np.float64],
    height: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Whether no border point that the person touches would be seen inside the frame."""
    if not len(touching):
        return np.ones(len(u), bool)
    turned = _turned(touching, angle)
    du = turned[:, 0][None] - u[:, None]
    dv = turned[:, 1][None] - v[:, None]
    seen = (du > 0.5) & (du < width[:, None] - 0.5) & (dv > 0.5) & (dv < height[:, None] - 0.5)
    return np.asarray(~seen.any(axis=1))


def _framing(
    subject: Subject, shape: Shape, level: _Levelled, place: tuple[float, float, float], cost: float
) -> Framing:
    u, v, height = place
    width, out_height = shape.size_for(height * shape.aspect)
    scale = min(1.0, width / (height * shape.aspect))
    x, y = _corners(level.angle, *(np.array([n]) for n in (u, v, height * shape.aspect, height)))[0, 0]
    crop = Crop(x=float(x), y=float(y), scale=scale, angle_deg=level.angle, width=width, height=out_height)
    frame = tuple(np.array([n]) for n in (u, v, height * shape.aspect, height))
    inside = bool(_within(subject, level.angle, *frame)[0])
    return Framing(crop=crop, inside=inside, cost=cost, notes=_notes(subject, shape, crop, measure(subject, crop)))


def _notes(subject: Subject, shape: Shape, crop: Crop, m: Measures) -> tuple[str, ...]:
    """Codes of what the photo did not allow, in the order a person would notice them."""
    slack = 0.004  # half a step of the search
    said = {
        "hair_cut_by_photo": subject.hair_cut,
        "head_large_in_frame": m.head[0] > shape.head.high + slack,
        "head_small_in_frame": m.head[0] < shape.head.low - slack,
        "headroom_tight": m.headroom[0] < shape.headroom.low - slack,
        "headroom_wide": m.headroom[0] > shape.headroom.high + slack,
        "eye_line_low": m.eye[0] > shape.eye.high + slack,
        "eye_line_high": m.eye[0] < shape.eye.low - slack,
        "off_centre": not 0.42 <= m.centre[0] <= 0.58,
        "not_levelled": abs(m.roll[0]) > LEVEL_LIMIT_DEG,
        "circle_tight": shape.circle and m.circle[0] > 0.48 + slack,
        "size_limited_by_source": (crop.width, crop.height) != shape.sizes[0],
    }
    return tuple(code for code, true in said.items() if true)


def resized(framed: Framing, size: tuple[int, int]) -> Framing:
    """The same frame at another size in pixels, for previews; never enlarged."""
    crop = framed.crop
    scale = min(crop.scale * size[0] / crop.width, 1.0)
    return replace(framed, crop=replace(crop, scale=scale, width=size[0], height=size[1]))
