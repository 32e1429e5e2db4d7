"""The people to learn from: their truth is exact, every kind and tone has its turn, one seed gives the same bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.matting.training import backdrops, camera, people, render
from generation.matting.training.finish import Floats
from generation.matting.training.people import Person
from tests.benches.drawn import hair
from tests.benches.drawn.painter import SIDE

pytestmark = pytest.mark.long  # of an experiment beside the product

SMALL, BLUR = 256, 0.8
COUNT = 46  # every kind once or twice, every turn of hair twice
SEED = 3


@pytest.fixture(scope="module")
def drawn() -> list[tuple[Person, Person]]:
    """Each person as drawn, and as a small picture has it."""
    pairs = []
    for number in range(COUNT):
        person = people.person(np.random.default_rng([SEED, number]), number)
        small, _, _ = camera.at_size(person, wall(0), wall(0)[..., 0].copy(), side=SMALL, blur=BLUR)
        pairs.append((person, small))
    return pairs


def wall(level: int, side: int = SIDE) -> Floats:
    return np.full((side, side, 3), level, np.float32)


def off_by(person: Person, small: Person, colour: Floats | None = None) -> float:
    """8-bit levels between a photo of the scene and what foreground, alpha and backdrop give, at most.

    The photo is made another way: the person is set before the wall first, then the whole is blurred and made small.
    """
    worst = 0.0
    for level in (0, 255):
        seen = cv2.GaussianBlur(camera.before(person, wall(level)), (0, 0), BLUR)
        photo = cv2.resize(seen, (SMALL, SMALL), interpolation=cv2.INTER_AREA)
        share = small.alpha[..., None]
        again = (small.colour() if colour is None else colour) * share + wall(level, SMALL) * (1 - share)
        worst = max(worst, float(np.abs(photo - again).max()))
    return worst


def test_foreground_and_alpha_give_the_picture_again(drawn: list[tuple[Person, Person]]) -> None:
    assert {person.kind: round(worst, 2) for person, small in drawn if (worst := off_by(person, small)) > 1} == {}


def test_the_sabotage_an_alpha_or_a_foreground_that_is_not_exact_is_seen(drawn: list[tuple[Person, Person]]) -> None:
    person, small = drawn[0]
    assert off_by(person, replace(small, alpha=(small.alpha > 0.5).astype(np.float32))) > 20
    assert off_by(person, replace(small, alpha=cv2.GaussianBlur(small.alpha, (0, 0), 0.6))) > 1
    assert off_by(person, small, colour=small.lit) > 20


def test_every_share_is_a_share(drawn: list[tuple[Person, Person]]) -> None:
    for person, small in drawn:
        for one in (person, small):
            assert one.alpha.dtype == one.hair.dtype == one.lit.dtype == np.float32
            assert 0 <= one.alpha.min() < one.alpha.max() <= 1
            assert 0 <= one.hair.min() <= one.hair.max() <= 1
            assert (one.lit <= 255 * one.alpha[..., None] + 0.01).all()
        assert 0.1 < small.alpha.mean() < 0.9, "somebody, and something beside"


def test_every_kind_and_every_tone_has_its_turn(drawn: list[tuple[Person, Person]]) -> None:
    kinds, skins, strands = (Counter(getattr(one, name) for one, _ in drawn) for name in ("kind", "skin", "strand"))
    assert uneven(kinds, 18 + len(hair.KINDS)) <= 1
    assert uneven(skins, len(people.SKINS)) <= 1
    assert set(strands) == set(range(len(people.HAIRS)))
    assert len({(one.kind, one.skin, one.strand) for one, _ in drawn}) == COUNT


def uneven(found: Counter, kinds: int) -> float:
    """How much more often the most frequent comes than the rarest; infinite where one is missing."""
    return max(found.values()) - min(found.values()) if len(found) == kinds else float("inf")


def test_the_sabotage_kinds_drawn_by_lot_are_uneven() -> None:
    rng = np.random.default_rng(SEED)
    assert uneven(Counter(rng.choice(people.KINDS, COUNT).tolist()), len(people.KINDS)) > 1


def test_the_tones_are_those_of_the_turn(drawn: list[tuple[Person, Person]]) -> None:
    """A skin and a strand are drawn near the tone they are counted for: nearer than twice the largest spread."""
    for person, _ in drawn:
        for told, wanted in (
            (person.tones.skin, people.SKINS[person.skin]),
            (person.tones.hair, people.HAIRS[person.strand]),
        ):
            assert np.abs(np.array(told) - wanted).max() <= 20 + 0.3 * max(wanted)


def scene(seed: int, number: int) -> bytes:
    rng = np.random.default_rng([seed, number])
    person = people.person(rng, number)
    behind, confused = backdrops.backdrop(rng, person.tones, person.alpha)
    person, behind, _ = camera.at_size(person, behind, confused, side=SMALL, blur=0)
    return camera.photo(rng, camera.before(person, behind)).tobytes() + person.alpha.tobytes()


@pytest.mark.parametrize("number", [4, 21])  # of the strands; of the benches' drawer
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(number: int) -> None:
    assert scene(SEED, number) == scene(SEED, number)
    assert scene(SEED, number) != scene(SEED + 1, number)


@pytest.mark.weights
def test_a_rendered_picture_holds_its_planes_and_is_the_same_again() -> None:
    planes, about = render.one(np.random.default_rng([SEED, 9]), 9, (512,))
    again, same = render.one(np.random.default_rng([SEED, 9]), 9, (512,))
    assert planes.shape == (7, 512, 512)
    assert planes.dtype == np.uint8
    assert planes.tobytes() == again.tobytes()
    assert about == same
    assert about["kind"] == people.KINDS[9]
    assert 0 < float(np.abs(planes[4].astype(float) - planes[5]).mean()) < 40, "today's matte is near the truth, not it"
