"""What the checks of a photo found, what the safeguards said of a picture, and in what units."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
