"""What ``candid bench marks`` tells of the invisible mark: how often it outlives each change, at two sizes.

Everything is read from the file as it is delivered, decoded.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from generation.disclosure import delivered, survival
from generation.disclosure.mark_reader import FOUND, SEARCHED, Reader
from generation.images import RgbImage
from generation.ports import Sealed
from storage.measuring import Figure
from tests.benches import false_hits

LARGE, SMALL = 1024, 400  # px, shorter side: the largest and the smallest picture the studio makes
REPEATED = 500  # unmarked crops at most that every run reads; ``--false`` reads enough to prove something
UNMEASURED = {delivered.FACE: 1.0, delivered.PERSON: 100.0}  # counts as the most there can be: it proves nothing


@dataclass(slots=True)
class Untouched:
    """What the marks did to the person, as each seal judged its delivered file: the values of ``Sealed.checks``."""

    values: dict[str, list[float]] = field(default_factory=lambda: {code: [] for code in UNMEASURED})
    failed: int = 0  # pictures

    def add(self, sealed: Sealed) -> None:
        """A check that is missing or could not measure counts as failed and as the worst there can be."""
        found = {verdict.code: verdict for verdict in sealed.checks}
        for code, worst in UNMEASURED.items():
            value = found[code].value if code in found else None
            self.values[code].append(worst if value is None else value)
        self.failed += not all(code in found and found[code].passed for code in UNMEASURED)

    def figures(self) -> dict[str, Figure]:
        """The rows: the worst picture of the run."""
        face, person = (max(values, default=UNMEASURED[code]) for code, values in self.values.items())
        return {
            "face values changed beyond JPEG": Figure(
                value=100 * face, unit="%", reach=100 * delivered.MOST_FACE_VALUES
            ),
            "person beyond JPEG, ΔE00 p99": Figure(value=person, unit="ΔE00", reach=delivered.MOST_BEYOND),
            "pictures held back by these two": Figure(value=self.failed, unit="pictures", reach=0),
        }


@dataclass(slots=True)
class Survived:
    """Of the pictures of one size. ``scores``: of the marked ones, by change; ``without``: how many carry none."""

    scores: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    pictures: int = 0
    without: int = 0

    def add(self, final: RgbImage, *, hidden: bool, reader: Reader) -> None:
        """``final``: the delivered file, decoded; ``hidden``: whether it claims the mark."""
        self.pictures += 1
        self.without += not hidden
        if hidden:
            for name, change in survival.CHANGES.items():
                self.scores[name].append(reader.read(change(final)).score)

    def shares(self) -> dict[str, float]:
        """By change, the share of marked pictures in which the mark is found."""
        return {name: sum(score >= FOUND for score in scores) / len(scores) for name, scores in self.scores.items()}

    def worst(self) -> float:
        return min(self.shares().values(), default=0.0)

    def notes(self) -> dict[str, Any]:
        return {
            "pictures": self.pictures,
            "without_a_mark": self.without,
            "survival": {
                name: {
                    "least": round(min(scores), 1),
                    "median": round(statistics.median(scores), 1),
                    "found": round(self.shares()[name], 3),
                }
                for name, scores in self.scores.items()
            },
        }


def falsely_found(photos: Sequence[RgbImage], count: int = REPEATED) -> tuple[int, int]:
    """(crops called marked, crops read) among the first unmarked crops, each read in both ways."""
    each = -(-min(count, REPEATED) // len(photos))
    scores = [
        false_hits.read(crop, labels=False)[:2]
        for number, photo in enumerate(photos)
        for crop in false_hits.crops(photo, number, range(each))
    ]
    return sum(whole >= FOUND or searched >= FOUND + SEARCHED for whole, searched in scores), len(scores)


def resized(image: RgbImage, factor: float) -> RgbImage:
    """The photo so many times as large. Where it grows: AN ENLARGEMENT, which proves the mark, which is not on the
    person, and nothing about sharpness.
    """
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def table_lines(notes: dict[str, Any]) -> list[str]:
    """Both sizes side by side, as Markdown."""
    large, small = notes[str(LARGE)], notes[str(SMALL)]
    lines = [
        f"The invisible mark, in standard deviations (found from {FOUND:g}; by the search from {FOUND + SEARCHED:g}, "
        f"told less {SEARCHED:g}).",
        "",
        f"| after | {LARGE} px, least | median | found | {SMALL} px, least | median | found |",
        "|---|---|---|---|---|---|---|",
    ]
    for change, row in large["survival"].items():
        told = " | ".join(
            f"{size['least']} | {size['median']} | {100 * size['found']:.0f} %"
            for size in (row, small["survival"][change])
        )
        lines.append(f"| {change} | {told} |")
    for side, size in ((LARGE, large), (SMALL, small)):
        without = size["without_a_mark"]
        lines += ["", f"{side} px: {size['pictures']} pictures, {without} of them with too little painted to carry it."]
    return lines
