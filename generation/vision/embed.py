"""A face as 128 numbers (SFace), to ask "could these be two people?". Only with consent, only in memory, never stored.

Not a biometric verification: its makers do not say whose faces it learned from, and its errors are not equal for all.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Points, RgbImage
from generation.ports import Face
from generation.vision import landmarks as mesh
from generation.vision.networks import network

Embedding: TypeAlias = NDArray[np.float32]  # (128,), L2 norm 1

# Where the network expects eyes, nose tip and mouth corners in its 112 x 112 input (opencv_zoo, SFace alignment).
TEMPLATE = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)], np.float32
)


def embed(image: RgbImage, face: Face) -> Embedding:
    """(128,), L2 norm 1. Measures the landmarks it needs."""
    points, _ = mesh.measure(image, face)
    return embed_at(image, points)


def embed_at(image: RgbImage, landmarks: Points) -> Embedding:
    """As ``embed``, on landmarks already measured (468, 2)."""
    five = np.stack(
        [
            landmarks[list(mesh.EYE_LEFT)].mean(axis=0),
            landmarks[list(mesh.EYE_RIGHT)].mean(axis=0),
            landmarks[mesh.NOSE_TIP],
            landmarks[mesh.MOUTH_LEFT],
            landmarks[mesh.MOUTH_RIGHT],
        ]
    )
    turn, _ = cv2.estimateAffinePartial2D(five, TEMPLATE, method=cv2.LMEDS)
    aligned = cv2.warpAffine(image, turn, (112, 112), flags=cv2.INTER_LINEAR)
    raw = next(iter(network("face_embedding").run(cv2.dnn.blobFromImage(aligned).astype(np.float32)).values()))
    vector = raw.reshape(-1)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), np.float32)


def similarity(one: Embedding, other: Embedding) -> float:
    """Cosine, -1..1."""
    return float(one @ other)
