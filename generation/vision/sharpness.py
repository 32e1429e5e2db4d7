"""How sharp a face is, whatever its tone: fine detail as a share of the face's own coarser detail.

The plain variance of the Laplacian grows with contrast, so dark skin and soft light would count as blur. Dividing by
the face's own contrast at a coarser scale cancels both.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage
from generation.ports import Face

EYE_DISTANCE = 64  # the face is brought to this distance between the eyes, pixels


def of_face(image: RgbImage, face: Face) -> float:
    """Variance of the Laplacian over variance of the band 2..8 px, at 64 px between the eyes, around eyes and mouth."""
    patch = face_patch(image, face).astype(np.float32)
    fine = cv2.Laplacian(patch, cv2.CV_32F, ksize=3)
    band = cv2.GaussianBlur(patch, (0, 0), 2.0) - cv2.GaussianBlur(patch, (0, 0), 6.0)
    return float(fine.var() / max(float(band.var()), 1e-3))


def face_patch(image: RgbImage, face: Face) -> RgbImage:
    """Luma of the inner face, 128 x 128 uint8: eyes at one third, 64 px apart."""
    scale = EYE_DISTANCE / max(face.eye_distance, 1e-3)
    middle = ((face.eye_left[0] + face.eye_right[0]) / 2, (face.eye_left[1] + face.eye_right[1]) / 2)
    half = EYE_DISTANCE / scale
    x0, y0 = int(middle[0] - half), int(middle[1] - half * 0.7)
    x1, y1 = int(middle[0] + half), int(middle[1] + half * 1.3)
    part = image[max(0, y0) : max(1, y1), max(0, x0) : max(1, x1)]
    if part.size == 0:
        return np.zeros((128, 128), np.uint8)
    gray = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(gray, (128, 128), interpolation=way), np.uint8)
