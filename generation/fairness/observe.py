"""Observes what Candid does with one picture: whether it is refused or held back, and how the skin's lightness changes.

Runs the same checks, engine and safeguards as the worker. Measurements stay in memory only. Nothing of the picture is
kept: no name, no pixel, no face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from generation.errors import CannotFrame, PhotoRefused
from generation.fairness.bands import NO_TONE, Tone, measured
from generation.images import RgbImage
from generation.intake import panel as intake
from generation.intake.check import Check
from generation.intake.decode import Decoder
from generation.ports import Engine, PhotoUnderTest, Portrait, Rendering, SafeguardContext
from generation.safeguards.panel import Panel
from generation.vision import tone
from storage.records import GenerateRequest, PhotoId, Severity

LOOKS = ("studio_soft", "office", "own_softened", "own")
"""One look of each structure: drawn plain, drawn scene, own background blurred, pure crop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """``refused``, ``withheld``: codes, each once. ``delta_l``: signed ΔL* of the skin, mean over ``pictures``."""

    tone: Tone
    refused: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    pictures: int = 0
    delta_l: float | None = None

    @property
    def served(self) -> bool:
        """Accepted, and none of its pictures held back."""
        return not self.refused and not self.withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """What is being tested: the same parts a worker loads."""

    engine: Engine
    safeguards: Panel
    checks: Sequence[Check] = intake.PANEL
    looks: tuple[str, ...] = LOOKS


def observe_file(data: bytes, decoder: Decoder, gauge: Gauge, known: Tone | None = None) -> Observation:
    """``data``: a file as it lies in the folder; ``known``: its label, else the tone is measured."""
    try:
        image = decoder.decode(data)
    except PhotoRefused as refused:
        return Observation(tone=known or Tone(band=NO_TONE, step=None), refused=(refused.code,))
    return observe(image, gauge, known)


def observe(image: RgbImage, gauge: Gauge, known: Tone | None = None) -> Observation:
    """``image``: (H, W, 3) sRGB, upright."""
    inspection = intake.inspect(image, photo_id="photo", panel=gauge.checks)
    seen = known or _tone(inspection.photo)
    if inspection.portrait is None:
        codes = [finding.code for finding in inspection.findings if finding.severity is Severity.REFUSE]
        return Observation(tone=seen, refused=tuple(dict.fromkeys(codes)))
    try:
        return _made(inspection.portrait, gauge, seen)
    except CannotFrame as refused:
        return Observation(tone=seen, refused=(refused.code,))


def _made(portrait: Portrait, gauge: Gauge, seen: Tone) -> Observation:
    request = GenerateRequest(
        photo_ids=(PhotoId(portrait.photo_id),),
        looks=gauge.looks,
        engine=gauge.engine.name,
        purpose="profile",
        language="en",
    )
    session = gauge.engine.open((portrait,), request, progress=lambda _: None, cancelled=lambda: False)
    context = SafeguardContext(portraits=(portrait,), comparison=False)
    withheld: list[str] = []
    moves: list[float] = []
    for look in gauge.looks:
        rendering = session.render(look)
        withheld += [verdict.code for verdict in gauge.safeguards.judge(rendering, context) if not verdict.passed]
        move = skin_move(rendering, portrait)
        moves += [] if move is None else [move]
    return Observation(
        tone=seen,
        withheld=tuple(dict.fromkeys(withheld)),
        pictures=len(gauge.looks),
        delta_l=float(np.mean(moves)) if moves else None,
    )


def skin_move(rendering: Rendering, portrait: Portrait) -> float | None:
    """Signed ΔL* of the median skin, picture minus photo; None when no skin is visible.

    ``to_master`` alone aligns the two. Measured apart from the safeguard of the same aim, as a second opinion.
    """
    height, width = rendering.master.shape[:2]
    turn = rendering.to_master
    photo = np.asarray(cv2.warpAffine(portrait.image, turn, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
    points = np.asarray(portrait.landmarks @ turn[:, :2].T + turn[:, 2], np.float32)
    skin = tone.skin_mask(photo, points)
    if not skin.any():
        return None
    before, after = (float(np.median(tone.srgb_to_lab(each[skin])[:, 0])) for each in (photo, rendering.master))
    return after - before


def _tone(photo: PhotoUnderTest) -> Tone:
    if photo.landmarks is None:
        return Tone(band=NO_TONE, step=None)
    return measured(tone.skin_lab(photo.image, photo.landmarks))
