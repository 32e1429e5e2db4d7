"""The finished picture shows one face, where the person's face belongs: nobody was added, nobody was lost."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Face, Rendering, SafeguardContext
from generation.vision import faces
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class OneFace:
    """``counts_from``: share of the largest face's area; below is a face on a badge or a poster far behind."""

    counts_from: float
    code = "one_face"

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: number of faces that count."""
        del context
        found = faces.detect(rendering.master)
        largest = max((_area(face) for face in found), default=0.0)
        counted = sum(_area(face) >= self.counts_from * largest for face in found)
        passed = counted == 1 and _in_core(found[0], rendering)
        return Verdict(code=self.code, passed=passed, value=float(counted), limit=1.0, unit="faces")


def _area(face: Face) -> float:
    return face.box[2] * face.box[3]


def _in_core(face: Face, rendering: Rendering) -> bool:
    x, y = int(face.box[0] + face.box[2] / 2), int(face.box[1] + face.box[3] / 2)
    height, width = rendering.core.shape
    return 0 <= x < width and 0 <= y < height and bool(rendering.core[y, x] > 0.5)
