"""A member's own words: the file of a check, safeguard, look or engine holds the sentences people read about it.

Shape: language -> part -> sentence, each a Fluent pattern on one line. English must be complete, since a language that
lacks a part falls back to it; ``lacking`` names those parts. A new language has the words of all members in
``generation/languages/LANG/members.toml``: kind -> code -> part; the member's own file wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from generation.errors import MemberIncomplete
from generation.ports import Words

SOURCE = "en"
LANGUAGES = Path(__file__).with_name("languages")
FILE = "members.toml"


def whole(kind: str, code: str, words: Words) -> Words:
    """A member's own words, plus those that the languages' ``members.toml`` files have for it."""
    brought = {language: file.get(kind, {}).get(code, {}) for language, file in _languages().items()}
    both = {language: {**brought.get(language, {}), **words.get(language, {})} for language in {*words, *brought}}
    return {language: said for language, said in sorted(both.items()) if said}


@cache
def _languages(folder: Path = LANGUAGES) -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]:
    return {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in folder.glob(f"*/{FILE}")}


def said(kind: str, code: str, words: Words, language: str, part: str) -> str:
    """One part of a member's words in that language, else in English."""
    return whole(kind, code, words).get(language, {}).get(part) or words[SOURCE][part]


def require(where: str, words: Words, *parts: str) -> None:
    """Raises ``MemberIncomplete``, which names ``where`` and the first part that English lacks."""
    for part in parts:
        if not words.get(SOURCE, {}).get(part):
            raise MemberIncomplete(f"{where} lacks the English words for {part!r}.")
    for language, own in words.items():
        for part, sentence in own.items():
            if "\n" in sentence:
                raise MemberIncomplete(f"{where}: the {language} words for {part!r} are longer than one line.")


def require_attributes(where: str, member: object, *names: str) -> None:
    """Raises ``MemberIncomplete``, which names ``where`` and the first of ``names`` that is missing."""
    for name in names:
        if not hasattr(member, name):
            raise MemberIncomplete(f"{where} lacks {name}.")


def lacking(words: Words, language: str) -> Iterator[str]:
    """Parts that have no words in ``language`` and are told in English."""
    return (part for part in words.get(SOURCE, {}) if part not in words.get(language, {}))
