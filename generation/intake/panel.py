"""The panel of intake checks: finds them, in the order a person reads their findings, and runs them.

To add a check, add one file with its words to ``checks/``; nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import ModuleType

import cv2
import numpy as np

from generation import discovery, own_words
from generation.errors import MemberIncomplete
from generation.images import Points, RgbImage
from generation.intake import borders, checks, upright
from generation.intake.budget import Budget
from generation.intake.check import Check
from generation.ports import Face, PhotoUnderTest, Placed, Portrait
from generation.vision import faces, landmarks, silhouette
from generation.vision.squeezed import squeezed
from storage.records import Finding, Severity, UploadClaim


def found(package: ModuleType = checks) -> tuple[Check, ...]:
    """The check of every file in ``package``, in order. Raises ``MemberIncomplete``, which names file and piece."""
    every = [_check_of(where, *kinds) for where, kinds in discovery.classes(package, Check).items()]
    return tuple(sorted(every, key=lambda check: (check.order, check.code)))


def _check_of(where: str, *kinds: type[Check]) -> Check:
    if len(kinds) != 1:
        raise MemberIncomplete(f"{where} lacks its one class that is a Check.")
    own_words.require_attributes(where, kinds[0], "code", "order", "words")
    check = kinds[0]()
    if not where.endswith(f"/{check.code}.py"):
        raise MemberIncomplete(f"{where} has the code {check.code}, which is not its file's name.")
    own_words.require(where, check.words, *_parts(check))
    return check


def _parts(check: Check) -> tuple[str, ...]:
    """Parts its words must have: a refusal needs ``fix``; every finding needs words for the outlined copy."""
    english = check.words.get(own_words.SOURCE, {})
    if not check.shown_again:
        return ()
    told = ("refuse", "fix") if "refuse" in english or "hint" not in english else ("hint",)
    return (*told, "drawn", *(("hint",) if "photo-overrule" in english else ()))


PANEL = found()
WORKING_EYE_DISTANCE = 320.0
"""Most pixels kept between the eyes: more would only cost time and memory."""
ENOUGH_EYE_DISTANCE = 270.0
"""Pixels between the eyes that are enough for every picture: a head of 0.86 of 1024 px has 242, and the detector's eyes
are up to a tenth too far apart.
"""
HAIR_ABOVE = 0.75  # of the face box's height above it: standing hair reaches no higher
MOST_ASPECT = 2.5  # longer over shorter side of the part that is measured; the networks see a square
NO_FACE = "no_face"  # once overruled, the head is looked for by the person's outline
AT_ONCE = 2  # checks in work: one runs a network while another measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The result of the checks. ``portrait`` is None when any finding refuses; ``photo`` is what the checks saw."""

    findings: tuple[Finding, ...]
    portrait: Portrait | None
    photo: PhotoUnderTest

    def refusing(self, finding: Finding) -> Inspection:
        """The same inspection with one more refusal."""
        return replace(self, findings=(finding, *self.findings), portrait=None)


def inspect(
    image: RgbImage,
    others: Sequence[Portrait] = (),
    comparison: bool = False,
    *,
    photo_id: str = "",
    panel: Sequence[Check] = PANEL,
    overruled: Sequence[str] = (),
    claim: UploadClaim = UploadClaim.NONE,
    measured: Callable[[Portrait], None] = lambda _: None,
) -> Inspection:
    """Runs every check. ``image``: upright sRGB; ``others``: the person's accepted photos, oldest first.

    ``overruled``: codes of refusals that the person has overruled; those they may overrule become hints. ``claim``:
    what the file says of itself. ``measured`` gets the portrait before any check has judged it; the checks do not wait
    for work that it starts.

    Raises ``WeightsMissing``, ``WeightsDamaged``, or ``PhotoRefused`` once it takes too much time.
    """
    if not panel:
        raise ValueError("an empty panel would accept every photo")
    budget = Budget()
    photo = look(image, others, comparison, budget, by_outline=NO_FACE in overruled)
    photo = replace(photo, claim=claim)
    portrait = _portrait(photo, photo_id)
    if portrait is not None:
        measured(portrait)

    def asked(check: Check) -> Finding | None:
        budget.spend()
        finding = check(photo)
        if finding is not None and check.overrulable and finding.code in overruled and portrait is not None:
            return replace(finding, severity=Severity.HINT)
        return finding

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="check") as pool:
        findings = tuple(finding for finding in pool.map(asked, panel) if finding is not None)
    refused = any(finding.severity is Severity.REFUSE for finding in findings)
    return Inspection(findings=findings, portrait=None if refused else portrait, photo=photo)


def measure(
    image: RgbImage, photo_id: str = "", *, full: bool = False, claim: UploadClaim = UploadClaim.NONE
) -> Portrait | None:
    """Measures a photo accepted earlier again, without judging it; None when neither a face nor a person is found.

    ``full``: also keep the upload's own pixels, for a larger picture.
    """
    photo = replace(look(image, (), comparison=False, by_outline=True), claim=claim)
    found = _portrait(photo, photo_id)
    return replace(found, full=photo.full) if found is not None and full else found


