"""Reads from a photo what the frame search must know: where the head ends, and where the person meets the border."""

from __future__ import annotations

import math

import cv2
import numpy as np

from generation.engines.studio.measures import BORDER_INSET, Subject
from generation.images import Mask, Points
from generation.matting import shape
from generation.matting.shape import Seen
from generation.ports import Portrait
from generation.vision import landmarks as mesh
from generation.vision import mask

BORDER_DEPTH = 0.012  # of the part: the network is unsure at the very border, so it is asked a little inside
MEETS = 0.3  # mask value there above which the person reaches the border
SHOULDERS_AT = (0.85, 1.0, 1.15)  # distances from the middle of the face, in face widths
SHOULDERS_AGREE_DEG = 6.0
HAIR_REACH = 0.85  # half width, in face widths, of the column that is searched for the top of the head


def read(portrait: Portrait, seen: Seen | None = None) -> Subject:
    """Everything ``framing.search`` needs, in pixels of the photo."""
    seen = seen or shape.look(portrait)
    height, width = portrait.image.shape[:2]
    left, top, _, _ = seen.part
    whole, scale = seen.small()
    points = portrait.landmarks
    face = points[list(mesh.OVAL)]
    origin = np.array([left, top], np.float32)
    mine = _with_face(whole, (face - origin) * scale)
    head = _head(mine, (face - origin) * scale) / scale + origin
    touching = _touching(mine, seen.part, (width, height), scale)
    return Subject(
        width=width,
        height=height,
        eye_left=_middle(points, mesh.EYE_LEFT_RIM),
        eye_right=_middle(points, mesh.EYE_RIGHT_RIM),
        chin=(float(points[mesh.CHIN, 0]), float(points[mesh.CHIN, 1])),
        face=face,
        head=head,
        touching=touching,
        yaw=portrait.pose.yaw,
        hair_cut=_hair_cut(head, touching, face),
        leans=(_slope(points[mesh.CHEEK_LEFT], points[mesh.CHEEK_RIGHT]), _plumb(points)),
        shoulders=_shoulders(mine, (face - origin) * scale),
    )


def _middle(points: Points, rim: tuple[int, ...]) -> tuple[float, float]:
    x, y = points[list(rim)].mean(axis=0)
    return float(x), float(y)


def _slope(left: Points, right: Points) -> float:
    """Degrees the line from ``left`` to ``right``, (2,) each, leans clockwise."""
    across, down = (right - left).astype(float)
    return math.degrees(math.atan2(down, across))


def _plumb(points: Points) -> float:
    """Degrees the line from forehead to chin leans clockwise."""
    across, down = (points[mesh.CHIN] - points[mesh.FOREHEAD]).astype(float)
    return math.degrees(math.atan2(-across, down))


def _shoulders(mine: Mask, face: Points) -> float | None:
    """Degrees the line over both shoulders leans clockwise; None where they are not both seen, or do not agree.

    ``mine``: the person's mask; ``face``: the outline in its pixels, (K, 2). The outline below the chin is read at
    equal distances left and right of the face, beyond its sides, where shoulders are and necks are not.
    """
    middle, wide = float(face[:, 0].min() + face[:, 0].max()) / 2, float(np.ptp(face[:, 0]))
    low = int(face[:, 1].max())
    found = []
    for reach in SHOULDERS_AT:
        columns = np.rint([middle - reach * wide, middle + reach * wide]).astype(int)
        if low >= mine.shape[0] or columns[0] < 0 or columns[1] >= mine.shape[1]:
            continue
        solid = mine[low:, columns] > 0.5
        if solid[0].any() or not solid.any(axis=0).all():
            continue  # hair or background beside the chin, or no shoulder in this column
        left, right = (float(row) for row in solid.argmax(axis=0))
        found.append(math.degrees(math.atan2(right - left, float(columns[1] - columns[0]))))
    if not found or max(found) - min(found) > SHOULDERS_AGREE_DEG:
        return None
    return float(np.median(found))


def _with_face(seen: Mask, face: Points) -> Mask:
    """Only the component the face lies in."""
    solid = (seen > 0.5).astype(np.uint8)
    cv2.fillConvexPoly(solid, cv2.convexHull(face.astype(np.int32)), 1)
    _, labels = cv2.connectedComponents(solid)
    x, y = face.mean(axis=0).astype(int)
    mine = labels == labels[np.clip(y, 0, labels.shape[0] - 1), np.clip(x, 0, labels.shape[1] - 1)]
    near = cv2.dilate(mine.astype(np.uint8), np.ones((9, 9), np.uint8))
    return np.asarray(seen * near, np.float32)


def _head(mine: Mask, face: Points) -> Points:
    """Pixels of the person above the chin and around the face's column, (N, 2)."""
    middle = (face[:, 0].min() + face[:, 0].max()) / 2
    reach = HAIR_REACH * (face[:, 0].max() - face[:, 0].min())
    y, x = (2 * place for place in np.nonzero(mine[::2, ::2] > 0.5))  # a quarter of them is plenty
    keep = (y < face[:, 1].max()) & (np.abs(x - middle) < reach)
    found = np.stack([x[keep], y[keep]], axis=1).astype(np.float32)
    return np.concatenate([found, face.astype(np.float32)])


def _touching(mine: Mask, part: mask.Box, photo: tuple[int, int], scale: float) -> Points:
    """Border points (inset as the frame search drops the border) where the person reaches the photo's border."""
    left, top, right, bottom = part
    width, height = photo
    rows, columns = mine.shape
    deep = max(2, round(BORDER_DEPTH * max(mine.shape)))
    xs = (np.arange(columns) + 0.5) / scale + left
    ys = (np.arange(rows) + 0.5) / scale + top
    low, far_x, far_y = BORDER_INSET, width - 1 - BORDER_INSET, height - 1 - BORDER_INSET
    found = []
    if left == 0:
        found += [(low, y) for y in ys[mine[:, :deep].max(axis=1) > MEETS]]
    if right == width:
        found += [(far_x, y) for y in ys[mine[:, -deep:].max(axis=1) > MEETS]]
    if top == 0:
        found += [(x, low) for x in xs[mine[:deep].max(axis=0) > MEETS]]
    if bottom == height:
        found += [(x, far_y) for x in xs[mine[-deep:].max(axis=0) > MEETS]]
    return np.array(found, np.float32).reshape(-1, 2)


def _hair_cut(head: Points, touching: Points, face: Points) -> bool:
    """Whether the photo ends inside the hair: the person meets a border above the chin, in the head's column."""
    if not len(touching):
        return False
    x, y = touching[:, 0], touching[:, 1]
    above = (y < face[:, 1].min()) & (x >= head[:, 0].min()) & (x <= head[:, 0].max())
    beside = y < (face[:, 1].max() + face[:, 1].min()) / 2
    return bool(above.any() or beside.sum() > 3)
