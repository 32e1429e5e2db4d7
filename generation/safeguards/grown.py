"""A made-up person looks grown up: no face with the proportions of a small child.

The face below the eyes grows longer until adulthood, while eyes and skull have nearly their size early. So the way from
the eyes to the chin, in widths of the face, tells a small child from an adult. It does not tell an older child: what
keeps those out is that every prompt asks for somebody of 30 or older. Nobody's age is guessed, and nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generation.images import Points
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.vision import faces
from generation.vision import landmarks as mesh
from storage.records import Verdict

LEAST = 0.76
"""Widths of the face. Our three portraits of adults have 0.81 to 0.88. No child's portrait was measured, as we hold
none: each of the three, drawn back by the published strain of growth, has 0.69 to 0.75 at a strain of 0.4. People
differ by as much as growth changes one of them, so an adult with a broad face may be held back; nobody real is judged.
"""


@dataclass(frozen=True, slots=True)
class Grown(Safeguard):
    code = "grown"
    order = 72
    judges = frozenset({Portrayal.INVENTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: whoever was made up in it may not look like an adult."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Die Person darin sieht vielleicht nicht erwachsen aus."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: from the eyes to the chin, in widths of the face."""
        del context
        found = faces.detect(rendering.master)
        if not found:
            return Verdict(code=self.code, passed=True, limit=LEAST, unit="share", skipped="no_face")
        points, _ = mesh.measure(rendering.master, found[0])
        length = below_the_eyes(points)
        return Verdict(code=self.code, passed=length >= LEAST, value=length, limit=LEAST, unit="share")


def below_the_eyes(points: Points) -> float:
    """From the middle between the eyes to the chin, in widths of the face at ear height; ``points``: (468, 2)."""
    middle = points[list(mesh.EYE_LEFT + mesh.EYE_RIGHT)].mean(axis=0)
    width = float(np.linalg.norm(points[mesh.CHEEK_RIGHT] - points[mesh.CHEEK_LEFT]))
    return float(np.linalg.norm(points[mesh.CHIN] - middle)) / max(width, 1e-6)
