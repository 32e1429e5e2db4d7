"""The skin's tone by numbers: each limit alone, and the same one for lighter and for darker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.safeguards.skin_tone import SkinTone
from storage.records import Light
from tests.generation.disclosure.conftest import rendering_of

AS_TAKEN = rendering_of(np.zeros((64, 64, 3), np.uint8))
# L*, a*, b* of a median light and a median dark skin (Xiao et al. 2017), strong enough in b* that 3.5 L* turn the ITA
# by less than its limit; differences of 3.5 L* stay under 4 in CIEDE2000 there
TONES = ((62.0, 12.0, 24.0), (40.0, 13.0, 24.0))


def judged(before: tuple[float, ...], after: tuple[float, ...], light: Light = Light.AS_TAKEN, declared: float = 0.0):
    edits = replace(AS_TAKEN.edits, light=light, light_delta_l=declared)
    return SkinTone()._judged(replace(AS_TAKEN, edits=edits), np.float64(before), np.float64(after))


def moved(tone: tuple[float, ...], by: float) -> tuple[float, ...]:
    return (tone[0] + by, *tone[1:])


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(("by", "passed"), [(2.9, True), (-2.9, True), (3.4, False), (-3.4, False), (-5, False)])
def test_darker_is_held_to_the_same_limit_as_lighter(tone, by, passed) -> None:
    verdict = judged(tone, moved(tone, by))
    assert verdict.passed is passed
    assert verdict.value == pytest.approx(by)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(("by", "passed"), [(1.0, True), (9.0, False), (-9.0, False)])
def test_another_hue_of_the_same_lightness_is_no_skin_of_theirs(tone, by, passed) -> None:
    assert judged(tone, (tone[0], tone[1] + by, tone[2])).passed is passed


def test_the_tone_s_angle_has_a_limit_of_its_own() -> None:
    """3 L* at the dark end of a pale b*: within both other limits, and yet 11 degrees."""
    before, after = (58.5, 6.0, 8.5), (57.0, 6.0, 11.0)
    assert np.hypot(before[0] - 50, before[2]) > 8
    assert not judged(before, after).passed


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("measured", "declared", "passed"),
    [(5.0, 5.0, True), (5.0, 4.1, True), (5.0, 3.9, False), (5.0, 6.1, False), (5.0, -5.0, False), (6.4, 6.0, True),
     (6.6, 6.6, False)],
)  # fmt: skip
def test_a_chosen_light_is_the_declared_one_within_one_and_six_at_most(sign, measured, declared, passed) -> None:
    light = Light.BRIGHTER if sign > 0 else Light.DARKER
    tone = TONES[0]
    assert judged(tone, moved(tone, sign * measured), light, sign * declared).passed is passed


@pytest.mark.parametrize("light", [Light.AS_TAKEN, Light.GREY])
def test_grey_is_judged_as_taken(light) -> None:
    assert not judged(TONES[0], moved(TONES[0], 5), light, 5.0).passed
