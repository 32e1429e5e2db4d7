"""The nouns that bot, generation and storage share. Pure values: standard library only, no I/O, no clock.

Every instant is an aware UTC ``datetime``; every id is random and means nothing outside this installation.
Codes cross processes, sentences do not: what a person reads is rendered from these values in ``bot/texts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
ObjectId = NewType("ObjectId", str)
PhotoId = NewType("PhotoId", str)
JobId = NewType("JobId", str)
VariantId = NewType("VariantId", str)


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


class PhotoState(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class VariantState(StrEnum):
    READY = "ready"
    APPROVED = "approved"
    REJECTED = "rejected"  # bytes still there until the 60 s undo window closes, then erased
    EXPIRED = "expired"
    WITHHELD = "withheld"  # a safeguard said no; never has bytes


class ObjectKind(StrEnum):
    """What an encrypted object in the vault is. ``PHOTO`` and ``OUTLINED`` go to their owner only."""

    PHOTO = "photo"
    OUTLINED = "outlined"
    BEFORE = "before"
    CONTACT_SHEET = "contact_sheet"
    STRIP = "strip"
    VARIANT = "variant"


class Severity(StrEnum):
    OK = "ok"
    HINT = "hint"
    REFUSE = "refuse"


class Unit(StrEnum):
    """What a finding is measured in; the name is what the text about it is known by (``measure-px``)."""

    PX = "px"
    DEG = "deg"
    RATIO = "ratio"  # told in per cent
    MEGABYTES = "MB"
    MEGAPIXELS = "MP"
    FACES = "faces"
    STOPS = "stops"
    CHROMA = "C*"
    LIGHTNESS = "L*"
    COLOUR = "dE"
    DETAIL = "detail"
    BITS = "bits"
    COSINE = "cosine"
    SIDES = "sides"
    LEVELS = "levels"


class MemberKind(StrEnum):
    """The families that grow by a file or a folder in ``generation`` and bring their own words along."""

    CHECK = "check"
    SAFEGUARD = "safeguard"
    LOOK = "look"
    ENGINE = "engine"
    LABEL_LANGUAGE = "label_language"


class SourceType(StrEnum):
    """IPTC digital source types used by Candid (cv.iptc.org/newscodes/digitalsourcetype)."""

    NONE = "none"
    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced"
    COMPOSITE = "composite"
    DIGITAL_CREATION = "digitalCreation"
    DATA_DRIVEN = "dataDrivenMedia"
    VIRTUAL_RECORDING = "virtualRecording"
    ALGORITHMIC = "algorithmicMedia"
    COMPOSITE_WITH_TRAINED_MEDIA = "compositeWithTrainedAlgorithmicMedia"
    TRAINED_MEDIA = "trainedAlgorithmicMedia"


DRAWN = frozenset({
    SourceType.DIGITAL_CREATION, SourceType.DATA_DRIVEN, SourceType.VIRTUAL_RECORDING, SourceType.ALGORITHMIC,
})  # fmt: skip
"""Source types that people are told of with the same words: drawn with a program. Only an upload may claim them."""


class UploadClaim(StrEnum):
    """What an upload's file says of itself: its metadata or its Content Credentials, believed without proof."""

    NONE = "none"  # nothing that a photo of a real person would not say
    COMPOSITE = "composite"
    DIGITAL_CREATION = "digitalCreation"
    DATA_DRIVEN = "dataDrivenMedia"
    VIRTUAL_RECORDING = "virtualRecording"
    ALGORITHMIC = "algorithmicMedia"
    AI_EDITED = "ai_edited"
    AI_MADE = "ai_made"

    @property
    def told(self) -> str:
        """What the words about it are known by."""
        if self is UploadClaim.COMPOSITE:
            return "assembled"
        return "drawn" if self.value in DRAWN else self.value

    @property
    def finding(self) -> str:
        """The code of the intake check that tells it."""
        return f"says_{self.told}"


CLAIMS = tuple(claim for claim in UploadClaim if claim is not UploadClaim.NONE)
"""From the weakest to the strongest."""

AI_CLAIMS = (UploadClaim.AI_EDITED, UploadClaim.AI_MADE)
"""From the weakest to the strongest."""

TAKEN_ONLY = frozenset({"badge", "directory"})
"""Purposes for which an upload that says AI made or changed it is refused: others rely on the face there."""


