"""The pictures a person decides by: previews marked as such, the places of the label, the unedited "before".

A preview is no result: the word PREVIEW and the label stand in its pixels, so that a screenshot of it deceives nobody.
The "before" is the person's own photo at the picture's crop. Its marks are a line around what is doubtful, and hatching
where the picture goes beyond the photo. It is shown only to its owner, with a caption that says so.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
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
PREVIEW_PAD = 0.02  # of the side: about the word, and from it to the picture's edge
OUTLINE = 0.02, 0.008  # of the side: width of the black line, and of the white one on it
OUTLINE_OFF = 0.036  # of the side: size of the kernel that first grows the doubtful area
HATCH = 244, 214  # grey levels of the stripes where the photo has nothing
HATCH_STEP = 0.016  # of the side: width of a stripe, across
PAPER, INK = np.array((255, 255, 255), np.float32), np.array((20, 22, 26), np.float32)


def preview_mark(
    image: RgbImage, label_code: str, language: str, person: Person | None = None, rule: LabelRule = QUIET
) -> RgbImage:
    """A copy of the same shape with the word PREVIEW and, unless the code is "", the label where it will be.

    The word lies in the corner where it covers least of the label, then of face and skin, then of the person. A label
    that makes the picture grow makes it smaller here, in proportion: no face is squeezed.
    """
    spoken = words(language)
    height, width = image.shape[:2]
    marked, taken = image, np.zeros((height, width, 3), np.uint8)  # taken: the label, face and skin, the person
    if person is not None:
        for layer, part in ((1, person.kept), (2, person.anybody)):
            taken[..., layer] = _resized(255 * part.astype(np.uint8), width, height)
    if label_code:
        drawn = _labelled(image, Said(code=label_code, words=spoken, rule=rule), Placement.RIM, person)
        marked = _fitted(drawn.image, width, height, PAGE)
        seen = np.zeros((*drawn.letters.shape, 3), np.uint8)
        seen[drawn.frame.window] = taken
        seen[..., 0] = 255 * drawn.letters
        taken = _fitted(seen, width, height, (0, 0, 0))
    letters = _preview_word(spoken, min(height, width))
    return label.lay(marked, letters, _clearest(taken > 0, letters, round(PREVIEW_PAD * min(height, width))))


def _clearest(taken: NDArray[np.bool_], patch: Patch, pad: int) -> Box:
    """The corner, the upper ones first, that takes least of the first layer of ``taken``, then of the next."""
    high, wide = patch.coverage.shape
    height, width = taken.shape[:2]
    corners = [
        Box(x=x, y=y, width=wide, height=high) for y in (pad, height - pad - high) for x in (pad, width - pad - wide)
    ]
    return min(corners, key=lambda box: tuple(taken[box.window].sum(axis=(0, 1))))


def preview_jpeg(sheet: RgbImage) -> bytes:
    """A marked preview as JPEG bytes, quality 88, no metadata."""
    return _jpeg(sheet, 88)


def before_view(taken: Rendering, doubtful: NDArray[np.uint8] | None = None) -> bytes:
    """The person's own pixels at the picture's crop as JPEG bytes, quality 90, no metadata.

    ``taken``: the picture in the photo's own light; where the photo has nothing, the view is hatched. ``doubtful``: 1
    where it is uncertain what belongs to the person, else 0, at any size. It is outlined, since only the unedited photo
    shows what may be missing.
    """
    shown, cover = taken.reference, taken.cover
    if cover is not None:
        shown = np.asarray(cv2.blendLinear(shown, _hatching(shown), cover, 1 - cover), np.uint8)
    return _jpeg(outlined(shown, doubtful), 90)


def _hatching(like: RgbImage) -> RgbImage:
    """Diagonal stripes in two greys, of the same shape."""
    height, width = like.shape[:2]
    step = max(2, round(HATCH_STEP * min(height, width)))
    across = np.add.outer(np.arange(height), np.arange(width)) // step % 2
    return np.repeat(np.array(HATCH, np.uint8)[across][..., None], 3, axis=2)


def outlined(picture: RgbImage, where: NDArray[np.uint8] | None) -> RgbImage:
    """A copy with a double line, black and white, around what is 1 in ``where``: it shows on any picture."""
    if where is None:
        return picture
    shown, side = picture.copy(), min(picture.shape[:2])
    reach = round(OUTLINE_OFF * side) | 1
    marked = cv2.dilate(cv2.resize(where, shown.shape[1::-1]), np.ones((reach, reach), np.uint8))
    lines, _ = cv2.findContours(marked, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for level, width in zip((16, 255), OUTLINE, strict=True):
        cv2.drawContours(shown, lines, -1, (level, level, level), max(1, round(width * side)), cv2.LINE_AA)
    return shown


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
    """(number, picture), for display only, so without the invisible mark."""
    # Shrunk first, since nothing here is shown larger; a label's size goes by the picture's.
    height, width = rendering.master.shape[:2]
    scale = HEIGHT / min(height, width)
    small = _resized(rendering.master, round(width * scale), round(height * scale))
    person = people.seen(rendering)
    for number, placement in enumerate(Placement, start=1):
        if forms.room(Picture(image=small, person=person), said, placement) is not None:
            drawn = _labelled(small, said, placement, person)
            if drawn.mark.placement is placement:  # else its ground would change too much: the stand-in has its own row
                yield f" {number}", drawn.image


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
    word, pad = _preview_word(spoken, HEIGHT, number), round(PREVIEW_PAD * HEIGHT)
    high, wide = word.coverage.shape
    return label.lay(page, word, Box(x=2 * HEIGHT + 3 * GAP - GAP // 2 + pad, y=pad, width=wide, height=high))


def _preview_word(spoken: Words, side: int, number: str = "") -> Patch:
    """The word on its light ground, for a picture of this shorter side."""
    pad = round(PREVIEW_PAD * side)
    ink = np.pad(line(spoken.preview + number, spoken, float(math.ceil(PREVIEW_CAP * side))), pad)
    return Patch(
        pixels=label.inked(ink, paper=PAPER, ink=INK),
        coverage=label.rounded(ink.shape[1], ink.shape[0], radius=0.30 * ink.shape[0]),
    )


def _square(image: RgbImage) -> RgbImage:
    """The square a site would cut: the upper one, where a headshot has its head."""
    height, width = image.shape[:2]
    side = min(height, width)
    left = (width - side) // 2
    return image[:side, left : left + side]


def _fitted(image: RgbImage, width: int, height: int, around: tuple[int, int, int]) -> RgbImage:
    """As large as fits, in the middle of a page of this size."""
    scale = min(width / image.shape[1], height / image.shape[0])
    small = _resized(image, round(image.shape[1] * scale), round(image.shape[0] * scale))
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    page = np.full((height, width, 3), around, np.uint8)
    page[top : top + small.shape[0], left : left + small.shape[1]] = small
    return page


def _resized(image: RgbImage, width: int, height: int) -> RgbImage:
    if image.shape[:2] == (height, width):
        return image
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.LANCZOS))


def _jpeg(image: RgbImage, quality: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()
