"""Jobs: what is asked of a worker, how far it is, and what it tells the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.ids import JobId, PersonId, PhotoId, VariantId
from storage.records.pictures import Light


class Lane(StrEnum):
    """Two lanes that never share a worker slot: a photo check never waits for a picture being made."""

    INSPECT = "inspect"
    GENERATE = "generate"


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectRequest:
    """Check one photo against the person's other accepted photos. ``looks``: those to show of it; () shows all.

    ``overruled``: codes of findings that the person has said do not count, such as a face that is a picture on a wall.
    """

    photo_id: PhotoId
    comparison: bool
    language: str
    looks: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()


Marked = tuple[tuple[float, float], ...]
"""A polygon on a picture: corners as fractions of its width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateRequest:
    """Make one picture per entry of ``looks``, in that order.

    ``ranks``: for each look the photo to use, 0 the best, 1 the one most unlike it, and so on; () means in turn.
    ``mine``: areas of the picture that the person said belong to them; ``not_mine``: areas where something does not.
    ``placement``: where the label goes, a ``Placement``, or "" to let the worker pick by purpose.
    ``label_language``: "" is ``language``.
    ``replaces``: instead of new pictures, that one again from the same photos, in its file's place: at twice its size
    where ``larger``, its label elsewhere, as another kind of file.
    ``file_type``: the media type of the file, "" for the one that ``purpose`` asks for.
    ``keep_days``: how long the pictures are kept, 0 as long as this installation keeps them.
    ``seed``, ``layout``: of that picture, filled in by the worker from its row; None and "": each picture gets a new
    seed, and the model lies as it does.
    ``persona``: for a made-up person, who has no photo: (trait, option) as chosen; what is not named is drawn evenly.
    """

    photo_ids: tuple[PhotoId, ...]
    looks: tuple[str, ...]
    engine: str
    purpose: str
    language: str
    light: Light = Light.AS_TAKEN
    comparison: bool = False
    ranks: tuple[int, ...] = ()
    mine: tuple[Marked, ...] = ()
    not_mine: tuple[Marked, ...] = ()
    placement: str = ""
    label_language: str = ""
    replaces: VariantId | None = None
    larger: bool = False
    file_type: str = ""
    keep_days: int = 0
    seed: int | None = None
    layout: str = ""
    persona: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the worker is doing, rendered by the bot from the job row: latest wins, may be lost."""

    step: str = "queued"  # "queued" | "reading" | "making" | "checking" | "sealing" | "done"
    picture: int = 0  # 1-based
    pictures: int = 0
    fraction: float = 0.0  # 0..1 within the current picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    id: JobId
    person_id: PersonId
    lane: Lane
    state: JobState
    request: InspectRequest | GenerateRequest
    attempt: int
    progress: Progress
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error: str = ""
    cancel_requested: bool = False


class OutcomeKind(StrEnum):
    """What a worker or the operator tells the bot. The payload holds ids only; the bot reads the rows."""

    PHOTO_CHECKED = "photo_checked"  # photo_id
    LOOKS_DRAWN = "looks_drawn"  # photo_id: the contact sheet of an accepted photo, unless its verdict still waits
    VARIANT_READY = "variant_ready"  # job_id, variant_id
    VARIANT_WITHHELD = "variant_withheld"  # job_id, variant_id
    JOB_DONE = "job_done"  # job_id
    JOB_FAILED = "job_failed"  # job_id
    JOB_CANCELLED = "job_cancelled"  # job_id
    PICTURE_FROZEN = "picture_frozen"  # variant_id, as the next two
    PICTURE_RELEASED = "picture_released"
    PICTURE_REMOVED = "picture_removed"  # erased by the operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    id: int
    person_id: PersonId
    kind: OutcomeKind
    job_id: JobId
    subject_id: str  # photo id or variant id, "" where the job itself is meant
    at: datetime
