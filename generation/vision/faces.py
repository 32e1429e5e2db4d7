"""Finds every face with BlazeFace (short range), then looks at each one again close up for exact eye positions.

The network sees 128 x 128 pixels, so the first look misses a face that is small in the photo. When the first look
finds no face, or only a small one, overlapping squares of the photo are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import RgbImage
from generation.ports import Face
from generation.vision import landmarks
from generation.vision.networks import Tensor, network

SIDE = 128  # input of the network, pixels
STRIDES = ((16, 2), (8, 6))  # (grid cells per side, anchors per cell), from the network's published anchor settings
MIN_SCORE = 0.5  # of a face at a first look; MediaPipe's own default
CERTAIN = 0.8  # a lower score also needs the face mesh to agree: collars, badges and shelves do not pass it
MIN_PRESENCE = 0.5  # of the mesh's own face flag
SURE_PRESENCE = (
    0.9  # of the same, the lower of a face and its mirror image: a hesitant face counts beside others from here on
)
SAME_FACE_IOU = 0.3  # two boxes overlapping more are one face; MediaPipe's own default
CLOSE_UP = 2.4  # the second look's square, in face box sides
SMALL = 0.2  # a face whose box is under this share of the photo's longer side asks for a look at the parts
WORKING_SIDE = 1024  # faces are looked for at this scale; close-ups are cut from the full photo
WORKING_PIXELS = 1024 * 768  # and at no less than this, whatever the photo's shape
MOST_WINDOWS = 300  # parts looked at: an ordinary photo has at most 90, a strip of 1:16 asks for a thousand
MOST_CLOSE_UPS = 24  # faces looked at again, the best first


@dataclass(frozen=True, slots=True)
class _Square:
    """A square window of the photo, in its pixels; may reach beyond the border."""

    x: float
    y: float
    side: float


def detect(image: RgbImage, *, thorough: bool = True, spend: Callable[[], None] = lambda: None) -> tuple[Face, ...]:
    """Every face in an upright photo, by confidence and size. Raises ``WeightsMissing`` or ``WeightsDamaged``.

    Without ``thorough`` a photo in which no face is seen is not searched for tiny ones. ``spend`` is called before each
    look and may raise.
    """
    half = halved(image) if max(image.shape[:2]) > 2 * WORKING_SIDE else None
    small = image if half is None else half
    height, width = small.shape[:2]
    scale = max(WORKING_SIDE / max(height, width), (WORKING_PIXELS / (height * width)) ** 0.5)
    if scale < 1:
        small = np.asarray(cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    seen = _seen_in(small, [_whole(small)], spend)
    if not seen or min(face.box[2] for face in seen) < SMALL * max(small.shape[:2]):
        seen = _distinct([*seen, *_seen_in(small, [*_parts(small, 1), *_parts(small, 2)], spend)])
    if not seen and thorough:
        seen = _seen_in(small, _parts(small, 4), spend)
    times = max(image.shape[:2]) / max(small.shape[:2])
    likely = sorted(seen, key=_counts, reverse=True)[:MOST_CLOSE_UPS]
    close = (_close_up(image, half, face, times, spend) for face in likely)
    found = sorted(_distinct([face for face in close if face is not None]), key=_counts, reverse=True)
    return tuple(face for face in found if _sure(image, face)) or tuple(found[:1])


def glance(image: RgbImage) -> tuple[Face, ...]:
    """The faces seen at one look at a small picture, best first, none of them looked at again."""
    return tuple(sorted(_seen_in(image, [_whole(image)]), key=_counts, reverse=True))


def _sure(image: RgbImage, face: Face) -> bool:
    return face.score >= CERTAIN or agreed(image, face) >= SURE_PRESENCE


def _counts(face: Face) -> float:
    """The weight of a face among others: its area times the square of its score above ``MIN_SCORE``.

    A phantom of score 0.66 weighs a seventh of an equally large face of 0.93.
    """
    return face.box[2] * face.box[3] * (face.score - MIN_SCORE) ** 2


def agreed(image: RgbImage, face: Face) -> float:
    """The mesh's face flag (0..1): the lower one of the face and its mirror image.

    On nine portraits as they are, masked, blurred, lying or cut in half it is at least 0.97. On phantoms of 250 drawn
    shelves it is at most 0.86, though one way round alone up to 1.0.
    """
    first = landmarks.presence(image, face)
    if first < MIN_PRESENCE:
        return first
    width = image.shape[1]
    x, y, w, h = face.box
    (left_x, left_y), (right_x, right_y) = face.eye_left, face.eye_right
    mirrored = Face(
        box=(width - x - w, y, w, h),
        eye_left=(width - right_x, right_y),
        eye_right=(width - left_x, left_y),
        score=face.score,
    )
    return min(first, landmarks.presence(np.ascontiguousarray(image[:, ::-1]), mirrored))


def _whole(image: RgbImage) -> _Square:
    height, width = image.shape[:2]
    side = float(max(height, width))
    return _Square((width - side) / 2, (height - side) / 2, side)


def _parts(image: RgbImage, fraction: int) -> list[_Square]:
    """Half-overlapping squares over the photo, each as wide as the photo's shorter side divided by ``fraction``.

    Empty where they would be too many: in so long a photo a face that only they show is too small for a headshot.
    """
    height, width = image.shape[:2]
    side = min(height, width) / fraction
    across = max(1, round(2 * width / side) - 1)
    down = max(1, round(2 * height / side) - 1)
    xs, ys = np.linspace(0, width - side, across), np.linspace(0, height - side, down)
    return [_Square(float(x), float(y), side) for y in ys for x in xs] if across * down <= MOST_WINDOWS else []


def halved(image: RgbImage) -> RgbImage:
    """Exactly half the size: OpenCV does this six times quicker than any other scale of so large a photo."""
    return np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _close_up(
    image: RgbImage, half: RgbImage | None, face: Face, scale: float, spend: Callable[[], None]
) -> Face | None:
    """The same face looked at again from its own square of the full photo; None when it is not seen there.

    A square so large that its half is still averaged down is cut from ``half``.
    """
    x, y, w, h = (value * scale for value in face.box)
    side = CLOSE_UP * max(w, h)
    square = _Square(x + w / 2 - side / 2, y + h / 2 - side / 2, side)
    if half is not None and side > 4 * SIDE:
        found = [face.scaled(2) for face in _seen_in(half, [_Square(square.x / 2, square.y / 2, side / 2)], spend)]
    else:
        found = _seen_in(image, [square], spend)
    if not found:
        return None
    again = max(found, key=lambda one: _overlap(one.box, (x, y, w, h)))
    return again if again.score >= CERTAIN or landmarks.presence(image, again) >= MIN_PRESENCE else None


def _seen_in(image: RgbImage, squares: Iterable[_Square], spend: Callable[[], None] = lambda: None) -> list[Face]:
    faces: list[Face] = []
    for square in squares:
        spend()
        faces += _decode(network("face_detector").run(_cut(image, square)), square)
    return _distinct(faces)


def _cut(image: RgbImage, square: _Square) -> Tensor:
    """The square as network input, (1, 3, 128, 128), -1..1; black beyond the border."""
    scale = square.side / SIDE
    if scale > 2:
        return _cut_from_large(image, square)
    to_input = np.array([[1 / scale, 0, -square.x / scale], [0, 1 / scale, -square.y / scale]])
    patch = cv2.warpAffine(image, to_input, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    return cv2.dnn.blobFromImage(patch, 1 / 127.5, mean=(127.5, 127.5, 127.5)).astype(np.float32)


def _cut_from_large(image: RgbImage, square: _Square) -> Tensor:
    """As ``_cut``, averaging over the source pixels so that fine texture does not alias."""
    height, width = image.shape[:2]
    left, top, side = round(square.x), round(square.y), round(square.side)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + side), min(height, top + side)
    scale = SIDE / side
    patch = np.zeros((SIDE, SIDE, 3), np.uint8)
    if x1 <= x0 or y1 <= y0:  # the square lies wholly in the black beyond the border
        return cv2.dnn.blobFromImage(patch, 1 / 127.5, mean=(127.5, 127.5, 127.5)).astype(np.float32)
    size = (max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale)))
    small = cv2.resize(image[y0:y1, x0:x1], size, interpolation=cv2.INTER_AREA)
    row, column = round((y0 - top) * scale), round((x0 - left) * scale)
    small = small[: SIDE - row, : SIDE - column]
    patch[row : row + small.shape[0], column : column + small.shape[1]] = small
    return cv2.dnn.blobFromImage(patch, 1 / 127.5, mean=(127.5, 127.5, 127.5)).astype(np.float32)


def _anchors() -> Tensor:
    """Centres of the 896 anchors as fractions of the input, (896, 2), x then y. Their size is always 1."""
    rows = []
    for cells, per_cell in STRIDES:
        centres = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        y, x = np.meshgrid(centres, centres, indexing="ij")
        rows.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), per_cell, axis=0))
    return np.concatenate(rows)


ANCHORS = _anchors()


def _decode(outputs: dict[str, Tensor], square: _Square) -> list[Face]:
    """Network output to faces in photo pixels. Regressor: centre, size, then 6 points, all in input pixels."""
    logits = np.clip(outputs["classificators"].reshape(-1), -80.0, 80.0)
    scores = 1 / (1 + np.exp(-logits))
    keep = np.flatnonzero(scores >= MIN_SCORE)
    raw = outputs["regressors"].reshape(-1, 16)[keep] / SIDE
    faces = []
    for row, anchor, score in zip(raw, ANCHORS[keep], scores[keep], strict=True):
        x, y = (row[0:2] + anchor) * square.side + (square.x, square.y)
        w, h = row[2:4] * square.side
        eyes = (row[4:8].reshape(2, 2) + anchor) * square.side + (square.x, square.y)
        faces.append(
            Face(
                box=(float(x - w / 2), float(y - h / 2), float(w), float(h)),
                eye_left=(float(eyes[0, 0]), float(eyes[0, 1])),
                eye_right=(float(eyes[1, 0]), float(eyes[1, 1])),
                score=float(score),
            )
        )
    return faces


def _distinct(faces: list[Face]) -> list[Face]:
    """Overlapping detections of one face become one: their score-weighted mean."""
    rest = sorted(faces, key=lambda face: -face.score)
    merged = []
    while rest:
        group = [face for face in rest if _overlap(face.box, rest[0].box) > SAME_FACE_IOU]
        rest = [face for face in rest if face not in group]
        merged.append(_mean(group))
    return merged


def _mean(group: list[Face]) -> Face:
    weights = [face.score for face in group]
    rows = np.array([(*face.box, *face.eye_left, *face.eye_right) for face in group])
    m = [float(value) for value in np.average(rows, axis=0, weights=weights)]
    return Face(box=(m[0], m[1], m[2], m[3]), eye_left=(m[4], m[5]), eye_right=(m[6], m[7]), score=max(weights))


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """Intersection over union, or over the smaller box when one lies inside the other."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    smaller = min(one[2] * one[3], other[2] * other[3])
    union = one[2] * one[3] + other[2] * other[3] - shared
    return float(shared / smaller) if shared > 0.8 * smaller else float(shared / union)
