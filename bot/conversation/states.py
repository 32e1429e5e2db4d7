"""Where a conversation stands: one phase is in the foreground. Jobs run and votes count in every phase.

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
    """The bot introduced itself and asked what the picture is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingEngine:
    """Asked whether a model may redraw the person. Only where a generative worker is alive."""

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
class SigningRelease:
    """Boxes were ticked, and the person is asked to type their name. ``ticked``: the purposes, parted by blanks."""

    purpose: str
    engine: str
    ticked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectingPhotos:
    """Consent is given; no photo has been accepted yet."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingLook:
    """At least one photo is accepted; look and number are asked together. More photos are welcome."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Pictures were asked for; a worker makes them."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """The pictures are here, or none could be made. Next: votes, another look, or the end."""

    purpose: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingPersonaUse:
    """Asked what a made-up person is for: one of the few uses where that deceives nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribingPersona:
    """Asked for the yes, then for the traits. ``purpose``: one of storage.persona_catalogue.USES."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingPersona:
    """Made-up people were asked for; a worker makes them."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewingPersona:
    """Made-up people are here, or none could be made."""

    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """Everything is being erased. Nothing else is done until that is over."""


Phase = (
    Idle
    | ChoosingPurpose
    | ChoosingEngine
    | AskedForConsent
    | ChoosingConsent
    | SigningRelease
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
    SigningRelease,
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
    SigningRelease,
    CollectingPhotos,
    ChoosingLook,
    ChoosingPersonaUse,
    DescribingPersona,
)

# A session with a purpose and an engine chosen and consent asked for.
Planned = AskedForConsent | ChoosingConsent | SigningRelease | CollectingPhotos | ChoosingLook | Making | Reviewing


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One person's conversation.

    ``session``: when the latest ``/headshot`` was heard, in seconds since 1970. Buttons carry it, so that one of an
    older round is recognised. ``asked``: the same for questions that can erase (``/forget-me``, withdrawing): only the
    buttons of the latest question count. Both only grow, even after a state that could not be read.
    ``forget_asked``: the stamp of ``/forget-me``'s question while it is the last message, so that a typed "keep" or
    "erase" answers it; else 0. ``requests``: how many sets of pictures were asked for in this session.
    ``verify_until``: after /verify, until when the next picture is read for its marks only, in seconds since 1970; else
    0. ``placement``: the place the person picked for the label, else ""; it outlives the round. ``terms``: the limits
    of the server or workspace where the latest round was begun, without its name.
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