def look(
    image: RgbImage,
    others: Sequence[Portrait],
    comparison: bool,
    budget: Budget | None = None,
    *,
    by_outline: bool = False,
) -> PhotoUnderTest:
    """Measures everything the checks need once: on the photo without its border, upright, at the working scale.

    ``by_outline``: where no face is found, guess the head's place from the person's outline. Raises ``PhotoRefused``.
    """
    spend = (budget or Budget()).spend
    full, border_cut = borders.without(image, lambda photo: _head_top(faces.detect(photo, spend=spend)))
    full, found, turns = _upright(full, spend)
    guessing = by_outline and not found
    head = silhouette.face(full) if guessing else None
    full, placed = _around(full, (head,) if head is not None else found)
    image, placed, detail = _working_scale(full, placed)
    found = () if guessing else placed
    detected = found[0] if found else None
    points, pose = landmarks.measure(image, detected) if detected is not None else (None, None)
    if points is not None:
        found = (_with_exact_eyes(found[0], points), *found[1:])
    return PhotoUnderTest(
        image=image,
        squeezed=squeezed(image),
        faces=found,
        landmarks=points,
        pose=pose,
        others=tuple(others),
        comparison=comparison,
        full=full,
        detail=detail,
        border_cut=border_cut,
        turned=turns,
        detected=detected,
        guessed=silhouette.guess(image, placed[0]) if guessing and placed else None,
    )


def _upright(full: RgbImage, spend: Callable[[], None]) -> tuple[RgbImage, tuple[Face, ...], int]:
    """The photo upright, its faces, and the quarter turns anticlockwise that it took."""
    found = faces.detect(full, spend=spend)
    turns = upright.quarter_turns(full, found)
    if not turns:
        return full, found, 0
    turned = upright.turned(full, turns)
    seen = faces.detect(turned, spend=spend)
    # the glance may be wrong: a photo that shows no face once turned stays as it was
    return (turned, seen, turns) if seen else (full, found, 0)


def _around(image: RgbImage, found: tuple[Face, ...]) -> tuple[RgbImage, tuple[Face, ...]]:
    """For a strip, such as a tall screenshot, the part around the first face; the rest is not examined."""
    long = int(np.argmax(image.shape[:2]))  # axis of the longer side: 0 tall, 1 wide
    short = image.shape[1 - long]
    if not found or image.shape[long] <= MOST_ASPECT * short:
        return image, found
    x, y, w, h = found[0].box
    middle = (y + h / 2, x + w / 2)[long]
    begin = round(min(max(0.0, middle - MOST_ASPECT * short / 2), image.shape[long] - MOST_ASPECT * short))
    rows, columns = [
        slice(begin, begin + round(MOST_ASPECT * short)) if axis == long else slice(None) for axis in (0, 1)
    ]
    part = np.ascontiguousarray(image[rows, columns])
    moved = (face.moved(0, -begin) if long == 0 else face.moved(-begin, 0) for face in found)
    return part, tuple(face for face in moved if _inside(face, part))


def _inside(face: Face, part: RgbImage) -> bool:
    x, y, w, h = face.box
    return bool(0 <= x + w / 2 < part.shape[1] and 0 <= y + h / 2 < part.shape[0])


def _head_top(found: tuple[Face, ...]) -> float | None:
    """About the row where the hair of the first face begins; None without a face."""
    return found[0].box[1] - HAIR_ABOVE * found[0].box[3] if found else None


def _working_scale(image: RgbImage, found: tuple[Face, ...]) -> tuple[RgbImage, tuple[Face, ...], float]:
    """The photo with at most ``WORKING_EYE_DISTANCE``, its faces, and how many old pixels lie along one new pixel.

    Halves it first while ``ENOUGH_EYE_DISTANCE`` is left: that is the quickest way to shrink.
    """
    detail = 1.0
    while found and found[0].eye_distance >= 2 * ENOUGH_EYE_DISTANCE:
        image, found, detail = faces.halved(image), tuple(face.scaled(0.5) for face in found), 2 * detail
    scale = WORKING_EYE_DISTANCE / max(found[0].eye_distance, 1.0) if found else 1.0
    if scale >= 1:
        return image, found, detail
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), tuple(face.scaled(scale) for face in found), detail / scale


def _with_exact_eyes(face: Face, points: Points) -> Face:
    """The face with the mesh's eyes, more exact than the detector's (off by up to a tenth of their distance)."""
    left = points[list(landmarks.EYE_LEFT)].mean(axis=0)
    right = points[list(landmarks.EYE_RIGHT)].mean(axis=0)
    return replace(face, eye_left=(float(left[0]), float(left[1])), eye_right=(float(right[0]), float(right[1])))


def _portrait(photo: PhotoUnderTest, photo_id: str) -> Portrait | None:
    place = photo.guessed
    if photo.faces and photo.landmarks is not None and photo.pose is not None:
        place = Placed(face=photo.faces[0], landmarks=photo.landmarks, pose=photo.pose)
    if place is None:
        return None
    return Portrait(
        photo_id=photo_id,
        image=photo.image,
        face=place.face,
        landmarks=place.landmarks,
        pose=place.pose,
        border_cut=photo.border_cut,
        detail=photo.detail,
        guessed=photo.guessed is not None,
        claim=photo.claim,
    )
