"""Reads the looks: each is a data file in ``looks/``, a backdrop family with its tones and settings.

A look never names a kind of person. Where it offers several tones, ``backdrop.pick_tone`` takes the one with the best
contrast to the edge in this picture.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from generation import own_words
from generation.engines.studio.backdrops.scene import Tone
from generation.errors import MemberIncomplete
from generation.ports import Words

FOLDER = Path(__file__).with_name("looks")
OWN = "own"
OWN_SOFTENED = "own_softened"
REMOVED = "removed"
BRAND = "brand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``family``: a key of ``backdrop.FAMILIES``, ``own``, ``own_softened`` or ``removed``; ``tones``: CIELAB, the
    first wins ties. ``words``: ``look-name`` and ``look-line``, which tells what it looks like.
    """

    id: str
    order: int
    family: str
    tones: Mapping[str, Tone]
    settings: Mapping[str, float]
    words: Words = field(default_factory=dict)

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
    """Every look of the folder in the contact sheet's order. Raises ``MemberIncomplete``, which names the file."""
    read = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(read, key=lambda look: (look.order, look.id)))


def _read(path: Path) -> Look:
    where = "/".join(path.parts[-5:])
    raw = tomllib.loads(path.read_text("utf-8"))
    for piece in ("order", "family"):
        if piece not in raw:
            raise MemberIncomplete(f"{where} lacks {piece}.")
    words = {
        language: {f"look-{part}": str(sentence) for part, sentence in said.items()}
        for language, said in raw.get("words", {}).items()
    }
    own_words.require(where, words, "look-name", "look-line")
    tones: dict[str, Tone] = {
        name: (float(level), float(a), float(b)) for name, (level, a, b) in raw.get("tones", {}).items()
    }
    return Look(
        id=path.stem,
        order=int(raw["order"]),
        family=str(raw["family"]),
        tones=tones,
        settings={name: float(value) for name, value in raw.get("settings", {}).items()},
        words=words,
    )
