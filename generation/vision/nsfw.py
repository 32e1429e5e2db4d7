"""How explicit a picture is, by Yahoo's open_nsfw. It returns a number only; the check sets the limit."""

from __future__ import annotations

import numpy as np

from generation.images import RgbImage
from generation.vision.networks import network
from generation.vision.squeezed import squeezed

MEAN_BGR = (104.0, 117.0, 123.0)  # of the network's training pictures, from its own preprocessing


def score(image: RgbImage) -> float:
    """0 = harmless .. 1 = explicit. The picture is squeezed to 256 x 256 and its middle 224 x 224 is judged."""
    small = squeezed(image)[16:240, 16:240, ::-1]
    batch = (small.astype(np.float32) - np.array(MEAN_BGR, np.float32))[None]
    return float(network("explicit").run(np.ascontiguousarray(batch))["outputs"].reshape(-1)[1])
