"""Nobody is refused for the colour of their skin, what they wear on their head, their glasses or their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from generation.images import RgbImage
from generation.intake import panel
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import tone
from storage.records import Finding, Severity
from tests.assets import damaged, drawn, portraits, tones

pytestmark = pytest.mark.weights

NAME = "obama-senate"
Worn = Callable[[RgbImage, object], RgbImage]
WORN = {"nothing": None, "headscarf": drawn.headscarf, "turban": drawn.turban, "glasses": drawn.glasses}


class RefusesDarkSkin(Check):
    """The sabotage: a brightness check as other software has it (OFIQ's luminance mean fails four of ten tones)."""

    code, order, words = "too_dark", 0, {}

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        assert photo.landmarks is not None
        dark = tone.skin_lab(photo.image, photo.landmarks)[0] < 40
        return Finding(code=self.code, severity=Severity.REFUSE) if dark else None


def _verdicts(worn: str, measured: Callable[[str], PhotoUnderTest], checks: Sequence[Check]) -> list[set[str]]:
    landmarks = measured(NAME).landmarks
    assert landmarks is not None
    put_on = WORN[worn]
    verdicts = []
    for target in tones.TARGETS:
        image = tones.toned(portraits.portrait(NAME), landmarks, target)
        image = put_on(image, landmarks) if put_on else image
        findings = panel.inspect(image, panel=checks).findings
        verdicts.append({f"{finding.code}-{finding.severity}" for finding in findings})
    return verdicts


@pytest.mark.many
@pytest.mark.parametrize("worn", WORN)
def test_ten_skin_tones_get_the_same_verdict(worn: str, measured: Callable[[str], PhotoUnderTest]) -> None:
    verdicts = _verdicts(worn, measured, panel.PANEL)
    assert all(verdict == {"face_too_small-hint"} for verdict in verdicts), verdicts


def test_a_check_that_asks_for_brightness_is_caught(measured: Callable[[str], PhotoUnderTest]) -> None:
    verdicts = _verdicts("nothing", measured, (*panel.PANEL, RefusesDarkSkin()))
    assert len({frozenset(verdict) for verdict in verdicts}) > 1


@pytest.mark.parametrize("name", portraits.NAMES)
def test_a_dim_room_is_no_reason_to_refuse(name: str) -> None:
    assert panel.inspect(damaged.overexposed(portraits.portrait(name), -2.5)).portrait is not None


@pytest.mark.parametrize("name", portraits.NAMES)
def test_vitiligo_is_no_finding(name: str, measured: Callable[[str], PhotoUnderTest]) -> None:
    landmarks = measured(name).landmarks
    assert landmarks is not None
    assert panel.inspect(drawn.vitiligo(portraits.portrait(name), landmarks)).portrait is not None
