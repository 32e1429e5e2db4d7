"""What a handler is given for one step and what it returns; and questions to the facts that many topics ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.conversation import consent
from bot.conversation.effects import Effect
from bot.conversation.facts import Facts
from bot.conversation.states import Phase, State
from storage.records import (
    AI_CLAIMS,
    TAKEN_ONLY,
    GenerateRequest,
    InspectRequest,
    Job,
    JobId,
    JobState,
    Lane,
    Photo,
    PhotoId,
    PhotoState,
    Purpose,
    Variant,
    VariantState,
)

Step = tuple[State, tuple[Effect, ...]]

ACTIVE = (JobState.QUEUED, JobState.RUNNING)
SAYS_AI = frozenset(claim.finding for claim in AI_CLAIMS)
VOTABLE = (VariantState.READY, VariantState.APPROVED, VariantState.REJECTED)


On_co = TypeVar("On_co", covariant=True)
Here_co = TypeVar("Here_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Generic[On_co, Here_co]):
    """``event``: the trigger, of the type its rule names; ``phase``: the phase of ``state``, one of the rule's."""

    state: State
    phase: Here_co
    event: On_co
    facts: Facts
    now: datetime

    def stay(self, *effects: Effect) -> Step:
        return self.state, effects

    def go(self, phase: Phase, *effects: Effect) -> Step:
        return replace(self.state, phase=phase), effects


AnyTurn = Turn[object, object]
On = TypeVar("On")
Here = TypeVar("Here")
Handler = Callable[[Turn[On, Here]], Step]
"""Decides one step. ``Handler[PhotoChecked, Making]`` is told of a checked photo, in that phase."""


def good_photos(facts: Facts, purpose: str = "") -> tuple[Photo, ...]:
    """Accepted photos that this purpose allows, oldest first; without those whose looks still follow."""
    accepted = (
        photo for photo in facts.photos if photo.state is PhotoState.ACCEPTED and not looks_follow(facts, photo)
    )
    allowed = (photo for photo in accepted if purpose not in TAKEN_ONLY or not says_ai(photo))
    return tuple(sorted(allowed, key=lambda photo: (photo.received_at, photo.id)))


def says_ai(photo: Photo) -> bool:
    """Whether the photo's own file says that AI made or changed it."""
    return any(finding.code in SAYS_AI for finding in photo.findings)


def unchecked_photos(facts: Facts) -> tuple[Photo, ...]:
    """Those whose verdict, or whose looks, are still to come."""
    return tuple(photo for photo in facts.photos if photo.state is PhotoState.RECEIVED or looks_follow(facts, photo))


def looks_follow(facts: Facts, photo: Photo) -> bool:
    """Whether the photo is accepted and a worker is still at its looks."""
    if photo.state is not PhotoState.ACCEPTED or photo.looks:
        return False
    active = (job.request for job in facts.jobs if job.state in ACTIVE)
    return any(isinstance(asked, InspectRequest) and asked.photo_id == photo.id for asked in active)


def active_jobs(facts: Facts) -> tuple[Job, ...]:
    """Jobs making new pictures, queued or running, that nobody has cancelled."""
    return tuple(job for job in _painting(facts) if getattr(job.request, "replaces", None) is None)


def _painting(facts: Facts) -> tuple[Job, ...]:
    """Active jobs, and those that make a finished picture again."""
    return tuple(
        job for job in facts.jobs if job.lane is Lane.GENERATE and job.state in ACTIVE and not job.cancel_requested
    )


def painting_jobs(facts: Facts, purpose: Purpose | None = None) -> tuple[JobId, ...]:
    """The active ones in which a model is given the photo; with ``purpose`` only those that need this yes."""
    return tuple(
        job.id
        for job in active_jobs(facts)
        if isinstance(job.request, GenerateRequest)
        and consent.paints(job.request.engine)
        and (purpose is None or purpose in consent.needed(job.request.engine))
    )


def photos_in_work(facts: Facts) -> frozenset[PhotoId]:
    """Photos that a running or waiting job needs; the end of a silent session must not erase them."""
    return frozenset(
        photo_id
        for job in _painting(facts)
        if isinstance(job.request, GenerateRequest)
        for photo_id in job.request.photo_ids
    )


def votable(facts: Facts) -> tuple[Variant, ...]:
    """Pictures that still exist, by number."""
    alive = (variant for variant in facts.variants if variant.state in VOTABLE and variant.object_id is not None)
    return tuple(sorted(alive, key=lambda variant: (variant.number, variant.created_at)))


def find_votable(facts: Facts, variant_id: str) -> Variant | None:
    return next((variant for variant in votable(facts) if variant.id == variant_id), None)


def numbers(variants: tuple[Variant, ...]) -> str:
    """``1, 2, 4``: how people name their pictures."""
    return ", ".join(str(variant.number) for variant in variants)


def later_stamp(previous: int, now: datetime) -> int:
    """The time in seconds, but always more than ``previous``: old buttons stay old even after a fresh start."""
    return max(previous + 1, int(now.timestamp()))
