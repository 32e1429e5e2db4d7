"""A picture a model had a hand in must not be explicit, whatever the photo was: nobody asked for that."""

from __future__ import annotations

from dataclasses import dataclass

from generation.ports import Rendering, SafeguardContext
from generation.vision import nsfw
from storage.records import Verdict


@dataclass(frozen=True, slots=True)
class Explicit:
    """``limit``: 0..1; a headshot has no reason to come near it."""

    limit: float
    code = "explicit"

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: 0 harmless .. 1 explicit."""
        del context
        score = nsfw.score(rendering.master)
        return Verdict(code=self.code, passed=score < self.limit, value=score, limit=self.limit, unit="score")
