"""The pictures a person decides by: previews marked as such, the approval strip, the unedited "before".

A preview is no result: the word PREVIEW and the label stand in its pixels, so that a screenshot of it deceives nobody.
The "before" is the person's own photo at the picture's crop; it gets no mark, and is only ever shown to its owner with
a caption saying so.
"""

from __future__ import annotations

import contextlib
import io
import math
from functools import cache

import numpy as np
from PIL import Image

from generation.disclosure import container, label
from generation.disclosure.drawing import draw
from generation.disclosure.label import Box, Patch, Placement
from generation.disclosure.typeset import Coverage, line
from generation.disclosure.wording import Words, words
from generation.errors import SealBroken
from generation.images import RgbImage
from generation.ports import Rendering, Sealed

SIZES = (400, 96, 48)  # pixels across: a profile page, a comment, a list
GAP = 32
GROUNDS = ((255, 255, 255), (27, 29, 33))  # what sites show around a picture by day and by night


def preview_mark(image: RgbImage, label_code: str, language: str) -> RgbImage:
    """A copy with the word PREVIEW top left and the label, if the code is not "", at the bottom."""
    spoken = words(language)
    marked = _with_preview_word(image, spoken, min(image.shape[:2]))
    if not label_code:
        return marked
    height, width = image.shape[:2]
    side = min(height, width)
    chip = label.chip(spoken.label[label_code], spoken, side)
    patch, placement = (label.badge(spoken, side), Placement.BADGE) if chip is None else (chip, Placement.CHIP)
    place = label.place(patch, placement, width, height, None)
    return marked if place is None else label.lay(marked, patch, place)


def preview_jpeg(sheet: RgbImage) -> bytes:
    """A marked preview as JPEG bytes, quality 88, no metadata."""
    return _jpeg(sheet, 88)


def before_view(reference: RgbImage) -> bytes:
    """The person's own pixels at the picture's crop as JPEG bytes, quality 90, no metadata."""
    return _jpeg(reference, 90)


def strip(sealed: Sealed, *, language: str, rendering: Rendering | None = None) -> bytes:
    """The picture as a circle at 400, 96 and 48 px on light and on dark, as JPEG bytes.

    With ``rendering`` and a label: one row per placement, numbered in the order of ``Placement``, without those the
    face leaves no room for; else the sealed picture alone. The word PREVIEW stands in every row.
    """
    spoken = words(language)
    pictures: dict[str, RgbImage] = {}
    if rendering is not None and sealed.edits.label_code:
        pictures = _in_each_placement(rendering, sealed.edits.label_code, spoken)
    pictures = pictures or {"": container.decode(sealed.data).image}
    rows = [_row(_square(picture), spoken, number) for number, picture in pictures.items()]
    return _jpeg(np.concatenate(rows, axis=0), 92)


def _in_each_placement(rendering: Rendering, code: str, spoken: Words) -> dict[str, RgbImage]:
    """By number: the picture labelled in each placement, for looking at only, so without the invisible mark."""
    # Shrunk first, since nothing here is shown larger; a label's size goes by the picture's.
    height, width = rendering.master.shape[:2]
    scale = SIZES[0] / min(height, width)
    size = tuple(max(1, round(side * scale)) for side in (width, height))
    small = np.asarray(Image.fromarray(rendering.master).resize(size, Image.Resampling.LANCZOS))
    whole = label.face_box(rendering.core)
    face = None if whole is None else whole.scaled(scale)
    drawn, nothing = {}, np.zeros(small.shape[:2], np.float32)
    for number, placement in enumerate(Placement, start=1):
        with contextlib.suppress(SealBroken):
            drawn[f" {number}"] = draw(small, code, spoken, face, placement=placement, painted=nothing)[0].image
    return drawn


def _row(picture: RgbImage, spoken: Words, number: str) -> RgbImage:
    discs = [_disc(picture, size) for size in SIZES]
    panels = np.concatenate([_panel(discs, ground) for ground in GROUNDS], axis=1)
    return _with_preview_word(panels, spoken, SIZES[0], number)


def _panel(discs: list[Patch], ground: tuple[int, int, int]) -> RgbImage:
    panel, x = _page(ground), GAP
    for disc, size in zip(discs, SIZES, strict=True):
        panel = label.lay(panel, disc, Box(x=x, y=GAP + (SIZES[0] - size) // 2, width=size, height=size))
        x += size + GAP
    return panel


@cache
def _page(ground: tuple[int, int, int]) -> RgbImage:
    """An empty panel. Read-only: it is shared."""
    width = sum(SIZES) + GAP * (len(SIZES) + 1)
    page: RgbImage = np.full((SIZES[0] + 2 * GAP, width, 3), ground, np.uint8)
    page.setflags(write=False)
    return page


def _disc(picture: RgbImage, size: int) -> Patch:
    return Patch(pixels=_resized(picture, size), coverage=_round(size), core=slice(0, size))


@cache
def _round(size: int) -> Coverage:
    """A disc's coverage: every picture is shown at the same few sizes."""
    coverage = label.rounded(size, size, radius=size / 2)
    coverage.setflags(write=False)
    return coverage


def _with_preview_word(image: RgbImage, spoken: Words, side: int, number: str = "") -> RgbImage:
    letters = line(spoken.preview + number, spoken, float(math.ceil(label.CAP_SHARE * 0.7 * side)))
    pad = round(0.02 * side)
    height, width = letters.shape[0] + 2 * pad, letters.shape[1] + 2 * pad
    ink = np.pad(letters, pad)
    patch = Patch(
        pixels=label.inked(ink, paper=label.PAPER, ink=label.INK),
        coverage=label.rounded(width, height, radius=0.30 * height),
        core=slice(0, width),
    )
    return label.lay(image, patch, Box(x=pad, y=pad, width=width, height=height))


def _square(image: RgbImage) -> RgbImage:
    height, width = image.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return image[top : top + side, left : left + side]


def _resized(image: RgbImage, side: int) -> RgbImage:
    if image.shape[:2] == (side, side):
        return image
    return np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.LANCZOS))


def _jpeg(image: RgbImage, quality: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
