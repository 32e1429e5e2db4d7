"""Made-up people: a closed catalogue of adults. Each is a reviewed prompt; what is not chosen is drawn evenly.

The text encoder is not loaded while serving, so every prompt is encoded beforehand; who there are words for, and the
ids of traits and options, stand in ``storage/persona_catalogue.py``.
"""

from __future__ import annotations

import hashlib
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generation.errors import GenerationError
from storage.persona_catalogue import TRAITS, Person, among, people

FILE = Path(__file__).with_name("persona.toml")
MODE = "persona"  # prompts are known as "persona/<option>-<option>-..."
LEAST_YEARS = 25
"""A catalogue with anybody younger is refused. Well above 18, since a picture does not prove an age."""


class PersonaUnknown(GenerationError):
    """A trait or an option that the catalogue does not have, or more of them together than it has words for."""

    code = "persona_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """``traits``: trait -> option -> words, in the prompt's order."""

    opens: str
    scene: str
    closes: str
    traits: Mapping[str, Mapping[str, str]]

    def prompts(self) -> Mapping[str, str]:
        """Maps "persona/<options>" to its prompt, for everybody there are words for."""
        return {self.key(person): self._prompt(person) for person in people()}

    def key(self, person: Person) -> str:
        return f"{MODE}/{'-'.join(person)}"

    def drawn(self, chosen: Mapping[str, str], seed: int) -> Person:
        """Somebody with the chosen options, each as likely as any other; the same seed gives the same.

        Raises ``PersonaUnknown``.
        """
        left = among(chosen)
        if not left:
            raise PersonaUnknown
        return random.Random(seed).choice(left)  # noqa: S311 — must be repeatable, keeps no secret

    def _prompt(self, person: Person) -> str:
        said = {trait: self.traits[trait][option] for trait, option in zip(self.traits, person, strict=True)}
        shown = f"{said['presents']} {said['age']} {said['tone']}, {said['detail']}"
        return f"{self.opens} {shown}. {self.scene} {self.closes}"


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
