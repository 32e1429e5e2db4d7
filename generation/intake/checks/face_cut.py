"""Refuses a photo whose border cuts the face itself: chin, cheeks or forehead."""

from __future__ import annotations

import numpy as np

from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity


class FaceCut:
    code = "face_cut"
    refuse_above = 0.0  # share of the face outline's points beyond the photo's border

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        height, width = photo.image.shape[:2]
        oval = photo.landmarks[list(mesh.OVAL)]
        outside = (oval < 0).any(axis=1) | (oval[:, 0] > width - 1) | (oval[:, 1] > height - 1)
        share = float(np.mean(outside))
        if share <= self.refuse_above:
            return None
        return Finding(
            code=self.code,
            severity=Severity.REFUSE,
            value=round(share, 3),
            limit=self.refuse_above,
            unit="ratio",
            fix="fix.face_cut",
        )
