"""What Candid never does to a face, done on purpose: the sabotages of the safeguards, on an honest picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from generation.ports import Rendering
from generation.vision import landmarks as mesh
from generation.vision import tone
from tests.generation.quality import pictures

SITTER = "ardern-2022"
Retouch = Callable[[np.ndarray, Rendering], np.ndarray]


def honest(look: str = "studio_soft", name: str = SITTER) -> Rendering:
    return pictures.rendering(name, look)


def retouched(change: Retouch) -> Rendering:
    """The honest picture with its face changed and nothing else."""
    rendering = honest()
    changed = change(rendering.master.copy(), rendering)
    inside = cv2.GaussianBlur(cv2.dilate(rendering.core, np.ones((41, 41))), (0, 0), 2)[..., None]
    mixed = rendering.master * (1 - inside) + changed * inside
    return replace(rendering, master=np.rint(mixed).astype(np.uint8))


def smoothed(image: np.ndarray, _: Rendering) -> np.ndarray:
    return cv2.bilateralFilter(cv2.bilateralFilter(image, 9, 40, 6), 9, 40, 6)


def lightened(by: float) -> Retouch:
    """All of the face, in L*."""

    def lighten(image: np.ndarray, _: Rendering) -> np.ndarray:
        lab = tone.srgb_to_lab(image)
        lab[..., 0] += by
        return tone.lab_to_srgb(lab)

    return lighten


def points_of(rendering: Rendering) -> np.ndarray:
    """The sitter's landmarks in the picture, (468, 2)."""
    return pictures.portrait(SITTER).landmarks @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]


def warped(share: float) -> Rendering:
    """The jaw narrower by this share, fading out towards the nose."""
    rendering = honest()
    points = points_of(rendering)
    middle = float(points[:, 0].mean())
    nose, chin = float(points[mesh.NOSE_TIP, 1]), float(points[mesh.CHIN, 1])
    half = float(np.ptp(points[list(mesh.OVAL), 0])) / 2
    y, x = np.mgrid[: rendering.master.shape[0], : rendering.master.shape[1]].astype(np.float32)
    low = np.clip((y - nose) / (0.35 * (chin - nose)), 0, 1) * np.clip((chin + 0.5 * half - y) / (0.3 * half), 0, 1)
    near = np.clip(2.2 - np.abs(x - middle) / half, 0, 1)
    pulled = (x + (x - middle) * (share / (1 - share)) * low * near).astype(np.float32)
    return replace(rendering, master=cv2.remap(rendering.master, pulled, y, cv2.INTER_CUBIC))
