"""What people wear, need and were marked by stays in the picture, and no verdict changes because of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from generation.images import RgbImage
from generation.ports import Portrait, Portrayal, Rendering, SafeguardContext
from generation.safeguards import panel
from generation.vision import mask
from tests.assets import worn
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights
SITTER = "obama-senate"
LOOKS = ("studio_dark", "solid_light")
WORN: dict[str, Callable[..., RgbImage]] = {
    "hearing aid": worn.hearing_aid,
    "cannula": worn.cannula,
    "headset": worn.headset,
    "kippah": worn.kippah,
    "underscarf": worn.underscarf,
    "braids": worn.braids,
}


def kept(rendering: Rendering, before: RgbImage, after: RgbImage) -> float:
    """The share of the drawn pixels that is wholly in the picture, of those the frame shows."""
    rows, columns = np.nonzero(np.abs(after.astype(int) - before).max(axis=2) > 24)
    places = np.stack([columns, rows], axis=1) @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]
    height, width = rendering.alpha.shape
    x, y = np.rint(places).astype(int).T
    seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    return float((rendering.alpha[y[seen], x[seen]] > 0.9).mean())


def refused(rendering: Rendering, sitter: Portrait) -> set[str]:
    verdicts = panel.panel_for(Portrayal.KEPT).judge(rendering, SafeguardContext(portraits=(sitter,), comparison=False))
    return {verdict.code for verdict in verdicts if not verdict.passed}


@pytest.mark.many
@pytest.mark.parametrize("what", WORN)
def test_it_stays_in_the_picture(what: str) -> None:
    plain = pictures.portrait(SITTER)
    image = WORN[what](plain.image, plain.landmarks)
    sitter = pictures.measured(image, what)
    session = pictures.opened(sitter, wanted=pictures.request(*LOOKS))
    for look in LOOKS:
        rendering = session.render(look)
        assert kept(rendering, plain.image, image) >= 0.95
        assert refused(rendering, sitter) == set()


def test_a_headrest_stays_once_it_is_marked_as_theirs() -> None:
    plain = pictures.portrait(SITTER)
    image = worn.headrest(plain.image, plain.landmarks, mask.person(plain.image, plain.face))
    sitter = pictures.measured(image, "headrest")
    rows, columns = np.nonzero(np.abs(image.astype(int) - plain.image).max(axis=2) > 24)
    high, wide = image.shape[:2]
    low, far = (columns.min() - 2) / wide, (columns.max() + 2) / wide
    top, end = (rows.min() - 2) / high, (rows.max() + 2) / high
    around = [(low, top), (far, top), (far, end), (low, end)]
    opened = pictures.engine().open(
        [sitter], pictures.request("studio_soft"), progress=lambda _: None, cancelled=lambda: False, mine=[around]
    )
    rendering = opened.render("studio_soft")
    assert kept(rendering, plain.image, image) >= 0.95
    assert refused(rendering, sitter) == set()


def test_twenty_marks_and_scars_survive() -> None:
    plain = pictures.portrait(SITTER)
    image, at = worn.marks(plain.image, plain.landmarks)
    sitter = pictures.measured(image, "marks")
    bare = pictures.opened(plain, wanted=pictures.request("studio_soft")).render("studio_soft")
    rendering = pictures.opened(sitter, wanted=pictures.request("studio_soft")).render("studio_soft")
    x, y = np.rint(at @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]).astype(int).T
    assert len(at) == 20
    assert np.array_equal(rendering.master[y, x], rendering.reference[y, x])
    bx, by = np.rint(at @ bare.to_master[:, :2].T + bare.to_master[:, 2]).astype(int).T
    assert (np.abs(rendering.master[y, x].astype(int) - bare.master[by, bx]).max(axis=1) > 12).all()
    assert refused(rendering, sitter) == set()


def test_a_cut_out_device_is_missed() -> None:
    """The sabotage: a matte without the headset fails the measure of this file."""
    plain = pictures.portrait(SITTER)
    image = worn.headset(plain.image, plain.landmarks)
    without = pictures.opened(plain, wanted=pictures.request("studio_soft")).render("studio_soft")
    without.alpha[without.alpha < 2] *= 0.5
    assert kept(without, plain.image, image) < 0.95
