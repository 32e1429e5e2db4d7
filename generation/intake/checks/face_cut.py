"""Refuses a photo whose border cuts the face itself: chin, cheeks or forehead."""

from __future__ import annotations

import numpy as np

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity, Unit


class FaceCut(Check):
    code = "face_cut"
    order = 50
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": "The edge of the photo cuts off a part of the face.",
            "fix": "Step back a little, so that your whole face is in the photo.",
            "drawn": "Cut off by the edge",
        },
        "de": {
            "refuse": "Der Rand des Fotos schneidet ein Stück vom Gesicht ab.",
            "fix": "Geh einen Schritt zurück, bis dein ganzes Gesicht im Foto ist.",
            "drawn": "Vom Rand abgeschnitten",
        },
    }
    refuse_above = 0.0  # share of the face outline's points beyond the photo's border
    slack = 0.03  # of the eye distance: the mesh is no more exact than this

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None or not photo.faces:
            return None
        slack = self.slack * photo.faces[0].eye_distance
        height, width = photo.image.shape[:2]
        oval = photo.landmarks[list(mesh.OVAL)]
        outside = (oval < -slack).any(axis=1) | (oval[:, 0] > width + slack) | (oval[:, 1] > height + slack)
        share = float(np.mean(outside))
        if share <= self.refuse_above:
            return None
        return Finding(
            code=self.code, severity=Severity.REFUSE, value=round(share, 3), limit=self.refuse_above, unit=Unit.RATIO
        )
