"""Sets one line of text as coverage: letters come from outlines at the size they are shown, never from scaled bitmaps.

The font is one merged subset of four Noto families (see ``fonts/README.md``), so that a line may mix "AI" with Arabic,
Hebrew, Devanagari, Greek or Cyrillic letters; HarfBuzz and FriBiDi, inside Pillow's wheel, shape and order it.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from generation.disclosure.wording import Words

FONT = Path(__file__).with_name("fonts") / "label.ttf"
_OUTLINES = (
    FONT.read_bytes()
)  # at import: the locked child that reads marks sets letters of any size, and opens nothing
CAP_HEIGHT = 0.714  # of the em: OS/2 sCapHeight of Noto Sans Bold

Coverage: TypeAlias = NDArray[np.float32]  # (H, W), 0.0 = paper, 1.0 = ink


@lru_cache(maxsize=64)
def line(text: str, words: Words, cap_px: float) -> Coverage:
    """``text`` with capitals ``cap_px`` pixels high, cropped to its ink. Read-only: it is shared."""
    face = font(round(cap_px / CAP_HEIGHT, 2))
    left, top, right, bottom = face.getbbox(text, direction=words.direction, language=words.language, anchor="ls")
    margin = 2
    size = (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin)
    page = Image.new("L", size, 0)
    at = (margin - left, margin - top)
    ImageDraw.Draw(page).text(
        at, text, fill=255, font=face, anchor="ls", direction=words.direction, language=words.language
    )
    ink = np.asarray(page, np.float32) / 255.0
    rows, columns = np.nonzero(ink.max(1) > 0)[0], np.nonzero(ink.max(0) > 0)[0]
    cropped = np.ascontiguousarray(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    cropped.setflags(write=False)
    return cropped


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """The label's font at ``size`` pixels per em."""
    return ImageFont.truetype(io.BytesIO(_OUTLINES), size, layout_engine=ImageFont.Layout.RAQM)
