"""Refuses a photo whose border cuts the face itself: chin, cheeks or forehead."""

from __future__ import annotations

import numpy as np

from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from storage.records import Finding, Severity


class FaceCut:
    code = "face_cut"
    refuse_above = 0.0  # share of the face outline's points beyond the photo's border
    slack = 0.03  # of the eye distance: the mesh is not more exact than that

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
            code=self.code,
            severity=Severity.REFUSE,
            value=round(share, 3),
            limit=self.refuse_above,
            unit="ratio",
            fix="fix.face_cut",
        )
