"""The blind comparison: sides are shuffled, and the key tells which is which, as the sheets themselves show."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from generation.images import Mask, RgbImage
from generation.matting.training import blind

pytestmark = pytest.mark.long  # of an experiment beside the product

SIDE, COUNT, SEED = 300, 12, 7
TODAY, NETWORK = 60, 80  # radius of what each takes for the person, pixels


def disc(radius: int) -> Mask:
    return cv2.circle(np.zeros((SIDE, SIDE), np.float32), (150, 150), radius, 1.0, -1)


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    frame = np.full((SIDE, SIDE, 3), (200, 30, 30), np.uint8)
    blind.write(((f"p{n:02}", frame, disc(TODAY), disc(NETWORK)) for n in range(COUNT)), tmp_path, SEED)
    return tmp_path


def key(folder: Path) -> dict[str, blind.Side]:
    return json.loads((folder / "key.json").read_text())


def larger(folder: Path) -> dict[str, blind.Side]:
    """On which side of each portrait's rows more red is seen, before the light wall and the dark one alike."""
    rows = np.vstack([np.asarray(Image.open(path)) for path in sorted(folder.glob("blind_*.png"))])
    rows = rows.reshape(COUNT, blind.PLACES, blind.WINDOW + 4, 5, blind.WINDOW, 3)
    red = (rows[..., 0] > 150) & (rows[..., 1] < 90)
    seen = red.sum((2, 4))[..., 1:]  # portrait, place; without the photo: left, right, left, right
    assert ((seen[..., 0] > seen[..., 1]) == (seen[..., 2] > seen[..., 3])).all()
    return {f"p{n:02}": "left" if one[0, 0] > one[0, 1] else "right" for n, one in enumerate(seen)}


def test_sides_are_shuffled_and_the_key_restores_them(sheets: Path) -> None:
    assert set(key(sheets).values()) == {"left", "right"}
    assert larger(sheets) == key(sheets)
    assert blind.counted(key(sheets), larger(sheets)) == {"better": COUNT, "equal": 0, "worse": 0}


def test_the_sabotage_a_key_of_another_shuffle_restores_nothing(sheets: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    frame: RgbImage = np.zeros((SIDE, SIDE, 3), np.uint8)
    blind.write(((f"p{n:02}", frame, disc(TODAY), disc(NETWORK)) for n in range(COUNT)), other, SEED + 1)
    assert key(other) != larger(sheets)
    assert blind.counted(key(other), larger(sheets))["worse"] > 0


def test_the_places_are_those_of_the_largest_change() -> None:
    today, network = np.zeros((1000, 1000), np.float32), np.zeros((1000, 1000), np.float32)
    network[600:700, 650:800] = 1
    network[100:160, 100:160] = 0.5
    (first_x, first_y), (second_x, second_y) = blind.places(today, network)
    assert first_x <= 650
    assert first_x + blind.WINDOW >= 800
    assert first_y <= 600
    assert first_y + blind.WINDOW >= 700
    assert second_x <= 100
    assert second_y <= 100


def test_a_judge_who_sees_no_difference_is_counted_as_equal() -> None:
    assert blind.counted({"a": "left", "b": "right"}, {"a": "equal", "b": "left"}) == {
        "better": 0,
        "equal": 1,
        "worse": 1,
    }
