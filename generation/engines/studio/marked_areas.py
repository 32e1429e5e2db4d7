"""Areas a person marked as theirs, found in the picture: what stands out from the background there, and nothing else.

A mark is rough ("left of my head"). Inside it colour separates a cane, a headrest or a raised hand from the old
background (GrabCut, Rother, Kolmogorov and Blake 2004, in OpenCV), so that no block of background is added.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio import framing
from generation.engines.studio.stage import Area, Stage
from generation.images import Mask
from generation.vision import tone
from storage.records import Marked

SIDE = 320  # pixels of the longer side of the searched copy
SURE = 0.9  # of the matte: the person
CLEAR = 0.1  # of the matte: background
COLOURS = 6  # the background is described by this many
UNLIKE = 10.0  # CIELAB distance from all of them above which a pixel may belong to the person
ROUNDS = 3
LEAST = 0.002  # of the picture: a smaller speck is noise

Labels = NDArray[np.uint8]


def found(stage: Stage, marks: Sequence[Marked]) -> list[Area]:
    """Polygons around what stands out in the ``marks``, corners as fractions of the photo. Empty when nothing does."""
    height, width = stage.alpha.shape
    shrink = min(1.0, SIDE / max(height, width))
    size = (round(width * shrink), round(height * shrink))
    frame = np.asarray(cv2.resize(stage.frame, size, interpolation=cv2.INTER_AREA), np.uint8)
    alpha = np.asarray(cv2.resize(stage.alpha, size, interpolation=cv2.INTER_AREA), np.float32)
    inside = np.zeros(alpha.shape, np.uint8)
    for mark in marks:
        cv2.fillPoly(inside, [np.rint(np.array(mark) * size).astype(np.int32)], 1)
    labels = _labels(frame, alpha, inside)
    if labels is None:
        return []
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(frame, labels, (0, 0, 0, 0), *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    kept = ((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)) & (inside > 0)
    return [_on_photo(outline / size, stage) for outline in _outlines(kept.astype(np.uint8))]


def foreign(stage: Stage, marks: Sequence[Marked]) -> list[Area]:
    """Polygons around what is not the person's in the ``marks``: what either network was unsure of there.

    What both call the person stays, however roughly a mark is drawn over hair. Empty when neither was unsure.
    """
    unsure = np.ascontiguousarray(stage.doubt.open)
    inside = np.zeros_like(unsure)
    for mark in marks:
        cv2.fillPoly(inside, [np.rint(np.array(mark) * unsure.shape[::-1]).astype(np.int32)], 1)
    around = np.asarray(cv2.dilate(unsure & inside, np.ones((5, 5), np.uint8)), np.uint8)
    apart, size = around & inside, np.array(unsure.shape[::-1], np.float32)
    return [_on_photo(outline / size, stage) for outline in _outlines(apart)]


def _labels(frame: NDArray[np.uint8], alpha: Mask, inside: Labels) -> Labels | None:
    """What GrabCut starts from; None without background to learn from, or when nothing in the marks differs from it."""
    lab = tone.srgb_to_lab(frame)
    behind = lab[(alpha < CLEAR) & (inside == 0)]
    if len(behind) < 10 * COLOURS:
        return None
    cv2.setRNGSeed(0)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    _, _, centres = cv2.kmeans(behind, COLOURS, None, ends, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    apart = np.min([np.linalg.norm(lab - centre, axis=-1) for centre in centres], axis=0)
    labels = np.where(alpha > 0.5, cv2.GC_FGD, cv2.GC_BGD).astype(np.uint8)
    open_ = (inside > 0) & (alpha <= SURE)
    labels[open_] = np.where(apart[open_] > UNLIKE, cv2.GC_PR_FGD, cv2.GC_PR_BGD)
    return labels if (labels == cv2.GC_PR_FGD).any() else None


def _outlines(kept: Labels) -> list[NDArray[np.float32]]:
    calm = cv2.morphologyEx(kept, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(calm, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [outline[:, 0].astype(np.float32) for outline in outlines if cv2.contourArea(outline) >= LEAST * kept.size]


def _on_photo(corners: NDArray[np.float32], stage: Stage) -> Area:
    """Fractions of the picture to fractions of the photo."""
    crop, (high, wide) = stage.framing.crop, stage.portrait.image.shape[:2]
    back = cv2.invertAffineTransform(framing.affine(crop))
    points = (corners * (crop.width, crop.height)) @ back[:, :2].T + back[:, 2]
    return [(float(x) / wide, float(y) / high) for x, y in points]
