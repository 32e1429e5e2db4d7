"""Colours are measured as the literature defines them, and skin is only where skin shows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from skimage import color

from generation.images import RgbImage
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, tone
from tests.assets import damaged, drawn, tones

RANDOM = np.random.default_rng(7).integers(0, 256, (80, 80, 3), dtype=np.uint8)


def test_lab_agrees_with_the_formula_and_comes_back() -> None:
    ours, theirs = tone.srgb_to_lab(RANDOM), color.rgb2lab(RANDOM)
    assert float(np.abs(ours - theirs).max()) < 0.5
    assert float(np.abs(ours - theirs).mean()) < 0.1
    assert int(np.abs(tone.lab_to_srgb(ours).astype(int) - RANDOM).max()) <= 1
    assert np.allclose(tone.srgb_to_lab(RANDOM.astype(np.float32) / 255), ours, atol=1e-3)


def test_ciede2000_agrees_with_another_implementation() -> None:
    one, other = color.rgb2lab(RANDOM), color.rgb2lab(RANDOM[::-1])
    assert np.allclose(tone.delta_e_2000(one, other), color.deltaE_ciede2000(one, other), atol=1e-3)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [  # Sharma, Wu and Dalal (2005), table 1: pairs 1, 4, 7, 17, 25 and 34
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000_agrees_with_its_published_table(one: object, other: object, difference: float) -> None:
    found = tone.delta_e_2000(np.array(one, np.float64), np.array(other, np.float64))
    assert float(found) == pytest.approx(difference, abs=1e-3)


def test_ita_is_the_angle_of_lightness_over_yellowness() -> None:
    assert tone.ita(np.array([70, 10, 20], np.float32)) == pytest.approx(45)
    assert tone.ita(np.array([30, 10, 20], np.float32)) == pytest.approx(-45)


def _forehead_share(image: RgbImage, photo: PhotoUnderTest) -> float:
    assert photo.landmarks is not None
    area = tone.polygon_mask(image.shape, [photo.landmarks[list(mesh.FOREHEAD_AREA)]])
    return float(tone.skin_mask(image, photo.landmarks)[area].mean())


@pytest.mark.weights
def test_a_cloth_over_the_forehead_is_not_taken_for_skin(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured("macron-2025")
    assert photo.landmarks is not None
    assert _forehead_share(photo.image, photo) > 0.8
    lowered = photo.landmarks.copy()
    lowered[:, 1] += 0.2 * (photo.landmarks[mesh.CHIN][1] - photo.landmarks[mesh.FOREHEAD][1])
    covered = drawn.turban(photo.image, lowered)
    assert _forehead_share(covered, photo) < 0.1
    before, after = (tone.skin_lab(image, photo.landmarks) for image in (photo.image, covered))
    assert float(tone.delta_e_2000(before, after)) < 3


@pytest.mark.weights
def test_the_measured_tone_follows_the_skin(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured("obama-senate")
    assert photo.landmarks is not None
    lights = [
        float(tone.skin_lab(tones.toned(photo.image, photo.landmarks, target), photo.landmarks)[0])
        for target in tones.TARGETS[2:9]
    ]
    assert lights == sorted(lights, reverse=True)
    assert lights[0] - lights[-1] > 45


@pytest.mark.weights
@pytest.mark.parametrize("target", tones.TARGETS[::3])
def test_the_side_the_light_comes_from_is_seen_on_every_tone(
    target: str, measured: Callable[[str], PhotoUnderTest]
) -> None:
    photo = measured("obama-senate")
    assert photo.landmarks is not None
    image = tones.toned(photo.image, photo.landmarks, target)
    left = light.direction(damaged.lit_from_left(image, photo.faces[0], 3), photo.landmarks)
    assert left.x < -0.3
    assert light.direction(image, photo.landmarks).x > left.x + 0.3


def test_many_colours_are_compared_as_few_are() -> None:
    """A picture's worth of them, in any shape; the oracle is scikit-image's formula over all at once."""
    rng = np.random.default_rng(4)
    shape = (3, tone.BLOCK - 7, 3)
    one = rng.uniform((0, -90, -90), (100, 90, 90), shape).astype(np.float32)
    other = (one + rng.normal(0, 4, shape)).astype(np.float32)
    found = tone.delta_e_2000(one, other)
    assert found.shape == shape[:-1]
    assert np.allclose(found, color.deltaE_ciede2000(one, other), atol=1e-3)
    assert not np.allclose(tone.delta_e_2000(one, other[::-1]), found, atol=1)
    assert tone.delta_e_2000(one[:0], other[:0]).shape == (0, *shape[1:-1])
