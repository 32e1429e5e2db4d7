"""Selects the safeguards of a picture by their ``judges``; never fewer than ``LEAST``.

To add a safeguard, add one file with its words to this folder; nothing else lists it. Fails closed: no picture is made
with fewer safeguards than ``LEAST``, a safeguard that raises stops the picture, and a nonsense verdict withholds it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from generation import discovery, own_words, safeguards
from generation.errors import GenerationError, MemberIncomplete
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards.limits import SHIPPED, Limits
from storage.records import Verdict

KEPT = frozenset(
    {"blank", "upscaled", "cut_edge", "face_core", "skin_tone", "texture", "one_face", "geometry", "likeness"}
)
LEAST: dict[Portrayal, frozenset[str]] = {
    Portrayal.KEPT: KEPT,
    Portrayal.KEPT_BEFORE_PAINTED: KEPT | {"explicit"},
    Portrayal.REDRAWN: frozenset(
        {"blank", "explicit", "one_face", "likeness", "skin_tone", "geometry", "texture", "eyes"}
    ),
    # Nobody real is shown: faces of a set are compared with each other, and with nobody's photo.
    Portrayal.INVENTED: frozenset({"blank", "explicit", "one_face", "grown", "alike", "asked_tone"}),
}
"""Codes that must judge such a picture: a missing file stops the worker, so no picture goes unchecked."""


class NoSafeguards(GenerationError):
    """Safeguards are missing that such pictures must be judged by; they cannot be shown."""

    code = "no_safeguards"


@dataclass(frozen=True, slots=True)
class Panel:
    """Every safeguard of one engine, in the order of its verdicts."""

    safeguards: tuple[Safeguard, ...]

    def __post_init__(self) -> None:
        if not self.safeguards:
            raise NoSafeguards

    def judge(self, rendering: Rendering, context: SafeguardContext) -> tuple[Verdict, ...]:
        """One verdict per safeguard. A picture may be shown only if all passed."""
        return tuple(_sure(safeguard, rendering, context) for safeguard in self.safeguards)


def panel_for(portrayal: Portrayal, limits: Limits = SHIPPED) -> Panel:
    """``limits``: for what a model painted. Where the person's pixels are kept, the shipped limits apply whatever is
    set.

    Raises ``NoSafeguards``, which names those of ``LEAST`` that are missing.
    """
    judging = [each for each in found() if portrayal in each.judges]
    missing = LEAST[portrayal] - {each.code for each in judging}
    if missing:
        raise NoSafeguards(f"Pictures of a person {portrayal} lack the safeguards {', '.join(sorted(missing))}.")
    return Panel(tuple(each.under(_limits(each, portrayal, limits)) for each in judging))


def _limits(safeguard: type[Safeguard], portrayal: Portrayal, limits: Limits) -> Limits:
    """An operator's limits apply to what a model painted, never to a person whose pixels are the photo's own."""
    kept_too = Portrayal.KEPT in safeguard.judges and portrayal is Portrayal.KEPT_BEFORE_PAINTED
    return SHIPPED if portrayal is Portrayal.KEPT or kept_too else limits


@cache
def found(package: ModuleType = safeguards) -> tuple[type[Safeguard], ...]:
    """Every safeguard in ``package``, in order. Raises ``MemberIncomplete``, which names file and piece."""
    every = [
        (where, kind) for where, kinds in discovery.classes(package, Safeguard).items() for kind in _whole(where, kinds)
    ]
    spoken = {kind.code for _, kind in every if kind.words}
    for where, kind in every:
        if kind.code not in spoken:
            raise MemberIncomplete(f"{where} lacks words.")
    kinds = tuple(sorted((kind for _, kind in every), key=lambda kind: (kind.order, kind.code)))
    for portrayal in Portrayal:
        codes = [kind.code for kind in kinds if portrayal in kind.judges]
        if len(set(codes)) != len(codes):
            raise MemberIncomplete(f"Two safeguards judge a person {portrayal} by one code: {', '.join(codes)}.")
    return kinds


def _whole(where: str, kinds: Sequence[type[Safeguard]]) -> Sequence[type[Safeguard]]:
    for kind in kinds:
        own_words.require_attributes(where, kind, "code", "order", "judges")
        if kind.words:
            own_words.require(where, kind.words, "withheld")
    return kinds


def withheld(verdicts: Sequence[Verdict]) -> bool:
    """Whether any verdict withholds the picture. It is also withheld without any verdict."""
    return not verdicts or not all(verdict.passed for verdict in verdicts)


def _sure(safeguard: Safeguard, rendering: Rendering, context: SafeguardContext) -> Verdict:
    """A valid verdict: a value that is NaN or infinite, or anything but a plain yes, counts as a no."""
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
