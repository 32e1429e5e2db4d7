"""How often a mark is seen where there is none: many unmarked crops, each read for the invisible mark both ways, the
first of each picture for every label, too.

Crop ``k`` of a picture is the same in every run, so that a smaller run is the beginning of a larger one. What was read
is kept in a state file, line by line: a run that was stopped goes on where it was. Nothing here is timed.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
from PIL import Image, ImageOps

from generation.disclosure import forms, mark_reader, pattern, search, survival
from generation.disclosure.mark_reader import FOUND, PROBABLE, SEARCHED
from generation.images import RgbImage
from storage.clock import SystemClock

SEED = 5
LEAST_CROP = 0.4  # of the shorter side
SIDE = 768  # pixels to which a larger crop is made smaller, as the keyless child does
ORIGIN = "each whole, then in random square crops of 40 to 100 % of the shorter side"

LABELLED = 8  # crops of a picture searched for labels: that takes three times as long as looking for the mark

# as a whole; by the search, not lessened; labels found, -1 where none was looked for
Scores: TypeAlias = tuple[float, float, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """``scores``: of each crop; ``pictures``: they are of; ``begun``: ISO dates of the first and the last crop."""

    scores: tuple[Scores, ...]
    pictures: int
    begun: str
    ended: str

    def found(self, way: int) -> int:
        """How many crops one way alone (0: as a whole, 1: the search) calls marked."""
        return sum(score[way] >= FOUND + way * SEARCHED for score in self.scores)

    @property
    def probable(self) -> int:
        """How many crops are called probably marked, by either way."""
        best = [max(whole, searched - SEARCHED) for whole, searched, _ in self.scores]
        return sum(PROBABLE <= score < FOUND for score in best)

    def bound(self, way: int) -> float:
        """Of 10,000 crops at most this many are called marked by one way, with 95 % confidence."""
        return 1e4 * upper_bound(self.found(way), len(self.scores))

    def labels(self) -> tuple[int, int]:
        """How many crops have a label found in them, and how many were searched for one."""
        asked = [label for *_, label in self.scores if label >= 0]
        return sum(asked), len(asked)

    def read_what(self) -> str:
        """The crops, their pictures, the seed and the dates."""
        return (
            f"{len(self.scores):,} unmarked crops of {self.pictures:,} pictures, {ORIGIN}; seed {SEED}; read from "
            f"{self.begun} to {self.ended}."
        )

    def sentence(self) -> str:
        """What was found in them."""
        told = [
            f"{name}: {self.found(way)} found (highest {max(score[way] for score in self.scores):.2f}, found from "
            f"{FOUND + way * SEARCHED:g}), so at most {self.bound(way):.2f} of 10,000 with 95 % confidence"
            for way, name in enumerate(("As a whole", "By the search"))
        ]
        return (
            f"{'. '.join(told)}. {self.probable} called probable. To prove at most 1 of 10,000, "
            f"{needed(1e-4):,} crops without a hit are needed. {self._of_labels()}"
        )

    def _of_labels(self) -> str:
        found, asked = self.labels()
        bound = 1e4 * upper_bound(found, asked) if asked else 1e4
        return (
            f"Any label in any language: {found} found in {asked:,} of these crops, so at most {bound:.2f} of 10,000 "
            "with 95 % confidence."
        )


def tried(paths: Sequence[Path], count: int, state: Path) -> Tried:
    """Reads ``count`` crops of the pictures at ``paths`` on all cores, politely. Tells its progress.

    ``state``: what was read before and is not read again; begun anew when it is of other pictures or another reader.
    """
    kept = _kept(state, identity(paths))
    parts = [
        (number, range(len(kept.get(number, ())), wanted))
        for number in range(len(paths))
        if (wanted := -(-(count - number) // len(paths))) > len(kept.get(number, ()))
    ]
    done = sum(map(len, kept.values()))
    with (
        state.open("a", encoding="utf-8") as lines,
        ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_alone) as pool,
    ):
        found = pool.map(_part, [(paths[number], number, wanted) for number, wanted in parts])
        for (number, _), scores in zip(parts, found, strict=True):
            kept.setdefault(number, []).extend(scores)
            lines.write(json.dumps({"picture": number, "scores": scores, "date": _today()}) + "\n")
            lines.flush()
            done += len(scores)
            print(f"\r{done} crops", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    dates = [line["date"] for line in _lines(state)]
    scores = [score for number in sorted(kept) for score in kept[number]]
    return Tried(scores=tuple(scores), pictures=sum(map(bool, kept.values())), begun=dates[0], ended=dates[-1])


def identity(paths: Sequence[Path]) -> str:
    """Of the pictures, the crops and everything the reader decides by."""
    reader = {name: repr(value) for name, value in vars(mark_reader).items() if name.isupper()}
    limits = [[form.found, form.piece] for form in forms.FORMS.values()]
    told = [SEED, LEAST_CROP, SIDE, pattern.NAME.decode(), pattern.LOW, pattern.HIGH, reader, limits]
    told += [[path.name, path.stat().st_size] for path in paths]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _kept(state: Path, of: str) -> dict[int, list[Scores]]:
    """The scores read before, by picture; a state file of anything else is begun anew."""
    lines = _lines(state)
    if not lines or lines[0].get("of") != of:
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(json.dumps({"of": of, "seed": SEED, "date": _today()}) + "\n", "utf-8")
        return {}
    kept: dict[int, list[Scores]] = {}
    for line in lines[1:]:
        scores = [(whole, searched, label) for whole, searched, label in line["scores"]]
        kept.setdefault(line["picture"], []).extend(scores)
    return kept


def _lines(state: Path) -> list[dict[str, Any]]:
    """What stands in the state file; a line that was cut off when the run was stopped is left out and overwritten."""
    if not state.is_file():
        return []
    text = state.read_text("utf-8")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        state.write_text(whole, "utf-8")
    return [json.loads(line) for line in whole.splitlines()]


def _today() -> str:
    return SystemClock().now().date().isoformat()


def crops(image: RgbImage, number: int, wanted: range) -> Iterator[RgbImage]:
    """These crops of picture ``number``; the first is the picture itself."""
    height, width = image.shape[:2]
    for k in wanted:
        if k == 0:
            yield survival.to_side(image, SIDE)
            continue
        random = np.random.default_rng((SEED, number, k))
        side = int(min(height, width) * random.uniform(LEAST_CROP, 1.0))
        top, left = random.integers(0, height - side + 1), random.integers(0, width - side + 1)
        yield survival.to_side(np.ascontiguousarray(image[top : top + side, left : left + side]), SIDE)


def read(image: RgbImage, *, labels: bool) -> Scores:
    """How well the field fits as a whole, and by the search; and whether a label is found, where that is asked."""
    found = mark_reader.evidence(image)
    label = int(search.label_false(image)) if labels else -1
    return round(mark_reader.whole(found, mirrored=True), 3), round(mark_reader.searched(found), 3), label


def photo(path: Path) -> RgbImage:
    with Image.open(path) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))


def upper_bound(hits: int, tries: int, confidence: float = 0.95) -> float:
    """The highest rate that still gives ``hits`` or fewer in ``tries`` with 5 % chance (Clopper and Pearson, 1934)."""
    low, high = hits / tries, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        below = sum(math.comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits + 1))
        low, high = (rate, high) if below > 1 - confidence else (low, rate)
    return high


def needed(rate: float, confidence: float = 0.95) -> int:
    """How many tries without a hit bound a rate by ``rate``."""
    return math.ceil(math.log(1 - confidence) / math.log(1 - rate))


# --- in a process of its own --------------------------------------------------------------------------------------


def _alone() -> None:
    """Yields to everything else on the machine."""
    os.nice(19)
    cv2.setNumThreads(1)


def _part(part: tuple[Path, int, range]) -> list[Scores]:
    path, number, wanted = part
    try:
        whole = photo(path)
    except OSError:  # no picture: it counts for nothing
        return []
    pairs = zip(wanted, crops(whole, number, wanted), strict=True)
    return [read(crop, labels=k < LABELLED) for k, crop in pairs]
