"""One even tone: paper, passport-plain."""

from __future__ import annotations

from generation.engines.studio.backdrops.scene import Scene, Settings, Tone, flat
from generation.images import Lab


def paint(scene: Scene, tone: Tone, settings: Settings) -> Lab:
    """No settings."""
    del settings
    return flat(scene, tone)
