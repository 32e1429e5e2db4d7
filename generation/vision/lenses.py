"""Whether lenses hide the eyes whatever they reflect: the skin right below and above both eyes has another colour.

A face is compared with its own cheeks and forehead, one of which a mask or a fringe may cover, by hue and chroma alone:
sockets in shade are darker, but have the skin's colour, so neither tone nor light counts. Where clear glasses are worn
the skin is seen through them.
"""

from __future__ import annotations

import numpy as np

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh
from generation.vision import light, tone

# points of the mesh: between an eye and the cheek below it, and between its lid and the brow
LEFT = (228, 229, 230, 231, 120, 119, 118, 117), (30, 29, 27, 28, 222, 223, 224)
RIGHT = (448, 449, 450, 451, 349, 348, 347, 346), (260, 259, 257, 258, 442, 443, 444)
SKIN = mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA, mesh.FOREHEAD_AREA
BURNT, MOST_BURNT = 250, 0.5  # level of the brightest channel; share of an area: burnt out, it has lost its colour
LEAST_PIXELS = 20  # of an area: with fewer nothing can be said


def colour_distance(image: RgbImage, landmarks: Points) -> float:
    """Distance in a* and b* from cheeks or forehead to the least different of these four places; 0.0 where an area is
    too small or burnt out.

    Of 205 free portraits bare eyes, closed ones and clear glasses had at most 7.4. Of four pairs of mirrored lenses two
    had 9.7 and 16.4; one, in whose brown mirror the skin's own colour shows, 2.1; one face was burnt out.
    """
    areas = [light.area_pixels(image, landmarks, area) for area in (*SKIN, *LEFT, *RIGHT)]
    if any(len(area) < LEAST_PIXELS or float((area.max(axis=1) >= BURNT).mean()) > MOST_BURNT for area in areas):
        return 0.0
    colours = [tone.srgb_to_lab(area)[:, 1:] for area in areas]
    middles, places = [np.median(area, axis=0) for area in colours[: len(SKIN)]], colours[len(SKIN) :]
    return min(float(np.median(np.linalg.norm(place - middle, axis=1))) for place in places for middle in middles)
