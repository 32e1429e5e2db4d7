"""No cut body edge: when the frame extends beyond the photo, the person must not touch the photo's border there.

Otherwise a shoulder, a head or hair ends in a straight line in front of the new background.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.ports import Portrait, Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from storage.records import Verdict

DEPTH = 0.009  # of the frame: distance inside the photo's border where the matte is read; closer, the edge is feathered
PERSON = 0.5  # matte value from which a pixel is the person
MOST = 0.012  # of the frame's side: more of the person than this along a visible border is a cut edge


@dataclass(frozen=True, slots=True)
class CutEdge(Safeguard):
    code = "cut_edge"
    order = 30
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit cut the body off in mid-air."},
        "de": {
            "withheld": (
                "Bild { $number } halte ich zurück: Meine Bearbeitung hat den Körper mitten im Bild abgeschnitten."
            )
        },
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: length of person along visible photo borders, as a share of the frame's shorter side."""
        portrait = own_photo.source(rendering, context)
        if portrait is None:
            return Verdict(code=self.code, passed=False, limit=MOST, unit="ratio")
        short = min(rendering.alpha.shape)
        seen = sum(_person_along(line, rendering) for line in _borders(portrait, rendering, DEPTH * short))
        share = seen / short
        return Verdict(code=self.code, passed=share <= MOST, value=share, limit=MOST, unit="ratio")


def _borders(portrait: Portrait, rendering: Rendering, depth: float) -> list[NDArray[np.float64]]:
    """For each photo border: points about a master pixel apart, (N, 4): x, y on the border, then x, y inside it."""
    height, width = portrait.image.shape[:2]
    scale = float(np.hypot(rendering.to_master[0, 0], rendering.to_master[1, 0]))
    inside = depth / scale
    across = np.linspace(0, width - 1, max(2, round(width * scale)))
    down = np.linspace(0, height - 1, max(2, round(height * scale)))
    sides = (
        (across, np.zeros_like(across), 0.0, inside),
        (across, np.full_like(across, height - 1), 0.0, -inside),
        (np.zeros_like(down), down, inside, 0.0),
        (np.full_like(down, width - 1), down, -inside, 0.0),
    )
    turn = rendering.to_master
    lines = []
    for x, y, dx, dy in sides:
        on = np.stack([x, y], axis=1) @ turn[:, :2].T + turn[:, 2]
        within = np.stack([x + dx, y + dy], axis=1) @ turn[:, :2].T + turn[:, 2]
        lines.append(np.hstack([on, within]))
    return lines


def _person_along(line: NDArray[np.float64], rendering: Rendering) -> int:
    """How many points of a border are visible inside the frame with the person right beside them."""
    height, width = rendering.alpha.shape
    margin = 3.0  # pixels: a border on the frame's own edge cuts nothing, since the frame ends there
    x, y = line[:, 0], line[:, 1]
    seen = (x > margin) & (x < width - 1 - margin) & (y > margin) & (y < height - 1 - margin)
    columns = np.clip(np.rint(line[seen, 2]).astype(int), 0, width - 1)
    rows = np.clip(np.rint(line[seen, 3]).astype(int), 0, height - 1)
    return int((rendering.alpha[rows, columns] > PERSON).sum())
