"""The closed catalogue of looks: prompts are reviewed data, and no user types one.

Each look is a file in ``looks/`` with the scene it asks for. The fixed KEEP clause ends every prompt that shows the
model a face; only there may a trait of a person be named, and only to keep it. A look has the id of the studio's
matching look, so that one contact sheet serves both.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("looks")

REDRAW = "redraw"  # the model redraws the whole picture, the person included
BACKGROUND = "background"  # the model paints behind the person, whose pixels stay the photo's own
MODES = (BACKGROUND, REDRAW)

OPENS = "A professional head-and-shoulders photograph of the person in the reference photos."
KEEP = (
    "Keep the person exactly as in the reference photos: same skin tone, same age, same face shape, same eyes, same "
    "marks, freckles, scars and wrinkles, same glasses, same hair, same head covering, same expression, same light "
    "on the face. Natural skin texture, no retouching."
)
EMPTY = "An empty photographic background with nobody in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``scene``: what surrounds the person, reviewed."""

    id: str
    order: int
    scene: str

    def prompt(self, mode: str) -> str:
        if mode == BACKGROUND:
            return f"{EMPTY} {self.scene}"
        return f"{OPENS} {self.scene} {KEEP}"


@cache
def looks(folder: Path = FOLDER) -> tuple[Look, ...]:
    """Every look in the contact sheet's order."""
    read = [Look(id=path.stem, **tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml")]
    return tuple(sorted(read, key=lambda look: (look.order, look.id)))


def prompts(catalogue: Sequence[Look]) -> Mapping[str, str]:
    """Maps "mode/look" to its prompt, for every look in every mode."""
    return {f"{mode}/{look.id}": look.prompt(mode) for mode in MODES for look in catalogue}


def digest(catalogue: Sequence[Look]) -> str:
    """SHA-256 over all prompts; embeddings made from another catalogue are refused."""
    said = "\n".join(f"{key}\t{prompt}" for key, prompt in sorted(prompts(catalogue).items()))
    return hashlib.sha256(said.encode()).hexdigest()
