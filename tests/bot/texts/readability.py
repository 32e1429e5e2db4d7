"""Reading age, as well as a formula can know it: one per language, from words, sentences and syllables.

English: Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words/sentence + 11.8 syllables/word - 15.59, in school
years of the USA; age = grade + 5.5. German: first Vienna formula (Bamberger and Vanecek 1984): 0.1935 MS + 0.1672 SL +
0.1297 IW - 0.0327 ES - 0.875, in school years; age = grade + 6. MS, IW, ES: per cent of words with three or more
syllables, with more than six letters, with one syllable; SL: words per sentence.

Syllables are counted by groups of vowels, which is a few per cent off for single words and close over a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)|\n")


def english(text: str) -> float:
    """Age in years."""
    words, sentences = WORD.findall(text), _sentences(text)
    syllables = sum(syllables_en(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5.5


def german(text: str) -> float:
    """Age in years."""
    words, sentences = WORD.findall(text), _sentences(text)
    counts = [syllables_de(word) for word in words]
    many = _share(counts, lambda count: count >= 3)
    one = _share(counts, lambda count: count == 1)
    long = 100 * sum(len(word) > 6 for word in words) / len(words)
    return 0.1935 * many + 0.1672 * len(words) / sentences + 0.1297 * long - 0.0327 * one - 0.875 + 6


def syllables_en(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    if word.endswith("e") and not word.endswith(("le", "ee")) and len(word) > 3:
        word = word[:-1]
    if word.endswith("ed") and not word.endswith(("ted", "ded")):
        word = word[:-2] + "d"
    return max(len(re.findall(r"[aeiouy]+", word)), 1)


def syllables_de(word: str) -> int:
    word = word.lower()
    return max(len(re.findall(r"(?:ie|ei|ai|au|eu|äu|aa|ee|oo|[aeiouyäöü])", word)), 1)


AGE: dict[str, Callable[[str], float]] = {"en": english, "de": german}


def _sentences(text: str) -> int:
    return max(len(SENTENCE_END.findall(text)), 1)


def _share(counts: Sequence[int], fits: Callable[[int], bool]) -> float:
    return 100 * sum(fits(count) for count in counts) / len(counts)
