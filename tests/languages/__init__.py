"""What tests know of each language, apart from the product: one file per language, found by being here.

A new language adds ``tests/languages/LANG.py`` with its ``LANGUAGE``; no test names a language in a list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

# Vowel signs are no letters to Python's \w and \b, but belong to their word.
IN_A_WORD = r"[\w\u0900-\u0963\u064b-\u0652\u0670]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Patterns are regular expressions of whole words, read without regard to case unless said otherwise.

    ``promising``: words that promise (``tests/promises``). ``never``: the machine room, hype, flattery, shame.
    ``person``: words that describe a person, which no caption may. ``blaming``: what a refusal may not say
    to a person. ``ai``: how "AI" is written, case counts. ``age``: reading age of a text in years, by a
    published formula.
    """

    promising: re.Pattern[str]
    never: str
    person: str
    blaming: str
    ai: str
    age: Callable[[str], float]
    hard: str  # a sentence that is too hard
    easy: str  # two that a child of eight can read
    hyped: str  # a sentence with a word of ``never``
    wishes: tuple[tuple[str, str], ...]  # what people type -> what it means
    no_wishes: tuple[str, ...]  # what must not be taken for a wish
    typed: tuple[tuple[str, str], ...]  # other words people type -> what they mean
    keeping: tuple[str, ...]  # answers to "Erase everything?" that keep it
    erasing: str  # the one that erases it
    several: tuple[str, ...]  # "looks 1, 3 and 5", said in each way people say it
    speaks: Mapping[str, str]  # what was done to a picture -> how a sentence says so; case counts
    real: str  # how a sentence calls a picture a real photo
    denied: str  # sentences that deny a thing, which do not speak of it
    told: Mapping[str, str]  # "assembled" and "drawn": how a sentence says so of an upload
    labels: Mapping[str, str]  # label code -> its words, by hand from design §5b
    oldest: float = 10.0  # years, over all texts
    oldest_single: float = 14.5  # years, for one text of at least 20 words: one long word there weighs much


@cache
def known() -> Mapping[str, Language]:
    """Code -> what is known of it, English first."""
    codes = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")
    found = {code: import_module(f"{__name__}.{code}").LANGUAGE for code in codes}
    return {"en": found["en"], **found}


def words(*patterns: str) -> re.Pattern[str]:
    """Any of these, as whole words, in any case."""
    return re.compile(rf"(?<!{IN_A_WORD})(?:{'|'.join(patterns)})(?!{IN_A_WORD})", re.IGNORECASE)
