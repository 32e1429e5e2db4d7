"""What a person decides by: previews with the label where it will be, and every place it may have."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation.disclosure import container, seal, search, views
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


def test_the_same_place_is_shown_and_sealed(make_rendering, marks):
    """The preview's label stands where the sealed picture's does."""
    who = sitter(512)
    sealed = seal.seal(rendering_from(make_rendering, who), language="en", marks=marks)
    preview = views.preview_mark(who.image, LabelCode.BACKGROUND_REPLACED, "en", who.picture.person)
    final, shown = (search.label(image) for image in (container.decode(sealed.data).image, preview))
    assert final is not None
    assert shown is not None
    assert final.mark == shown.mark
