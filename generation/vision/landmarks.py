"""Measures a face: 468 points of the MediaPipe face mesh and the head's pose.

The network gets the face levelled and scaled to 192 x 192; the second look is cut by the points of the first.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Affine, Points, RgbImage
from generation.ports import Face, Pose
from generation.vision.networks import network

SIDE = 192
ROOM = 1.5  # the square around the face, in face box sides; MediaPipe's own setting
COUNT = 468

# Points of the mesh used here and by the checks, by their place on the face. Left and right as the viewer sees them.
EYE_LEFT = (33, 133)  # outer and inner corner
EYE_RIGHT = (263, 362)
FOREHEAD = 10
CHIN = 152
CHEEK_LEFT = 234  # outermost points of the face outline at ear height
CHEEK_RIGHT = 454
NOSE_TIP = 4
MOUTH_LEFT, MOUTH_RIGHT = 61, 291
OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152),
    *(148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
EYE_LEFT_RIM = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
EYE_RIGHT_RIM = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
MOUTH_INSIDE = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
CHEEK_LEFT_AREA = (117, 118, 101, 36, 205, 187, 123)
CHEEK_RIGHT_AREA = (346, 347, 330, 266, 425, 411, 352)
FOREHEAD_AREA = (104, 69, 108, 151, 337, 299, 333, 297, 338, 10, 109, 67)
NOSE_BRIDGE_AREA = (193, 168, 417, 399, 437, 420, 4, 198, 217, 174)

# A head looking straight at the camera has its chin a little further back than its forehead: median of 13 portraits.
PITCH_AT_REST_DEG = 6.0


def measure(image: RgbImage, face: Face) -> tuple[Points, Pose]:
    """Landmarks (468, 2) in photo pixels, and the pose in degrees."""
    points, _ = _measured(image, face)
    return points[:, :2].astype(np.float32), pose_of(points)


def measure_at(image: RgbImage, known: Points) -> Points:
    """Landmarks (468, 2) in photo pixels of a face whose landmarks are about ``known``: one look, cut by these."""
    points, _ = _look_at(image, known)
    return points[:, :2].astype(np.float32)


def presence(image: RgbImage, face: Face) -> float:
    """How sure the mesh is that this is a face it can measure, 0..1. Falls when the face is covered or cut."""
    return _measured(image, face)[1]


def _measured(image: RgbImage, face: Face) -> tuple[NDArray[np.float32], float]:
    middle = (face.box[0] + face.box[2] / 2, face.box[1] + face.box[3] / 2)
    side = ROOM * max(face.box[2], face.box[3])
    first, _ = _run(image, _to_input(middle, side, face.eye_left, face.eye_right))
    return _look_at(image, first[:, :2])


def _look_at(image: RgbImage, known: Points) -> tuple[NDArray[np.float32], float]:
    low, high = known.min(axis=0), known.max(axis=0)
    middle = (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2)
    left, right = known[list(EYE_LEFT)].mean(axis=0), known[list(EYE_RIGHT)].mean(axis=0)
    side = ROOM * float((high - low).max())
    return _run(image, _to_input(middle, side, tuple(left), tuple(right)))


def _to_input(
    middle: tuple[float, float], side: float, eye_left: tuple[float, ...], eye_right: tuple[float, ...]
) -> Affine:
    """Photo pixels to network input: the square around ``middle``, turned so that the eyes are level."""
    roll = float(np.degrees(np.arctan2(eye_right[1] - eye_left[1], eye_right[0] - eye_left[0])))
    turn: Affine = np.array(cv2.getRotationMatrix2D(middle, roll, SIDE / side), np.float64)
    turn[:, 2] += (SIDE / 2 - middle[0], SIDE / 2 - middle[1])
    return turn


def _run(image: RgbImage, to_input: Affine) -> tuple[NDArray[np.float32], float]:
    """Points (468, 3) in photo pixels, z in the same unit growing away from the camera; and the face flag 0..1."""
    patch = cv2.warpAffine(image, to_input, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    outputs = network("face_mesh").run(cv2.dnn.blobFromImage(patch, 1 / 255).astype(np.float32))
    by_size = sorted(outputs.values(), key=lambda output: output.size)
    flag, raw = by_size[0].reshape(-1), by_size[1].reshape(COUNT, 3)
    back = cv2.invertAffineTransform(to_input)
    xy = raw[:, :2] @ back[:, :2].T + back[:, 2]
    scale = float(np.hypot(back[0, 0], back[1, 0]))
    points = np.column_stack([xy, raw[:, 2] * scale]).astype(np.float32)
    return points, float(1 / (1 + np.exp(-np.clip(flag[0], -80, 80))))


def pose_of(points: NDArray[np.float32]) -> Pose:
    """Yaw, pitch and roll from three-dimensional mesh points (468, 3)."""
    across = _unit(points[CHEEK_RIGHT] - points[CHEEK_LEFT])
    down = _unit(points[CHIN] - points[FOREHEAD])
    yaw = float(np.degrees(np.arctan2(across[2], np.hypot(across[0], across[1]))))
    pitch = PITCH_AT_REST_DEG - float(np.degrees(np.arctan2(down[2], np.hypot(down[0], down[1]))))
    roll = float(np.degrees(np.arctan2(across[1], across[0])))
    return Pose(yaw=yaw, pitch=pitch, roll=roll)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), np.float32)
