"""What a button sends back: ``verb:argument``, e.g. ``purpose.cv:1763850000`` or ``vote.approve:<variant id>``.

The argument says what the press is about: a session, a question, a picture, a photo or a job. A press whose argument
no longer fits is stale and is answered without effect.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_LENGTH = 80  # bot/ports.py; the smallest limit of the platforms is Discord's 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """``family`` is the verb up to its first dot: what the transition table knows it by."""

    verb: str
    argument: str

    @property
    def family(self) -> str:
        return self.verb.partition(".")[0]

    @property
    def choice(self) -> str:
        """What follows the family: ``cv`` of ``purpose.cv``."""
        return self.verb.partition(".")[2]


def action(verb: str, argument: str | int = "") -> str:
    """Raises ValueError when a platform could not carry it."""
    written = f"{verb}:{argument}"
    if len(written) > MAX_LENGTH:
        raise ValueError(f"action too long: {written}")
    return written


def read(written: str) -> Action:
    verb, _, argument = written.partition(":")
    return Action(verb=verb, argument=argument)
