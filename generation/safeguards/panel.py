"""Which safeguards judge which engine's pictures. An explicit list: nothing is discovered, nothing can go missing.

Fails closed: an engine without safeguards cannot be judged, and a safeguard that breaks or answers nonsense withholds
the picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.errors import GenerationError
from generation.ports import Rendering, Safeguard, SafeguardContext
from generation.safeguards.blank import Blank
from generation.safeguards.cut_edge import CutEdge
from generation.safeguards.explicit import Explicit
from generation.safeguards.face_core import FaceCore
from generation.safeguards.geometry import Geometry
from generation.safeguards.likeness import Likeness
from generation.safeguards.limits import SHIPPED, Limits
from generation.safeguards.one_face import OneFace
from generation.safeguards.redrawn_eyes import RedrawnEyes
from generation.safeguards.redrawn_likeness import RedrawnLikeness
from generation.safeguards.redrawn_shape import RedrawnShape
from generation.safeguards.redrawn_skin import RedrawnSkin
from generation.safeguards.redrawn_texture import RedrawnTexture
from generation.safeguards.skin_tone import SkinTone
from generation.safeguards.texture import Texture
from generation.safeguards.upscaled import Upscaled
from storage.records import Verdict

STUDIO: tuple[Safeguard, ...] = (
    Blank(SHIPPED.flat),
    Upscaled(),
    CutEdge(),
    FaceCore(),
    SkinTone(),
    Texture(),
    OneFace(SHIPPED.second_face),
    Geometry(),
    Likeness(least=0.90),
)


def _redrawn(limits: Limits) -> tuple[Safeguard, ...]:
    return (
        Blank(limits.flat),
        Explicit(limits.explicit),
        OneFace(limits.second_face),
        RedrawnLikeness(limits),
        RedrawnSkin(limits),
        RedrawnShape(limits),
        RedrawnTexture(limits),
        RedrawnEyes(limits),
    )


def _painted_behind(limits: Limits) -> tuple[Safeguard, ...]:
    """Only the background is painted: the person must be the photo, pixel for pixel, as in the studio."""
    return (*STUDIO, Explicit(limits.explicit))


def _made_up(limits: Limits) -> tuple[Safeguard, ...]:
    """Nobody real is shown, so there is no likeness to hold it to: one face, nothing explicit, a picture at all."""
    return (Blank(limits.flat), Explicit(limits.explicit), OneFace(limits.second_face))


OF_ENGINE: dict[str, Callable[[Limits], tuple[Safeguard, ...]]] = {
    "studio": lambda _: STUDIO,
    "diffusion": _redrawn,
    "diffusion/background": _painted_behind,
    "persona": _made_up,
}


class NoSafeguards(GenerationError):
    """No safeguard is listed for this engine; its pictures cannot be shown."""

    code = "no_safeguards"


@dataclass(frozen=True, slots=True)
class Panel:
    """Every safeguard of one engine, in the order its verdicts are told."""

    safeguards: tuple[Safeguard, ...]

    def __post_init__(self) -> None:
        if not self.safeguards:
            raise NoSafeguards

    def judge(self, rendering: Rendering, context: SafeguardContext) -> tuple[Verdict, ...]:
        """One verdict per safeguard. A picture may be shown only if all passed."""
        return tuple(_sure(safeguard, rendering, context) for safeguard in self.safeguards)


def panel_for(engine: str, limits: Limits = SHIPPED) -> Panel:
    """Raises ``NoSafeguards`` for an engine nobody listed safeguards for. ``limits``: of what a model painted."""
    listed = OF_ENGINE.get(engine)
    return Panel(() if listed is None else listed(limits))


def withheld(verdicts: Sequence[Verdict]) -> bool:
    """Whether any verdict keeps the picture back; no verdict at all does too."""
    return not verdicts or not all(verdict.passed for verdict in verdicts)


def _sure(safeguard: Safeguard, rendering: Rendering, context: SafeguardContext) -> Verdict:
    """A verdict that is one: not a number, or not a plain yes, is a no."""
    verdict = safeguard(rendering, context)
    known = verdict.value is None or math.isfinite(verdict.value)
    if verdict.passed is True and known and verdict.code == safeguard.code:
        return verdict
    return Verdict(
        code=safeguard.code,
        passed=False,
        value=verdict.value if known else None,
        limit=verdict.limit,
        unit=verdict.unit,
    )
