"""Withholds a master that is black, white or flat: such a run failed."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards.limits import Limits
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class Blank(Safeguard):
    """``least``: standard deviation inside the face, 8-bit levels."""

    least: float
    code = "blank"
    order = 10
    judges = frozenset(Portrayal)
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit came out empty."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung war leer."},
    }

    @classmethod
    def under(cls, limits: Limits) -> Blank:
        return cls(limits.flat)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """Fails when the face's pixels hardly differ from each other, or no face is marked."""
        del context
        face = rendering.master[::2, ::2][rendering.core[::2, ::2] > 0.5]  # a quarter of the pixels is enough
        spread = float(face.mean(axis=1).std()) if face.size else 0.0
        return Verdict(code=self.code, passed=spread >= self.least, value=spread, limit=self.least, unit="levels")
