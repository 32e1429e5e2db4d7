"""What a second opinion may take out of a matte: a thing that stands apart from head, hair and body.

The mask network takes a lamp, a plant or a stranger beside a person for a part of them, and a pole or a leaf may even
connect the two. Such a thing is removed only if all of this holds: the second opinion sees nobody there; its neck is
thinner than any wrist; no part of it comes near the head or the area below. An arm is joined by its width; a ponytail,
a bun, a puff or a lock begins at the head: they stay, whatever the second opinion says.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points
from generation.matting import components
from generation.matting.opinions import NOBODY, PERSON, face_area, sees_this_person

SIDE = 256  # pixels it is judged at
SQUARE = np.ones((5, 5), np.uint8)  # of those: the rim around what stays
WHOLE = 0.98  # of the photo's cover: a thing closer to the photo's border is not judged
UNSEEN = 0.95  # share of a thing in which the second opinion must see nobody
THERE = 0.1  # of the matte: less is not there
LEAST = 0.002  # of the frame: smaller pieces are ignored
# In half widths of the face, 7 cm: a wrist has 0.8, a finger 0.25.
NECK = 0.3
NEAR_HEAD = 2.3, 2.2  # half axes around the face's middle, in its half widths and half heights; an afro: 2.1 and 1.7
NEAR_BODY = 2.6  # half width of the column from the face down; long hair: 1.6 drawn, 2.5 on the widest real portrait
NECK_BODY = 1.9  # the same for necks of things: a pole or a stem may come closer to the body


def without(
    found: Mask, *, shape: Mask, second: Callable[[], Mask], cover: Mask, face: Points
) -> tuple[Mask, NDArray[np.uint8]]:
    """A matte without such things, (H, W), 0..1, and where they were, (SIDE, SIDE), 0 or 1.

    ``shape``, ``second()``: the two networks' masks of the frame; ``cover``: 1 where the photo covers it; all of any
    size. ``second`` is called, and waited for, only where something stands apart. ``face``: its outline in the frame.
    """
    small = np.asarray(face * np.array([SIDE / found.shape[1], SIDE / found.shape[0]]), np.float32)
    gone = things(_small(shape), lambda: _small(second()), _small(cover), small)
    gone *= _small(found) > THERE  # pieces not connected to the person are gone already
    if not gone.any():
        return found, gone
    area = cv2.resize(gone.astype(np.float32), found.shape[::-1], interpolation=cv2.INTER_LINEAR)
    rest = np.asarray(found * (1 - area), np.float32)
    return components.in_one_piece(rest, face, np.zeros((1, 1), np.float32)), gone  # single hairs stay


def things(shape: Mask, second: Callable[[], Mask], cover: Mask, face: Points) -> NDArray[np.uint8]:
    """Where such things are, (SIDE, SIDE), 0 or 1; all arguments have that size."""
    none = np.zeros((SIDE, SIDE), np.uint8)
    seen = face_area(face, SIDE)
    wide = max(3, round(NECK * float(np.ptp(face[:, 0])) / 2) | 1)
    person = np.maximum((shape > PERSON).astype(np.uint8), seen)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (wide, wide))
    thick = np.asarray(np.maximum(cv2.morphologyEx(person, cv2.MORPH_OPEN, disc), seen), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=4)
    near = _near(face, NEAR_BODY)
    apart = [
        n
        for n in range(1, count)
        if stats[n, cv2.CC_STAT_AREA] >= LEAST * thick.size
        and not near[labels == n].any()
        and cover[labels == n].min() > WHOLE
    ]
    if not apart:
        return none
    theirs = second()
    if not sees_this_person(theirs, seen):
        return none
    gone = [n for n in apart if float((theirs[labels == n] < NOBODY).mean()) >= UNSEEN]
    stays = ((labels > 0) & ~np.isin(labels, gone)).astype(np.uint8)
    room = person * (1 - _near(face, NECK_BODY))
    return _with_necks(np.isin(labels, gone), room, np.asarray(cv2.dilate(stays, SQUARE), np.uint8))


def _near(face: Points, body: float) -> NDArray[np.uint8]:
    """The area of head, hair and body, (SIDE, SIDE), 0 or 1: a piece that reaches into it stays."""
    (left, top), (right, chin) = face.min(axis=0), face.max(axis=0)
    x, y, wide, high = (left + right) / 2, (top + chin) / 2, (right - left) / 2, (chin - top) / 2
    plane = np.zeros((SIDE, SIDE), np.uint8)
    axes = (round(float(NEAR_HEAD[0] * wide)), round(float(NEAR_HEAD[1] * high)))
    cv2.ellipse(plane, (round(float(x)), round(float(y))), axes, 0, 0, 360, 1, -1)
    columns = slice(max(0, round(float(x - body * wide))), max(0, round(float(x + body * wide))))
    plane[max(0, round(float(y))) :, columns] = 1
    return plane


def _with_necks(things_: NDArray[np.bool_], room: NDArray[np.uint8], stays: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The things with the poles, stems and rims that the opening took off, up to what stays, and with soft rims."""
    _, labels = cv2.connectedComponents(np.asarray(room * (1 - stays), np.uint8), connectivity=8)
    whole = (np.isin(labels, np.unique(labels[things_])) & (labels > 0)).astype(np.uint8)
    return np.asarray(cv2.dilate(whole, SQUARE) * (1 - stays), np.uint8)


def _small(plane: Mask) -> Mask:
    return np.asarray(cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
