"""Finds a label in pixels: a matched filter on the straightened band where each form has its words.

``find`` answers "does this picture carry this label, in this form?". The seal asks about its own final bytes,
``verify`` about any picture in any language. The picture may have any size: a copy of ``SIDE`` pixels is searched. A
cropped picture has lost its label, since every form stands at the edge. The whole text and each piece of it must fit,
so that other words, or words that lack a letter, are not taken for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import forms, lockup, paths
from generation.disclosure.lockup import FINER, STEP, Said
from generation.disclosure.paths import Path
from generation.images import RgbImage
from storage.records import Placement

Floats = NDArray[np.float32]

SIDE = lockup.MEASURED_AT  # pixels of the copy searched, the shorter way
LEAST_SIDE = 200  # shorter side in pixels of the smallest copy in which a label must be found
SLACK_ALONG, SLACK_ACROSS = 5, 3  # pixels of the copy, searched on each side of the expected place
SOFTENED = 0.5  # pixels, sigma: how much scaling and JPEG blur letters
PLAIN_OVER = 14.0  # pixels, sigma: lightness that changes more slowly is no letter
FAINTEST = 14.0  # levels of luma between letters and ground, below which nobody reads them


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label to look for: its words, its form, and the spot where that form puts it."""

    placement: Placement
    said: Said
    spot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """``score``: how well all words fit, ``weakest``: the piece that fits worst; 0..1. ``strength``: levels of luma
    between letters and ground. The last two are 0 where the words do not fit.
    """

    mark: Mark
    score: float
    weakest: float
    strength: float

    @property
    def found(self) -> bool:
        form = forms.FORMS[self.mark.placement]
        return self.score >= form.found and self.weakest >= form.piece and self.strength >= FAINTEST


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Template:
    """``letters``: zero mean, with its form's clear ground; ``above``: rows from its top to the capitals' middle."""

    letters: Floats
    above: float
    pieces: tuple[tuple[slice, slice], ...]


class Copy:
    """A picture prepared for a search for many labels; what they share is computed once."""

    def __init__(self, image: RgbImage) -> None:
        height, width = image.shape[:2]
        grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
        scale = SIDE / min(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        self._luma = cv2.resize(grey, size, interpolation=how).astype(np.float32)
        self._bands: dict[tuple[Path, tuple[int, int], float, float], Floats] = {}

    def best(self, mark: Mark) -> Sighting:
        """The best fit of this label, even where it is not found."""
        height, width = self._luma.shape
        template = _template(mark.placement, mark.said)
        form = forms.FORMS[mark.placement]
        path = form.path(mark.spot, mark.said, float(width), float(height))
        step = form.side(mark.said, width, height) / SIDE
        tall, wide = template.letters.shape
        size = (wide + 2 * SLACK_ALONG, tall + 2 * SLACK_ACROSS)
        band = self._band(path, size, template.above + SLACK_ACROSS, step)
        scores = cv2.matchTemplate(band, template.letters, cv2.TM_CCOEFF_NORMED)
        scores[~np.isfinite(scores)] = 0.0
        low, high, at_low, at_high = cv2.minMaxLoc(scores)
        sign, score, (x, y) = (1, high, at_high) if high >= -low else (-1, -low, at_low)
        seen = band[y : y + tall, x : x + wide] * np.float32(sign)
        weakest = strength = 0.0  # measured only where the whole text fits
        if score >= form.found:
            weakest = min(_fit(seen[piece], template.letters[piece]) for piece in template.pieces)
            strength = _strength(seen, template.letters)
        return Sighting(mark=mark, score=float(score), weakest=weakest, strength=strength)

    def _band(self, path: Path, size: tuple[int, int], above: float, step: float) -> Floats:
        key = (path, size, above, step)
        if key not in self._bands:
            band = paths.straightened(self._luma, path, size, above=above, step=step)
            self._bands[key] = np.asarray(band - cv2.GaussianBlur(band, (0, 0), PLAIN_OVER), np.float32)
        return self._bands[key]


def prepare(mark: Mark) -> None:
    """Sets and caches the words of a label, so that the first search for it is as quick as any other."""
    forms.FORMS[mark.placement].path(mark.spot, mark.said, SIDE, SIDE)
    _template(mark.placement, mark.said)


def find(image: RgbImage, mark: Mark) -> Sighting | None:
    """The label, or None where it is not found. ``image`` may be a smaller copy."""
    sighting = Copy(image).best(mark)
    return sighting if sighting.found else None


def first(copy: Copy, marks: Iterable[Mark]) -> Sighting | None:
    """The label that fits best of those found."""
    seen = [sighting for mark in marks if (sighting := copy.best(mark)).found]
    return max(seen, key=lambda sighting: sighting.score, default=None)


def _fit(seen: Floats, letters: Floats) -> float:
    one, other = seen - seen.mean(), letters - letters.mean()
    norm = float(np.sqrt(np.square(one).sum() * np.square(other).sum()))
    return float((one * other).sum()) / norm if norm > 0 else 0.0


def _strength(seen: Floats, letters: Floats) -> float:
    """Levels between letters and ground by least squares; the template's letters are 1 above its ground."""
    spread = letters - letters.mean()
    return float((spread * seen).sum() / np.square(spread).sum())


@lru_cache(maxsize=512)
def _template(placement: Placement, said: Said) -> _Template:
    form = forms.FORMS[placement]
    clear, line = form.clear, form.line(said, SIDE, FINER)
    tall, wide = (-(-length // FINER) for length in line.letters.shape)
    left = (wide * FINER - line.letters.shape[1]) // 2  # the line's middle is the page's
    page = np.zeros((tall * FINER, wide * FINER), np.float32)
    page[: line.letters.shape[0], left : left + line.letters.shape[1]] = line.letters
    page = np.pad(cv2.resize(page, (wide, tall), interpolation=cv2.INTER_AREA), clear)
    letters = np.asarray(cv2.GaussianBlur(page, (0, 0), SOFTENED), np.float32)
    letters = np.asarray(letters - cv2.GaussianBlur(letters, (0, 0), PLAIN_OVER), np.float32)
    return _Template(
        letters=letters,
        above=line.middle / FINER + clear,
        pieces=tuple(_pieces(letters, said.rule.words * SIDE)),
    )


def _pieces(letters: Floats, capital: float) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of each line's pieces; a line with next to no letters has none."""
    lines = max(1, round(letters.shape[0] / (STEP * capital)))
    rows = np.linspace(0, letters.shape[0], lines + 1).round().astype(int)
    for top, end in itertools.pairwise(rows):
        inked = np.nonzero((letters[top:end] > 0.3).any(0))[0]
        for piece in lockup.pieces(float(np.ptp(inked)), capital) if inked.size else ():
            yield slice(int(top), int(end)), slice(int(inked[0]) + piece.start, int(inked[0]) + piece.stop)
