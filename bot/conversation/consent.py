"""Which yes is needed for what. The same rule stands in storage and is asked again by the worker; all three refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ports import Text
from storage.records import PaintedOn, Purpose

if TYPE_CHECKING:
    from bot.conversation.facts import Facts

Numbers = tuple[tuple[str, int], ...]

STUDIO = "studio"  # the engine that never repaints a face
BACKGROUND = "background"  # a model paints behind the person, who is put back as taken
PERSONA = "persona"  # paints people who do not exist, from no photo

_STUDIO_NEEDS = (Purpose.LIKENESS, Purpose.PROCESSING)
_STUDIO_MAY_ASK = (Purpose.COMPARISON,)
_BACKGROUND_NEEDS = (*_STUDIO_NEEDS, Purpose.GENERATIVE_BACKGROUND)
# A redrawn face must be compared with the photos, or nobody could tell whether it still is the person.
_GENERATIVE_NEEDS = (Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON, Purpose.GENERATIVE)

# Without these two nothing of the person may be held.
HOLDING = frozenset({Purpose.LIKENESS, Purpose.PROCESSING})

# Purposes whose sentence says how long things are kept.
NUMBERED = frozenset({Purpose.PROCESSING})

# Purposes that a typed name signs: those asked before a photo of the person is taken.
SIGNED = frozenset(Purpose) - {Purpose.PERSONA, Purpose.DIRECTORY}

# The yes that lets an engine's model have a photo; of an engine that nobody listed, the one to redrawing.
_REDRAWING = Purpose.GENERATIVE
_OF_MODEL = {BACKGROUND: Purpose.GENERATIVE_BACKGROUND, PERSONA: None}

_WITH_EXAMPLE = {Purpose.LIKENESS: "consent-likeness-example"}  # who tries the example portrait is not in it


Elsewhere = Mapping[str, tuple[str, ...]]  # engine -> (host, hours), as ``Facts.elsewhere``


def sentence(purpose: Purpose, *, example: bool = False) -> str:
    """Key of what is agreed to. ``example``: the page offers a public portrait too, and the box says that it is one."""
    usual = f"consent-{purpose.value}"
    return _WITH_EXAMPLE.get(purpose, usual) if example else usual


def asked(purpose: Purpose, numbers: Numbers, elsewhere: Elsewhere, *, example: bool = False) -> Text:
    """What is agreed to, with the numbers and the machine that hold here: they are part of what the hash is of."""
    there = next((where for engine, where in elsewhere.items() if purpose is _OF_MODEL.get(engine, _REDRAWING)), None)
    if there is not None:
        host, hours = there
        photos = (("kept", int(hours)),) if purpose is _REDRAWING else ()
        return Text(key=f"{sentence(purpose)}-elsewhere", args=(("host", host), *photos))
    return Text(key=sentence(purpose, example=example), args=numbers if purpose in NUMBERED else ())


def painted_on(said: Text) -> PaintedOn | None:
    """The other machine that a sentence of ``asked`` names."""
    told = dict(said.args)
    if "host" not in told:
        return None
    return PaintedOn(host=str(told["host"]), kept_hours=int(told["kept"]) if "kept" in told else None)


def words(facts: Facts, purpose: Purpose) -> Text:
    """What this person is asked to agree to."""
    return asked(purpose, numbers(facts), facts.elsewhere, example=facts.example)


def numbers(facts: Facts) -> Numbers:
    """Hours for which photos are kept, days for pictures, and days for the person after their last file."""
    return kept(facts.photo_retention, facts.result_retention, facts.person_grace)


def kept(photos: timedelta, results: timedelta, person: timedelta) -> Numbers:
    return ("hours", round(photos.total_seconds() / 3600)), ("days", results.days), ("person", person.days)


def engine_of(round_: object) -> str:
    """The engine of a phase or a request; the studio where none is named."""
    return str(getattr(round_, "engine", STUDIO))


def redraws(engine: str) -> bool:
    """Whether a model of this engine may repaint the person's face."""
    return engine not in (STUDIO, BACKGROUND, PERSONA)


def redrawn_at(elsewhere: Elsewhere) -> dict[str, int]:
    """Other machines that a photo goes to where a model redraws -> for how many hours it stays there."""
    found = {where for engine, where in elsewhere.items() if redraws(engine)}
    return {host: int(hours) for host, hours in sorted(found)}


def paints(engine: str) -> bool:
    """Whether a generative model of this engine is given the person's photo."""
    return engine not in (STUDIO, PERSONA)


def rests_on(engine: str) -> frozenset[Purpose]:
    """What must live for a picture of this engine to be held."""
    return frozenset({Purpose.PERSONA}) if engine == PERSONA else HOLDING


def needed(engine: str) -> frozenset[Purpose]:
    if engine == PERSONA:
        return frozenset({Purpose.PERSONA})
    own = {STUDIO: _STUDIO_NEEDS, BACKGROUND: _BACKGROUND_NEEDS}
    return frozenset(own.get(engine, _GENERATIVE_NEEDS))


def boxes(engine: str, current: frozenset[Purpose]) -> tuple[Purpose, ...]:
    """What to ask in the form, in this order: only what has no yes in today's words."""
    asked = {
        STUDIO: (*_STUDIO_NEEDS, *_STUDIO_MAY_ASK),
        BACKGROUND: (*_BACKGROUND_NEEDS, *_STUDIO_MAY_ASK),
        PERSONA: (Purpose.PERSONA,),
    }
    return tuple(purpose for purpose in asked.get(engine, _GENERATIVE_NEEDS) if purpose not in current)


def covers(living: frozenset[Purpose], engine: str) -> bool:
    return needed(engine) <= living


def asked_anew(engine: str, outdated: frozenset[Purpose]) -> frozenset[Purpose]:
    """Of what this engine asks: those whose words have changed since the person agreed."""
    return outdated & frozenset(boxes(engine, frozenset()))
