"""Reads the looks: each is a data file in ``looks/``, a backdrop family with its tones and settings.

A look never names a kind of person. Where it offers several tones, the one that stands best against the edge of this
very picture is taken (``backdrop.pick_tone``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generation.engines.studio.backdrops.scene import Tone

FOLDER = Path(__file__).with_name("looks")
OWN = "own"
OWN_SOFTENED = "own_softened"
REMOVED = "removed"
BRAND = "brand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``family``: a key of ``backdrop.FAMILIES``, ``own``, ``own_softened`` or ``removed``; ``tones``: CIELAB, the
    first wins ties.
    """

    id: str
    order: int
    family: str
    tones: Mapping[str, Tone]
    settings: Mapping[str, float]

    @property
    def stays_inside(self) -> bool:
        """Whether the frame may not leave the photo: nothing is drawn that could fill it."""
        return self.family == OWN

    @property
    def keeps_backdrop(self) -> bool:
        """Whether the person's own surroundings stay in the picture."""
        return self.family in (OWN, OWN_SOFTENED)


@cache
def looks(folder: Path = FOLDER) -> tuple[Look, ...]:
    """Every look of the folder in the contact sheet's order."""
    read = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(read, key=lambda look: (look.order, look.id)))


def _read(path: Path) -> Look:
    raw = tomllib.loads(path.read_text("utf-8"))
    tones: dict[str, Tone] = {
        name: (float(level), float(a), float(b)) for name, (level, a, b) in raw.get("tones", {}).items()
    }
    return Look(
        id=path.stem,
        order=int(raw["order"]),
        family=str(raw["family"]),
        tones=tones,
        settings={name: float(value) for name, value in raw.get("settings", {}).items()},
    )
