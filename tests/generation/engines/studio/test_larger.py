"""The picture at twice its size: framed alike to the pixel, never enlarged, never offered where pixels lack."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from generation.engines.studio import framing, larger
from generation.engines.studio.session import Session
from generation.engines.studio.shapes import AVATAR, PORTRAIT
from generation.images import Mask, RgbImage
from generation.intake import panel as intake
from generation.matting import opinions
from generation.ports import Portrait, Portrayal, Rendering, SafeguardContext
from generation.safeguards import panel
from storage.records import Light, Note
from tests.assets import portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights
NAME = "obama-senate"
NEAR = 2.0  # levels: rounding of both, and the backdrop's grain
SELDOM = 10.0  # levels, 99.5 of a hundred pixels


@cache
def _photo(factor: float) -> RgbImage:
    """An enlargement with a texture of its own, so that half a pixel of shift shows."""
    photo = portraits.enlarged(NAME, factor)
    rng = np.random.default_rng(2)
    texture = cv2.GaussianBlur(rng.normal(0, 60, photo.shape[:2]), (0, 0), 1.6)[..., None]
    return np.clip(photo + texture, 0, 255).astype(np.uint8)


@cache
def _sitter(factor: float = 3.4) -> Portrait:
    found = intake.measure(_photo(factor), "photo", full=True)
    assert found is not None
    return found


def _opened(look: str, *, factor: float = 3.4, purpose: str = "profile", light: Light = Light.AS_TAKEN) -> Session:
    return pictures.opened(_sitter(factor), wanted=pictures.request(look, purpose=purpose, light=light))


def _pair(look: str, purpose: str = "profile", light: Light = Light.AS_TAKEN) -> tuple[Rendering, Rendering]:
    session = _opened(look, factor=4.2 if purpose == "cv" else 3.4, purpose=purpose, light=light)
    large = session.render_larger(look)
    assert large is not None
    return session.render(look), large


def _apart(small: RgbImage, large: RgbImage) -> np.ndarray:
    shrunk = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    return np.abs(shrunk.astype(int) - small.astype(int))


@pytest.mark.parametrize(("look", "purpose"), [("studio_soft", "profile"), ("own", "profile"), ("office", "cv")])
def test_shrunk_to_half_it_is_the_smaller_picture(look: str, purpose: str) -> None:
    small, large = _pair(look, purpose)
    assert large.master.shape[:2] == (2 * small.master.shape[0], 2 * small.master.shape[1])
    apart = _apart(small.master, large.master)
    assert apart.mean() < NEAR
    assert np.percentile(apart, 99.5) < SELDOM
    assert (
        np.abs(cv2.resize(large.alpha, small.alpha.shape[::-1], interpolation=cv2.INTER_AREA) - small.alpha).mean()
        < 1e-3
    )


def test_half_a_pixel_aside_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage of the test above."""
    right = larger.of_crop
    monkeypatch.setattr(
        larger, "of_crop", lambda crop, detail: replace(right(crop, detail), x=right(crop, detail).x + 1.5)
    )
    small, large = _pair("own")
    assert np.percentile(_apart(small.master, large.master), 99.5) > SELDOM


@pytest.mark.parametrize("light", [Light.AS_TAKEN, Light.BRIGHTER])
def test_it_is_the_photos_own_pixels_and_every_safeguard_holds(light: Light) -> None:
    _, large = _pair("studio_soft", light=light)
    assert large.edits.crop.scale <= 1
    context = SafeguardContext(portraits=(_sitter().whole(),), comparison=False)
    verdicts = panel.panel_for(Portrayal.KEPT).judge(large, context)
    assert {verdict.code for verdict in verdicts if not verdict.passed} == set()


def test_an_enlarged_one_is_withheld() -> None:
    """The sabotage of the test above: the portrait's own pixels are too few for it."""
    session = _opened("studio_soft")
    stage, _ = session._stage(session.choices[0], inside=False)
    crop = replace(larger.of_crop(stage.framing.crop, 1.0), scale=2 * stage.framing.crop.scale * 1.3)
    _, large = _pair("studio_soft")
    lying = replace(large, edits=replace(large.edits, crop=crop), to_master=framing.affine(crop))
    verdicts = panel.panel_for(Portrayal.KEPT).judge(lying, SafeguardContext(portraits=(_sitter(),), comparison=False))
    assert "upscaled" in {verdict.code for verdict in verdicts if not verdict.passed}


@pytest.mark.parametrize("factor", [1.0, 1.6, 2.0])
def test_it_is_never_offered_where_the_photo_lacks_the_pixels(factor: float) -> None:
    session = _opened("studio_soft", factor=factor)
    small = session.render("studio_soft").edits.crop
    # told by the photo alone: how many of its pixels the frame is wide
    across = small.width / small.scale * _photo(factor).shape[1] / _sitter(factor).image.shape[1]
    assert across < 2048 - 1
    assert not session.fits_larger("studio_soft")
    assert session.render_larger("studio_soft") is None


def test_it_is_offered_from_the_very_pixel_that_suffices() -> None:
    sitter, crop = _sitter(), _opened("studio_soft").render("studio_soft").edits.crop
    for shape in (AVATAR, PORTRAIT):
        width, height = shape.sizes[0]
        full = replace(crop, width=width, height=height, scale=sitter.detail / 2)
        assert larger.fits(sitter, full, shape)
        assert not larger.fits(sitter, replace(full, scale=sitter.detail / 2 + 1e-6), shape)
        assert not larger.fits(sitter, replace(full, width=shape.sizes[1][0], height=shape.sizes[1][1]), shape)


def test_without_the_uploads_own_pixels_it_says_so() -> None:
    bare = replace(_sitter(), full=None)
    session = pictures.opened(bare, wanted=pictures.request("studio_soft"))
    with pytest.raises(ValueError, match="without keeping"):
        session.render_larger("studio_soft")


def test_a_portrait_knows_how_many_of_the_uploads_pixels_it_stands_for() -> None:
    sitter = _sitter()
    assert sitter.full is not None
    assert sitter.full.shape[1] / sitter.image.shape[1] == pytest.approx(sitter.detail, rel=2e-3)
    assert _sitter(1.0).detail == 1.0


@pytest.mark.parametrize("asks", [False, True])
def test_no_second_opinion_is_asked_again(asks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage is the request for the smaller picture."""
    asked = threading.Event()

    def looked(image: RgbImage) -> Mask:
        asked.set()
        return np.ones((opinions.SIDE, opinions.SIDE), np.float32)

    monkeypatch.setattr(opinions, "looked", looked)
    wanted = replace(pictures.request("studio_soft"), larger=not asks)
    session = pictures.opened(_sitter(), wanted=wanted)
    large = session.render_larger("studio_soft")
    assert large is not None
    assert not [note for note in large.edits.notes if note.startswith(("edge_doubtful", Note.BUSY_BACKGROUND))]
    assert asked.is_set() is asks
