"""Refuses explicit pictures. The limit is high on purpose: a false alarm shames a person who did nothing wrong.

On 55 ordinary portraits the highest score was 0.03. How much is missed was not measured. The person can appeal.
"""

from __future__ import annotations

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import nsfw
from storage.records import Finding, Severity


class Explicit(Check):
    code = "explicit"
    order = 10
    shown_again = False
    words = {
        "en": {},
        "de": {},
    }
    refuse_from = 0.8  # the upper limit its makers name ("highly probable to be NSFW")

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        value = nsfw.score(photo.squeezed)
        if value < self.refuse_from:
            return None
        return Finding(
            code=self.code, severity=Severity.REFUSE, value=round(value, 2), limit=self.refuse_from, unit="score"
        )
