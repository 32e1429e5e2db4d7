"""Chooses the best of up to 8 photos: what can be framed well, large and level, then what differs. Always the same one.

It never looks at the person: only at how much of a good headshot the photo allows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.engines.studio import framing, subject
from generation.engines.studio.framing import Framing
from generation.engines.studio.measures import Subject
from generation.engines.studio.shapes import Shape
from generation.errors import Cancelled, CannotFrame
from generation.ports import Portrait


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The photo to use and why. ``cost``: 0 is perfect; ``notes`` are codes told to the person."""

    portrait: Portrait
    subject: Subject
    framing: Framing
    cost: float
    notes: tuple[str, ...]


def pick(portraits: Sequence[Portrait], shape: Shape, *, cancelled: Callable[[], bool] = lambda: False) -> Choice:
    """The best photo. Raises ``CannotFrame`` when none can be framed honestly, ``Cancelled``."""
    return ranked(portraits, shape, cancelled=cancelled)[0]


def ranked(
    portraits: Sequence[Portrait], shape: Shape, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Choice, ...]:
    """Every photo that can be framed, best first. Raises ``CannotFrame`` when there is none, ``Cancelled``."""
    choices = []
    for portrait in portraits:
        if cancelled():
            raise Cancelled
        seen = subject.read(portrait)
        try:
            framed = framing.search(seen, shape)
        except CannotFrame:
            continue
        choices.append(Choice(portrait=portrait, subject=seen, framing=framed, cost=framed.cost, notes=()))
    if not choices:
        raise CannotFrame
    return tuple(sorted(choices, key=lambda choice: choice.cost))
