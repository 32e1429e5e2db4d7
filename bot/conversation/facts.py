"""What the conversation may know besides its state. The runner reads it just before ``step``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.terms import OPEN, Terms
from storage.records import DirectoryEntry, GenerateRequest, Job, JobId, ModelCard, Photo, Purpose, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All rows are this person's own and unexpired. ``engines``: names announced by workers seen in the last 60 s."""

    carrier: str  # the company that carries this chat and may keep copies; "" where it stays on this machine
    operator: str
    contact: str
    privacy_url: str
    languages: tuple[str, ...]  # complete ones only
    language: str
    living: frozenset[Purpose]  # given and not withdrawn; what is held rests on these
    photos: tuple[Photo, ...]
    variants: tuple[Variant, ...]
    jobs: tuple[Job, ...]
    engines: tuple[str, ...]
    models: tuple[ModelCard, ...]
    ahead: int  # jobs of others queued before this person's next one
    seconds_per_picture: dict[str, float]  # engine -> this machine's own median, absent when never run
    photo_retention: timedelta
    result_retention: timedelta
    result_cap: timedelta
    person_grace: timedelta  # after the last file is gone, until the person is erased by the clock
    max_photos: int
    can_form_photos: bool
    # What a typed word means ("ok" -> "approve"), in English and the chat's language: bot.texts.vocabulary(language).
    words: Mapping[str, str] = field(default_factory=dict)
    outdated: frozenset[Purpose] = frozenset()  # living, but given to words that have changed since
    terms: Terms = OPEN  # of the place where this round was begun; the retentions above follow them already
    directory: tuple[DirectoryEntry, ...] = ()  # what they gave to the directory and did not take back
    directory_recipient: str = ""  # who may be given approved pictures; "": nobody, and nobody is asked
    directory_days: int = 0
    laid_out: bool = False  # the chat is a page: open forms, looks as tiles, pictures side by side
    example: bool = False  # the page offers a public portrait to those without a photo at hand
    resting_until: datetime | None = None  # no pictures are made before: paused by the operator, or a quiet hour
    held_back_to_offer: int = 2  # redrawn pictures of one set, after which keeping the real face is offered
    # What members of generation/ told of themselves: checks a person may know better, looks that keep their own
    # background, the looks of an engine that has not all, languages a label can be written in.
    overrulable: frozenset[str] = frozenset()
    keeping_backdrop: frozenset[str] = frozenset()
    engine_looks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # engine -> its looks; absent: all
    # Engine -> (host, hours it keeps what it is sent), where another machine of the operator paints its pictures.
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    label_languages: tuple[str, ...] = ()
    unchecked: frozenset[str] = frozenset()  # languages that no native speaker has checked yet
    watts: int = 60  # what the machine draws while it makes pictures, as the operator states
    release_typed: bool = False  # a yes is signed by typing a name
    notices: tuple[str, ...] = ()  # laws whose notice is shown, as ``bot.settings.Notice`` names them
    verify_url: str = ""  # where the operator serves the page of ``candid verify --serve``

    @property
    def current(self) -> frozenset[Purpose]:
        """What the person said yes to in the current words. Only this allows something new."""
        return self.living - self.outdated

    def job(self, job_id: JobId) -> Job | None:
        return next((job for job in self.jobs if job.id == job_id), None)

    def request_of(self, variant: Variant) -> GenerateRequest | None:
        """What the picture was made from and for; None once its job is gone."""
        job = self.job(variant.job_id)
        return job.request if job is not None and isinstance(job.request, GenerateRequest) else None
