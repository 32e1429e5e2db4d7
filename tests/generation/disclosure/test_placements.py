"""Three placements, each legible, off the face, inside the circle, and found again in small copies."""

from __future__ import annotations

import numpy as np
import pytest

from generation.disclosure import container, detect, label, ring, seal, survival, table
from generation.disclosure.detect import Mark
from generation.disclosure.drawing import draw
from generation.disclosure.label import Box, Placement
from generation.disclosure.wording import languages, words
from storage.records import LabelCode
from tests.generation.disclosure.conftest import drawn_sitter, face_core

CODE = LabelCode.BACKGROUND_REPLACED


def drawn(placement: Placement, language: str = "en", side: int = 768):
    face = label.face_box(face_core(side))
    painted = 1 - face_core(side)
    marked, mark = draw(drawn_sitter(side), CODE, words(language), face, placement=placement, painted=painted)
    return marked.image, mark


@pytest.mark.parametrize("placement", list(Placement))
def test_each_placement_can_be_sealed(marks, make_rendering, placement):
    sealed = seal.seal(make_rendering(768), language="en", marks=marks, placement=placement)
    assert "label" in sealed.layers


@pytest.mark.parametrize("placement", list(Placement))
def test_each_placement_is_found_in_its_smallest_copy_and_in_a_circle(placement):
    image, mark = drawn(placement)
    small = container.re_encoded(image, side=detect.LEAST_SIDE[placement], quality=75)
    assert detect.find(small, mark) is not None
    assert detect.find(survival.CHANGES["circle400"](image), mark) is not None


@pytest.mark.parametrize("placement", list(Placement))
def test_a_picture_without_label_shows_none(placement):
    _, mark = drawn(placement)
    plain = ring.framed(drawn_sitter(768)) if placement is Placement.RING else drawn_sitter(768)
    assert detect.find(plain, mark) is None


def test_other_words_are_not_taken_for_these():
    image, mark = drawn(Placement.CHIP)
    for code in set(table.LABEL_CODES) - {CODE}:
        assert detect.find(image, Mark(placement=mark.placement, code=code, words=words("en"), drawn_side=768)) is None


def test_the_badge_keeps_away_from_a_face_in_its_corner():
    side = 768
    corner = Box(x=side // 2, y=side // 2, width=side // 2, height=side // 2)
    patch = label.badge(words("en"), side)
    place = label.place_badge(patch, side, side, corner)
    assert place is not None
    assert not place.touches(corner)


def test_words_too_wide_for_a_chip_go_on_the_ring():
    spoken = words("es")
    painted = 1 - face_core(512)
    marked, mark = draw(
        drawn_sitter(512), LabelCode.AI_MODIFIED, spoken, None, placement=Placement.CHIP, painted=painted
    )
    assert mark.placement is Placement.RING
    assert marked.image.shape[0] > 512


def test_the_ring_scales_no_pixel_of_the_picture():
    picture = drawn_sitter(512)
    framed = ring.framed(picture)
    edge = (framed.shape[0] - 512) // 2
    middle = slice(200, 312)
    assert np.array_equal(framed[edge:-edge, edge:-edge][middle, middle], picture[middle, middle])
    assert 0.065 < edge / framed.shape[0] < 0.075


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", table.LABEL_CODES)
def test_no_letter_on_the_ring_is_cut_off_or_lies_on_the_picture(code, language):
    """Sabotage: at the width that capitals need, Devanagari's lower signs fall off the canvas."""
    spoken = words(language)
    text = spoken.label[code]
    assert stays_on_the_ring(text, spoken, ring.width_for(text, spoken))
    if language == "hi" and code == LabelCode.BACKGROUND_REPLACED:
        assert not stays_on_the_ring(text, spoken, ring.WIDTH)


def stays_on_the_ring(text: str, spoken, width: float) -> bool:
    plain = ring.framed(np.full((768, 768, 3), 128, np.uint8), width)
    side = plain.shape[0]
    around = ring.lettered(plain, text, spoken)
    at = np.arange(side) + 0.5 - side / 2
    radius = np.hypot(at[None, :], at[:, None])
    changed = (around != plain).any(2)
    return bool(radius[changed].min() > 768 / 2 and radius[changed].max() < side / 2 - 1)


@pytest.mark.parametrize("language", languages())
def test_the_ring_is_found_in_its_smallest_copy_in_every_language(language):
    image, mark = drawn(Placement.RING, language)
    small = container.re_encoded(image, side=detect.LEAST_SIDE[Placement.RING], quality=75)
    assert detect.find(small, mark) is not None


def test_a_chip_is_at_most_65_by_9_percent():
    patch = label.chip("BACKGROUND REPLACED", words("en"), 1024)
    assert patch is not None
    assert patch.coverage.shape[0] <= 0.091 * 1024
    assert patch.coverage.shape[1] <= 0.651 * 1024


def test_a_label_laid_down_is_what_the_blending_formula_says_everywhere() -> None:
    """Only edges are really blended; inside and outside must come out as if they had been, also at any coverage."""
    chance = np.random.default_rng(5)
    image = chance.integers(0, 256, (90, 120, 3), np.uint8)
    coverage = label.rounded(60, 40, radius=12.0)
    coverage[10:14] = chance.random((4, 60), np.float32)
    patch = label.Patch(pixels=chance.integers(0, 256, (40, 60, 3), np.uint8), coverage=coverage, core=slice(0, 60))
    laid = label.lay(image, patch, Box(x=31, y=17, width=60, height=40))
    expected = image.copy()
    share = coverage[..., None]
    expected[17:57, 31:91] = np.rint(image[17:57, 31:91] * (1 - share) + patch.pixels * share).astype(np.uint8)
    assert np.array_equal(laid, expected)
