"""Faces are found wherever they are and however small, and nothing else is taken for one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.images import RgbImage
from generation.vision import faces, landmarks
from tests.assets import drawn, portraits

pytestmark = pytest.mark.weights


@pytest.mark.parametrize("name", portraits.NAMES)
def test_one_face_is_found_in_a_portrait(name: str) -> None:
    found = faces.detect(portraits.portrait(name))
    assert len(found) == 1
    assert found[0].score > 0.8
    assert found[0].eye_left[0] < found[0].eye_right[0]


def test_a_round_collar_is_no_face() -> None:
    assert len(faces.detect(portraits.astronaut())) == 1


@pytest.mark.parametrize("turn", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE])
def test_a_face_lying_on_its_side_is_found(turn: int) -> None:
    assert len(faces.detect(np.asarray(cv2.rotate(portraits.portrait("ardern-2022"), turn), np.uint8))) == 1


def test_the_eyes_stay_in_place_when_the_photo_is_reduced() -> None:
    image = portraits.portrait("macron-2025")
    large = faces.detect(image)[0]
    small = faces.detect(np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8))[0]
    assert np.allclose(np.array(small.eye_left) * 2, large.eye_left, atol=0.06 * large.eye_distance)
    assert np.allclose(np.array(small.eye_right) * 2, large.eye_right, atol=0.06 * large.eye_distance)


def _in_a_corner(image: RgbImage, scale: float) -> RgbImage:
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    scene = np.full((1500, 2000, 3), 128, np.uint8)
    scene[-small.shape[0] :, -small.shape[1] :] = small
    return scene


@pytest.mark.parametrize("scale", [0.9, 0.5, 0.3])
def test_a_small_face_in_the_corner_of_a_large_photo_is_found(scale: float) -> None:
    found = faces.detect(_in_a_corner(portraits.portrait("obama-senate"), scale))
    assert len(found) == 1
    assert found[0].box[0] > 1300


def test_noise_and_stripes_are_no_faces() -> None:
    random = np.random.default_rng(1)
    for _ in range(5):
        assert faces.detect(random.integers(0, 256, (480, 640, 3), dtype=np.uint8)) == ()
    stripes = np.zeros((480, 640, 3), np.uint8)
    stripes[:, ::20] = 255
    assert faces.detect(stripes) == ()


def test_two_people_are_found_largest_first() -> None:
    image = portraits.portrait("ardern-2022")
    other = cv2.resize(portraits.portrait("obama-senate"), None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    scene = np.full((image.shape[0], image.shape[1] + other.shape[1], 3), 128, np.uint8)
    scene[-other.shape[0] :, : other.shape[1]], scene[:, other.shape[1] :] = other, image
    found = faces.detect(scene)
    assert len(found) == 2
    assert found[0].box[2] >= found[1].box[2]


@pytest.mark.parametrize("worn", [drawn.headscarf, drawn.turban, drawn.glasses])
def test_a_covered_head_is_found_like_any_other(worn: object) -> None:
    image = portraits.portrait("macron-2025")
    face = faces.detect(image)[0]
    points, _ = landmarks.measure(image, face)
    dressed = worn(image, points)  # type: ignore[operator]
    again = faces.detect(dressed)
    assert len(again) == 1
    assert np.allclose(again[0].eye_left, face.eye_left, atol=0.1 * face.eye_distance)
