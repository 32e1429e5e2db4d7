"""Which safeguards judge which pictures: those that say so, and never fewer than ``LEAST``.

Adding a safeguard: one file in this folder, with its words. It is found by itself. Fails closed: pictures that fewer
safeguards than ``LEAST`` judge are never made, and a safeguard that breaks or answers nonsense withholds the picture.
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
    # Nobody real is shown, so there is no likeness to hold it to.
    Portrayal.INVENTED: frozenset({"blank", "explicit", "one_face"}),
}
"""Codes that must judge such a picture: a file that goes missing stops the worker instead of opening a gate."""


class NoSafeguards(GenerationError):
    """Safeguards are missing that such pictures must be judged by; they cannot be shown."""

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


def panel_for(portrayal: Portrayal, limits: Limits = SHIPPED) -> Panel:
    """``limits``: of what a model painted; where the person is kept, the safeguards' own hold whatever is set.

    Raises ``NoSafeguards``, which names those of ``LEAST`` that are missing.
    """
    judging = [each for each in found() if portrayal in each.judges]
    missing = LEAST[portrayal] - {each.code for each in judging}
    if missing:
        raise NoSafeguards(f"Pictures of a person {portrayal} lack the safeguards {', '.join(sorted(missing))}.")
    return Panel(tuple(each.under(_limits(each, portrayal, limits)) for each in judging))


def _limits(safeguard: type[Safeguard], portrayal: Portrayal, limits: Limits) -> Limits:
    """An operator's limits are for what a model painted: there, not where the person is the photo's own."""
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
