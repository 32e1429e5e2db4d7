"""The operator's own colour, softly lit. The logo is placed by ``composite``, clear of the head."""

from __future__ import annotations

from generation.engines.studio.backdrops import studio
from generation.engines.studio.backdrops.scene import Scene, Settings, Tone
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """Settings as in ``studio``."""
    return studio.paint(scene, tone, settings)
