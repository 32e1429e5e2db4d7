"""Reads the words that stand in or beside a picture: ``generation/languages/LANG/pictures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parents[1] / "languages"
FILE = "pictures.toml"
FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # one per language: compared by identity
class Words:
    """``label``: by label code; ``sentences``: by the table's ``sentence``; ``direction``: "ltr" or "rtl"."""

    language: str
    direction: str
    preview: str
    label: Mapping[str, str]
    sentences: Mapping[str, str]
    verify: Mapping[str, str]
    page: Mapping[str, str]


@cache
def languages() -> tuple[str, ...]:
    """Every language a label can be written in, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{FILE}")))


def words(language: str) -> Words:
    """The words of ``language`` ("de" also for "de-AT"), English for one we do not have."""
    short = language.replace("_", "-").split("-")[0].lower()
    return _read(short if short in languages() else FALLBACK)


@cache
def _read(language: str) -> Words:
    raw = tomllib.loads((FOLDER / language / FILE).read_text("utf-8"))
    rest = {name: _table(raw, name) for name in ("xmp", "verify", "page")}
    return Words(
        language=language,
        direction=raw["direction"],
        preview=raw["preview"],
        label=MappingProxyType(raw["label"]),
        sentences=rest["xmp"],
        verify=rest["verify"],
        page=rest["page"],
    )


def _table(raw: dict[str, Any], name: str) -> Mapping[str, str]:
    """The table of this name; what the language lacks of it is in English."""
    english = tomllib.loads((FOLDER / FALLBACK / FILE).read_text("utf-8"))
    return MappingProxyType(english[name] | raw.get(name, {}))
