"""The desk's words: a file per language beside this one, the nearest to what the operator's browser asks for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from bot.platforms.web.render import direction

FOLDER = Path(__file__).with_name("words")
SOURCE = "en"
ISOLATED = "\u2068{}\u2069"  # Unicode's first strong isolate


class Words:
    """``words("key", name=value)``: the sentence of a key in one language, as text; not yet escaped for HTML.

    In a sentence from right to left each value keeps its own direction: "22:00-07:00" would read "07:00-22:00".
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = direction(language)
        self._known = _read(language)
        self._apart = ISOLATED if self.direction == "rtl" else "{}"

    def __call__(self, key: str, **values: object) -> str:
        return self._known[key].format(**{name: self._apart.format(value) for name, value in values.items()})

    def figure(self, name: str, otherwise: str) -> str:
        """What a figure counts. A key with a star is that of each engine or connection, which its sentence names."""
        for key in self._known:
            begins, star, ends = key.removeprefix("now.").partition("*")
            if key.startswith("now.") and star and name.startswith(begins) and name.endswith(ends):
                return self(key, of=name.removeprefix(begins).removesuffix(ends).replace("_", " "))
        return self.near(f"now.{name}", otherwise)

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
