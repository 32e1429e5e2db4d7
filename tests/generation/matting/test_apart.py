"""A thing that stands apart goes; hair, arms and what is joined by its width stay, whatever a second opinion says.

The truth is drawn. The second opinion of these tests sees a bare head and shoulders: no hair, no arm, no thing.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from generation.images import Mask
from generation.matting import apart, components
from tests.benches import hair_table
from tests.benches.drawn import hair, things
from tests.benches.drawn.painter import Drawn

MOST_LOST, MOST_LEFT = 1.0, 10.0  # per cent
ALL_THERE = np.ones((apart.SIDE, apart.SIDE), np.float32)
KINDS = (
    "straight", "waves", "coils", "afro", "locs", "braids", "bun", "puffs", "ponytail", "short", "beard", "scarf",
    "turban", "bald",
)  # fmt: skip


def eager(found: Mask, *, shape: Mask, second: Callable[[], Mask], cover: Mask, face: np.ndarray):
    """The sabotage: all that the second opinion sees nobody in goes, joined or not."""
    size = found.shape[::-1]
    nobody = (cv2.resize(second(), size) < apart.NOBODY).astype(np.float32)
    return found * (1 - nobody), nobody


@pytest.mark.parametrize("thing", sorted(things.FOREIGN))
def test_a_thing_that_stands_apart_goes(thing: str) -> None:
    left, hair_lost = hair_table.set_apart("short", thing)
    assert left <= MOST_LEFT
    assert hair_lost <= MOST_LOST


def test_before_it_stayed() -> None:
    """What hangs together by a pole or a strap was the person's: ``components`` alone keeps it."""
    drawn = hair.person("short")
    for thing in things.FOREIGN:
        kept = components.connected(cv2.resize(things.shape_of_both(drawn, thing), (512, 512)), drawn.face / 2)
        assert things.thing_left(cv2.resize(kept, (1024, 1024)), things.beside(drawn, thing)) > 80


@pytest.mark.many
@pytest.mark.parametrize("kind", KINDS)
def test_no_hair_goes_with_a_thing(kind: str) -> None:
    assert hair_table.set_apart(kind, "lamp")[1] <= MOST_LOST


@pytest.mark.many
@pytest.mark.parametrize("kind", ["straight", "waves", "coils", "afro", "locs", "braids", "bun", "puffs", "ponytail"])
def test_the_sabotage_a_version_that_takes_joined_hair_turns_the_table_red(kind: str) -> None:
    assert hair_table.set_apart(kind, "lamp", take=eager)[1] > 2 * MOST_LOST


def test_the_sabotage_without_the_places_of_hair_puffs_would_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "NEAR_HEAD", (0.5, 0.5))
    assert hair_table.set_apart("puffs", "lamp")[1] > 20


def taken(drawn: Drawn, shape: Mask) -> np.ndarray:
    small = np.asarray(drawn.face / 4, np.float32)
    return apart.things(shape, things.bare_head, ALL_THERE, small)


def test_an_arm_stays_though_the_second_opinion_does_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = things.with_own("short", "arm")
    assert not taken(drawn, drawn.shape()).any()
    monkeypatch.setattr(apart, "NECK", 0.85)  # the sabotage: a forearm counts as a neck
    assert taken(drawn, drawn.shape()).any()


def test_who_is_joined_by_their_width_stays() -> None:
    """Nothing tells somebody right behind a shoulder from an arm; the person can."""
    drawn = hair.person("short")
    assert not taken(drawn, things.shape_of_both(drawn, "stranger right behind")).any()


def test_a_thing_the_second_opinion_sees_too_stays() -> None:
    drawn = hair.person("short")
    shape = things.shape_of_both(drawn, "lamp")
    assert not apart.things(shape, lambda: shape, ALL_THERE, np.asarray(drawn.face / 4, np.float32)).any()


def test_an_opinion_that_missed_the_face_takes_nothing() -> None:
    drawn = hair.person("short")
    nothing = np.zeros_like(ALL_THERE)
    face = np.asarray(drawn.face / 4, np.float32)
    assert not apart.things(things.shape_of_both(drawn, "lamp"), lambda: nothing, ALL_THERE, face).any()


def test_where_nothing_stands_apart_the_second_opinion_is_not_waited_for() -> None:
    drawn = hair.person("afro")
    face = np.asarray(drawn.face / 4, np.float32)
    assert not apart.things(drawn.shape(), lambda: pytest.fail("asked"), ALL_THERE, face).any()
