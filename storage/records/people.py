"""A person: where they are met, what they may agree to, what they agreed to, and what they may say of Candid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import PersonId, VariantId


class Purpose(StrEnum):
    """What a person may consent to. Each is asked separately, none is pre-ticked, each can be withdrawn."""

    LIKENESS = "likeness"  # I am 18 or older; these photos show me and nobody else
    PROCESSING = "processing"
    COMPARISON = "comparison"  # compare faces in memory; optional
    GENERATIVE = "generative"
    GENERATIVE_BACKGROUND = "generative_background"
    DIRECTORY = "directory"
    PERSONA = "persona"  # I am 18 or older; a made-up person is passed off as nobody real


class ConsentSource(StrEnum):
    """Who said yes: the person in the chat, or the operator running ``candid try`` on their own machine."""

    PERSON = "person"
    OPERATOR_STATEMENT = "operator_statement"


class Feedback(StrEnum):
    """What people may say of Candid by one tap. Counted by month, without the person."""

    GOOD = "good"
    FACE = "face"  # it does not look like me
    EDGE = "edge"  # hair or outline is wrong
    SLOW = "slow"
    WORDS = "words"  # hard to understand
    REFUSED = "refused"  # my photo was turned away wrongly


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a person is met. Stored encrypted; looked up by a keyed hash of (platform, workspace, user)."""

    platform: str
    workspace: str
    user: str
    channel: str


def scope_of(platform: str, workspace: str) -> str:
    """What a receipt covers: in another workspace a person is somebody else. Never which one it is."""
    return f"{platform}, this workspace only" if workspace else platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: PersonId
    platform: str
    language: str
    created_at: datetime
    erasing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One yes to one purpose, to one wording (SHA-256 of the sentence shown, in the language shown).

    ``about``: the id of the one photo that it was asked again for, since its file says that AI made or changed it; ""
    for a yes that holds for everything. Only the latter allows anything.
    """

    id: str
    person_id: PersonId
    purpose: Purpose
    wording_hash: str
    language: str
    source: ConsentSource
    given_at: datetime
    withdrawn_at: datetime | None = None
    about: str = ""
    signature: bytes | None = None  # the typed name, encrypted: ``storage.consent.signatures``


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A yes to give one approved picture to ``recipient`` until ``until``. ``id``: the stable id, random, by which the
    recipient knows the picture; ``wording_hash``: SHA-256 of the very sentence agreed to, with both in it.
    """

    id: str
    person_id: PersonId
    variant_id: VariantId
    recipient: str
    wording_hash: str
    language: str
    given_at: datetime
    until: datetime
    exported_at: datetime | None = None  # last handed over; None: never yet
