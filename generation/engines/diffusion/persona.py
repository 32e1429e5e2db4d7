"""Made-up people: a closed catalogue of adults, each combination one reviewed prompt, drawn evenly where not chosen.

The text side of a model is not loaded while serving, so every combination's prompt is prepared beforehand: the
catalogue stays small on purpose. Ids of traits and options are those of ``storage/persona_catalogue.py``.
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
"""A catalogue with anybody younger is refused. Well above 18: a picture has no birth certificate."""


class PersonaUnknown(GenerationError):
    """A trait or an option that the catalogue does not have."""

    code = "persona_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """``traits``: trait -> option -> words, in the order they are said."""

    opens: str
    scene: str
    closes: str
    traits: Mapping[str, Mapping[str, str]]

    def prompts(self) -> Mapping[str, str]:
        """From "persona/<options>" to its prompt, for every combination."""
        return {self.key(chosen): self._prompt(chosen) for chosen in itertools.product(*self.traits.values())}

    def key(self, options: tuple[str, ...]) -> str:
        return f"{MODE}/{'-'.join(options)}"

    def drawn(self, chosen: Mapping[str, str], seed: int) -> tuple[str, ...]:
        """One option of each trait: the chosen one, else each as likely as any other, the same for the same seed.

        Raises ``PersonaUnknown``.
        """
        if not all(option in self.traits.get(trait, {}) for trait, option in chosen.items()):
            raise PersonaUnknown
        lot = random.Random(seed)  # noqa: S311 — must be repeatable, keeps no secret
        # Every trait is drawn, also a chosen one: choosing one must not change how the others fall.
        fallen = {trait: lot.choice(tuple(options)) for trait, options in self.traits.items()}
        return tuple(chosen.get(trait, option) for trait, option in fallen.items())

    def _prompt(self, options: tuple[str, ...]) -> str:
        said = {trait: self.traits[trait][option] for trait, option in zip(self.traits, options, strict=True)}
        return f"{self.opens} {said['presents']} {said['age']} {said['tone']}. {self.scene} {self.closes}"


@cache
def catalogue(path: Path = FILE) -> Catalogue:
    """Raises ValueError for a catalogue that could show anybody but an adult, or has other ids than are offered."""
    raw = tomllib.loads(path.read_text("utf-8"))
    years, ages = raw.pop("years"), raw["traits"]["age"]
    if years.keys() != ages.keys() or min(years.values()) < LEAST_YEARS:
        raise ValueError(f"{path.name}: every age needs its years, none under {LEAST_YEARS}")
    if {trait: tuple(options) for trait, options in raw["traits"].items()} != TRAITS:
        raise ValueError(f"{path.name}: its traits and options are not those of storage/persona_catalogue.py")
    return Catalogue(**raw)


def digest() -> str:
    """SHA-256 over all prompts: embeddings of another catalogue are refused."""
    said = "\n".join(f"{key}\t{prompt}" for key, prompt in sorted(catalogue().prompts().items()))
    return hashlib.sha256(said.encode()).hexdigest()
