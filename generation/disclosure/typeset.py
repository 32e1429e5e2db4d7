"""Sets one line of text as coverage: letters come from outlines at the size they are shown, never from scaled bitmaps.

The font is one merged subset of four Noto families (see ``fonts/README.md``), so that a line may mix "AI" with Arabic,
Hebrew, Devanagari, Greek or Cyrillic letters; HarfBuzz and FriBiDi, inside Pillow's wheel, shape and order it.
"""

from __future__ import annotations

import io
import math
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from generation.disclosure.wording import Words

FONT = Path(__file__).with_name("fonts") / "label.ttf"
_OUTLINES = FONT.read_bytes()  # read at import: the locked child sets letters of any size, but can open no file
SET_AT = 40  # pixels of a capital: smaller letters are set larger, since the font rounds the positions of small ones
CAP_HEIGHT = 0.714  # of the em: OS/2 sCapHeight of Noto Sans Bold

Coverage: TypeAlias = NDArray[np.float32]  # (H, W), 0.0 = paper, 1.0 = ink


@lru_cache(maxsize=64)
def line(text: str, words: Words, cap_px: float) -> Coverage:
    """``text`` with capitals ``cap_px`` pixels high, cropped to its ink. Read-only: it is shared."""
    times = max(1, math.ceil(SET_AT / cap_px))
    face = font(round(cap_px * times / CAP_HEIGHT, 2))
    left, top, right, bottom = face.getbbox(text, direction=words.direction, language=words.language, anchor="ls")
    margin = 2
    size = (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin)
    page = Image.new("L", size, 0)
    at = (margin - left, margin - top)
    ImageDraw.Draw(page).text(
        at, text, fill=255, font=face, anchor="ls", direction=words.direction, language=words.language
    )
    reduced = reduced_by(_inked(np.asarray(page, np.float32) / 255.0), times)
    reduced.setflags(write=False)
    return reduced


def reduced_by(letters: Coverage, times: int) -> Coverage:
    """Letters that were set ``times`` too large, reduced to their size."""
    if times == 1:
        return letters
    tall, wide = (-(-length // times) for length in letters.shape)
    page = np.zeros((tall * times, wide * times), np.float32)
    page[: letters.shape[0], : letters.shape[1]] = letters
    return np.asarray(cv2.resize(page, (wide, tall), interpolation=cv2.INTER_AREA), np.float32)


def _inked(ink: Coverage) -> Coverage:
    rows, columns = np.nonzero(ink.max(1) > 0)[0], np.nonzero(ink.max(0) > 0)[0]
    return np.ascontiguousarray(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """The label's font at ``size`` pixels per em."""
    return ImageFont.truetype(io.BytesIO(_OUTLINES), size, layout_engine=ImageFont.Layout.RAQM)
