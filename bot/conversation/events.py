"""Everything the conversation can hear: from a person, from a worker, from the clock, from the shell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.ports import Incoming
from storage.records import DirectoryEntry, GenerateRequest, JobId, Lane, Photo, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoNotStored:
    """An offered photo was not kept. ``again_at``: ISO 8601 or "".

    ``code``: too_big | daily_limit | too_many_held | vault_full | not_available.
    """

    code: str
    again_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoChecked:
    """The verdict. The looks of an accepted photo are there already, or ``LooksDrawn`` follows."""

    photo: Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksDrawn:
    """The contact sheet of a photo whose verdict was told before."""

    photo: Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRead:
    """What /verify found, in codes. ``refused``: why the picture cannot be read; then everything else is empty.

    ``credentials``: ours | ended | other | broken | unreadable | remote | none;
    ``watermark``: found | probable | none | too_small;
    ``label``: the words seen in the picture, or ""; levels: what a mark says was done (``verify-level-…``), or "";
    ``camera``: all that the file says is that a camera took it;
    ``registry_level``: what was done to it, if it is one of the pictures still kept, else ""; ``report``: then a token
    to report it with;
    ``exit_code``: the one of ``candid verify``: 0 marked here, 10 refused, 20 uncertain, 21 no mark found.
    """

    refused: str = ""
    credentials: str = "none"
    credentials_level: str = ""
    watermark: str = "none"
    label: str = ""
    metadata_level: str = ""
    camera: bool = False
    exit_code: int = 21
    fingerprint: str = ""  # for the shell; empty when the conversation hears of it
    registry_level: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNotRead:
    """/verify read nothing. ``code``: daily_limit | too_big | not_available; ``again_at``: ISO 8601 or ""."""

    code: str
    again_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """The report of this person has a number. ``state``: open | released (the operator has looked before)."""

    number: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotOpened:
    """The report was not taken. ``code``: gone | own | daily_limit; ``again_at``: ISO 8601 or ""."""

    code: str
    again_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNews:
    """Somebody reported pictures of this person, or the operator has decided.

    ``what``: frozen | released | removed.
    """

    what: str
    number: int
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenToDirectory:
    entry: DirectoryEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantArrived:
    """A finished picture; its state says whether it is ready or withheld."""

    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQueued:
    """The job of ``EnqueueGenerate`` is in the queue; the status message in slot ``status:<job id>`` follows."""

    job_id: JobId


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEnded:
    """``outcome``: done | failed | cancelled; ``error`` is a code, "" unless failed."""

    job_id: JobId
    lane: Lane
    outcome: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRefused:
    """The shell could not queue a job. ``again_at``: ISO 8601 or "".

    ``code``: daily_limit | line_full | no_consent | no_photo. ``request``: what was asked for.
    """

    code: str
    again_at: str = ""
    request: GenerateRequest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoIsOver:
    """The minute after 👎 is over. ``subject``: the variant."""

    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryIsNear:
    """A set of pictures will be erased in 24 hours. ``subject``: its job."""

    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderIsDue:
    """Half an hour without an answer. ``subject``: always ""."""

    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceIsOver:
    """Two hours without an answer. ``subject``: always ""."""

    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerAbsent:
    """No worker has been seen for 60 s while a job of this person waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Everything is erased. ``receipt``: the deletion receipt (JSON); ``left``: codes of what remains.

    ``links``: to the person's own messages, which only they can delete.
    """

    receipt: bytes
    left: tuple[str, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateUnreadable:
    """The stored state is of another schema version, or damaged: the conversation starts afresh and says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnUnanswered:
    """A day after a withdrawn consent nobody said whether the approved pictures stay."""

    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalIsGoing:
    """The photo behind an approved picture will be erased in a day, or in two hours. ``subject``: the photo."""

    subject: str = ""


Timed = OriginalIsGoing | WithdrawnUnanswered | UndoIsOver | ExpiryIsNear | ReminderIsDue | SilenceIsOver

FromElsewhere = (
    PhotoNotStored
    | PhotoChecked
    | LooksDrawn
    | PictureRead
    | PictureNotRead
    | CaseOpened
    | CaseNotOpened
    | CaseNews
    | GivenToDirectory
    | VariantArrived
    | JobQueued
    | JobEnded
    | JobRefused
    | Timed
    | WorkerAbsent
    | Forgotten
    | StateUnreadable
)
Event = Incoming | FromElsewhere


class Timer(StrEnum):
    """The names by which timers are stored."""

    ERASE = "erase"
    EXPIRY = "expiry"
    REMIND = "silence.remind"
    DROP = "silence.drop"
    WITHDRAWN = "withdrawn"
    ORIGINAL = "original"


_TIMED: dict[Timer, type[Timed]] = {
    Timer.ERASE: UndoIsOver,
    Timer.EXPIRY: ExpiryIsNear,
    Timer.REMIND: ReminderIsDue,
    Timer.DROP: SilenceIsOver,
    Timer.WITHDRAWN: WithdrawnUnanswered,
    Timer.ORIGINAL: OriginalIsGoing,
}


def fired(name: str, subject: str) -> Timed:
    """The event of a stored timer. Raises ``ValueError`` for a name that is no ``Timer``."""
    return _TIMED[Timer(name)](subject=subject)
