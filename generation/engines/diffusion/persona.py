"""Made-up people: a closed catalogue of adults. Each combination is a reviewed prompt; unchosen traits are drawn
evenly.

The text encoder is not loaded while serving, so every combination's prompt is encoded beforehand; the catalogue stays
small for that reason. Ids of traits and options are those of ``storage/persona_catalogue.py``.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generation.errors import GenerationError
from storage.persona_catalogue import TRAITS

FILE = Path(__file__).with_name("persona.toml")
MODE = "persona"  # prompts are known as "persona/<option>-<option>-..."
LEAST_YEARS = 25
"""A catalogue with anybody younger is refused. Well above 18, since a picture does not prove an age."""


class PersonaUnknown(GenerationError):
    """A trait or an option that the catalogue does not have."""

    code = "persona_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """``traits``: trait -> option -> words, in the prompt's order."""

    opens: str
    scene: str
    closes: str
    traits: Mapping[str, Mapping[str, str]]

    def prompts(self) -> Mapping[str, str]:
        """Maps "persona/<options>" to its prompt, for every combination."""
        return {self.key(chosen): self._prompt(chosen) for chosen in itertools.product(*self.traits.values())}

    def key(self, options: tuple[str, ...]) -> str:
        return f"{MODE}/{'-'.join(options)}"

    def drawn(self, chosen: Mapping[str, str], seed: int) -> tuple[str, ...]:
        """One option of each trait: the chosen one, else one drawn with equal chances; the same seed gives the same.

        Raises ``PersonaUnknown``.
        """
        if not all(option in self.traits.get(trait, {}) for trait, option in chosen.items()):
            raise PersonaUnknown
        lot = random.Random(seed)  # noqa: S311 — must be repeatable, keeps no secret
        # Every trait is drawn, also a chosen one: a choice must not change the draw of the others.
        fallen = {trait: lot.choice(tuple(options)) for trait, options in self.traits.items()}
        return tuple(chosen.get(trait, option) for trait, option in fallen.items())

    def _prompt(self, options: tuple[str, ...]) -> str:
        said = {trait: self.traits[trait][option] for trait, option in zip(self.traits, options, strict=True)}
        return f"{self.opens} {said['presents']} {said['age']} {said['tone']}. {self.scene} {self.closes}"


@cache
def catalogue(path: Path = FILE) -> Catalogue:
    """Raises ``ValueError`` for a catalogue that could show a minor or whose ids are not the offered ones."""
    raw = tomllib.loads(path.read_text("utf-8"))
    years, ages = raw.pop("years"), raw["traits"]["age"]
    if years.keys() != ages.keys() or min(years.values()) < LEAST_YEARS:
        raise ValueError(f"{path.name}: every age needs its years, none under {LEAST_YEARS}")
    if {trait: tuple(options) for trait, options in raw["traits"].items()} != TRAITS:
        raise ValueError(f"{path.name}: its traits and options are not those of storage/persona_catalogue.py")
    return Catalogue(**raw)


def digest() -> str:
    """SHA-256 over all prompts; embeddings made from another catalogue are refused."""
    said = "\n".join(f"{key}\t{prompt}" for key, prompt in sorted(catalogue().prompts().items()))
    return hashlib.sha256(said.encode()).hexdigest()
