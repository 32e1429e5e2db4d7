"""Finds a label in pixels: a matched filter on the straightened band where each form has its words.

``find`` answers "does this picture carry this label, in this form?". The seal asks about its own final bytes,
``verify`` about any picture in any language. The picture may have any size: a copy is searched in which capitals are
10.4 pixels high, so that larger letters take no longer. A cropped picture has lost its label, since every form stands
at the edge. The whole text and each piece of it must fit, so that other words, or words that lack a letter, are not
taken for it.
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
from generation.disclosure.lockup import FINER, STEP, Lockup, Said
from generation.disclosure.paths import Path
from generation.images import RgbImage
from storage.records import Placement

Floats = NDArray[np.float32]

LEAST_SIDE = 200  # shorter side in pixels of the smallest copy in which a label must be found
SLACK_ALONG, SLACK_ACROSS = 5, 3  # pixels of the copy, searched on each side of the expected place
SOFTENED = 0.5  # pixels, sigma: how much scaling and JPEG blur letters
PLAIN_OVER = 14.0  # pixels, sigma: lightness that changes more slowly is no letter
COARSER = 4  # by which a copy is reduced to measure lightness that changes so slowly
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
    """``letters``: with its form's clear ground; ``above``: rows from its top to the capitals' middle; ``capital``:
    pixels, the height of one.
    """

    letters: Floats
    above: float
    capital: float

    def pieces(self) -> Iterator[tuple[slice, slice]]:
        """Rows and columns of each line's pieces; a line with next to no letters has none."""
        lines = max(1, round(self.letters.shape[0] / (STEP * self.capital)))
        rows = np.linspace(0, self.letters.shape[0], lines + 1).round().astype(int)
        for top, end in itertools.pairwise(rows):
            inked = np.nonzero((self.letters[top:end] > 0.3).any(0))[0]
            for piece in lockup.pieces(float(np.ptp(inked)), self.capital) if inked.size else ():
                yield slice(int(top), int(end)), slice(int(inked[0]) + piece.start, int(inked[0]) + piece.stop)


class Copy:
    """A picture prepared for a search for many labels; what they share is computed once."""

    def __init__(self, image: RgbImage) -> None:
        self._grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
        self._lumas: dict[int, Floats] = {}
        self._bands: dict[tuple[int, Path, tuple[int, int], float, float], Floats] = {}

    def best(self, mark: Mark) -> Sighting:
        """The best fit of this label, even where it is not found."""
        template, form = _template(mark.placement, mark.said), forms.FORMS[mark.placement]
        band = self._where(mark, template)
        tall, wide = template.letters.shape
        scores = cv2.matchTemplate(band, template.letters, cv2.TM_CCOEFF_NORMED)
        scores[~np.isfinite(scores)] = 0.0
        low, high, at_low, at_high = cv2.minMaxLoc(scores)
        sign, score, (x, y) = (1, high, at_high) if high >= -low else (-1, -low, at_low)
        seen = band[y : y + tall, x : x + wide] * np.float32(sign)
        weakest = strength = 0.0  # measured only where the whole text fits
        if score >= form.found:
            weakest = min(_fit(seen[piece], template.letters[piece]) for piece in template.pieces())
            strength = _strength(seen, template.letters)
        return Sighting(mark=mark, score=float(score), weakest=weakest, strength=strength)

    def _where(self, mark: Mark, template: _Template) -> Floats:
        """The straightened band in which this label would stand."""
        side = lockup.measured_at(mark.said.rule)
        height, width = self._luma(side).shape
        form = forms.FORMS[mark.placement]
        path = form.path(mark.spot, mark.said, float(width), float(height))
        step = form.side(mark.said, width, height) / side
        tall, wide = template.letters.shape
        size = (wide + 2 * SLACK_ALONG, tall + 2 * SLACK_ACROSS)
        return self._band(side, path, size, template.above + SLACK_ACROSS, step)

    def _luma(self, side: int) -> Floats:
        """Brightness, the shorter side ``side`` pixels."""
        if side not in self._lumas:
            height, width = self._grey.shape
            scale = side / min(height, width)
            size = (max(1, round(width * scale)), max(1, round(height * scale)))
            how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
            self._lumas[side] = cv2.resize(self._grey, size, interpolation=how).astype(np.float32)
        return self._lumas[side]

    def _band(self, side: int, path: Path, size: tuple[int, int], above: float, step: float) -> Floats:
        key = (side, path, size, above, step)
        if key not in self._bands:
            band = paths.straightened(self._luma(side), path, size, above=above, step=step)
            self._bands[key] = _unshaded(band)
        return self._bands[key]


def prepare(mark: Mark) -> None:
    """Sets and caches the words of a label, so that the first search for it is as quick as any other."""
    _template(mark.placement, mark.said)


def find(image: RgbImage, mark: Mark) -> Sighting | None:
    """The label, or None where it is not found. ``image`` may be a smaller copy."""
    sighting = Copy(image).best(mark)
    return sighting if sighting.found else None


def first(copy: Copy, marks: Iterable[Mark]) -> Sighting | None:
    """The label that explains most of the letters seen, of those found."""
    seen = [sighting for mark in marks if (sighting := copy.best(mark)).found]
    return max(seen, key=_explained, default=None)


def _explained(sighting: Sighting) -> float:
    """How much of the letters in the picture it accounts for: in "IA · FONDO" the French "IA · FOND" fits, too."""
    letters = _template(sighting.mark.placement, sighting.mark.said).letters
    return sighting.score * float(cv2.norm(letters - letters.mean()))


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
    form, side = forms.FORMS[placement], lockup.measured_at(said.rule)
    return _of_line(form.line(said, side, FINER), form.clear, said.rule.words * side)


@lru_cache(maxsize=512)
def _of_line(line: Lockup, clear: int, capital: float) -> _Template:
    """Shared by forms that draw the same line, and by rules under which it is as large."""
    tall, wide = (-(-length // FINER) for length in line.letters.shape)
    left = (wide * FINER - line.letters.shape[1]) // 2  # the line's middle is the page's
    page = np.zeros((tall * FINER, wide * FINER), np.float32)
    page[: line.letters.shape[0], left : left + line.letters.shape[1]] = line.letters
    small = cv2.resize(page, (wide, tall), interpolation=cv2.INTER_AREA)
    grounded = cv2.copyMakeBorder(small, clear, clear, clear, clear, cv2.BORDER_CONSTANT, value=0)
    letters = _unshaded(np.asarray(cv2.GaussianBlur(grounded, (0, 0), SOFTENED), np.float32))
    return _Template(letters=letters, above=line.middle / FINER + clear, capital=capital)


def _unshaded(plane: Floats) -> Floats:
    """Less what changes more slowly than letters do."""
    high, wide = plane.shape
    small = cv2.resize(plane, (max(1, wide // COARSER), max(1, high // COARSER)), interpolation=cv2.INTER_AREA)
    shading = cv2.resize(cv2.GaussianBlur(small, (0, 0), PLAIN_OVER / COARSER), (wide, high))
    return np.asarray(plane - shading, np.float32)
