"""Finds the engines: one folder each.

An engine's package has ``opened(opening) -> Opened`` and an ``engine.toml``, which gives for each engine it offers the
name, its order, its portrayal of the person, and its words. ``offer`` is the button that chooses it. An engine whose
model is given the photo also has ``timed`` (the same with ``{ $seconds }`` for each picture), ``means`` (what choosing
it means) and ``notice`` (shown beside the consent boxes). ``looks`` names the looks it can make; without it, all.

A person agrees to the sentence of a purpose, which the bot and the lock in storage know; an engine unknown to them
needs every consent that redrawing needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from generation import own_words
from generation.devices import Elsewhere
from generation.errors import MemberIncomplete
from generation.ports import Engine, Inventor, Portrayal, Words
from storage.records import ModelCard

if TYPE_CHECKING:
    from generation.settings import GenerationSettings
    from generation.weights import Weights

DESCRIPTION = "engine.toml"
PAINTING = ("timed", "means", "notice")
PAINTS_ON_PHOTOS = frozenset({Portrayal.REDRAWN, Portrayal.KEPT_BEFORE_PAINTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an engine is opened with. ``name``: which of the engines of its package.

    ``folder``: a model's folder; None takes the one in the settings. ``framer``: makes an engine that frames photos and
    draws the contact sheet of the named looks. ``shared``: kept for all engines of one worker, each package's under its
    own name: two engines of one package load their model once. ``device``: cuda or cpu, where the operator insists.
    """

    weights: Weights
    settings: GenerationSettings
    framer: Callable[[Iterable[str]], Engine]
    name: str = ""
    folder: Path | None = None
    device: str = ""
    shared: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An engine ready to work: ``engine``, or ``inventor`` for made-up people. ``cards``: those of its models.

    ``elsewhere``: the machine it has its pictures painted on, None for this one.
    """

    engine: Engine | None
    portrayal: Portrayal
    inventor: Inventor | None = None
    cards: tuple[ModelCard, ...] = ()
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """``words``: the parts begin with ``engine-``. ``package``: its folder."""

    name: str
    package: str
    order: int
    words: Words
    looks: tuple[str, ...] = ()


def packages() -> tuple[str, ...]:
    """The folders here."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if found.ispkg))


def names() -> tuple[str, ...]:
    """The names that ``candid worker --engine`` accepts, in their order."""
    return tuple(each.name for each in descriptions())


def opened(name: str, opening: Opening) -> Opened:
    """The engine of that name. Raises ``MemberIncomplete``, and what the engine itself raises."""
    folder = next(each.package for each in descriptions() if each.name == name)
    package = import_module(f"{__name__}.{folder}")
    own_words.require_attributes(f"generation/engines/{folder}", package, "opened")
    ready: Opened = package.opened(replace(opening, name=name))
    return ready


def descriptions(folder: Path = Path(__file__).parent) -> tuple[Description, ...]:
    """Of every engine that a package here offers. Raises ``MemberIncomplete``, which names file and piece."""
    found = [each for name in packages() for each in _read(folder / name / DESCRIPTION)]
    return tuple(sorted(found, key=lambda each: (each.order, each.name)))


def _read(path: Path) -> list[Description]:
    where = "/".join(path.parts[-4:])
    if not path.is_file():
        raise MemberIncomplete(f"{where} is missing.")
    return [
        _description(f"{where}: [{name}]", name, path.parent.name, raw)
        for name, raw in tomllib.loads(path.read_text("utf-8")).items()
    ]


def _description(where: str, name: str, package: str, raw: dict[str, object]) -> Description:
    for piece in ("order", "portrayal", "words"):
        if piece not in raw:
            raise MemberIncomplete(f"{where} lacks {piece}.")
    said = raw["words"] if isinstance(raw["words"], dict) else {}
    words = {lang: {f"engine-{part}": str(text) for part, text in own.items()} for lang, own in said.items()}
    paints = raw["portrayal"] in PAINTS_ON_PHOTOS
    own_words.require(where, words, *(f"engine-{part}" for part in ("offer", *(PAINTING if paints else ()))))
    return Description(name=name, package=package, order=int(str(raw["order"])), words=words, looks=_looks(raw))


def _looks(raw: dict[str, object]) -> tuple[str, ...]:
    named = raw.get("looks")
    return tuple(map(str, named)) if isinstance(named, list) else ()
