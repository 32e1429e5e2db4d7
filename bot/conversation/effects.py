"""Everything the conversation can ask for, by imperative names. ``bot.shell.perform`` has one case for each.

Effects are values: they carry ids and keys, never bytes (a ``Say`` may name a document the shell makes).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.events import Timer
from bot.ports import Outgoing, Text, Upload
from bot.terms import OPEN, Terms
from storage.records import Feedback, GenerateRequest, JobId, PhotoId, Purpose, VariantId, VariantState


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Post a message, or edit the one in ``message.slot`` when there is one.

    ``document``: what is attached, made on delivery: ``consent_receipt`` | ``my_data`` | ``files`` |
    ``persona_certificate`` | ``original``. ``files`` and the certificate are about the approved picture
    ``document_subject``, ``original`` about the photo.
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
    """One approved picture for one recipient, until ``until``. ``wording``: the sentence that was agreed to."""

    variant_id: VariantId
    recipient: str
    until: datetime
    wording: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPhoto:
    """One photo whose file says that AI made or changed it. ``wording``: what was asked, and the button's words."""

    photo_id: PhotoId
    wording: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """``picture``: the one that a yes to ``directory`` is about. It enters the directory; GivenToDirectory follows.

    ``photo``: the one that ``likeness`` was asked again for; such a yes stands beside the first one and allows nothing.
    ``signed_by``: the name that was typed, "" where none was asked for.
    """

    purposes: frozenset[Purpose]
    signed_by: str = ""
    picture: ForDirectory | None = None
    photo: ForPhoto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    purposes: frozenset[Purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPhotos:
    """Fetch, encrypt and queue the check of offered photos; PhotoChecked or PhotoNotStored follow."""

    uploads: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPicture:
    """Read the marks of one picture in memory, never stored. PictureRead or PictureNotRead follows."""

    upload: Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """Put a kept picture on hold. CaseOpened or CaseNotOpened follows. ``report``: PictureRead's token."""

    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnqueueGenerate:
    """``terms``: the limits of the server or workspace where this round was begun. JobQueued or JobRefused follows."""

    request: GenerateRequest
    key: str  # idempotency key
    terms: Terms = OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelJobs:
    """The named jobs; all jobs of this person when empty."""

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
    """The named photos with their contact sheets and outlined copies; all of this person's when empty."""

    photo_ids: tuple[PhotoId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAgain:
    """Check a refused photo again without the findings whose codes the person overruled. ``looks``: to be offered."""

    photo_id: PhotoId
    overruled: tuple[str, ...]
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetEverything:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer:
    """Replaces a timer of the same name and subject; ``due_at`` None cancels it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFeedback:
    """One more for this choice, once a day and person; nothing of the person is kept."""

    choice: Feedback


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
    | CountFeedback
)
