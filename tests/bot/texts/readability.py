"""Words, sentences and shares of a text, for the formulas of reading age in ``tests/languages``.

Syllables are counted by groups of vowels, which is a few per cent off for single words and close over a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# The signs of Devanagari and the vowel marks of Arabic are no letters to Python's \w, but belong to the word.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u064b-\u0652\u0670])"
WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
SENTENCE_END = re.compile(r"[.!?:;।؟؛](?:\s|$)|\n")


def per_sentence(text: str) -> float:
    """Words per sentence."""
    return len(WORD.findall(text)) / max(len(SENTENCE_END.findall(text)), 1)


def per_word(text: str, count: Callable[[str], float]) -> float:
    """The mean of something counted in each word: syllables, letters."""
    words = WORD.findall(text)
    return sum(map(count, words)) / len(words)


def share(text: str, fits: Callable[[str], bool]) -> float:
    """Per cent of the words that fit."""
    return 100 * per_word(text, fits)


# RIX at which each school year begins, from the first (Anderson 1983, "Lix and Rix", Journal of Reading 26).
SCHOOL_YEARS = (0.0, 0.2, 0.5, 0.8, 1.3, 1.8, 2.4, 3.0, 3.7, 4.5, 5.3, 6.2, 7.2)
LONG = 7  # letters
_MARK = re.compile(r"[\u0902\u0903\u093c\u094d\u064b-\u0652\u0670]")  # no letters of their own: a virama, a tashkeel


def rix_age(text: str) -> float:
    """Age in years by RIX: long words per sentence. For languages that have no formula of their own in wide use."""
    long = sum(len(_MARK.sub("", word)) >= LONG for word in WORD.findall(text))
    rix = long / max(len(SENTENCE_END.findall(text)), 1)
    year = max(n for n, begins in enumerate(SCHOOL_YEARS, start=1) if rix >= begins)
    if year == len(SCHOOL_YEARS):
        return year + 5.5 + (rix - SCHOOL_YEARS[-1])
    begins, ends = SCHOOL_YEARS[year - 1 : year + 1]
    return year + 5.5 + (rix - begins) / (ends - begins)
