"""Files, photos and finished pictures, and the record of what was done to a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.claims import SourceType, UploadClaim
from storage.records.findings import Finding, Verdict
from storage.records.ids import JobId, ObjectId, PersonId, PhotoId, VariantId


class ObjectKind(StrEnum):
    """What an encrypted object in the vault is. ``PHOTO`` and ``OUTLINED`` go to their owner only."""

    PHOTO = "photo"
    OUTLINED = "outlined"
    BEFORE = "before"
    CONTACT_SHEET = "contact_sheet"
    STRIP = "strip"
    VARIANT = "variant"


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


class Backdrop(StrEnum):
    OWN = "own"
    OWN_SOFTENED = "own_softened"
    PROCEDURAL = "procedural"
    REMOVED = "removed"  # taken out: the picture is transparent there
    GENERATED = "generated"


class Light(StrEnum):
    """Tone of the person's pixels. Everything but ``AS_TAKEN`` is the person's explicit choice."""

    AS_TAKEN = "as_taken"
    BRIGHTER = "brighter"
    DARKER = "darker"
    CAST_REMOVED = "cast_removed"
    GREY = "grey"  # black-and-white; the face is compared with the photo turned grey the same way


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
