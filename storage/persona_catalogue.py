"""What of a made-up person can be chosen, as ids: beside the words for them, the one place that may name such a thing.

The words an engine is given for each are in ``generation/engines/diffusion/persona.toml``, which is refused with other
ids. No question of this kind is ever asked about somebody real. Pure values, as in ``records``.
"""

from __future__ import annotations

from collections.abc import Mapping

TRAITS: Mapping[str, tuple[str, ...]] = {
    "age": ("thirties", "fifties", "seventies"),
    "presents": ("woman", "man", "neither"),
    "tone": ("deepest", "dark", "medium", "tan", "light"),
}
DRAWN = "drawn"  # left to chance, each option as likely as any other
LOOK = "persona"

USES: tuple[str, ...] = ("advert", "presentation", "mockup")
