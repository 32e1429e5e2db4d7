"""Which consents a job needs. Pure. The triggers in ``consent/lock.py`` say the same in SQL; a test compares both on
every combination.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from typing import assert_never

from storage.records import GenerateRequest, InspectRequest, Purpose

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


def names(sentence: str, host: str) -> bool:
    """Whether this host, and not one of a longer name, stands in a sentence that somebody agreed to."""
    return re.search(rf"(?<![\w.-]){re.escape(host)}(?![\w-]|\.\w)", sentence) is not None


def needed_without_choice(request: InspectRequest | GenerateRequest) -> frozenset[Purpose]:
    """The consents that this job needs even when it compares no faces."""
    return needed_for(without_comparison(request))


def without_comparison(request: InspectRequest | GenerateRequest) -> InspectRequest | GenerateRequest:
    """The same job without comparing faces."""
    return replace(request, comparison=False)
