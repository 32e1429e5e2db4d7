"""Where a conversation stands. One phase is in the foreground; jobs run and votes count whatever it is.

Rules: a state holds ids and choices, never a byte, a name or a time of day; what lives in the database (photos, jobs,
pictures, consents) is read from ``Facts`` and not kept here a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.terms import OPEN, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Nothing is being asked. Pictures made earlier can still be voted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingPurpose:
    """Told who speaks; asked what the picture is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingEngine:
    """Asked whether a model may redraw the person. Only met where a generative worker is alive."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForConsent:
    """Two equal buttons: show me the choices, or no thanks."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingConsent:
    """The boxes are shown, none ticked."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectingPhotos:
    """Consent is living; no photo was found good yet."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingLook:
    """At least one photo is good; look and number are asked together. More photos are welcome."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Pictures were asked for; the worker has the word."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """The pictures are here, or none could be made: votes, another look, or done."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingPersonaUse:
    """A made-up person is wished for; asked for which of the few uses where that deceives nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribingPersona:
    """Told about the model; asked for the yes, then who it shall be. ``purpose``: of storage.persona_catalogue.USES."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingPersona:
    """Made-up people were asked for; the worker has the word."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewingPersona:
    """Made-up people are here, or none could be made."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """Everything is being erased. Nothing else is heard until it is done."""


Phase = (
    Idle
    | ChoosingPurpose
    | ChoosingEngine
    | AskedForConsent
    | ChoosingConsent
    | CollectingPhotos
    | ChoosingLook
    | Making
    | Reviewing
    | ChoosingPersonaUse
    | DescribingPersona
    | MakingPersona
    | ReviewingPersona
    | Forgetting
)

PHASES: tuple[type[Phase], ...] = (
    Idle,
    ChoosingPurpose,
    ChoosingEngine,
    AskedForConsent,
    ChoosingConsent,
    CollectingPhotos,
    ChoosingLook,
    Making,
    Reviewing,
    ChoosingPersonaUse,
    DescribingPersona,
    MakingPersona,
    ReviewingPersona,
    Forgetting,
)

# The bot has asked and the person has the word: silence here is followed by a reminder, then by erasing the photos.
WAITING_FOR_PERSON: tuple[type[Phase], ...] = (
    ChoosingPurpose,
    ChoosingEngine,
    AskedForConsent,
    ChoosingConsent,
    CollectingPhotos,
    ChoosingLook,
    ChoosingPersonaUse,
    DescribingPersona,
)

# A session with a purpose and an engine chosen and consent asked for.
Planned = AskedForConsent | ChoosingConsent | CollectingPhotos | ChoosingLook | Making | Reviewing


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One person's conversation.

    ``session``: when the latest ``/headshot`` was heard, in seconds since 1970; buttons of a step carry it, so that a
    button from an older round is told from a living one. ``asked``: the same for questions that can erase
    (``/forget-me``, withdrawing): only the latest question's buttons count. Both only ever grow, even past a state
    that could not be read. ``forget_asked``: the stamp of ``/forget-me``'s question while it is the last thing said, so
    that "keep" and "erase" answer it; else 0. ``requests``: sets of pictures asked for in this session.
    ``verify_until``: after /verify, until when the next picture is read for its marks only (seconds since 1970); else
    0. ``placement``: where the person wants the label on their pictures, "" until they picked a place; kept from round
    to round. ``terms``: what the place allows where the latest round was begun, without saying where that was.
    """

    phase: Phase
    session: int = 0
    asked: int = 0
    forget_asked: int = 0
    requests: int = 0
    verify_until: int = 0
    placement: str = ""
    terms: Terms = OPEN


def start() -> State:
    """The state of a person never met before, or just forgotten."""
    return State(phase=Idle())
