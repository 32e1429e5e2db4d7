"""An outline that hardly differs from what was behind it is told with its place; one that stands out is not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.matting import beside, faint
from generation.matting.doubt import Doubt
from storage.records import DoubtfulPlace

SIDE = 512
FACE = np.array([(256 + 60 * np.cos(a), 220 + 80 * np.sin(a)) for a in np.linspace(0, 6.28, 36)], np.float32)
WHOLE = np.ones((SIDE, SIDE), np.float32)
SKIN, HAIR, CLOTH = (200, 160, 140), (38, 32, 30), (70, 90, 140)
LIGHT, DARK = (215, 213, 208), (44, 40, 38)


def matte() -> np.ndarray:
    true = np.zeros((SIDE, SIDE), np.float32)
    cv2.ellipse(true, (256, 200), (100, 130), 0, 0, 360, 1.0, -1)
    cv2.ellipse(true, (256, 540), (210, 180), 0, 0, 360, 1.0, -1)
    return true


def photo(wall: tuple[int, int, int], right: tuple[int, int, int] | None = None) -> np.ndarray:
    """Dark hair, a lighter coat, before one wall, or another on the right half."""
    image = np.full((SIDE, SIDE, 3), wall, np.uint8)
    if right is not None:
        image[:, SIDE // 2 :] = right
    cv2.ellipse(image, (256, 540), (210, 180), 0, 0, 360, CLOTH, -1)
    cv2.ellipse(image, (256, 200), (100, 130), 0, 0, 360, HAIR, -1)
    cv2.ellipse(image, (256, 220), (60, 80), 0, 0, 360, SKIN, -1)
    return image


def found(image: np.ndarray, cover: np.ndarray = WHOLE) -> Doubt:
    return faint.outline(beside.look(image, matte(), cover, FACE))


def test_hair_before_a_light_wall_stands_out() -> None:
    assert not found(photo(LIGHT))


def test_dark_hair_before_a_dark_wall_is_told() -> None:
    told = found(photo(DARK))
    assert told
    assert told.where[: 200 * 256 // SIDE].any()  # around the head
    assert not told.where[400 * 256 // SIDE :, 40:216].any()  # the coat stands out


def test_the_place_is_where_the_two_are_alike() -> None:
    assert found(photo(LIGHT, right=DARK)).places == ("right_ear",)
    assert found(photo(DARK, right=LIGHT)).places == ("left_ear",)


def test_the_sabotage_a_measure_that_calls_nothing_alike_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faint, "ALIKE", 0.5)
    assert not found(photo(DARK))


def test_a_short_run_is_nobodys_business() -> None:
    image = photo(LIGHT)
    image[190:225, 340:420] = DARK  # a dark object no taller than an ear
    assert not found(image)


def test_beyond_the_photo_nothing_is_compared() -> None:
    cover = WHOLE.copy()
    cover[:, 300:] = 0
    assert all(place.startswith("left") or place == "above_head" for place in found(photo(DARK), cover).places)


def test_two_doubts_are_told_as_one() -> None:
    left = Doubt(where=np.eye(256, dtype=np.uint8), places=(DoubtfulPlace.LEFT_EAR, DoubtfulPlace.LEFT_NECK))
    both = left.joined(found(photo(LIGHT, right=DARK)))
    assert both.places == ("left_ear", "left_neck")  # the two largest
    assert both.where.sum() > 256
    assert Doubt(where=np.zeros((256, 256), np.uint8)).joined(left).places == left.places
