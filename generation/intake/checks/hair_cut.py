"""Hints when hair or covering touches the photo's top edge, or its side at head height: a headshot needs room there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.intake.check import Box, Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import mask
from generation.vision.squeezed import SIDE
from storage.records import Finding, Severity, Unit


class HairCut(Check):
    code = "hair_cut"
    order = 160
    words = {
        "en": {
            "hint": "There is little room above your head. I keep what is there.",
            "drawn": "No room here",
        },
        "de": {
            "hint": "Über deinem Kopf ist wenig Platz. Ich behalte, was da ist.",
            "drawn": "Hier fehlt Platz",
        },
    }
    hint_above = 0.1  # length of the touching edge as a share of the face's width

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None or not photo.faces:
            return None
        height, width = photo.image.shape[:2]
        person = mask.coarse(photo.squeezed) > 0.5
        chin = int(np.clip(photo.landmarks[mesh.CHIN][1] / height * SIDE, 1, SIDE))
        face = max(photo.faces[0].box[2], 1.0)
        touching = {
            "top": person[:2].any(axis=0).sum() * width / SIDE,
            "left": person[:chin, :2].any(axis=1).sum() * height / SIDE,
            "right": person[:chin, -2:].any(axis=1).sum() * height / SIDE,
        }
        share = float(max(touching.values())) / face
        if share <= self.hint_above:
            return None
        return Finding(
            code=self.code, severity=Severity.HINT, value=round(share, 2), limit=self.hint_above, unit=Unit.RATIO
        )

    def causes(self, photo: PhotoUnderTest) -> Sequence[Box]:
        """The area above the forehead."""
        if photo.landmarks is None:
            return ()
        return [(0.0, 0.0, float(photo.image.shape[1]), float(photo.landmarks[mesh.FOREHEAD][1]))]
