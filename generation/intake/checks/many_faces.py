"""Refuses a photo with a second face large enough to be somebody: we edit you, and nobody who did not agree."""

from __future__ import annotations

from generation.ports import Face, PhotoUnderTest
from storage.records import Finding, Severity


class ManyFaces:
    code = "many_faces"
    counts_above = 0.1  # area as a share of the largest face; smaller is background (OFIQ SingleFaceGraceArea idea)

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        count = len(self.counted(photo.faces))
        if count < 2:
            return None
        return Finding(
            code=self.code, severity=Severity.REFUSE, value=count, limit=1, unit="faces", fix="fix.many_faces"
        )

    def counted(self, faces: tuple[Face, ...]) -> tuple[Face, ...]:
        """The faces that count as people in the picture."""
        if not faces:
            return ()
        return tuple(face for face in faces if _area(face) >= self.counts_above * _area(faces[0]))


def _area(face: Face) -> float:
    return face.box[2] * face.box[3]
