"""What a model's manifest must say, so that others can write one: every fault is named, with what the field may be.

Pure: a table as TOML gives it, and sentences. ``candid weights check FILE`` prints them; the README has the fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ENGINES = ("background", "redraw", "persona")
DTYPES = ("bfloat16", "float16", "float32")


@dataclass(frozen=True, slots=True)
class Rule:
    """``holds``: of a value; ``said``: what it may be."""

    said: str
    holds: Callable[[Any], bool]
    required: bool = True


def _text(pattern: str = r"(?s).*\S.*") -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _number(least: float, most: float, *, multiple: int = 0) -> Callable[[Any], bool]:
    """With ``multiple`` a whole one."""

    def holds(value: Any) -> bool:
        kinds = int if multiple else int | float
        if isinstance(value, bool) or not isinstance(value, kinds):
            return False
        return least <= value <= most and (not multiple or value % multiple == 0)

    return holds


def _list(of: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(of, value))


def _tables(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())


MODEL: Mapping[str, Rule] = {
    "name": Rule("small letters, digits, points and hyphens", _text(r"[a-z0-9][a-z0-9.-]*")),
    "title": Rule("its name as people read it", _text()),
    "job": Rule("what it does, as people read it", _text()),
    "repo": Rule("OWNER/NAME on the hub", _text(r"[\w.-]+/[\w.-]+")),
    "revision": Rule('40 hex characters, or "" until it is pinned', _text("|[0-9a-f]{40}")),
    "pinned": Rule("false; `candid weights pin` writes the other", lambda value: isinstance(value, bool)),
    "licence": Rule("the licence's id, like Apache-2.0", _text()),
    "commercial": Rule("true where the licence allows commercial use", lambda value: isinstance(value, bool)),
    "training_data": Rule("what its makers state, with the day it was read", _text()),
    "unsaid": Rule("what nobody says", _text()),
    "found": Rule("what others established, with source and day", _text("(?s).*"), required=False),
    "card": Rule("where its makers describe it", _text()),
    "limits": Rule("what is known to go wrong, with sources", _text()),
    "pipeline": Rule("the name of a class of diffusers", _text(r"[A-Z]\w+")),
    "engines": Rule(
        f"a list out of {', '.join(ENGINES)}",
        lambda value: bool(value) and _list(lambda each: each in ENGINES)(value),
        required=False,
    ),
    "memory_gb": Rule("GB of a card, 0 for not known", _number(0, 10_000), required=False),
    "memory_source": Rule("who says so", _text("(?s).*"), required=False),
    "painting": Rule("a table", lambda value: isinstance(value, dict)),
    "file": Rule("tables of path, bytes and sha256", _list(lambda each: isinstance(each, dict)), required=False),
    "unread": Rule("a table of reason, tried and on", lambda value: isinstance(value, dict), required=False),
    "told": Rule("a table for each language", _tables, required=False),
}
PAINTING: Mapping[str, Rule] = {
    "side": Rule("a multiple of 16 from 64 to 4096", _number(64, 4096, multiple=16)),
    "steps": Rule("a whole number from 1 to 200", _number(1, 200, multiple=1)),
    "guidance": Rule("a number from 0 to 20", _number(0, 20)),
    "true_cfg": Rule("a number from 0 to 20", _number(0, 20), required=False),
    "references": Rule("a whole number from 0 to 16", _number(0, 16, multiple=1)),
    "dtype": Rule(f"one of {', '.join(DTYPES)}", lambda value: value in DTYPES),
}


def faults(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Every fault of a manifest, each with its field; () for a good one."""
    found = [*_table(raw, MODEL, "")]
    painting = raw.get("painting")
    if isinstance(painting, dict):
        found += _table(painting, PAINTING, "painting.")
        if not painting.get("references") and "redraw" in raw.get("engines", ENGINES):
            found.append("painting.references is 0: a model that takes no photo redraws nobody")
    if raw.get("memory_gb") and not raw.get("memory_source"):
        found.append("memory_source is missing: who says how much memory it needs")
    return tuple(found)


def _table(raw: Mapping[str, Any], rules: Mapping[str, Rule], where: str) -> Iterator[str]:
    for name, rule in rules.items():
        if name not in raw:
            if rule.required:
                yield f"{where}{name} is missing: {rule.said}"
        elif not rule.holds(raw[name]):
            yield f"{where}{name} is {raw[name]!r:.60}: {rule.said}"
    for name in raw:
        if name not in rules:
            yield f"{where}{name} is unknown"
