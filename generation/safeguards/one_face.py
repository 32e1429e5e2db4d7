"""The finished picture shows exactly one face, in the person's place: nobody was added or lost."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Face, Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.safeguards.limits import Limits
from generation.vision import faces
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class OneFace(Safeguard):
    """``counts_from``: share of the largest face's area; a smaller face is one on a badge or a distant poster."""

    counts_from: float
    code = "one_face"
    order = 70
    judges = frozenset(Portrayal)
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit did not leave exactly one face in it."},
        "de": {
            "withheld": "Bild { $number } halte ich zurück: Nach meiner Bearbeitung war nicht genau ein Gesicht darin."
        },
    }

    @classmethod
    def under(cls, limits: Limits) -> OneFace:
        return cls(limits.second_face)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: number of faces that count. Where none is found in the photo, none may be in the picture."""
        portrait = own_photo.source(rendering, context)
        found = faces.detect(rendering.master)
        if portrait is not None and portrait.guessed and not found:
            return Verdict(code=self.code, passed=True, limit=1.0, unit="faces", skipped="no_face_in_photo")
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
