"""Light as taken unless the person chose otherwise; one fixed step for everybody."""

from __future__ import annotations

import numpy as np
import pytest

from generation.engines.studio import light
from generation.vision import tone
from storage.records import Light
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
