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
