"""Reads the words that stand in or beside a picture: ``generation/languages/LANG/pictures.toml``.

What is said of a picture's marks lies in ``storage.marks_told``, since the chat says the same.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from storage import marks_told

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

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
    page: Mapping[str, str]

    def of_marks(self, key: str, **shown: str) -> str:
        """The sentence "verify-KEY" of ``storage.marks_told``, in English where the language lacks it.

        Raises KeyError for a key that nobody has, or where an argument is missing.
        """
        bundle = _of_marks(self.language)
        pattern = bundle.get_message(f"verify-{key}").value if bundle.has_message(f"verify-{key}") else None
        if pattern is None:
            raise KeyError(key)
        said, missing = bundle.format_pattern(pattern, {name: self._isolated(value) for name, value in shown.items()})
        if missing:
            raise KeyError(f"{key}: {missing[0]}")
        return str(said)

    def _isolated(self, value: str) -> str:
        """Words of another direction turn nothing around, and "AI · خلفية" begins at the right, as in a picture."""
        kinds = {unicodedata.bidirectional(letter) for letter in value}
        if self.direction == "rtl":
            return f"\u2067{value}\u2069" if "L" in kinds else value
        return f"\u2068{value}\u2069" if kinds & {"R", "AL"} else value

    def tells(self, key: str) -> bool:
        """Whether there is such a sentence about marks."""
        return bool(_of_marks(self.language).has_message(f"verify-{key}"))


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
    raw = _raw(FOLDER / language / FILE)
    rest = {name: _table(raw, name) for name in ("xmp", "page")}
    return Words(
        language=language,
        direction=raw["direction"],
        preview=raw["preview"],
        label=MappingProxyType(raw["label"]),
        sentences=rest["xmp"],
        page=rest["page"],
    )


@cache
def _raw(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


@cache
def _of_marks(language: str) -> FluentBundle:
    """Fluent is loaded with the first sentence."""
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([language, FALLBACK], use_isolating=False)
    for each in dict.fromkeys((FALLBACK, language)):
        file = marks_told.FOLDER / each / marks_told.FILE
        if file.exists():
            bundle.add_resource(FluentResource(file.read_text("utf-8")), allow_overrides=True)
    return bundle


def _table(raw: dict[str, Any], name: str) -> Mapping[str, str]:
    """The table of this name; what the language lacks of it is in English."""
    return MappingProxyType(_raw(FOLDER / FALLBACK / FILE)[name] | raw.get(name, {}))
