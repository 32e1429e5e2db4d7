"""The person is separated from what is behind them, with what they wear."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import mask, tone
from tests.assets import drawn, portraits

pytestmark = pytest.mark.weights


@pytest.mark.parametrize("name", portraits.NAMES)
def test_the_face_is_the_person_and_the_top_corners_are_not(
    name: str, measured: Callable[[str], PhotoUnderTest]
) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    person = mask.person(photo.image, photo.faces[0])
    assert person.shape == photo.image.shape[:2]
    assert person.dtype == np.float32
    assert 0 <= float(person.min()) <= float(person.max()) <= 1
    face = tone.polygon_mask(photo.image.shape, [photo.landmarks[list(mesh.OVAL)]])
    assert float(person[face].mean()) > 0.97
    assert float(person[:40, :40].mean()) < 0.05
    assert float(person[:40, -40:].mean()) < 0.05


@pytest.mark.parametrize("worn", [drawn.headscarf, drawn.turban])
def test_what_is_worn_on_the_head_belongs_to_the_person(
    worn: Callable[..., np.ndarray], measured: Callable[[str], PhotoUnderTest]
) -> None:
    photo = measured("macron-2025")
    dressed = worn(photo.image, photo.landmarks)
    cloth = np.abs(dressed.astype(int) - photo.image).sum(axis=-1) > 60
    assert float(mask.person(dressed, photo.faces[0])[cloth].mean()) > 0.8


def test_the_mirror_image_has_the_mirrored_mask(measured: Callable[[str], PhotoUnderTest]) -> None:
    image = measured("ardern-2022").image
    mirrored = np.ascontiguousarray(image[:, ::-1])
    assert float(np.abs(mask.coarse(image) - mask.coarse(mirrored)[:, ::-1]).max()) < 0.02


def shoulders(monkeypatch: pytest.MonkeyPatch, photo: PhotoUnderTest) -> float:
    """What is made of shoulders that the look at the whole picture is sure of and the close one is blind to."""
    whole = photo.image.shape
    monkeypatch.setattr(mask, "coarse", lambda part: np.full((mask.SIDE, mask.SIDE), part.shape == whole, np.float32))
    _, top, _, bottom = mask.head_square(photo.faces[0], whole[1], whole[0])
    row = round(bottom - 0.1 * (bottom - top))
    return float(mask.person(photo.image, photo.faces[0])[row].min())


def test_the_close_look_has_no_say_about_shoulders(
    measured: Callable[[str], PhotoUnderTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dark jacket before a dark wall: the close look sees a corner of it, and took it for wall."""
    photo = measured("obama-senate")
    assert shoulders(monkeypatch, photo) > 0.7
    monkeypatch.setattr(mask, "SHOULDERS", 0.0)  # the sabotage
    assert shoulders(monkeypatch, photo) < 0.4
