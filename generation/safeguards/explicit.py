"""A picture that a model painted, even in part, must not be explicit, whatever the photo was."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards.limits import Limits
from generation.vision import nsfw
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class Explicit(Safeguard):
    """``limit``: 0..1; a headshot stays far below it."""

    limit: float
    code = "explicit"
    order = 15
    judges = frozenset({Portrayal.KEPT_BEFORE_PAINTED, Portrayal.REDRAWN, Portrayal.INVENTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit came out unfit for a headshot."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung taugt nicht für ein Porträt."},
    }

    @classmethod
    def under(cls, limits: Limits) -> Explicit:
        return cls(limits.explicit)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: 0 harmless .. 1 explicit."""
        del context
        score = nsfw.score(rendering.master)
        return Verdict(code=self.code, passed=score < self.limit, value=score, limit=self.limit, unit="score")
