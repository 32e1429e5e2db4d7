"""The mesh sits on the face, and the three angles have the signs the ports promise."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from generation.ports import PhotoUnderTest
from generation.vision import faces, landmarks
from tests.assets import portraits


def _head(yaw: float = 0, pitch: float = 0, roll: float = 0) -> np.ndarray:
    """Mesh points of a head turned by degrees; x right, y down, z away from the camera."""
    points = np.zeros((468, 3), np.float32)
    tip = np.radians(landmarks.PITCH_AT_REST_DEG)
    points[landmarks.CHEEK_LEFT], points[landmarks.CHEEK_RIGHT] = (-70, 0, 0), (70, 0, 0)
    points[landmarks.CHIN] = (0, 90 * np.cos(tip), 90 * np.sin(tip))
    points[landmarks.FOREHEAD] = -points[landmarks.CHIN]
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return (points @ (about_z @ about_y @ about_x).T).astype(np.float32)


@pytest.mark.parametrize("angle", ["yaw", "pitch", "roll"])
@pytest.mark.parametrize("degrees", [-20.0, 0.0, 20.0])
def test_each_angle_is_read_with_its_sign(angle: str, degrees: float) -> None:
    pose = landmarks.pose_of(_head(**{angle: degrees}))
    for name in ("yaw", "pitch", "roll"):
        assert getattr(pose, name) == pytest.approx(degrees if name == angle else 0, abs=0.5)


@pytest.mark.weights
@pytest.mark.parametrize("name", portraits.NAMES)
def test_the_mesh_lies_inside_the_face_and_finds_the_eyes(name: str, measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    assert photo.landmarks.shape == (468, 2)
    assert photo.landmarks.dtype == np.float32
    seen = faces.detect(photo.image)[0]
    assert np.allclose(photo.faces[0].eye_left, seen.eye_left, atol=0.15 * seen.eye_distance)
    assert abs(photo.faces[0].eye_distance / seen.eye_distance - 1) < 0.15
    assert landmarks.presence(photo.image, seen) > 0.9


@pytest.mark.weights
def test_leaning_and_mirroring_show_in_the_pose() -> None:
    image = portraits.portrait("macron-2025")
    height, width = image.shape[:2]
    leaning = cv2.warpAffine(image, cv2.getRotationMatrix2D((width / 2, height / 2), -15, 1), (width, height))
    pose = landmarks.measure(image, faces.detect(image)[0])[1]
    leant = landmarks.measure(np.asarray(leaning, np.uint8), faces.detect(np.asarray(leaning, np.uint8))[0])[1]
    assert leant.roll - pose.roll == pytest.approx(15, abs=2.5)
    mirrored = np.ascontiguousarray(image[:, ::-1])
    turned = landmarks.measure(mirrored, faces.detect(mirrored)[0])[1]
    assert turned.yaw == pytest.approx(-pose.yaw, abs=4)
    assert turned.roll == pytest.approx(-pose.roll, abs=3)


@pytest.mark.weights
def test_a_wall_is_no_face_to_measure(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured("ardern-2022")
    assert landmarks.presence(np.full_like(photo.image, 127), photo.faces[0]) < 0.5
