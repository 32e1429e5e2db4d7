"""What every part of the shell is given: storage, the platforms and the operator's settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.conversation.events import Event
from bot.ports import Platform
from bot.shell.hits import Hits
from storage.pictures.registry import Registry
from storage.records import ConsentSource, PersonId
from storage.store import Storage

if TYPE_CHECKING:
    from bot.settings import BotSettings


def _unheard(_line: str) -> None:
    """Nobody is at the terminal."""


def _unwatched(_person_id: PersonId, _event: Event) -> None:
    """Nobody follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """``consent_source``: who is saying yes here; only ``candid try`` sets it to the operator's own statement.

    ``registry``: the pictures this installation can know again; ``hits``: what of them /verify found lately.
    ``notice`` takes a line for the operator's terminal; it never holds anything about a person. ``heard`` is told of
    every event a turn was committed for; ``candid try`` and tests follow a journey by it.
    """

    storage: Storage
    settings: BotSettings
    platforms: dict[str, Platform] = field(default_factory=dict)
    consent_source: ConsentSource = ConsentSource.PERSON
    registry: Registry = field(default_factory=Registry)
    hits: Hits = field(default_factory=Hits)
    notice: Callable[[str], None] = _unheard
    heard: Callable[[PersonId, Event], None] = _unwatched
