"""No two made-up people of one set with the same face: a model left to itself paints one face again and again.

The faces that a model painted are compared with each other, in memory, for as long as their set is made. They are never
compared with a person's photos.
"""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.vision import embed, faces
from storage.records import Verdict

MOST = 0.55  # SFace cosine: where a redrawn face still counts as the same person's (``GENERATED_LIKENESS``)


@dataclass(frozen=True, slots=True)
class SetApart(Safeguard):
    code = "alike"
    order = 75
    judges = frozenset({Portrayal.INVENTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: it shows the same face as another one of this set."},
        "de": {
            "withheld": "Bild { $number } halte ich zurück: Es zeigt dasselbe Gesicht wie ein anderes in dieser Reihe."
        },
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: likeness to the nearest face of the set so far; 0 for the first."""
        found = faces.detect(rendering.master)
        if not found:
            return Verdict(code=self.code, passed=True, limit=MOST, unit="cosine", skipped="no_face")
        nearest = context.made.nearest(embed.embed(rendering.master, found[0]), MOST)
        return Verdict(code=self.code, passed=nearest < MOST, value=nearest, limit=MOST, unit="cosine")
