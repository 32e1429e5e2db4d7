"""Everything the conversation can ask for. Imperative names; performed by ``bot.shell.perform``, one case each.

Effects are values: they carry ids and keys, never bytes (a ``Say`` may name a document the shell makes).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.events import Timer
from bot.ports import Outgoing, Text, Upload
from bot.terms import OPEN, Terms
from storage.records import GenerateRequest, JobId, PhotoId, Purpose, VariantId, VariantState


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Post a message, or edit the one in ``message.slot`` when there is one.

    ``document``: what goes with it, made when it is delivered: ``consent_receipt`` | ``my_data`` | ``files`` |
    ``persona_certificate``; the last two are about the approved picture ``document_subject``.
    """

    message: Outgoing
    document: str = ""
    document_subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsay:
    """Delete the bot's messages: those of one subject (variant id), or of one slot."""

    subject: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForDirectory:
    """One approved picture for one recipient, out of it again at ``until``; ``wording``: the sentence agreed to."""

    variant_id: VariantId
    recipient: str
    until: datetime
    wording: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """``picture``: with ``directory``, which that yes is about; it is put in and answers with GivenToDirectory."""

    purposes: frozenset[Purpose]
    picture: ForDirectory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    purposes: frozenset[Purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPhotos:
    """Fetch, encrypt and queue the check of offered photos; PhotoChecked or PhotoNotStored follow."""

    uploads: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPicture:
    """Read the marks of one picture in memory; it is never stored. Answers with PictureRead or PictureNotRead."""

    upload: Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """Put what was read on hold: answers with CaseOpened or CaseNotOpened. ``report``: PictureRead's token."""

    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnqueueGenerate:
    """``terms``: how many a day and how long a line the place allows where this round was begun."""

    request: GenerateRequest
    key: str  # idempotency key
    terms: Terms = OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelJobs:
    """The named jobs, or all of this person's when empty."""

    job_ids: tuple[JobId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkVariant:
    variant_id: VariantId
    state: VariantState


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseVariants:
    variant_ids: tuple[VariantId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePhotos:
    """The named photos with everything made for them to look at, or all of this person's when empty."""

    photo_ids: tuple[PhotoId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAgain:
    """A refused photo, with the findings (their codes) that the person said do not count; ``looks``: as offered."""

    photo_id: PhotoId
    overruled: tuple[str, ...]
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetEverything:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer:
    """Replaces a timer of the same name and subject; without ``due_at`` it is called off."""

    name: Timer
    due_at: datetime | None
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage:
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendRetention:
    """Keep the named results until ``until``; storage refuses anything past the cap."""

    variant_ids: tuple[VariantId, ...]
    until: datetime


Effect = (
    Say
    | Unsay
    | RecordConsent
    | WithdrawConsent
    | KeepPhotos
    | VerifyPicture
    | OpenCase
    | EnqueueGenerate
    | CancelJobs
    | MarkVariant
    | EraseVariants
    | ErasePhotos
    | CheckAgain
    | ForgetEverything
    | SetTimer
    | SetLanguage
    | ExtendRetention
)
