"""Finds the engines: one folder each.

An engine's package has ``opened(opening) -> Opened`` and an ``engine.toml``, which gives for each engine it offers the
name, its order, its portrayal of the person, and its words. ``offer`` is the button that chooses it. An engine whose
model redraws the person also has ``timed`` (the same with ``{ $seconds }`` for each picture), ``means`` (what choosing
it means) and ``notice`` (shown beside the consent boxes). A person agrees to the sentence of a purpose, which the bot
and the lock in storage know; an engine unknown to them needs every consent that redrawing needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from generation import own_words
from generation.errors import MemberIncomplete
from generation.ports import Engine, Inventor, Portrayal, Words
from storage.records import ModelCard

if TYPE_CHECKING:
    from generation.settings import GenerationSettings
    from generation.weights import Weights

DESCRIPTION = "engine.toml"
REDRAWING = ("timed", "means", "notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an engine is opened with. ``folder``: a model's folder; None takes the one in the settings. ``framer``:
    makes an engine that frames photos and draws the contact sheet of the named looks.
    """

    weights: Weights
    settings: GenerationSettings
    framer: Callable[[Iterable[str]], Engine]
    mode: str = ""
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An engine ready to work. ``inventor``: an engine of made-up people with it; ``cards``: those of its models."""

    engine: Engine
    portrayal: Portrayal
    inventor: Inventor | None = None
    cards: tuple[ModelCard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """``words``: the parts begin with ``engine-``."""

    name: str
    order: int
    words: Words


def names() -> tuple[str, ...]:
    """The names that ``candid worker --engine`` accepts."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if found.ispkg))


def opened(name: str, opening: Opening) -> Opened:
    """Raises ``MemberIncomplete``, and what the engine itself raises."""
    package = import_module(f"{__name__}.{name}")
    own_words.require_attributes(f"generation/engines/{name}", package, "opened")
    ready: Opened = package.opened(opening)
    return ready


def descriptions(folder: Path = Path(__file__).parent) -> tuple[Description, ...]:
    """Of every engine that a package here offers. Raises ``MemberIncomplete``, which names file and piece."""
    found = [each for name in names() for each in _read(folder / name / DESCRIPTION)]
    return tuple(sorted(found, key=lambda each: (each.order, each.name)))


def _read(path: Path) -> list[Description]:
    where = "/".join(path.parts[-4:])
    if not path.is_file():
        raise MemberIncomplete(f"{where} is missing.")
    return [
        _description(f"{where}: [{name}]", name, raw) for name, raw in tomllib.loads(path.read_text("utf-8")).items()
    ]


def _description(where: str, name: str, raw: dict[str, object]) -> Description:
    for piece in ("order", "portrayal", "words"):
        if piece not in raw:
            raise MemberIncomplete(f"{where} lacks {piece}.")
    said = raw["words"] if isinstance(raw["words"], dict) else {}
    words = {lang: {f"engine-{part}": str(text) for part, text in own.items()} for lang, own in said.items()}
    redraws = raw["portrayal"] == Portrayal.REDRAWN
    own_words.require(where, words, *(f"engine-{part}" for part in ("offer", *(REDRAWING if redraws else ()))))
    return Description(name=name, order=int(str(raw["order"])), words=words)
