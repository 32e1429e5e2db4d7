"""The pictures a person decides by: previews marked as such, the places of the label, the unedited "before".

A preview is no result: the word PREVIEW and the label stand in its pixels, so that a screenshot of it deceives nobody.
The "before" is the person's own photo at the picture's crop; it gets no mark, and is only ever shown to its owner with
a caption saying so.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

import numpy as np
from PIL import Image

from generation.disclosure import container, forms, label, people
from generation.disclosure.drawing import Drawn, draw
from generation.disclosure.label import QUIET, Box, LabelRule, Patch
from generation.disclosure.lockup import Said
from generation.disclosure.people import Person
from generation.disclosure.places import Picture
from generation.disclosure.typeset import line
from generation.disclosure.wording import Words, words
from generation.images import RgbImage
from generation.ports import Rendering, Sealed
from storage.records import Placement

HEIGHT = 400  # pixels of a row's picture: as large as a profile page shows it
SMALL = 128  # pixels of its small circle: as a list shows it
GAP = 24
PAGE = (255, 255, 255)
PREVIEW_CAP = 0.035  # of the side: the word PREVIEW
PAPER, INK = np.array((255, 255, 255), np.float32), np.array((20, 22, 26), np.float32)


def preview_mark(image: RgbImage, label_code: str, language: str, person: Person | None = None) -> RgbImage:
    """A copy, same shape, with the label, if the code is not "", where it will be, and the word PREVIEW off it."""
    spoken = words(language)
    height, width = image.shape[:2]
    marked, covered = image, np.zeros((height, width), bool)
    if label_code:
        drawn = _labelled(image, Said(code=label_code, words=spoken), Placement.RIM, person)
        marked = _resized(drawn.image, width, height)
        grown = Image.fromarray(drawn.covered).resize((width, height))
        covered = np.asarray(grown, bool)
    return _with_preview_word(marked, spoken, min(height, width), top=bool(covered[height // 2 :].any()))


def preview_jpeg(sheet: RgbImage) -> bytes:
    """A marked preview as JPEG bytes, quality 88, no metadata."""
    return _jpeg(sheet, 88)


def before_view(reference: RgbImage) -> bytes:
    """The person's own pixels at the picture's crop as JPEG bytes, quality 90, no metadata."""
    return _jpeg(reference, 90)


def strip(sealed: Sealed, *, language: str, rendering: Rendering | None = None, rule: LabelRule = QUIET) -> bytes:
    """The places view as JPEG bytes: one row for each placement, the picture as it is, as a circle and as a small one.

    Rows carry their placement's number in ``Placement``; one without room is left out and the others keep theirs.
    Without ``rendering`` or without a label: the sealed picture alone. The word PREVIEW stands in every row.
    """
    spoken = words(language)
    pictures: list[tuple[str, RgbImage]] = [("", container.decode(sealed.data).image)]
    if rendering is not None and sealed.edits.label_code:
        said = Said(code=sealed.edits.label_code, words=spoken, rule=rule)
        pictures = list(_in_each_placement(rendering, said))
    rows = [_row(picture, spoken, number) for number, picture in pictures]
    return _jpeg(np.concatenate(rows, axis=0), 92)


def _in_each_placement(rendering: Rendering, said: Said) -> Iterator[tuple[str, RgbImage]]:
    """(number, picture) for looking at only, so without the invisible mark."""
    # Shrunk first, since nothing here is shown larger; a label's size goes by the picture's.
    height, width = rendering.master.shape[:2]
    scale = HEIGHT / min(height, width)
    small = _resized(rendering.master, round(width * scale), round(height * scale))
    person = people.seen(rendering)
    for number, placement in enumerate(Placement, start=1):
        if forms.room(Picture(image=small, person=person), said, placement) is not None:
            yield f" {number}", _labelled(small, said, placement, person).image


def _labelled(image: RgbImage, said: Said, placement: Placement, person: Person | None) -> Drawn:
    painted = np.zeros(image.shape[:2], np.float32)
    return draw(Picture(image=image, person=person), said, placement=placement, painted=painted)


def _row(picture: RgbImage, spoken: Words, number: str) -> RgbImage:
    """One picture in its own shape, then as circles."""
    page = np.empty((HEIGHT + 2 * GAP, 2 * HEIGHT + SMALL + 4 * GAP, 3), np.uint8)
    page[:] = PAGE
    high, wide = picture.shape[:2]
    scale = HEIGHT / max(high, wide)
    whole = _resized(picture, round(wide * scale), round(high * scale))
    top, left = (HEIGHT - whole.shape[0]) // 2 + GAP, (HEIGHT - whole.shape[1]) // 2 + GAP
    page[top : top + whole.shape[0], left : left + whole.shape[1]] = whole
    for size, x in ((HEIGHT, HEIGHT + 2 * GAP), (SMALL, 2 * HEIGHT + 3 * GAP)):
        disc = Patch(pixels=_resized(_square(picture), size, size), coverage=label.rounded(size, size, radius=size / 2))
        page = label.lay(page, disc, Box(x=x, y=GAP + HEIGHT - size, width=size, height=size))
    corner = page[:, 2 * HEIGHT + 3 * GAP - GAP // 2 :]
    page[:, 2 * HEIGHT + 3 * GAP - GAP // 2 :] = _with_preview_word(corner, spoken, HEIGHT, number)
    return page


def _with_preview_word(image: RgbImage, spoken: Words, side: int, number: str = "", *, top: bool = True) -> RgbImage:
    """The word in the upper or the lower left corner."""
    letters = line(spoken.preview + number, spoken, float(math.ceil(PREVIEW_CAP * side)))
    pad = round(0.02 * side)
    height, width = letters.shape[0] + 2 * pad, letters.shape[1] + 2 * pad
    ink = np.pad(letters, pad)
    patch = Patch(
        pixels=label.inked(ink, paper=PAPER, ink=INK),
        coverage=label.rounded(width, height, radius=0.30 * height),
    )
    y = pad if top else image.shape[0] - pad - height
    return label.lay(image, patch, Box(x=pad, y=y, width=width, height=height))


def _square(image: RgbImage) -> RgbImage:
    """The square a site would cut: the upper one, where a headshot has its head."""
    height, width = image.shape[:2]
    side = min(height, width)
    left = (width - side) // 2
    return image[:side, left : left + side]


def _resized(image: RgbImage, width: int, height: int) -> RgbImage:
    if image.shape[:2] == (height, width):
        return image
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.LANCZOS))


def _jpeg(image: RgbImage, quality: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
