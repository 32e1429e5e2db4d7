"""Sets the label's words as one line or two: a line of fine capitals, or a large "AI" with its second word after it.

A label text of two levels is written "AI · MODIFIED" (the structure of the EU's icons): the first is set larger, a
hairline stands between them. Capitals are spaced a little; joined scripts and those with signs above and below are not.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

import numpy as np
from PIL import Image, ImageDraw

from generation.disclosure import typeset
from generation.disclosure.label import QUIET, LabelRule
from generation.disclosure.typeset import CAP_HEIGHT, Coverage
from generation.disclosure.wording import Words

BETWEEN = " · "  # between the two levels of a label
LARGER = {"ar": 1.15, "hi": 1.15}  # their letters are smaller within the same font size: .030 instead of .026
TRACKING = 0.08  # of the em, between capitals
WORD_SPACE = 0.52  # of the em, from ink to ink: wider than a space between letters that are not spaced
STEP = 1.62  # of a capital's height, from one line's middle to the next
PIECE = 1.8  # of a capital's height: width of a piece that is judged by itself
HAIRLINE, HAIRLINE_INK = 0.0018, 0.55  # of the side; its coverage
AROUND = 0.45  # of the main element's height: the gap on each side of the hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A label's text in one language. ``code`` is one of ``table.LABEL_CODES``."""

    code: str
    words: Words
    rule: LabelRule = QUIET

    @property
    def text(self) -> str:
        return self.words.label[self.code]

    @property
    def levels(self) -> bool:
        """Whether it names AI as its main element."""
        return BETWEEN in self.text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lockup:
    """``letters``: cropped to their ink, read-only; ``middle``: pixels from the top to the vertical middle of the first
    line's capitals; ``capital``: height of a capital, pixels.
    """

    letters: Coverage
    middle: float
    capital: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much room a lockup takes, in shares of the side: ``above`` and ``below`` the middle of its first line."""

    wide: float
    above: float
    below: float
    capital: float


SET_AT = 1600  # pixels of a side: letters are set at least as large as quiet ones in such a picture
MEASURED_AT, FINER = 400, 4  # a side in pixels, and how much larger letters are set there: fine enough to measure


def measured_at(rule: LabelRule) -> int:
    """Side in pixels of a picture in which capitals of this rule are as high as quiet ones at ``MEASURED_AT``."""
    return round(MEASURED_AT * QUIET.words / rule.words)


@lru_cache(maxsize=256)
def extent(said: Said, lines: int = 1) -> Extent:
    """The room that all words take on one line or on two."""
    side = measured_at(said.rule)
    lockup = (single if lines == 1 else stacked)(said, side, FINER)
    whole = side * FINER
    high, wide = lockup.letters.shape
    return Extent(
        wide=wide / whole,
        above=lockup.middle / whole,
        below=(high - lockup.middle) / whole,
        capital=lockup.capital / whole,
    )


@lru_cache(maxsize=256)
def single(said: Said, side: float, scale: int = 1) -> Lockup:
    """All words on one line for a picture whose shorter side is ``side`` pixels; drawn ``scale`` times as large."""
    times = _finer(side * scale, said.rule)
    if said.levels:
        return _reduced(_cropped(_levels(said, side * scale * times)), times)
    return _plain((said.text,), said.words, _small(said, side * scale * times), times)


@lru_cache(maxsize=256)
def stacked(said: Said, side: float, scale: int = 1) -> Lockup:
    """The words on two lines, broken so that the longer is as short as possible; two levels stay on one line."""
    broken = _broken(said.text)
    if said.levels or len(broken) == 1:
        return single(said, side, scale)
    times = _finer(side * scale, said.rule)
    return _plain(broken, said.words, _small(said, side * scale * times), times)


@lru_cache(maxsize=256)
def _plain(texts: tuple[str, ...], words: Words, capital: float, times: int) -> Lockup:
    """One line or two in letters of one size; the same for every rule that makes them as large."""
    lines = [_run(text, words, capital) for text in texts]
    return _reduced(_cropped(lines[0]) if len(lines) == 1 else _two_lines(lines, words), times)


def _finer(side: float, rule: LabelRule) -> int:
    """How much larger letters are set than asked for, so that the font's rounding of small letters is invisible."""
    return max(1, math.ceil(round(SET_AT * QUIET.words / (side * rule.words), 3)))


def _reduced(lockup: Lockup, times: int) -> Lockup:
    letters = typeset.reduced_by(lockup.letters, times)
    letters.setflags(write=False)
    return Lockup(letters=letters, middle=lockup.middle / times, capital=lockup.capital / times)


def _two_lines(lines: list[Lockup], words: Words) -> Lockup:
    step = STEP * max(line.capital for line in lines)
    wide = max(line.letters.shape[1] for line in lines)
    up = max(line.middle for line in lines)
    down = max(line.letters.shape[0] - line.middle for line in lines)
    page = np.zeros((int(np.ceil(up + step + down)) + 1, wide), np.float32)
    for number, line in enumerate(lines):
        top = round(up - line.middle + number * step)
        left = wide - line.letters.shape[1] if words.direction == "rtl" else 0
        high, across = line.letters.shape
        window = page[top : top + high, left : left + across]
        np.maximum(window, line.letters[: window.shape[0]], out=window)
    return _cropped(Lockup(letters=page, middle=up, capital=lines[0].capital))


