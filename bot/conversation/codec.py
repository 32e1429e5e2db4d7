"""A state as JSON and back. It is stored with its version; what cannot be read is refused, never guessed.

Rule: when a phase's fields change, raise ``SCHEMA_VERSION``. The shell turns the refusal into ``StateUnreadable`` and
the person is told that the conversation starts afresh.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from bot import terms
from bot.conversation.states import PHASES, Phase, State
from storage.records import Placement

SCHEMA_VERSION = 7

_BY_NAME = {phase.__name__: phase for phase in PHASES}
_COUNTERS = ("session", "asked", "forget_asked", "requests", "verify_until")


class StateRefused(Exception):
    """The stored state is of another version or damaged."""


def dump(state: State) -> dict[str, Any]:
    phase = {"name": type(state.phase).__name__} | {
        field.name: getattr(state.phase, field.name) for field in fields(state.phase)
    }
    chosen = {"phase": phase, "terms": terms.dumped(state.terms), "placement": state.placement}
    return chosen | {name: getattr(state, name) for name in _COUNTERS}


def load(version: int, stored: dict[str, Any]) -> State:
    """Raises StateRefused for any other version, an unknown phase, or fields that are not exactly the phase's."""
    if version != SCHEMA_VERSION:
        raise StateRefused(f"version {version} is not {SCHEMA_VERSION}")
    if stored.keys() != {"phase", "terms", "placement", *_COUNTERS}:
        raise StateRefused("fields are not those of a state")
    counters = {name: stored[name] for name in _COUNTERS}
    if any(type(value) is not int or value < 0 for value in counters.values()):
        raise StateRefused("a counter is not a number")
    placement = stored["placement"]
    if placement not in ("", *Placement):
        raise StateRefused("unknown place for a label")
    try:
        allowed = terms.loaded(stored["terms"])
    except ValueError as damaged:
        raise StateRefused(str(damaged)) from None
    return State(phase=_phase(stored["phase"]), terms=allowed, placement=placement, **counters)


def _phase(stored: object) -> Phase:
    if not isinstance(stored, dict) or stored.get("name") not in _BY_NAME:
        raise StateRefused("unknown phase")
    phase = _BY_NAME[stored["name"]]
    chosen = {name: value for name, value in stored.items() if name != "name"}
    if chosen.keys() != {field.name for field in fields(phase)}:
        raise StateRefused("fields are not those of the phase")
    if not all(isinstance(value, str) for value in chosen.values()):
        raise StateRefused("a field of the phase is not text")
    return phase(**chosen)
