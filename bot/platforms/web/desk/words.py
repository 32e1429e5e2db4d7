"""The desk's words: a file per language beside this one, the nearest to what the operator's browser asks for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")
SOURCE = "en"


class Words:
    """``words("key", name=value)``: the sentence of a key in one language, as text; not yet escaped for HTML."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._known = _read(language)

    def __call__(self, key: str, **values: object) -> str:
        return self._known[key].format(**values)

    def near(self, key: str, otherwise: str) -> str:
        """For what may have no sentence of its own: ``otherwise``, as it came."""
        return self._known.get(key, otherwise)

    def count(self, count: int | None) -> str:
        """None is a count from one to four."""
        return self("few") if count is None else str(count)


def wanted(accepted: str) -> Words:
    """``accepted``: an ``Accept-Language`` header, "de-AT,de;q=0.9,en;q=0.5"; its order is taken as it stands."""
    there = {path.stem for path in FOLDER.glob("*.json")}
    asked = (each.partition(";")[0].strip().lower().partition("-")[0] for each in accepted.split(","))
    return Words(next((language for language in asked if language in there), SOURCE))


@cache
def _read(language: str) -> dict[str, str]:
    known: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return known
