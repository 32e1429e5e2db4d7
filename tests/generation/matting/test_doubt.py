"""Contradictions of opinions beside the person are told; an outline a little elsewhere and big hair are not."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import pytest

from generation.matting import doubt, opinions
from generation.matting.opinions import Second
from storage.records import DoubtfulPlace

SIDE = 512
FACE = np.array([(256 + 60 * np.cos(a), 220 + 80 * np.sin(a)) for a in np.linspace(0, 6.28, 36)], np.float32)
WHOLE = np.ones((SIDE, SIDE), np.float32)
BESIDE = {
    "left_ear": (130, 200),
    "right_ear": (382, 200),
    "left_neck": (160, 320),
    "right_neck": (352, 320),
    "left_shoulder": (70, 400),
    "right_shoulder": (442, 400),
    "above_head": (256, 60),
}


def person() -> np.ndarray:
    true = np.zeros((SIDE, SIDE), np.float32)
    cv2.ellipse(true, (256, 210), (90, 120), 0, 0, 360, 1.0, -1)
    cv2.ellipse(true, (256, 540), (210, 180), 0, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(true, (0, 0), 2.0)


def with_lamp(at: tuple[int, int]) -> np.ndarray:
    return np.maximum(person(), cv2.circle(np.zeros((SIDE, SIDE), np.float32), at, 26, 1.0, -1))


@pytest.mark.parametrize("place", tuple(DoubtfulPlace))
def test_a_piece_that_one_opinion_has_and_the_other_has_not_is_told_with_its_place(place: str) -> None:
    matte = with_lamp(BESIDE[place])
    unsure = np.where(matte > person(), 0.7, matte).astype(np.float32)
    found = doubt.between(matte, unsure, person(), WHOLE, FACE)
    assert found.places == (place,)
    x, y = (at * doubt.SIDE // SIDE for at in BESIDE[place])
    assert found.where[y, x] == 1


def test_what_we_lack_is_told_too() -> None:
    matte, second = person(), with_lamp(BESIDE["right_ear"])
    unsure = np.where(second > matte, 0.3, matte).astype(np.float32)
    assert doubt.between(matte, unsure, second, WHOLE, FACE).places == ("right_ear",)


def test_the_same_outline_a_little_elsewhere_is_no_doubt() -> None:
    wider = cv2.dilate(person(), np.ones((9, 9), np.uint8))
    assert not doubt.between(wider, wider, person(), WHOLE, FACE)


def test_a_big_head_of_hair_that_the_first_network_is_sure_of_is_no_doubt() -> None:
    hair = np.maximum(person(), cv2.circle(np.zeros((SIDE, SIDE), np.float32), (256, 200), 170, 1.0, -1))
    assert not doubt.between(hair, hair, person(), WHOLE, FACE)


def test_without_the_first_networks_own_doubt_big_hair_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: every contradiction counts."""
    hair = np.maximum(person(), cv2.circle(np.zeros((SIDE, SIDE), np.float32), (256, 200), 170, 1.0, -1))
    monkeypatch.setattr(doubt, "LEAST_OPEN", 0.0)
    assert doubt.between(hair, hair, person(), WHOLE, FACE)


def test_an_opinion_that_missed_the_face_is_not_heard() -> None:
    matte = with_lamp(BESIDE["left_ear"])
    unsure = np.where(matte > person(), 0.7, matte).astype(np.float32)
    assert not doubt.between(matte, unsure, np.zeros_like(matte), WHOLE, FACE)


def test_beyond_the_photo_there_is_nothing_to_doubt() -> None:
    matte = with_lamp(BESIDE["left_ear"])
    unsure = np.where(matte > person(), 0.7, matte).astype(np.float32)
    assert not doubt.between(matte, unsure, person(), np.zeros_like(matte), FACE)


def test_a_second_opinion_is_asked_once_and_laid_where_the_photo_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    spot = np.zeros((opinions.SIDE, opinions.SIDE), np.float32)
    spot[: opinions.SIDE // 2] = 1.0
    monkeypatch.setattr(opinions, "looked", lambda image: asked.append(image.shape) or spot)
    second = Second(np.zeros((800, 600, 3), np.uint8), (100, 200, 500, 600))
    askers = [threading.Thread(target=second.ask) for _ in range(4)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    seen = second.in_frame(np.array([[0.5, 0, 0], [0, 0.5, 0]]), (300, 400))
    assert asked == [(400, 400, 3)]
    assert seen[150, 100] > 0.9  # the upper half of the part
    assert seen[270, 100] < 0.1
    assert seen[50, 100] == 0  # above the part


def test_a_second_opinion_that_fails_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(image: np.ndarray) -> np.ndarray:
        raise RuntimeError("no network")

    monkeypatch.setattr(opinions, "looked", broken)
    with pytest.raises(RuntimeError, match="no network"):
        Second(np.zeros((8, 8, 3), np.uint8), (0, 0, 8, 8)).in_frame(np.eye(2, 3), (8, 8))


@pytest.mark.weights
def test_the_network_finds_who_stands_out() -> None:
    from tests.assets import portraits

    image = portraits.portrait("obama-senate")
    seen = opinions.looked(image)
    part = opinions.SIDE // 8
    assert seen[4 * part : 5 * part, 4 * part : 5 * part].mean() > 0.9
    assert seen[: part // 2, : part // 2].mean() < 0.1
