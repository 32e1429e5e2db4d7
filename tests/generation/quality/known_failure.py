"""Makes the known failure shown in the studio's README anew: python -m tests.generation.quality.known_failure

Origin and rights of the portrait are in tests/assets/README.md; the person shown endorses nothing here.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from generation.settings import GenerationSettings
from generation.vision import networks
from generation.weights import Weights
from tests.generation.quality import pictures

SHOWN = Path(__file__).parents[3] / "generation" / "engines" / "studio" / "known" / "dome_behind_shoulder.jpg"
LOOK = "studio_soft"
WINDOW = (0.0, 0.62, 0.4, 0.2)  # left, top, width, height of what is shown, fractions of the picture


def made() -> np.ndarray:
    """The shoulder before the dome: left the photo, right the picture, side by side, sRGB."""
    rendering = pictures.rendering("obama-senate", LOOK)
    height, width = rendering.master.shape[:2]
    left, top = round(WINDOW[0] * width), round(WINDOW[1] * height)
    cut = (slice(top, top + round(WINDOW[3] * height)), slice(left, left + round(WINDOW[2] * width)))
    both = np.hstack([rendering.reference[cut], rendering.master[cut]])
    return np.asarray(cv2.resize(both, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


if __name__ == "__main__":
    networks.use(Weights(GenerationSettings().cache_dir))
    Image.fromarray(made()).save(SHOWN, "JPEG", quality=92, subsampling=0)
