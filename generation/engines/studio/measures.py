"""Geometry of a headshot: what is known of a subject, candidate frames around it, and what each frame would look like.

Pure. Candidates live in axes turned by one levelling angle (u to the right, v down), measured in source pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.images import Points

BORDER_INSET = 2.0  # source pixels dropped at each border: white frames and encoder ringing live there

LEVEL_MOST_DEG = 12.0  # a photo turned further looks turned: its body, its walls
REST_MOST_DEG = 20.0  # judged by eye: leans of 11 to 16 degrees look better levelled, 28 and 42 were meant
LEANS_AGREE_DEG = 5.0  # eyes, cheeks and midline of the mesh mostly differ by less on faces that look at the camera

Column = NDArray[np.float64]  # one number per candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the search knows of a photo, all in source pixels.

    ``head``: (N, 2) points covering the head from the chin up, hair and covering included. ``touching``: (M, 2) points
    on the photo's border where the person reaches it. ``hair_cut``: whether the photo itself ends inside the hair.
    ``leans``: degrees the face leans clockwise by other features than the eyes; ``shoulders``: the same of their line,
    None where it cannot be seen.
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
    leans: tuple[float, ...] = ()
    shoulders: float | None = None

    def touched_borders(self) -> Iterator[tuple[Column, Points]]:
        """For each border that the person reaches: positions along it, (N,), rising, and the points there, (N, 2)."""
        far_x, far_y = self.width - 1 - BORDER_INSET, self.height - 1 - BORDER_INSET
        for across, value in ((0, BORDER_INSET), (0, far_x), (1, BORDER_INSET), (1, far_y)):
            on = self.touching[np.abs(self.touching[:, across] - value) < 0.5]
            if len(on):
                on = on[np.argsort(on[:, 1 - across], kind="stable")]
                yield on[:, 1 - across].astype(np.float64), on

    @property
    def roll(self) -> float:
        """Degrees the head leans clockwise as seen: by the eye line, or the median where other features contradict."""
        (lx, ly), (rx, ry) = self.eye_left, self.eye_right
        eyes = math.degrees(math.atan2(ry - ly, rx - lx))
        middle = float(np.median([eyes, *self.leans]))
        return eyes if abs(eyes - middle) <= LEANS_AGREE_DEG else middle

    @property
    def kept(self) -> float:
        """Degrees of the head's lean that are meant, and stay.

        A head leaning further than ``REST_MOST_DEG`` from upright, or from its own shoulders where they lean the same
        way, leans on purpose: its photo is levelled by the shoulders. Every other is levelled by the head.
        """
        body = self.shoulders if self.shoulders is not None and self.shoulders * self.roll > 0 else 0.0
        return self.roll - body if abs(self.roll - body) > REST_MOST_DEG else 0.0

    @property
    def level(self) -> float:
        """Degrees to turn anticlockwise for the best picture, before asking whether there is room for that."""
        return float(np.clip(self.roll - self.kept, -LEVEL_MOST_DEG, LEVEL_MOST_DEG))


@dataclass(frozen=True, slots=True)
class Head:
    """The head in levelled axes. ``roll``: degrees still left after levelling."""

    angle: float
    eye_u: float
    eye_v: float
    chin: float
    top: float
    left: float
    right: float
    eye_distance: float
    roll: float


@dataclass(frozen=True, slots=True)
class Frames:
    """Candidate frames at one levelling angle: top left corner and size, one entry per candidate.

    Or the axes of a grid of candidates, as arrays that broadcast: what depends on two of three axes is then worked out
    for these two only, which makes the search several times quicker; ``spread`` lists the candidates one by one.
    """

    angle: float
    u: Column
    v: Column
    width: Column
    height: Column

    def at(self, which: NDArray[np.intp]) -> Frames:
        """Some of the candidates."""
        return Frames(self.angle, self.u[which], self.v[which], self.width[which], self.height[which])

    def spread(self, grid: tuple[int, ...]) -> Frames:
        """Every candidate of a grid, one entry each, the last axis fastest."""
        listed = (np.broadcast_to(axis, grid).ravel() for axis in (self.u, self.v, self.width, self.height))
        return Frames(self.angle, *listed)

    def corners(self) -> NDArray[np.float64]:
        """The four corners of each in source pixels, (N, 4, 2): top left, top right, bottom left, bottom right."""
        us = np.stack([self.u, self.u + self.width, self.u, self.u + self.width], axis=1)
        vs = np.stack([self.v, self.v, self.v + self.height, self.v + self.height], axis=1)
        cos, sin = self._turn()
        return np.stack([cos * us - sin * vs, sin * us + cos * vs], axis=2)

    def inside(self, subject: Subject) -> NDArray[np.bool_]:
        """Which lie wholly within the photo."""
        cos, sin = self._turn()
        right, bottom = subject.width - 1 - BORDER_INSET, subject.height - 1 - BORDER_INSET
        (u0, u1), (v0, v1) = self._span(cos, sin)
        fits = (u0 - v1 >= BORDER_INSET) & (u1 - v0 <= right)
        (u0, u1), (v0, v1) = self._span(sin, cos)
        return np.asarray(fits & (u0 + v0 >= BORDER_INSET) & (u1 + v1 <= bottom))

    def not_below(self, subject: Subject) -> NDArray[np.bool_]:
        """Which do not reach below the photo, where every body is cut."""
        cos, sin = self._turn()
        lowest = cos * (self.v + self.height) + np.maximum(sin * self.u, sin * (self.u + self.width))
        return np.asarray(lowest <= subject.height - 1 - BORDER_INSET)

    def _turn(self) -> tuple[float, float]:
        turn = math.radians(self.angle)
        return math.cos(turn), math.sin(turn)

    def _span(self, across: float, down: float) -> tuple[tuple[Column, Column], tuple[Column, Column]]:
        """Least and greatest of ``across * u`` and of ``down * v`` over each frame."""
        u = across * self.u, across * (self.u + self.width)
        v = down * self.v, down * (self.v + self.height)
        return (np.minimum(*u), np.maximum(*u)), (np.minimum(*v), np.maximum(*v))

    def honest(self, subject: Subject) -> NDArray[np.bool_]:
        """Which show no border point that the person touches: no body, shoulder or hair ends in mid-air."""
        cut = np.zeros(len(self.u), bool)
        for along, points in subject.touched_borders():
            cut |= self._shows_any(along, points)
        return ~cut

    def _shows_any(self, along: Column, points: Points) -> NDArray[np.bool_]:
        """Which hold a point (N, 2) of one border, ``along`` in rising order: a straight line crosses a frame once, so
        the points within are neighbours, and two searches tell whether there are any.
        """
        (u0, v0), (u1, v1) = turned(points[[0, -1]], self.angle)
        length = max(float(along[-1] - along[0]), 1e-9)
        enters, leaves = np.full(len(self.u), -np.inf), np.full(len(self.u), np.inf)
        for start, step, low, side in (
            (u0, (u1 - u0) / length, self.u, self.width),
            (v0, (v1 - v0) / length, self.v, self.height),
        ):
            near, far = low + 0.5 - start, low + side - 0.5 - start
            if abs(step) < 1e-9:
                enters = np.where((near < 0) & (far > 0), enters, np.inf)
                continue
            first, last = np.minimum(near / step, far / step), np.maximum(near / step, far / step)
            enters, leaves = np.maximum(enters, first), np.minimum(leaves, last)
        passed = along - along[0]
        return np.asarray(np.searchsorted(passed, enters, "right") < np.searchsorted(passed, leaves, "left"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The framing of each candidate, as fractions of its frame unless said otherwise."""

    head: Column  # chin to top of hair or covering / frame height
    eye: Column  # eye line from top / frame height
    headroom: Column
    centre: Column  # face centre from left / frame width
    below: Column  # eyes to frame bottom / (eyes to chin)
    above: Column
    sides: Column  # nearer eye to frame side / eye distance
    circle: Column  # farthest head corner from the centre / frame width
    roll: Column  # degrees left after levelling


