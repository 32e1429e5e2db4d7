"""Which consents a job needs. Pure. The triggers in ``consent/lock.py`` say the same in SQL; a test compares both on
every combination.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from storage.records import GenerateRequest, InspectRequest, PaintedOn, Purpose

ALWAYS = frozenset({Purpose.LIKENESS, Purpose.PROCESSING})

# Engines that use no generative model. Every other name, also an unknown one, counts as one that redraws the person,
# but for the two below.
REAL_PIXEL_ENGINES = frozenset({"studio"})

# A model is given the photo and paints behind the person, whose pixels are put back: no face is compared for it.
BACKGROUND_ENGINE = "background"

# This engine paints a person who does not exist. It uses no photo, so it has a consent of its own.
PERSONA_ENGINE = "persona"


# The yes that a model needs to be given a photo: its sentence names the machine where that is another one.
PAINTED_WITH = frozenset({Purpose.GENERATIVE, Purpose.GENERATIVE_BACKGROUND})

# Of these, the yes with which another machine is sent a photo; for a background it is sent words.
SENDS_PHOTOS = frozenset({Purpose.GENERATIVE})


class NotAgreed(StrEnum):
    """What another machine's yes does not say of it as it is now."""

    HOST = "host"
    HOURS = "hours"


def is_generative(engine: str) -> bool:
    return engine not in REAL_PIXEL_ENGINES


def needed(engine: str) -> frozenset[Purpose]:
    """The consents that a job of this engine needs. A redrawn face must be compared with the photos before delivery."""
    if engine == PERSONA_ENGINE:
        return frozenset({Purpose.PERSONA})
    if engine == BACKGROUND_ENGINE:
        return ALWAYS | {Purpose.GENERATIVE_BACKGROUND}
    if is_generative(engine):
        return ALWAYS | {Purpose.GENERATIVE, Purpose.COMPARISON}
    return ALWAYS


def needed_for(request: InspectRequest | GenerateRequest) -> frozenset[Purpose]:
    match request:
        case InspectRequest():
            needs = ALWAYS
        case GenerateRequest():
            needs = needed(request.engine)
        case _:
            assert_never(request)
    return needs | {Purpose.COMPARISON} if request.comparison else needs


def covers(living: Set[Purpose], request: InspectRequest | GenerateRequest) -> bool:
    """Whether the consents in force allow this job. No consent allows to make a made-up person from a photo."""
    if isinstance(request, GenerateRequest) and request.engine == PERSONA_ENGINE and request.photo_ids:
        return False
    return needed_for(request) <= living


def not_agreed(said: Iterable[PaintedOn], there: PaintedOn) -> NotAgreed | None:
    """None when somebody agreed to this machine, and to at least the hours for which it keeps photos now."""
    of_it = [each.kept_hours for each in said if each.host == there.host]
    if not of_it:
        return NotAgreed.HOST
    if there.kept_hours is None or any(hours is not None and there.kept_hours <= hours for hours in of_it):
        return None
    return NotAgreed.HOURS


def needed_without_choice(request: InspectRequest | GenerateRequest) -> frozenset[Purpose]:
    """The consents that this job needs even when it compares no faces."""
    return needed_for(without_comparison(request))


def without_comparison(request: InspectRequest | GenerateRequest) -> InspectRequest | GenerateRequest:
    """The same job without comparing faces."""
    return replace(request, comparison=False)
