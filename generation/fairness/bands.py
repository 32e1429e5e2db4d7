"""Tone bands of an operator's test pictures: the nearest of ten swatches, or what a label says.

Only ``candid fairness`` knows these; nothing that works on a person's photo may import them (pyproject, import-linter).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generation.errors import GenerationError
from generation.images import Lab
from generation.vision import tone

# The Monk Skin Tone scale (Ellis Monk and Google, published openly at skintone.google), lightest first, sRGB.
SWATCHES = (
    *("f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96"),
    *("a07e56", "825c43", "604134", "3a312a", "292420"),
)
LAST_OF_BAND = {"tones 1-3": 3, "tones 4-6": 6, "tones 7-10": 10}  # research: the bands drift is compared between
NO_TONE = "no tone measured"  # no face was found, or no skin is visible


class LabelsUnreadable(GenerationError):
    """The labels are not a table with the columns file and tone."""

    code = "labels_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """``band``: the group a picture counts in. ``step``: 1 (lightest) to 10, None where it is not known."""

    band: str
    step: int | None


def measured(skin: Lab) -> Tone:
    """The nearest swatch by ΔE00. It is the tone in this light, through this camera: not a fact about a person."""
    if not np.isfinite(skin).all():
        return Tone(band=NO_TONE, step=None)
    swatches = np.array([[int(code[i : i + 2], 16) for i in (0, 2, 4)] for code in SWATCHES], np.uint8)
    apart = tone.delta_e_2000(np.broadcast_to(skin, (len(SWATCHES), 3)), tone.srgb_to_lab(swatches))
    return of_step(int(np.argmin(apart)) + 1)


def of_step(step: int) -> Tone:
    band = next(name for name, last in LAST_OF_BAND.items() if step <= last)
    return Tone(band=band, step=step)


def labelled(label: str) -> Tone:
    """A number from 1 to 10 is a step of the scale; any other word is a group of its own."""
    return (
        of_step(int(label)) if label.isdecimal() and 1 <= int(label) <= len(SWATCHES) else Tone(band=label, step=None)
    )


def read_labels(path: Path) -> Mapping[str, Tone]:
    """File name to tone, from a CSV file with the columns ``file`` and ``tone``. Raises ``LabelsUnreadable``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if not {"file", "tone"} <= set(rows.fieldnames or ()):
                raise LabelsUnreadable
            return {row["file"]: labelled((row["tone"] or "").strip() or NO_TONE) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise LabelsUnreadable from broken
