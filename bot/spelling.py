"""One spelling for what can be typed in several: letters and marks that people leave out or exchange.

An Arabic keyboard has four alefs, and most people type the plain one; vowel marks are hardly ever typed. In Hindi the
dot under a letter and the moon over it are often left out. So the catalogues' words and what somebody typed are both
compared without them. Text copied from a right-to-left message brings invisible marks along.
"""

from __future__ import annotations

import re
import unicodedata

# Zero width joiners, direction marks, isolates; the emoji's variation selector.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufe0f]")
# Apostrophes; Arabic vowel marks and the stretched line; the dot below a letter of Devanagari.
_LEFT_OUT = re.compile("['’\u064b-\u0655\u0670\u0640\u093c]")
# Alefs with hamza, madda or wasla; alef maqsura; ta marbuta. The moon over a letter of Devanagari, for the dot over it.
_EXCHANGED = str.maketrans("\u0622\u0623\u0625\u0671\u0649\u0629\u0901", "\u0627\u0627\u0627\u0627\u064a\u0647\u0902")
# Signs that belong to the word before them, though they are no letters to Python's \w: vowels of Devanagari.
SIGNS = "\u0900-\u0963"


def composed(typed: str) -> str:
    """The same words with each letter and its accents as one sign, and without signs that nobody sees."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", typed))


def plain(words: str) -> str:
    """Composed words in lower case and in the one spelling in which they are looked up."""
    return _LEFT_OUT.sub("", words.lower()).translate(_EXCHANGED)
