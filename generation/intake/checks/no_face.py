"""Refuses a photo in which no face is found."""

from __future__ import annotations

from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity


class NoFace:
    code = "no_face"

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.faces:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=0, limit=1, unit="faces", fix="fix.no_face")
