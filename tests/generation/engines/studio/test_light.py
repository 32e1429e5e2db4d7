"""Light as taken unless the person chose otherwise; one fixed step for everybody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from skimage import color

from generation.engines.studio import light
from generation.ports import Portrayal, Rendering, SafeguardContext
from generation.safeguards import panel
from generation.vision import light as face_light
from generation.vision import tone
from storage.records import Light, SourceType
from tests.assets import tones
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights


def lit(image: np.ndarray, points: np.ndarray, wanted: Light, alpha: np.ndarray | None = None) -> light.Lit:
    whole = np.zeros(image.shape[:2], np.float32) if alpha is None else alpha
    return light.chosen(image, whole, points, wanted)


def test_as_taken_changes_no_pixel() -> None:
    sitter = pictures.portrait("ardern-2022")
    result = lit(sitter.image, sitter.landmarks, Light.AS_TAKEN)
    assert result.frame is sitter.image
    assert result.delta_l == 0


@pytest.mark.parametrize("wanted", [Light.BRIGHTER, Light.DARKER])
@pytest.mark.parametrize("target", [tones.TARGETS[0], tones.TARGETS[5], tones.TARGETS[9]])
def test_the_step_is_recorded_and_never_more_than_six(wanted: Light, target: str) -> None:
    sitter = pictures.portrait("macron-2025")
    image = tones.toned(sitter.image, sitter.landmarks, target)
    result = lit(image, sitter.landmarks, wanted)
    moved = float(tone.skin_lab(result.frame, sitter.landmarks)[0] - tone.skin_lab(image, sitter.landmarks)[0])
    assert result.light is wanted
    assert result.delta_l == pytest.approx(moved, abs=0.01)
    assert 0.5 < abs(moved) <= light.SKIN_LIMIT
    assert (moved > 0) == (wanted is Light.BRIGHTER)


def test_the_same_light_is_added_whatever_the_tone() -> None:
    """No target: in linear light, below the shoulder, every tone gains by the same factor."""
    factors = light._curve(light.STEP).astype(float)
    dark, middle = factors[60] / 60, factors[120] / 120
    assert dark == pytest.approx(middle, rel=0.06)


def test_a_cast_is_read_from_the_surroundings_only() -> None:
    sitter = pictures.portrait("obama-senate")
    person = np.ones(sitter.image.shape[:2], np.float32)
    untouched = lit(sitter.image, sitter.landmarks, Light.CAST_REMOVED, person)
    assert untouched.light is Light.AS_TAKEN
    assert untouched.frame is sitter.image


def lightness(image: np.ndarray) -> np.ndarray:
    return color.rgb2lab(image)[..., 0]


def test_black_and_white_keeps_the_lightness_of_every_pixel() -> None:
    """Against scikit-image's CIELAB, over every kind of colour; weights on encoded values would not do."""
    colours = np.random.default_rng(2).integers(0, 256, (128, 128, 3)).astype(np.uint8)
    turned = face_light.grey(colours)
    assert np.ptp(turned, axis=2).max() == 0
    assert np.abs(lightness(turned) - lightness(colours)).max() < 0.5
    # the sabotage: the luma that video uses
    luma = np.repeat(np.asarray(Image.fromarray(colours).convert("L"))[..., None], 3, axis=2)
    assert np.abs(lightness(luma) - lightness(colours)).max() > 10


@pytest.mark.parametrize("target", [tones.TARGETS[0], tones.TARGETS[5], tones.TARGETS[9]])
def test_black_and_white_lightens_and_darkens_nobody(target: str) -> None:
    sitter = pictures.portrait("macron-2025")
    image = tones.toned(sitter.image, sitter.landmarks, target)
    result = lit(image, sitter.landmarks, Light.GREY)
    moved = float(tone.skin_lab(result.frame, sitter.landmarks)[0] - tone.skin_lab(image, sitter.landmarks)[0])
    assert result.light is Light.GREY
    assert result.delta_l == 0
    assert abs(moved) < 0.8  # the rest: with its colour gone, a little more or less counts as skin


def in_grey(look: str) -> Rendering:
    wanted = pictures.request(look, light=Light.GREY)
    return pictures.opened(pictures.portrait("obama-senate"), wanted=wanted).render(look)


def red(rendering: Rendering) -> set[str]:
    context = SafeguardContext(portraits=(pictures.portrait("obama-senate"),), comparison=True)
    return {verdict.code for verdict in panel.panel_for(Portrayal.KEPT).judge(rendering, context) if not verdict.passed}


@pytest.mark.many
@pytest.mark.parametrize("look", ["studio_teal", "office", "own_softened", "own", "cutout"])
def test_a_picture_in_black_and_white_passes_every_safeguard_and_is_grey_all_over(look: str) -> None:
    rendering = in_grey(look)
    assert rendering.edits.light is Light.GREY
    assert np.ptp(rendering.master.astype(int), axis=2).max() <= 1
    assert red(rendering) == set()


def test_black_and_white_is_claimed_by_the_table() -> None:
    assert in_grey("own").edits.source_type is SourceType.ALGORITHMICALLY_ENHANCED
    assert in_grey("studio_teal").edits.source_type is SourceType.COMPOSITE


def test_a_grey_picture_compared_with_the_photo_in_colour_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotages: a reference in colour; a safeguard that forgets to turn the photo grey; grey that is not told."""
    grey = in_grey("studio_teal")
    coloured = pictures.rendering("obama-senate", "studio_teal").reference
    assert "face_core" in red(replace(grey, reference=coloured))
    untold = replace(grey, edits=replace(grey.edits, light=Light.AS_TAKEN))
    assert "skin_tone" in red(untold)
    monkeypatch.setattr("generation.safeguards.own_photo.is_grey", lambda rendering: False)
    assert "skin_tone" in red(grey)


def test_skin_made_lighter_under_cover_of_grey_is_seen() -> None:
    grey = in_grey("studio_teal")
    lighter = np.clip(grey.master.astype(int) + 14, 0, 255).astype(np.uint8)
    assert "skin_tone" in red(replace(grey, master=lighter, reference=lighter))
