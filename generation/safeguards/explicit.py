"""A picture a model had a hand in must not be explicit, whatever the photo was: nobody asked for that."""

from __future__ import annotations

from generation.ports import Rendering, SafeguardContext
from generation.vision import nsfw
from storage.records import Verdict

LIMIT = 0.2
"""Below it the network's makers call a picture safe with confidence; a headshot has no reason to be above."""


class Explicit:
    code = "explicit"

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: 0 harmless .. 1 explicit."""
        del context
        score = nsfw.score(rendering.master)
        return Verdict(code=self.code, passed=score < LIMIT, value=score, limit=LIMIT, unit="score")
