"""Sharpness, explicitness and likeness: each number moves with its cause and with nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from generation.ports import PhotoUnderTest
from generation.vision import embed, nsfw, sharpness
from tests.assets import damaged, portraits, tones

pytestmark = pytest.mark.weights


@pytest.mark.parametrize("name", portraits.NAMES)
def test_sharpness_falls_with_every_step_of_blur(name: str, measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured(name)
    face = photo.faces[0]
    steps = [
        sharpness.of_face(damaged.blurred(photo.image, face, sigma), face)
        if sigma
        else sharpness.of_face(photo.image, face)
        for sigma in (0, 0.7, 1, 2, 4)
    ]
    assert steps == sorted(steps, reverse=True)


def test_sharpness_does_not_know_the_tone_of_the_skin_or_the_strength_of_the_light(
    measured: Callable[[str], PhotoUnderTest],
) -> None:
    photo = measured("obama-senate")
    assert photo.landmarks is not None
    own = sharpness.of_face(photo.image, photo.faces[0])
    for target in tones.TARGETS:
        other = sharpness.of_face(tones.toned(photo.image, photo.landmarks, target), photo.faces[0])
        assert 0.6 < other / own < 1.7
    dim = np.rint(photo.image * 0.5).astype(np.uint8)
    assert sharpness.of_face(dim, photo.faces[0]) == pytest.approx(own, rel=0.05)


@pytest.mark.parametrize("name", portraits.NAMES)
def test_an_ordinary_portrait_is_not_explicit(name: str) -> None:
    assert 0 <= nsfw.score(portraits.portrait(name)) < 0.05


def test_one_person_is_like_themselves_and_unlike_others(measured: Callable[[str], PhotoUnderTest]) -> None:
    numbers = {name: embed.embed(measured(name).image, measured(name).faces[0]) for name in portraits.NAMES}
    for name, own in numbers.items():
        assert own.shape == (128,)
        assert float(np.linalg.norm(own)) == pytest.approx(1, abs=1e-5)
        again = damaged.rephotographed(portraits.portrait(name))
        from generation.vision import faces

        assert embed.similarity(own, embed.embed(again, faces.detect(again)[0])) > 0.6
        for other_name, other in numbers.items():
            if other_name != name:
                assert embed.similarity(own, other) < 0.3
