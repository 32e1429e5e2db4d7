"""Which consents a piece of work needs. Pure; the trigger in ``consent/lock.py`` says the same in SQL, and a test
compares the two on every combination.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import assert_never

from storage.records import GenerateRequest, InspectRequest, Purpose

ALWAYS = frozenset({Purpose.LIKENESS, Purpose.PROCESSING})

# Engines that edit the photo and never redraw the person. Any other name, also an unknown one, counts as generative.
REAL_PIXEL_ENGINES = frozenset({"studio"})

# Paints a person who does not exist. No photo goes in, so the yeses about photos say nothing about it; it has its own.
PERSONA_ENGINE = "persona"


def is_generative(engine: str) -> bool:
    return engine not in REAL_PIXEL_ENGINES


def needed(engine: str) -> frozenset[Purpose]:
    """For a job of this engine. A redrawn face must be compared with the photos before it may leave."""
    if engine == PERSONA_ENGINE:
        return frozenset({Purpose.PERSONA})
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
    """Whether the consents in force allow this work. A made-up person is never made from a photo, whoever agreed."""
    if isinstance(request, GenerateRequest) and request.engine == PERSONA_ENGINE and request.photo_ids:
        return False
    return needed_for(request) <= living


def needed_without_choice(request: InspectRequest | GenerateRequest) -> frozenset[Purpose]:
    """What this work cannot do without, whatever the person chose about comparing."""
    return needed_for(without_comparison(request))


def without_comparison(request: InspectRequest | GenerateRequest) -> InspectRequest | GenerateRequest:
    """The same work, comparing no faces."""
    return replace(request, comparison=False)
