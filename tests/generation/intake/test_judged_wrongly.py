"""Photos that were judged wrongly once, as kinds: hair on a cheek, a phantom on a shelf, a mask, a head lying down."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from generation.images import RgbImage
from generation.intake import panel
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light
from storage.records import Severity
from tests.assets import damaged, portraits, worn

pytestmark = pytest.mark.weights

Measured = Callable[[str], PhotoUnderTest]


def _said(image: RgbImage) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in panel.inspect(image).findings}


# --- light from one side ----------------------------------------------------------------------------------------------


def _cheeks_alone(photo: PhotoUnderTest) -> float:
    """How it was measured once: stops between the medians of the two cheeks."""
    assert photo.landmarks is not None
    left, right = (
        float(np.median(light.linear_luminance(light.area_pixels(photo.image, photo.landmarks, area))))
        for area in (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA)
    )
    return float(np.log2(right / left))


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("name", portraits.NAMES)
def test_curls_on_one_cheek_are_no_side_light(name: str, right: bool, measured: Measured) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    curly = worn.curls(photo.image, photo.landmarks, right=right)
    assert abs(_cheeks_alone(panel.look(curly, (), comparison=False))) > 3.0  # the sabotage: cheeks alone refuse it
    assert "side_light" not in _said(curly)


@pytest.mark.parametrize("mirrored", [False, True])
def test_light_from_either_side_is_told(mirrored: bool, measured: Measured) -> None:
    photo = measured("ardern-2022")
    lit = damaged.lit_from_left(photo.image, photo.faces[0], 4.5)
    image = np.ascontiguousarray(lit[:, ::-1]) if mirrored else lit
    seen = panel.look(image, (), comparison=False)
    assert seen.landmarks is not None
    assert light.stops_to_the_right(seen.image, seen.landmarks) * (1 if mirrored else -1) > 3.0
    assert _said(image)["side_light"] is Severity.REFUSE


@pytest.mark.parametrize("name", ["ardern-2022", "macron-2025"])
def test_curls_in_the_shade_do_not_hide_side_light(name: str, measured: Measured) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    lit = damaged.lit_from_left(photo.image, photo.faces[0], 4.5)
    assert _said(worn.curls(lit, photo.landmarks, right=True))["side_light"] is Severity.REFUSE