class LabelCode(StrEnum):
    """What the visible label of a picture says; ``generation/disclosure/table.py`` alone decides which one it is.

    The ``AI_`` members are for pictures a generative model painted in, here or before the upload, and for nothing else.
    """

    NONE = ""  # no label may stand in the pixels
    BACKGROUND_REPLACED = "background_replaced"
    BACKGROUND_BLURRED = "background_blurred"
    BACKGROUND_REMOVED = "background_removed"
    AI_BACKGROUND = "ai_background"
    AI_MODIFIED = "ai_modified"
    AI_GENERATED = "ai_generated"


class Placement(StrEnum):
    """Where a label stands, in the order of the numbers people see on the places view. There is always a place."""

    RIM = "rim"  # along the inside of the circle that profile pictures are cropped to
    CORNER = "corner"
    RING = "ring"  # on a ring around the picture; the canvas grows
    FOOTER = "footer"  # on a strip below it; the canvas grows


class Backdrop(StrEnum):
    OWN = "own"
    OWN_SOFTENED = "own_softened"
    PROCEDURAL = "procedural"
    REMOVED = "removed"  # taken out: the picture is transparent there
    GENERATED = "generated"


class Note(StrEnum):
    """What the photo did not allow, told beside a picture (``note-CODE``)."""

    HAIR_CUT_BY_PHOTO = "hair_cut_by_photo"
    HEAD_LARGE_IN_FRAME = "head_large_in_frame"
    HEAD_SMALL_IN_FRAME = "head_small_in_frame"
    HEADROOM_TIGHT = "headroom_tight"
    HEADROOM_WIDE = "headroom_wide"
    EYE_LINE_LOW = "eye_line_low"
    EYE_LINE_HIGH = "eye_line_high"
    OFF_CENTRE = "off_centre"
    NOT_LEVELLED = "not_levelled"
    CIRCLE_TIGHT = "circle_tight"
    SIZE_LIMITED_BY_SOURCE = "size_limited_by_source"
    SQUARE_BY_SOURCE = "square_by_source"
    SQUARE_BY_PIXELS = "square_by_pixels"
    BACKDROP_EXTENDED = "backdrop_extended"
    BUSY_BACKGROUND = "busy_background"
    BORDER_CUT = "border_cut"
    THING_LEFT_OUT = "thing_left_out"
    LARGER_POSSIBLE = "larger_possible"  # twice the size is possible; the larger picture itself has this no more


class Picked(StrEnum):
    """Why this photo and no other of those sent, told beside a picture (``note-CODE``)."""

    LARGER = "picked_larger"
    BETTER_FRAMING = "picked_better_framing"
    STRAIGHTER = "picked_straighter"
    SHARPER = "picked_sharper"
    FIRST = "picked_first"
    DIFFERENT = "picked_different"


class MarkedArea(StrEnum):
    """What became of an area that the person marked as theirs or not, told beside a picture (``note-CODE``)."""

    KEPT = "marked_area_kept"
    EMPTY = "marked_area_empty"
    GONE = "marked_area_gone"
    SURE = "marked_area_sure"


class DoubtfulPlace(StrEnum):
    """Where it is doubtful what belongs to the person; left and right as seen in the picture."""

    ABOVE_HEAD = "above_head"
    LEFT_EAR = "left_ear"
    RIGHT_EAR = "right_ear"
    LEFT_NECK = "left_neck"
    RIGHT_NECK = "right_neck"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"

    @property
    def note(self) -> str:
        """What is told beside a picture (``note-CODE``)."""
        return f"edge_doubtful_{self.value}"


