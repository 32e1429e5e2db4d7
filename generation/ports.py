"""What an engine, an intake check, a safeguard and a disclosure layer must be, and the values they exchange.

Members of a family never import each other. Everything here is synchronous, takes values and returns values; the worker
runs it off the event loop.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from generation.disclosure.label import QUIET, LabelRule
from generation.images import Affine, Mask, Points, RgbImage
from generation.made_faces import MadeFaces
from storage.records import Edits, GenerateRequest, UploadClaim, Verdict

if TYPE_CHECKING:
    from generation.safeguards.limits import Limits

Words = Mapping[str, Mapping[str, str]]
"""A member's own words: language -> part -> sentence, a Fluent pattern on one line. English is required."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One detected face. All coordinates in pixels of the upright photo; left and right as the viewer sees them."""

    box: tuple[float, float, float, float]  # x, y, width, height
    eye_left: tuple[float, float]
    eye_right: tuple[float, float]
    score: float  # detector confidence 0..1

    @property
    def eye_distance(self) -> float:
        """Distance between the eye centres, pixels."""
        dx = self.eye_right[0] - self.eye_left[0]
        dy = self.eye_right[1] - self.eye_left[1]
        return float((dx * dx + dy * dy) ** 0.5)

    def moved(self, right: float, down: float) -> Face:
        """The same face, shifted by these pixels: for a crop of the photo or a larger canvas around it."""
        x, y, w, h = self.box
        (left_x, left_y), (right_x, right_y) = self.eye_left, self.eye_right
        return Face(
            box=(x + right, y + down, w, h),
            eye_left=(left_x + right, left_y + down),
            eye_right=(right_x + right, right_y + down),
            score=self.score,
        )

    def scaled(self, scale: float) -> Face:
        """The same face in a copy of the photo ``scale`` times as large."""
        x, y, w, h = (value * scale for value in self.box)
        (left_x, left_y), (right_x, right_y) = self.eye_left, self.eye_right
        return Face(
            box=(x, y, w, h),
            eye_left=(left_x * scale, left_y * scale),
            eye_right=(right_x * scale, right_y * scale),
            score=self.score,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Head pose in degrees: yaw > 0 looks to the viewer's right, pitch > 0 looks up, roll > 0 leans clockwise."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An accepted photo with everything measured on it once. ``landmarks``: (468, 2) MediaPipe face mesh order.

    ``image`` has only the resolution that a picture of usual size needs; ``detail``: pixels of the upload along one of
    its pixels. ``full``: the upload's own pixels, (H, W, 3), without a border; kept only for a larger picture.
    """

    photo_id: str
    image: RgbImage
    face: Face
    landmarks: Points
    pose: Pose
    border_cut: bool = False  # whether a border was cut off the upload, see ``intake.borders``
    detail: float = 1.0
    full: RgbImage | None = None
    guessed: bool = False  # no face was found; the head is placed by the person's outline
    claim: UploadClaim = UploadClaim.NONE  # what the file says of itself

    def whole(self) -> Portrait:
        """The same portrait at the upload's own size: ``full`` as the image, and face and landmarks scaled to it.

        Raises ``ValueError`` when the upload's pixels were not kept.
        """
        if self.full is None:
            raise ValueError("this portrait was measured without keeping the upload's pixels")
        points = np.asarray((self.landmarks + 0.5) * self.detail - 0.5, np.float32)
        return replace(self, image=self.full, face=self.face.scaled(self.detail), landmarks=points, detail=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One unsealed picture and what its safeguards need. All arrays have the master's height and width.

    ``reference`` is the photo re-rendered with the declared crop and light only; the person's pixels are compared with
    it. ``core`` is the inside of the face outline (landmarks, eroded), where no pixel may change. ``transparent``: the
    background was taken out. ``master`` then shows the person on white, for the safeguards, and the file is
    ``container.cut_out(master, alpha)``. ``doubtful``: 1 where the person's outline is in doubt, else 0, at any size;
    None when nothing is, or the photo's own background hides it. ``cover``: share of the photo; None: 1 everywhere.
    ``as_painted``: the reference at the resolution that a model painted at, enlarged again; None: it painted no person.
    ``invented``: trait -> option of a made-up person (storage/persona_catalogue.py); empty for anybody real.
    """

    master: RgbImage
    reference: RgbImage
    alpha: Mask
    core: Mask
    to_master: Affine
    edits: Edits
    photo_id: str = ""  # the portrait it was made from
    transparent: bool = False
    doubtful: NDArray[np.uint8] | None = None
    cover: Mask | None = None
    as_painted: RgbImage | None = None
    invented: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSheet:
    """The looks shown on the person's own photo, (H, W, 3), and their ids in the same order, best suited first."""

    image: RgbImage
    looks: tuple[str, ...]


class EngineSession(Protocol):
    """An engine holding one person's photos: work shared by all looks (framing, mask) is done once."""

    def render(self, look: str) -> Rendering: ...


@runtime_checkable
class Enlarges(Protocol):
    """A session that can make its pictures again at twice their size, from portraits that kept the upload's pixels."""

    def render_larger(self, look: str) -> Rendering | None:
        """None where it cannot be made without enlarging the photo."""


class Engine(Protocol):
    name: str

    def looks(self) -> Sequence[str]:
        """Ids of the looks this engine offers, in the contact sheet's order."""
        ...

    def open(
        self,
        portraits: Sequence[Portrait],
        request: GenerateRequest,
        *,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> EngineSession:
        """Raises ``Cancelled`` once ``cancelled()`` is true, ``CannotFrame`` when no honest crop exists."""
        ...

    def framed_sheet(
        self, portrait: Portrait, language: str, looks: Sequence[str] = (), rule: LabelRule = QUIET
    ) -> Callable[[], ContactSheet]:
        """Frames the photo at once; the sheet itself is drawn when asked for: the named looks, or all, on the person's
        own photo, small, numbered, labelled, marked PREVIEW. ``rule``: the size of the labels' letters.

        Raises ``CannotFrame`` when no honest crop exists.
        """
        ...


class Inventor(Protocol):
    """An engine that draws people who do not exist. It never gets a photo: ``invent`` has no parameter for one."""

    name: str

    def invent(
        self, request: GenerateRequest, *, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> EngineSession:
        """Raises ``GenerationError`` for a choice that its catalogue does not have."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a head is. ``landmarks``: (468, 2) pixels."""

    face: Face
    landmarks: Points
    pose: Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoUnderTest:
    """What an intake check may look at. ``faces`` best first; ``landmarks``/``pose`` are of the first, or None.

    ``detected``: the first face with the detector's own eyes, which stay where a mask makes the mesh slip.
    """

    image: RgbImage
    squeezed: RgbImage  # all of ``image`` at 256 x 256 pixels; some networks and measures use only this
    faces: tuple[Face, ...]
    landmarks: Points | None
    pose: Pose | None
    others: tuple[Portrait, ...]  # the same person's already accepted photos
    comparison: bool  # consent to compare faces in memory
    full: RgbImage  # the upload's own pixels, without a border around the photo
    detail: float = 1.0  # pixels of ``full`` along one pixel of ``image``
    border_cut: bool = False  # whether a border was cut off
    turned: int = 0  # quarter turns anticlockwise that brought the file's picture upright
    detected: Face | None = None
    guessed: Placed | None = None  # by the person's outline, where no face is found; no check judges by it
    claim: UploadClaim = UploadClaim.NONE  # what the file says of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardContext:
    """``portraits``: all accepted photos; ``comparison``: consent to compare faces in memory.

    ``compared``: embeddings of photo faces made so far, keyed by the portrait object's id and whether in grey. The
    pictures of one job share them; they are dropped with the job. ``made``: faces of the job's made-up people.
    """

    portraits: tuple[Portrait, ...]
    comparison: bool
    compared: dict[tuple[int, bool], NDArray[np.float32]] = field(default_factory=dict)
    made: MadeFaces = field(default_factory=MadeFaces)


class Portrayal(StrEnum):
    """What an engine's pictures do with the person; each safeguard names the portrayals it judges."""

    KEPT = "kept"  # the photo's own pixels
    KEPT_BEFORE_PAINTED = "kept_before_painted"  # the same, in front of a background that a model painted
    REDRAWN = "redrawn"  # a model painted the person
    INVENTED = "invented"  # a model painted somebody who does not exist


class Safeguard(ABC):
    """One check on a finished master that can withhold it: one class in a file of ``generation/safeguards``.

    ``order``: its place among the verdicts. ``judges``: the portrayals it applies to. ``words``: ``withheld``, with the
    picture's ``{ $number }``; when several files share a code, one of them has the words.
    """

    code: str
    order: int
    judges: frozenset[Portrayal]
    words: Words = {}  # noqa: RUF012  a member's words are data

    @classmethod
    def under(cls, limits: Limits) -> Safeguard:
        """The safeguard with these limits. Most safeguards ignore them and use their own."""
        del limits
        return cls()

    @abstractmethod
    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A picture with every disclosure layer; a fresh decoder has read the layers back from these bytes."""

    data: bytes
    media_type: str
    width: int
    height: int
    layers: tuple[str, ...]  # names of the layers found when read back, e.g. ("label", "xmp")
    edits: Edits
    checks: tuple[Verdict, ...] = ()  # on the person in the decoded file: generation/disclosure/delivered.py
    fingerprint: str = ""  # 64 hexadecimal characters: generation/disclosure/fingerprint.py
