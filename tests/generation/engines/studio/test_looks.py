"""The looks: enough of them, different from each other, data without any category of person."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from skimage import color

from generation.engines.studio import backdrop
from generation.engines.studio.backdrops.scene import Scene
from generation.engines.studio.look import FOLDER, Look, looks

STAGE = Scene(width=160, height=160)
DRAWN = [look for look in looks() if look.tones]
PERSONAL = re.compile(
    r"\b(gender|male|female|man|woman|men|women|age|young|old|ethnic\w*|race|skin|asian|black|white people|body)\b"
)


def painted(look: Look, tone: str, scene: Scene = STAGE) -> np.ndarray:
    return backdrop.paint(look, look.tones[tone], scene)


def test_there_are_twelve_drawn_looks_from_six_families_two_of_the_own_backdrop_and_one_without_any() -> None:
    assert len(DRAWN) >= 12
    assert len({look.family for look in DRAWN}) >= 6
    assert {look.family for look in looks() if look.keeps_backdrop} == {"own", "own_softened"}
    assert {look.family for look in looks() if not look.tones} == {"own", "own_softened", "removed", "brand"}
    assert len({look.order for look in looks()}) == len(looks())


def test_any_two_looks_differ_in_structure_or_clearly_in_colour() -> None:
    mean = {look.id: color.rgb2lab(painted(look, next(iter(look.tones)))).mean(axis=(0, 1)) for look in DRAWN}
    for one, other in itertools.combinations(DRAWN, 2):
        apart = color.deltaE_ciede2000(mean[one.id], mean[other.id])
        assert apart >= 5 or one.family != other.family, (one.id, other.id, apart)


def test_two_tones_of_one_look_are_told_apart() -> None:
    for look in DRAWN:
        for one, other in itertools.combinations(look.tones.values(), 2):
            assert abs(one[0] - other[0]) >= 10, look.id


def test_no_look_file_names_a_kind_of_person() -> None:
    for path in FOLDER.glob("*.toml"):
        settings = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        assert not PERSONAL.search("\n".join(settings).lower()), path.name


@pytest.mark.parametrize("look", DRAWN, ids=lambda look: look.id)
def test_a_backdrop_is_the_same_for_the_same_seed(look: Look) -> None:
    tone = next(iter(look.tones))
    assert np.array_equal(painted(look, tone), painted(look, tone))


@pytest.mark.parametrize("look", DRAWN, ids=lambda look: look.id)
def test_a_backdrop_fills_any_shape(look: Look) -> None:
    tone = next(iter(look.tones))
    image = painted(look, tone, Scene(width=96, height=120, light_x=-0.5))
    assert image.shape == (120, 96, 3)
    assert image.dtype == np.uint8


def test_the_lamp_stands_on_the_side_the_faces_light_comes_from() -> None:
    for look in DRAWN:
        if look.family not in ("studio", "canvas"):
            continue
        tone = next(iter(look.tones))
        left = painted(look, tone, Scene(width=160, height=160, light_x=-1)).mean(axis=2)
        right = painted(look, tone, Scene(width=160, height=160, light_x=1)).mean(axis=2)
        assert left[:, :80].mean() > left[:, 80:].mean(), look.id
        assert right[:, 80:].mean() > right[:, :80].mean(), look.id


def test_a_black_and_white_photo_gets_a_black_and_white_backdrop() -> None:
    for look in DRAWN:
        image = painted(look, next(iter(look.tones)), Scene(width=64, height=64, grey=True))
        assert np.ptp(image.astype(int), axis=2).max() <= 1, look.id


def test_looks_of_a_black_and_white_photo_stay_apart_whatever_tone_is_picked() -> None:
    scene = Scene(width=96, height=96, grey=True)
    for one, other in itertools.combinations(DRAWN, 2):
        if one.family != other.family:
            continue
        for tone, its_tone in itertools.product(one.tones, other.tones):
            mean, its_mean = (
                color.rgb2lab(painted(look, name, scene)).mean(axis=(0, 1))
                for look, name in ((one, tone), (other, its_tone))
            )
            assert color.deltaE_ciede2000(mean, its_mean) >= 5, (one.id, other.id)


def _edge(level: float) -> np.ndarray:
    return np.full((50, 3), (level, 0, 0), np.float32)


def test_the_tone_that_stands_against_the_edge_is_taken() -> None:
    look = next(look for look in looks() if look.id == "studio_dark")
    dark_hair, light_hair = _edge(24), _edge(44)
    anywhere = _edge(34)
    assert backdrop.pick_tone(look, dark_hair, anywhere) == "slate"
    assert backdrop.pick_tone(look, light_hair, anywhere) == "charcoal"


def test_the_choice_of_tone_sees_only_the_edge() -> None:
    """Whatever the face looks like: the function has no access to it. Same edge, same tone."""
    assert set(backdrop.pick_tone.__annotations__) == {"look", "edge", "old", "return"}