def turned(points: NDArray[np.floating], angle_deg: float) -> NDArray[np.float64]:
    """Source pixels (N, 2) in axes levelled by ``angle_deg``."""
    turn = math.radians(angle_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    return np.stack([cos * x + sin * y, -sin * x + cos * y], axis=1)


def levelled(subject: Subject, angle: float) -> Head:
    """The subject's head in axes turned by ``angle`` degrees."""
    eyes = turned(np.array([subject.eye_left, subject.eye_right]), angle)
    face = turned(subject.face, angle)
    head = turned(subject.head, angle)
    chin = float(turned(np.array([subject.chin]), angle)[0, 1])
    eye_u, eye_v = eyes.mean(axis=0)
    # the single topmost point may be a stray hair; half a percent of the head's points are not
    top = float(np.percentile(head[:, 1], 0.5)) if len(head) else eye_v - 1.1 * (chin - eye_v)
    return Head(
        angle=angle,
        eye_u=float(eye_u),
        eye_v=float(eye_v),
        chin=chin,
        top=min(top, float(face[:, 1].min())),
        left=float(face[:, 0].min()),
        right=float(face[:, 0].max()),
        eye_distance=float(np.hypot(*(eyes[1] - eyes[0]))),
        roll=subject.roll - angle,
    )


def of_frames(head: Head, frames: Frames) -> Measures:
    """The framing figures of every candidate."""
    u, v, width, height = frames.u, frames.v, frames.width, frames.height
    reach = max(head.chin - head.eye_v, 1e-6)
    aside = np.maximum(np.abs(head.left - u - width / 2), np.abs(head.right - u - width / 2))
    above_or_below = np.maximum(np.abs(head.top - v - height / 2), np.abs(head.chin - v - height / 2))
    nearer = np.minimum(head.eye_u - u, u + width - head.eye_u) - head.eye_distance / 2
    return Measures(
        head=(head.chin - head.top) / height,
        eye=(head.eye_v - v) / height,
        headroom=(head.top - v) / height,
        centre=((head.left + head.right) / 2 - u) / width,
        below=(v + height - head.eye_v) / reach,
        above=(head.eye_v - v) / reach,
        sides=nearer / max(head.eye_distance, 1e-6),
        circle=np.hypot(aside, above_or_below) / width,
        roll=np.full_like(height, head.roll),
    )
