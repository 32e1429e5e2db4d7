"""What a person decides by: previews with the label where it will be, and every place it may have."""

from __future__ import annotations

import io
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from generation.disclosure import container, seal, search, typeset, views, wording
from generation.disclosure.label import Box
from generation.disclosure.lockup import Said
from generation.disclosure.wording import words
from storage.records import LabelCode, Placement
from tests.generation.disclosure.sitters import Sitter, sitter


def rendering_from(make_rendering, who: Sitter):
    return replace(make_rendering(), master=who.image, reference=who.image, alpha=who.alpha, core=who.core)


def rows_of(strip: bytes) -> np.ndarray:
    image = np.asarray(Image.open(io.BytesIO(strip)))
    return image.reshape(-1, views.HEIGHT + 2 * views.GAP, *image.shape[1:])


def shown_square(row: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(row[views.GAP : views.GAP + views.HEIGHT, views.GAP : views.GAP + views.HEIGHT])


@pytest.mark.parametrize(
    ("facts", "numbers"),
    [
        ({}, {1: "rim", 2: "corner", 3: "ring", 4: "footer"}),
        ({"up": 0.1, "dressed": True}, {2: "corner", 3: "ring", 4: "footer"}),
        ({"tall": True}, {2: "corner", 4: "footer"}),
    ],
)
def test_each_place_keeps_its_number_and_one_without_room_is_left_out(make_rendering, facts, numbers):
    rendering = rendering_from(make_rendering, sitter(512, **facts))
    said = Said(code=LabelCode.BACKGROUND_REPLACED, words=words("en"))
    pictures = dict(views._in_each_placement(rendering, said))
    assert list(pictures) == [f" {number}" for number in numbers]
    assert [placement.value for placement in Placement] == ["rim", "corner", "ring", "footer"]
    for number, name in numbers.items():
        found = search.label(pictures[f" {number}"])
        assert found is not None
        assert found.mark.placement.value == name


def test_every_row_shows_the_picture_with_its_label_in_that_place(make_rendering, marks):
    rendering = rendering_from(make_rendering, sitter(512))
    sealed = seal.seal(rendering, language="en", marks=marks)
    rows = rows_of(views.strip(sealed, language="en", rendering=rendering))
    assert len(rows) == len(Placement)
    for row, placement in zip(rows[:3], Placement, strict=False):  # the fourth is smaller than it is searched for
        found = search.label(shown_square(row))
        assert found is not None
        assert found.mark.placement is placement


def test_without_a_label_the_picture_is_shown_alone(make_rendering, marks):
    from storage.records import Backdrop

    rendering = make_rendering(backdrop=Backdrop.OWN)
    sealed = seal.seal(rendering, language="en", marks=marks)
    rows = rows_of(views.strip(sealed, language="en", rendering=rendering))
    assert len(rows) == 1
    assert search.label(shown_square(rows[0])) is None


@pytest.mark.parametrize("facts", [{}, {"up": 0.1}, {"up": 0.1, "dressed": True}])
@pytest.mark.parametrize("language", ["en", "ar", "hi"])
def test_a_preview_keeps_its_shape_and_the_word_lies_off_the_label(facts, language):
    who = sitter(256, **facts)
    marked = views.preview_mark(who.image, LabelCode.BACKGROUND_REPLACED, language, who.picture.person)
    assert marked.shape == who.image.shape
    found = search.label(marked)
    assert found is not None
    assert found.mark.said.words.language == language
    plain = views.preview_mark(who.image, "", language)
    assert (plain != who.image).any()
    assert search.label(plain) is None


REMOVED = LabelCode.BACKGROUND_REMOVED
CODES = (LabelCode.BACKGROUND_REPLACED, REMOVED)


def where_the_word_lies(marked: np.ndarray, language: str) -> tuple[slice, slice]:
    """Found by its letters, not by where the product would put it."""
    spoken = words(language)
    letters = typeset.line(spoken.preview, spoken, float(np.ceil(views.PREVIEW_CAP * min(marked.shape[:2]))))
    grey = cv2.cvtColor(marked, cv2.COLOR_RGB2GRAY).astype(np.float32)
    found = cv2.matchTemplate(grey, 255 * (1 - letters), cv2.TM_CCOEFF_NORMED)
    y, x = np.unravel_index(found.argmax(), found.shape)
    assert found.max() > 0.9
    return slice(int(y), int(y) + letters.shape[0]), slice(int(x), int(x) + letters.shape[1])


def hides(who: Sitter, code: str, language: str) -> tuple[bool, bool]:
    """Whether the word lies on the label's words, and on the face as it was drawn."""
    marked = views.preview_mark(who.image, code, language, who.picture.person)
    word = where_the_word_lies(marked, language)
    # the strip below a picture without background is 6 % of its height, less some when it is made to fit
    strip = np.zeros(who.image.shape[:2], bool)
    strip[-round(0.05 * strip.shape[0]) :] = code == REMOVED
    return bool(strip[word].any()) or (code != REMOVED and search.label(marked) is None), bool(
        who.of("face")[word].any()
    )


@pytest.mark.many
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "ar", "hi"])
@pytest.mark.parametrize("facts", [{}, {"up": 0.1}, {"up": 0.2, "dressed": True}, {"tall": True}])
def test_the_word_covers_neither_label_nor_face(facts, language, code):
    assert hides(sitter(384, **facts), code, language) == (False, False)


def test_the_sabotage_a_word_in_the_lower_corner_hides_the_label(monkeypatch):
    monkeypatch.setattr(views, "_clearest", in_the_corner(low=True))
    assert hides(sitter(384), REMOVED, "en") == (True, False)


def test_the_sabotage_a_word_in_the_middle_hides_the_face(monkeypatch):
    monkeypatch.setattr(views, "_clearest", in_the_corner(low=False))
    assert hides(sitter(384), REMOVED, "en") == (False, True)


def in_the_corner(*, low: bool):
    def placed(taken: np.ndarray, patch, pad: int) -> Box:
        high, wide = patch.coverage.shape
        height, width = taken.shape[:2]
        x, y = (pad, height - pad - high) if low else ((width - wide) // 2, round(0.42 * height))
        return Box(x=x, y=y, width=wide, height=high)

    return placed


def test_a_picture_that_grows_is_made_smaller_and_not_squeezed():
    """Straight up and across, a square on the sitter stays a square."""
    who = sitter(384)
    image = who.image.copy()
    image[150:250, 142:242] = (0, 255, 0)
    marked = views.preview_mark(image, REMOVED, "en", who.picture.person)
    green = (marked[..., 1] > 200) & (marked[..., 0] < 60) & (marked[..., 2] < 60)
    assert abs(int(green.any(0).sum()) - int(green.any(1).sum())) <= 1


@pytest.mark.parametrize("language", wording.languages())
def test_the_places_can_be_shown_in_every_language(make_rendering, marks, language):
    """VISTA PREVIA was wider than its place, and every Spanish picture was lost for it."""
    rendering = make_rendering()
    sealed = seal.seal(rendering, language=language, marks=marks)
    assert len(views.strip(sealed, language=language, rendering=rendering)) > 0


def test_the_same_place_is_shown_and_sealed(make_rendering, marks):
    """The preview's label stands where the sealed picture's does."""
    who = sitter(512)
    sealed = seal.seal(rendering_from(make_rendering, who), language="en", marks=marks)
    preview = views.preview_mark(who.image, LabelCode.BACKGROUND_REPLACED, "en", who.picture.person)
    final, shown = (search.label(image) for image in (container.decode(sealed.data).image, preview))
    assert final is not None
    assert shown is not None
    assert final.mark == shown.mark