def _broken(text: str) -> tuple[str, ...]:
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not spaces:
        return (text,)
    best = min(spaces, key=lambda place: max(place, len(text) - place))
    return text[:best], text[best + 1 :]


def _small(said: Said, side: float) -> float:
    """Height of the words' capitals in pixels; ``side`` in drawn pixels."""
    return said.rule.words * side * LARGER.get(said.words.language, 1.0)


def _levels(said: Said, side: float) -> Lockup:
    """A large "AI" and its second word on a page with room to spare; ``side`` in drawn pixels."""
    first, second = said.text.split(BETWEEN, 1)
    main, rest = _run(first, said.words, said.rule.main * side), _run(second, said.words, _small(said, side))
    if said.words.direction == "rtl":
        return _beside(rest, main, side, baseline_of=main)
    return _beside(main, rest, side, baseline_of=main)


def _beside(left: Lockup, right: Lockup, side: float, *, baseline_of: Lockup) -> Lockup:
    """Two runs on one baseline with a hairline between them, as high as the main element."""
    drop = [run.middle + run.capital / 2 for run in (left, right)]  # rows down to the baseline
    baseline = round(max(drop))
    gap = max(2, round(AROUND * baseline_of.capital))
    high = baseline + max(run.letters.shape[0] - round(down) for run, down in zip((left, right), drop, strict=True)) + 1
    hair = max(1.0, HAIRLINE * side)
    wide = left.letters.shape[1] + right.letters.shape[1] + 2 * gap + round(hair)
    page = np.zeros((high, wide), np.float32)
    for run, down, x in ((left, drop[0], 0), (right, drop[1], wide - right.letters.shape[1])):
        top = baseline - round(down)
        window = page[top : top + run.letters.shape[0], x : x + run.letters.shape[1]]
        np.maximum(window, run.letters[: window.shape[0]], out=window)
    top, start = round(baseline - baseline_of.capital), left.letters.shape[1] + gap
    page[top:baseline, start : start + round(hair)] = HAIRLINE_INK
    return Lockup(letters=page, middle=baseline - baseline_of.capital / 2, capital=baseline_of.capital)


def _run(text: str, words: Words, capital: float) -> Lockup:
    """One run of equally large letters; ``middle`` is half a capital above the baseline."""
    if words.direction != "ltr" or not text.isupper():
        return _set(text, words, capital)
    gap = round(WORD_SPACE * capital / CAP_HEIGHT)
    parts = [_set(word, words, capital) for word in text.split(" ")]
    up = max(math.ceil(part.middle) for part in parts)
    down = max(part.letters.shape[0] - math.floor(part.middle) for part in parts)
    page = np.zeros((up + down, sum(part.letters.shape[1] for part in parts) + gap * (len(parts) - 1)), np.float32)
    x = 0
    for part in parts:
        top = round(up - part.middle)
        high, wide = part.letters.shape
        page[top : top + high, x : x + wide] = part.letters[: page.shape[0] - top]
        x += wide + gap
    return _cropped(Lockup(letters=page, middle=float(up), capital=capital))


class Options(TypedDict):
    """How Pillow is to shape a text."""

    direction: str
    language: str


@lru_cache(maxsize=256)
def _set(text: str, words: Words, capital: float) -> Lockup:
    """A word in spaced capitals, or any text in letters that are not spaced."""
    size = capital / CAP_HEIGHT
    face = typeset.font(round(size, 2))
    options = Options(direction=words.direction, language=words.language)
    spaced = words.direction == "ltr" and text.isupper()
    extra = TRACKING * size if spaced else 0.0
    left, top, right, bottom = face.getbbox(text, anchor="ls", **options)
    margin = 3
    page = Image.new("L", (int(right - left + extra * len(text)) + 2 * margin + 2, int(bottom - top) + 2 * margin), 0)
    pen, x, y = ImageDraw.Draw(page), margin - left, margin - top
    if spaced:
        for n, letter in enumerate(text):
            pen.text((x, y), letter, fill=255, font=face, anchor="ls", **options)
            x += extra + (_advance(text[n : n + 2], words.language, round(size, 2)) if n + 1 < len(text) else 0)
    else:
        pen.text((x, y), text, fill=255, font=face, anchor="ls", **options)
    ink = np.asarray(page, np.float32) / 255.0
    return _cropped(Lockup(letters=ink, middle=y - capital / 2, capital=capital))


@lru_cache(maxsize=1024)
def _advance(pair: str, language: str, size: float) -> float:
    """From the start of the first letter to that of the second, kerned, in pixels."""
    face = typeset.font(size)
    return float(face.getlength(pair, language=language) - face.getlength(pair[1], language=language))


def _cropped(run: Lockup) -> Lockup:
    rows, columns = np.nonzero(run.letters.max(1) > 0)[0], np.nonzero(run.letters.max(0) > 0)[0]
    cropped = np.ascontiguousarray(run.letters[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    cropped.setflags(write=False)
    return Lockup(letters=cropped, middle=run.middle - rows[0], capital=run.capital)


def pieces(width: float, capital: float) -> list[slice]:
    """Columns of a line in equal pieces of about two letters: a missing or wrong letter spoils its piece."""
    count = max(1, round(width / (PIECE * capital)))
    cuts = [round(width * n / count) for n in range(count + 1)]
    return [slice(start, end) for start, end in itertools.pairwise(cuts)]
