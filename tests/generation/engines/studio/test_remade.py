"""The same picture made again at the person's wish: the same photo, the same frame, and only what they asked for."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.engines.studio.framing import affine
from generation.images import RgbImage
from generation.matting import doubt
from generation.matting.doubt import Doubt
from generation.ports import Rendering
from generation.worker.run_job import only
from storage.records import Light, Marked
from tests.assets import portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights

LOOK = "solid_light"
CANE = (0.85, 0.08, 0.89, 0.55)  # left, top, right, bottom of the picture: something tall, away from the head
RIGHT: Marked = ((0.66, 0.0), (1.0, 0.0), (1.0, 0.66), (0.66, 0.66))
TOP_LEFT: Marked = ((0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.0, 0.2))


def with_a_cane(name: str) -> RgbImage:
    """A thin wooden thing drawn into the photo at the place ``CANE`` of its picture."""
    image = portraits.portrait(name)
    crop = pictures.rendering(name, LOOK).edits.crop
    back = cv2.invertAffineTransform(affine(crop))
    left, top, right, bottom = CANE
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)]) * (crop.width, crop.height)
    places = np.rint(corners @ back[:, :2].T + back[:, 2]).astype(np.int32)
    return np.asarray(cv2.fillPoly(image, [places], (214, 158, 26), cv2.LINE_AA))


def made(image: RgbImage, *marks: Marked) -> Rendering:
    sitter = pictures.measured(image)
    return pictures.opened(sitter, wanted=replace(pictures.request(LOOK), mine=marks)).render(LOOK)


def kept(rendering: Rendering, box: tuple[float, float, float, float]) -> float:
    """How much of the middle of a box of the picture is the photo's own."""
    high, wide = rendering.alpha.shape
    left, top, right, bottom = box
    part = rendering.alpha[round((top + 0.1) * high) : round((bottom - 0.1) * high)]
    return float(part[:, round((left + 0.01) * wide) : round((right - 0.01) * wide)].mean())


def test_a_thing_in_a_marked_area_is_kept_and_the_background_around_it_is_not() -> None:
    image = with_a_cane("ardern-2022")
    before, after = made(image), made(image, RIGHT)
    assert kept(before, CANE) < 0.3
    assert kept(after, CANE) > 0.9
    assert "marked_area_kept" in after.edits.notes
    beside = (0.70, 0.02, 0.80, 0.25)  # old background between head and cane
    assert kept(after, beside) < 0.25


def test_a_marked_area_moves_no_frame_and_touches_no_face() -> None:
    image = with_a_cane("ardern-2022")
    before, after = made(image), made(image, RIGHT)
    assert before.edits.crop == after.edits.crop
    core = before.core > 0.5
    assert np.array_equal(before.master[core], after.master[core])


def test_a_marked_area_with_nothing_in_it_is_said_to_be_empty() -> None:
    rendering = made(portraits.portrait("ardern-2022"), TOP_LEFT)
    assert "marked_area_empty" in rendering.edits.notes
    assert kept(rendering, (0.0, -0.1, 0.2, 0.25)) < 0.1


def test_a_rank_names_the_photo_whatever_else_is_asked_for() -> None:
    one = pictures.portrait("obama-senate")
    other = replace(one, photo_id="again", image=np.ascontiguousarray(one.image))
    both = pictures.opened(one, other, wanted=pictures.request("studio_soft", "office"))
    second = replace(pictures.request("office"), ranks=(1,), light=Light.BRIGHTER)
    again = pictures.opened(one, other, wanted=second).render("office")
    assert again.photo_id == both.render("office").photo_id
    assert again.edits.crop == both.render("office").edits.crop


def test_after_a_crash_a_picture_is_made_from_the_photo_it_would_have_had() -> None:
    whole = pictures.request("studio_soft", "office", "own")
    left = only(whole, (2, 3))
    assert (left.looks, left.ranks) == (("office", "own"), (1, 2))
    assert only(replace(whole, looks=("own",), ranks=(3,)), (1,)).ranks == (3,)


NECK: Marked = ((0.0, 0.5), (0.5, 0.5), (0.5, 1.0), (0.0, 1.0))


def without(name: str, open_: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> tuple[Rendering, Rendering]:
    """A picture, and the same after something at its lower left was said not to be theirs. ``open_``: unsure there."""
    unsure = Doubt(where=np.zeros_like(open_), open=open_)
    monkeypatch.setattr(doubt, "between", lambda *_: unsure)
    wanted = pictures.request(LOOK)
    sitter = pictures.portrait(name)
    before = pictures.opened(sitter, wanted=wanted).render(LOOK)
    after = pictures.opened(sitter, wanted=replace(wanted, not_mine=(NECK,))).render(LOOK)
    return before, after


def test_what_is_said_not_to_be_theirs_goes_where_a_network_was_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = np.zeros((doubt.SIDE, doubt.SIDE), np.uint8)
    open_[210:240, 20:60] = 1  # a part of the shoulder
    before, after = without("ardern-2022", open_, monkeypatch)
    high, wide = before.alpha.shape
    there = (
        slice(round(215 / 256 * high), round(235 / 256 * high)),
        slice(round(28 / 256 * wide), round(52 / 256 * wide)),
    )
    assert before.alpha[there].mean() > 0.5
    assert after.alpha[there].mean() < 0.1
    assert "marked_area_gone" in after.edits.notes
    assert np.array_equal(before.alpha[: high // 2], after.alpha[: high // 2])


def test_of_what_no_network_doubts_nothing_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark drawn roughly over hair and shoulder takes none of it away."""
    before, after = without("ardern-2022", np.zeros((doubt.SIDE, doubt.SIDE), np.uint8), monkeypatch)
    assert np.array_equal(before.alpha, after.alpha)
    assert "marked_area_sure" in after.edits.notes
