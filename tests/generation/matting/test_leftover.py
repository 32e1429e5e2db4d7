"""A piece of the old background that the matte calls person is told with its place; their own colours are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.matting import beside, leftover
from generation.matting.doubt import Doubt
from tests.generation.matting.test_faint import CLOTH, FACE, LIGHT, WHOLE, matte, photo

GREEN = (60, 140, 50)
LEAF = 366, 392, 26, 20  # on the right shoulder, as x, y, w, h


def with_leaf(colour: tuple[int, int, int], wall: tuple[int, int, int]) -> np.ndarray:
    image = photo(wall)
    x, y, w, h = LEAF
    image[y : y + h, x : x + w] = colour
    return image


def found(image: np.ndarray, cover: np.ndarray = WHOLE) -> Doubt:
    return leftover.pieces(beside.look(image, matte(), cover, FACE))


@pytest.mark.parametrize("wall", [GREEN, LIGHT], ids=["before leaves", "before a wall"])
def test_a_piece_of_what_was_behind_is_told_where_it_stands(wall: tuple[int, int, int]) -> None:
    told = found(with_leaf(wall, wall))
    x, y, w, h = (side // 2 for side in LEAF)  # the doubt is told at half of this size
    assert told.places == ("right_shoulder",)
    assert told.where[y + 3 : y + h - 3, x + 3 : x + w - 3].all()
    assert told.where.sum() <= (w + 2) * (h + 2)


def test_a_person_with_nothing_left_beside_them_is_not_doubted() -> None:
    assert not found(photo(GREEN))
    assert not found(photo(LIGHT))


def test_a_patch_that_is_not_of_the_background_is_theirs() -> None:
    assert not found(with_leaf((200, 30, 30), GREEN))


def test_a_colour_that_the_person_has_elsewhere_is_theirs() -> None:
    image = with_leaf(GREEN, GREEN)
    cv2.rectangle(image, (230, 430), (280, 500), GREEN, -1)  # a green tie before a green garden
    assert not found(image)


def test_beyond_the_photo_nothing_is_told() -> None:
    cover = WHOLE.copy()
    cover[:, 300:] = 0
    assert not found(with_leaf(GREEN, GREEN), cover)


def test_a_coat_of_the_walls_colour_is_left_to_the_outline() -> None:
    assert not found(photo(CLOTH))


def test_the_sabotage_without_the_background_beside_it_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftover, "ALIKE", 0.0)
    assert not found(with_leaf(GREEN, GREEN))


def test_the_sabotage_a_person_of_no_colours_would_be_all_leftover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftover, "UNLIKE", -1.0)  # the coat is far from no colour of its own
    assert found(photo(CLOTH))
