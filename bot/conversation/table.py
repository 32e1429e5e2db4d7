"""The parts of the transition table: a rule, the phases it holds in, and how the rules of all topics are joined.

Each module of ``bot.conversation.phases`` declares its own ``RULES`` with ``heard``, ``pressed`` and ``commanded``;
``bot.conversation.machine`` lists the modules. The types tie a rule's trigger and phases to its handler: a handler for
``Turn[JobEnded, Making]`` fits only a rule on ``JobEnded`` in ``Making``, and mypy refuses any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar, overload

from bot.commands import Command
from bot.conversation.actions import Verb
from bot.conversation.states import (
    PHASES,
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    Forgetting,
    Making,
    Phase,
    Planned,
    Reviewing,
    SigningRelease,
)
from bot.conversation.triggers import Press, Trigger
from bot.conversation.turn import Handler
from bot.ports import Commanded

P_co = TypeVar("P_co", covariant=True)
P = TypeVar("P")
Q = TypeVar("Q")
R = TypeVar("R")
T = TypeVar("T")

# --- where a rule holds -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Where(Generic[P_co]):
    """Phases, with their union as a type."""

    phases: tuple[type[P_co], ...]


@overload
def at(first: type[P], /) -> Where[P]: ...
@overload
def at(first: type[P], second: type[Q], /) -> Where[P | Q]: ...
@overload
def at(first: type[P], second: type[Q], third: type[R], /) -> Where[P | Q | R]: ...
def at(*phases: type[Any]) -> Where[Any]:
    """One to three phases; more of them get a name below."""
    return Where(phases)


ANYWHERE: Where[Phase] = Where(tuple(phase for phase in PHASES if phase is not Forgetting))
"""A rule for some phases by name goes before one that holds anywhere."""

ALWAYS: Where[Phase] = Where(PHASES)
USING: Where[CollectingPhotos | ChoosingLook | Reviewing] = Where((CollectingPhotos, ChoosingLook, Reviewing))
"""Where something new is begun on the strength of a yes."""

PLANNED: Where[Planned] = Where(
    (AskedForConsent, ChoosingConsent, SigningRelease, CollectingPhotos, ChoosingLook, Making, Reviewing)
)

# --- a rule -------------------------------------------------------------------------------------------------------

To = tuple[type[Phase], ...]


class Fresh(Enum):
    """What a button's argument must equal to count: the session, or the latest question that can erase."""

    SESSION = "session"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """In phases ``here``, on a trigger of type ``on``, do this; it leads to ``to`` or stays.

    ``which``: the verb of a press, the name of a command. ``fresh`` None: the argument names a picture, photo or job
    that is looked up. ``uses``: something new is done on the strength of a yes; when its words have changed since, it
    is asked anew instead.
    """

    here: tuple[type[object], ...]
    on: type[object]
    which: Verb | Command | None = None
    do: Handler[Any, Any]
    to: To = ()
    fresh: Fresh | None = None
    uses: bool = False

    @property
    def holds_anywhere(self) -> bool:
        return self.here in (ANYWHERE.phases, ALWAYS.phases)


def heard(on: type[T], do: Handler[T, P], *, here: Where[P], to: To = (), uses: bool = False) -> Rule:
    """An event from elsewhere, or something a person means that is neither a button nor a command."""
    return Rule(here=here.phases, on=on, do=do, to=to, uses=uses)


def pressed(
    verb: Verb,
    do: Handler[Press, P],
    *,
    here: Where[P],
    to: To = (),
    fresh: Fresh | None = None,
    uses: bool = False,
) -> Rule:
    """A button, a form, a vote, or the word that stands for one of them."""
    return Rule(here=here.phases, on=Press, which=verb, do=do, to=to, fresh=fresh, uses=uses)


def commanded(command: Command, do: Handler[Commanded, P], *, here: Where[P], to: To = ()) -> Rule:
    """A command, however it was given."""
    return Rule(here=here.phases, on=Commanded, which=command, do=do, to=to)


# --- all of them --------------------------------------------------------------------------------------------------

Key = tuple[type[object], str, type[object]]
Table = Mapping[Key, Rule]
"""(type of the trigger, verb or command or "", phase) -> the one rule that holds there."""


class TwoRules(Exception):
    """Two rules answer the same trigger in the same phase, and neither of them goes before the other."""


def joined(rules: Iterable[Rule]) -> Table:
    """The table of these rules. A rule for named phases goes before one that holds anywhere. Raises ``TwoRules``."""
    named: dict[Key, Rule] = {}
    anywhere: dict[Key, Rule] = {}
    for rule in rules:
        which = rule.which.value if rule.which else ""
        into = anywhere if rule.holds_anywhere else named
        for phase in rule.here:
            if (rule.on, which, phase) in into:
                raise TwoRules(rule.on.__name__, which, phase.__name__)
            into[rule.on, which, phase] = rule
    return {**anywhere, **named}


def rule_for(table: Table, trigger: Trigger, phase: type[Phase]) -> Rule | None:
    """A press is found by its whole verb, or by the verb's family."""
    match trigger:
        case Press():
            names: tuple[str, ...] = (trigger.verb, trigger.family)
        case Commanded():
            names = (trigger.name,)
        case _:
            names = ("",)
    found = (table.get((type(trigger), name, phase)) for name in names)
    return next((rule for rule in found if rule), None)