class Light(StrEnum):
    """Tone of the person's pixels. Everything but ``AS_TAKEN`` is the person's explicit choice."""

    AS_TAKEN = "as_taken"
    BRIGHTER = "brighter"
    DARKER = "darker"
    CAST_REMOVED = "cast_removed"
    GREY = "grey"  # black-and-white; the face is compared with the photo turned grey the same way


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
class Finding:
    """The verdict of one intake check; value and limit in ``unit``, a ``Unit`` or "" where a plain number says it."""

    code: str
    severity: Severity
    value: float | None = None
    limit: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The result of one safeguard on one picture. ``passed`` is False when the picture must be withheld."""

    code: str
    passed: bool
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    skipped: str = ""  # why it did not run, e.g. "no_comparison_consent"; a skipped safeguard counts as passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """How the frame was cut from the photo: output pixel = rotate(scale * (source - origin)).

    ``x``, ``y``: source pixel (after EXIF turn) shown at the frame's top left; ``scale``: output pixels per source
    pixel (≤ 1 means no upscaling); ``angle_deg``: levelling, positive turns the picture anticlockwise;
    ``width``, ``height``: the frame in output pixels.
    """

    x: float
    y: float
    scale: float
    angle_deg: float
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """The one record of what was done to a picture; every label, caption and manifest is rendered from it."""

    source_type: SourceType
    label: str  # words of the visible label in the label's language; "" when the table demands none
    label_code: str  # a ``LabelCode``, stored as text
    backdrop: Backdrop
    light: Light
    light_delta_l: float  # signed change of skin L* (CIELAB), 0.0 when as taken
    face_repainted: bool
    engine: str
    look: str
    crop: Crop
    model: str | None = None  # generative model and revision, None for the studio
    seed: int | None = None  # with which a generative picture can be made again
    notes: tuple[str, ...] = ()  # codes told to the person, e.g. "size_limited_by_source", "headroom_tight"
    claim: UploadClaim = UploadClaim.NONE  # the strongest of the photos it was made from
    layout: str = ""  # how the generative model lay in memory; made again, the picture needs the same

    @property
    def invented(self) -> bool:
        """Whether a model made somebody up here: only such a picture is generated though no upload says so."""
        return self.source_type is SourceType.TRAINED_MEDIA and self.claim is not UploadClaim.AI_MADE


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    id: PhotoId
    person_id: PersonId
    object_id: ObjectId
    state: PhotoState
    received_at: datetime
    expires_at: datetime
    findings: tuple[Finding, ...] = ()
    outlined_id: ObjectId | None = None
    contact_sheet_id: ObjectId | None = None
    looks: tuple[str, ...] = ()  # ids in the contact sheet's order; () until it is drawn
    checked_at: datetime | None = None  # of the verdict; the contact sheet follows


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    id: VariantId
    person_id: PersonId
    job_id: JobId
    index: int  # 1-based within the job
    number: int  # 1-based over the person's session: what "approve 2" means
    state: VariantState
    edits: Edits
    checks: tuple[Verdict, ...]
    created_at: datetime
    expires_at: datetime
    object_id: ObjectId | None = None  # None once withheld, erased or expired
    before_id: ObjectId | None = None
    strip_id: ObjectId | None = None
    width: int = 0
    height: int = 0
    media_type: str = "image/jpeg"
    frozen: bool = False  # on hold: somebody says it shows them, and the operator has not looked yet
    case_number: int | None = None  # of the report about it


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What ``/about`` says of one model in use. ``training_data``: what its makers state, "not disclosed" when they do
    not say. ``found``: what others established, with source and day. ``unread``: why the makers' card was not read.
    ``unsaid``: what nobody says. ``told``: language -> field -> the same in that language.

    ``engine``: the engine that paints with it, "" for models that only measure or help.
    """

    name: str
    job: str
    licence: str
    training_data: str
    limits: str
    source: str
    engine: str = ""
    found: str = ""
    unread: str = ""
    unsaid: str = ""
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One check, safeguard, look, engine or label language, as a worker announces it; the row outlives the worker.

    ``order``: its place among its kind, ties by code. ``words``: language -> part -> sentence, a Fluent pattern on one
    line; a person reads it under the key "PART-CODE". ``traits``: what the conversation must know of it beside its
    words; a plain yes is a trait without values.
    """

    kind: MemberKind
    code: str
    order: int
    words: Mapping[str, Mapping[str, str]]
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedOn:
    """Another machine that a sentence says paints. ``kept_hours``: how long it keeps photos; None: it is sent none."""

    host: str
    kept_hours: int | None


ELSEWHERE = "elsewhere"
"""Trait of an engine whose pictures another machine paints: its host, and the hours it keeps what it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerInfo:
    """One living worker, as it announced itself; ``seen_at`` older than 60 s means its machine is off."""

    id: str
    engines: tuple[str, ...]
    seen_at: datetime
    models: tuple[ModelCard, ...] = field(default=())
