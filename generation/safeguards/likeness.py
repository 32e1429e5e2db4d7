"""The picture must still look like the person. Compares only with the ``comparison`` consent, and only in memory.

SFace cosine between the photo's frame and the finished picture. The studio measured 0.966 to 1.000 on 18 people; below
0.90 something is broken. Not a biometric verification: the network's makers do not say whose faces it was trained on.
"""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import own_photo
from generation.vision import embed, faces
from storage.records import Verdict

LEAST = 0.90  # cosine similarity


@dataclass(frozen=True, slots=True)
class Likeness(Safeguard):
    code = "likeness"
    order = 90
    judges = frozenset({Portrayal.KEPT, Portrayal.KEPT_BEFORE_PAINTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit drifted too far from your photos."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung ist zu weit weg von deinen Fotos."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: cosine similarity, -1..1. Without consent to compare the verdict says that it was skipped."""
        if not context.comparison:
            return Verdict(code=self.code, passed=True, limit=LEAST, skipped="no_comparison_consent")
        portrait = own_photo.source(rendering, context)
        if portrait is not None and portrait.guessed:
            return Verdict(code=self.code, passed=True, limit=LEAST, skipped="no_face_in_photo")
        found = faces.detect(rendering.master)
        if portrait is None or not found:
            return Verdict(code=self.code, passed=False, limit=LEAST, unit="cosine")
        photo = own_photo.embedded(portrait, context, grey=own_photo.is_grey(rendering))
        same = embed.similarity(photo, embed.embed(rendering.master, found[0]))
        return Verdict(code=self.code, passed=same >= LEAST, value=same, limit=LEAST, unit="cosine")
