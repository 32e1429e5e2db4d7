"""The label's small icon: head and shoulders in a rounded frame. It says "about the picture"."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from generation.disclosure import label
from generation.disclosure.lockup import STEP, Lockup, Said
from generation.disclosure.typeset import Coverage

GAP = 0.9  # of a capital: between icon and words
LINE = 0.06  # of the icon: its frame
SMOOTH = 8  # the drawing is made this much larger, then scaled down


def room(said: Said, side: float, capitals: float = 1 + STEP) -> float:
    """Pixels that an icon of ``capitals`` capitals takes with the gap after it; whole pixels."""
    return float(round((capitals + GAP) * said.rule.words * side))


def before(words: Lockup, taken: int, direction: str, *, top: float, capitals: float = 1 + STEP) -> Lockup:
    """``words`` with the icon at the side where reading starts. ``taken``: pixels for icon and gap."""
    size = round(taken * capitals / (capitals + GAP))
    tile = drawn(size)
    start = round(top)
    up = max(0, -start)
    tall = max(words.letters.shape[0] + up, start + up + size)
    page = np.zeros((tall, words.letters.shape[1] + taken), np.float32)
    first = direction != "rtl"
    x_words, x_icon = (taken, 0) if first else (0, page.shape[1] - size)
    page[up : up + words.letters.shape[0], x_words : x_words + words.letters.shape[1]] = words.letters
    page[start + up : start + up + size, x_icon : x_icon + size] = tile
    page.setflags(write=False)
    return Lockup(letters=page, middle=words.middle + up, capital=words.capital)


@lru_cache(maxsize=16)
def drawn(size: int) -> Coverage:
    """(size, size) coverage, read-only."""
    wide = size * SMOOTH
    tile = label.rounded(wide, wide, radius=0.26 * wide)
    edge = round(LINE * wide)
    inside = wide - 2 * edge
    frame = tile.copy()
    frame[edge : wide - edge, edge : wide - edge] -= label.rounded(inside, inside, radius=0.26 * wide - edge)
    person = np.zeros((wide, wide), np.uint8)
    cv2.circle(person, (wide // 2, round(0.41 * wide)), round(0.15 * wide), 1, -1)
    cv2.ellipse(person, (wide // 2, round(0.97 * wide)), (round(0.29 * wide), round(0.32 * wide)), 0, 0, 360, 1, -1)
    done = np.asarray(cv2.resize(np.maximum(frame, person * tile), (size, size), interpolation=cv2.INTER_AREA))
    done = np.asarray(np.clip(done, 0, 1), np.float32)
    done.setflags(write=False)
    return done
