"""Finds where a head is by the person's outline alone, for a face that no detector sees: behind a veil, or changed.

The estimate serves for framing. It says nothing about what the face looks like, so no check judges by it.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage
from generation.ports import Face, Placed, Pose
from generation.vision import landmarks, mask

PERSON = 0.5  # of the network's share: more is the person
LEAST_AREA = 0.03  # of the photo: a smaller shape is no portrait
ROUNDS = 8  # the head's width and the rows it is measured in settle within a few
HEAD_ROWS = 0.9  # of the head's width: the rows below its top in which that width is measured
FACE_WIDE, FACE_BELOW_TOP = 0.82, 0.40  # of the head's width: the face's box; on three portraits .76-.90 and .38-.44
EYES_DOWN, EYES_APART = 0.3, 0.44  # of the face's box, as the detector places them


def face(image: RgbImage) -> Face | None:
    """The likely face of the largest person; None where no person stands out. ``score`` is 0: nothing was seen."""
    height, width = image.shape[:2]
    person = _largest(mask.coarse(image) > PERSON)
    if person is None:
        return None
    down, across = height / person.shape[0], width / person.shape[1]
    rows = np.nonzero(person.any(axis=1))[0]
    top = int(rows[0])
    head = float(person[top : top + max(2, person.shape[0] // 16)].sum(axis=1).max()) * across
    rows_of_head = person[top:]
    for _ in range(ROUNDS):
        rows_of_head = person[top : top + max(2, round(HEAD_ROWS * head / down))]
        head = float(np.percentile(rows_of_head.sum(axis=1), 90)) * across
    middle = float(np.mean(np.nonzero(rows_of_head.any(axis=0))[0]) + 0.5) * across
    side = FACE_WIDE * head
    x, y = middle - side / 2, top * down + FACE_BELOW_TOP * head
    eyes = y + EYES_DOWN * side
    return Face(
        box=(x, y, side, side),
        eye_left=(middle - EYES_APART / 2 * side, eyes),
        eye_right=(middle + EYES_APART / 2 * side, eyes),
        score=0.0,
    )


def guess(image: RgbImage, found: Face) -> Placed:
    """The face mesh laid into the box of ``face`` and turned level; the head is taken to be at rest."""
    points, _ = landmarks.measure(image, found)
    left, right = (points[list(eye)].mean(axis=0) for eye in (landmarks.EYE_LEFT, landmarks.EYE_RIGHT))
    middle = points.mean(axis=0)
    roll = float(np.degrees(np.arctan2(right[1] - left[1], right[0] - left[0])))
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), roll, 1.0)
    level = np.asarray(points @ turn[:, :2].T + turn[:, 2], np.float32)
    return Placed(face=found, landmarks=level, pose=Pose(yaw=0.0, pitch=0.0, roll=0.0))


def _largest(person: np.ndarray) -> np.ndarray | None:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(person.astype(np.uint8))
    if count < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    if stats[largest, cv2.CC_STAT_AREA] < LEAST_AREA * person.size:
        return None
    return np.asarray(labels == largest)
