"""What becomes of a portrait: every picture of it passes every gate, or the person is told, or a gate says no unheard.

Gates are the intake checks, the safeguards, and the framing measured once more on the finished picture: its own face
detection on its own pixels, sharing nothing with the frame search. Whether a refusal is right only eyes can say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.framing import LEVEL_LIMIT_DEG
from generation.engines.studio.look import looks
from generation.engines.studio.shapes import AVATAR, Band
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.intake import panel as intake
from generation.ports import Face, Portrait, Portrayal, Rendering, SafeguardContext
from generation.safeguards import panel
from generation.vision import faces
from storage.measuring import Figure
from storage.records import GenerateRequest, PhotoId, Severity

LOOKS = ("studio_soft", "studio_dark", "office", "own_softened", "own")  # a light, a dark, a drawn scene, two own
SLACK, SLACK_DEG = 0.02, 1.0  # a detector places eyes that exactly
TOLD = {
    "head_large_in_frame",
    "head_small_in_frame",
    "eye_line_low",
    "eye_line_high",
    "headroom_tight",
    "headroom_wide",
    "hair_cut_by_photo",
    "not_levelled",
}


class Fate(StrEnum):
    """``FAILED``: a gate said no to a picture, and nothing was said before."""

    PASSED = "passed"
    WARNED = "warned"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``codes``: what was said: findings, notes, gates. ``size``: of the pictures in pixels; None when refused."""

    fate: Fate
    codes: tuple[str, ...] = ()
    size: tuple[int, int] | None = None

    def told(self) -> dict[str, object]:
        """For a report: no name of the file."""
        return {"fate": self.fate, "codes": list(self.codes), "size": self.size}


def of(image: RgbImage) -> Outcome:
    """What became of one portrait, (H, W, 3) sRGB, in ``LOOKS``."""
    seen = intake.inspect(image, photo_id="portrait")
    said = tuple(finding.code for finding in seen.findings)
    if seen.portrait is None:
        refused = [finding.code for finding in seen.findings if finding.severity is Severity.REFUSE]
        return Outcome(fate=Fate.REFUSED, codes=tuple(refused))
    try:
        pictures = _pictures(seen.portrait)
    except CannotFrame as refused:
        return Outcome(fate=Fate.REFUSED, codes=(refused.code,))
    notes = (*said, *(note for picture in pictures for note in picture.edits.notes))
    failed = [gate for picture in pictures for gate in gates(picture, seen.portrait)]
    fate = Fate.FAILED if failed else Fate.WARNED if notes else Fate.PASSED
    height, width = pictures[0].master.shape[:2]
    return Outcome(fate=fate, codes=tuple(dict.fromkeys((*failed, *notes))), size=(width, height))


def gates(picture: Rendering, portrait: Portrait) -> list[str]:
    """The gates that say no to a finished picture."""
    verdicts = panel.panel_for(Portrayal.KEPT).judge(picture, SafeguardContext(portraits=(portrait,), comparison=False))
    said_no = [verdict.code for verdict in verdicts if not verdict.passed]
    return said_no if TOLD & set(picture.edits.notes) else [*said_no, *_off(picture)]


def figure(outcomes: Sequence[Outcome]) -> Figure:
    """The share that is well or told, per cent."""
    well = sum(outcome.fate is not Fate.FAILED for outcome in outcomes)
    return Figure(value=100 * well / len(outcomes), unit="%", reach=90, at_most=False)


def counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many met each fate."""
    met = Counter(outcome.fate.value for outcome in outcomes)
    return {fate.value: met[fate.value] for fate in Fate}


def _pictures(portrait: Portrait) -> list[Rendering]:
    request = GenerateRequest(
        photo_ids=(PhotoId(portrait.photo_id),), looks=LOOKS, engine="studio", purpose="profile", language="en"
    )
    session = StudioEngine(looks()).open([portrait], request, progress=lambda _: None, cancelled=lambda: False)
    return [session.render(look) for look in LOOKS]


def _off(picture: Rendering) -> list[str]:
    """What of the framing lies outside its band, on the finished picture."""
    found = faces.detect(picture.master)
    mirrored = faces.detect(np.ascontiguousarray(picture.master[:, ::-1]))
    if not found or not mirrored:
        return ["face_lost"]
    (_, left_y), (_, right_y) = found[0].eye_left, found[0].eye_right
    height = picture.master.shape[0]
    roll = (_roll(found[0]) - _roll(mirrored[0])) / 2  # halves the detector's own lean, which is up to two degrees
    x, _, width, _ = found[0].box
    head = picture.alpha[:, max(int(x), 0) : int(x + width)].max(axis=1)
    headroom = int(np.argmax(head > 0.5)) / height
    off = {
        "eye_line": not _within((left_y + right_y) / 2 / height, AVATAR.eye),
        "headroom": not _within(headroom, AVATAR.headroom),
        "roll": abs(roll) > LEVEL_LIMIT_DEG + SLACK_DEG,
        "enlarged": picture.edits.crop.scale > 1,
    }
    return [gate for gate, outside in off.items() if outside]


def _roll(face: Face) -> float:
    """Degrees the eye line leans clockwise."""
    (left_x, left_y), (right_x, right_y) = face.eye_left, face.eye_right
    return math.degrees(math.atan2(right_y - left_y, right_x - left_x))


def _within(value: float, band: Band) -> bool:
    return band.low - SLACK <= value <= band.high + SLACK
