"""A journey with a real chat platform, written down so that the tests can replay it: ``candid up --record DIR``.

One JSON object a line. The first says where it was made. Then, in the order of their coming:

    {"heard": N, …}                                          what the platform told the bot
    {"arrived": N, "event": "Typed", …}                      what the adapter made of it
    {"called": …, "with": {…}, "status": 200, "answered": …} what the bot asked of the platform, and its answer

Nothing of a person is in it. Each platform says which strings of its protocol are kept; ids and instants get stand-ins,
each the same one throughout; every other string is "…".
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, ClassVar

from bot import commands
from bot.conversation.understand import known_words
from bot.ports import Incoming
from bot.texts import catalog

Json = dict[str, Any]

FORMAT = 1
UNSAID = "…"

_hearing: ContextVar[int] = ContextVar("hearing", default=0)


class Cassette(ABC):
    """``path``: the file; its folder is made. ``made_on``: the platform, or what stood in for it.

    ``forms``: how the stand-in of a kind looks, with ``{kind}`` and ``{number}``. ``LARGEST``: a larger number is
    somebody's or some instant's, and is replaced by the stand-in of the kind ``NUMBER``.
    """

    LARGEST: ClassVar[int]
    NUMBER: ClassVar[str]

    def __init__(self, path: Path, platform: str, made_on: str, forms: Mapping[str, str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._forms = forms
        self._known: dict[tuple[str, str], str] = {}
        self._heard = 0
        self.write({"cassette": FORMAT, "platform": platform, "made_on": made_on})

    def heard(self, line: Json) -> None:
        """What follows from it, in tasks of its own as well, is told with its number."""
        self._heard += 1
        _hearing.set(self._heard)
        self.write({"heard": self._heard, **line})

    def arrived(self, event: Incoming) -> None:
        fields = {name: sorted(each) if isinstance(each, frozenset) else each for name, each in asdict(event).items()}
        self.write({"arrived": _hearing.get(), "event": type(event).__name__, **self.scrubbed(fields, "arrival")})

    def close(self) -> None:
        self._file.close()

    def scrubbed(self, value: Any, key: str) -> Any:  # noqa: ANN401 — any JSON
        """The same without anything of a person. ``key``: what it was called."""
        match value:
            case dict():
                return self.without_names(value)
            case list() | tuple():
                return [self.scrubbed(each, key) for each in value]
            case str():
                return self.without_words(value, key)
            case int() if value > self.LARGEST:
                return int(self.stand_in(self.NUMBER, str(value)))
            case _:
                return value

    @abstractmethod
    def without_names(self, value: Json) -> Json:
        """An object of the platform's, scrubbed, its keys as well."""

    @abstractmethod
    def without_words(self, value: str, key: str) -> str:
        """A string of the platform's, or what stands in for it."""

    def stand_in(self, kind: str, value: str) -> str:
        """The same one for the same value, numbered by the order of their coming."""
        known = self._known.get((kind, value))
        if known is None:
            number = 1 + sum(other == kind for other, _ in self._known)
            known = self._forms.get(kind, "{kind}0{number:08d}").format(kind=kind, number=number)
            self._known[kind, value] = known
        return known

    def write(self, line: Json) -> None:
        if not self._file.closed:
            self._file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
            self._file.flush()


def understood(words: str) -> bool:
    """Whether these are words the bot understands: typed by many, they say nothing of one."""
    if commands.read(words) is not None:
        return True
    return any(known_words(words, catalog.vocabulary(code)) for code in catalog.complete_languages())
