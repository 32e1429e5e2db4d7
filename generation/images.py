"""Array types of the pixel house: shape, dtype and colour space in the name. Nothing else lives here."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RgbImage: TypeAlias = NDArray[np.uint8]  # (H, W, 3), sRGB, 0..255, upright, no metadata
Mask: TypeAlias = NDArray[np.float32]  # (H, W), 0.0 = not the person, 1.0 = the person
Points: TypeAlias = NDArray[np.float32]  # (N, 2), x then y, in pixels of the image they were measured on
Lab: TypeAlias = NDArray[np.float32]  # (..., 3), CIELAB, D65: L* 0..100, a* and b* about -128..127
Affine: TypeAlias = NDArray[np.float64]  # (2, 3), maps source pixels to output pixels
