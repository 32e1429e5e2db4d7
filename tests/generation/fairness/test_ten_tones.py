"""One portrait, ten tones, bare and covered: the same verdict from everything. Each figure goes red when it should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from generation.engines.studio.engine import StudioEngine
from generation.fairness.figures import ACCEPTANCE, MEAN, SLOPE, summary
from generation.fairness.observe import Gauge, Observation
from generation.images import RgbImage
from generation.intake.check import Check
from generation.intake.panel import PANEL
from generation.ports import EngineSession, PhotoUnderTest, Rendering
from generation.vision import tone
from storage.records import Finding, Severity
from tests.generation.fairness.conftest import WORN, quick, seen_by

pytestmark = pytest.mark.weights

Observed = Callable[[str], list[Observation]]
Tones = Callable[[str], list[RgbImage]]


def red(observations: list[Observation]) -> set[str]:
    return {name for name, figure in summary(observations).figures().items() if not figure.holds}


@pytest.mark.parametrize("worn", WORN)
def test_ten_tones_get_the_same_verdict_from_every_check_and_safeguard(worn: str, observed: Observed) -> None:
    assert {(seen.refused, seen.withheld) for seen in observed(worn)} == {((), ())}


def test_a_headscarf_changes_no_verdict(observed: Observed) -> None:
    bare, covered = observed("nothing"), observed("headscarf")
    assert [(b.refused, b.withheld) for b in bare] == [(c.refused, c.withheld) for c in covered]


def test_no_tone_is_made_lighter_or_darker(observed: Observed) -> None:
    found = summary([*observed("nothing"), *observed("headscarf")])
    assert found.delta_l is not None
    assert found.slope is not None
    assert abs(found.delta_l.value) <= 1.0
    assert abs(found.slope.value) <= 0.1
    assert found.ratio is not None
    assert found.ratio.value == 1.0


def test_every_figure_is_green_for_the_real_parts(observed: Observed) -> None:
    found = summary([*observed("nothing"), *observed("headscarf")])
    assert set(found.figures()) == {ACCEPTANCE, MEAN, SLOPE}
    assert red([*observed("nothing"), *observed("headscarf")]) == set()


def lightened(image: RgbImage, by: float) -> RgbImage:
    return tone.lab_to_srgb(tone.srgb_to_lab(image) + np.array([by, 0, 0], np.float32))


class Lightening(StudioEngine):
    """The sabotage: brightens by little enough for every safeguard. ``below``: L* of the skin it acts on."""

    def __init__(self, honest: StudioEngine, by: float, below: float) -> None:
        self._honest, self._by, self._below = honest, by, below

    def open(self, portraits, request, **rest) -> EngineSession:  # type: ignore[no-untyped-def,override]
        portrait = portraits[0]
        acts = tone.skin_lab(portrait.image, portrait.landmarks)[0] < self._below
        session = self._honest.open(portraits, request, **rest)
        return _LighteningSession(session, self._by if acts else 0.0)


class _LighteningSession:
    def __init__(self, honest: EngineSession, by: float) -> None:
        self._honest, self._by = honest, by

    def render(self, look: str) -> Rendering:
        honest = self._honest.render(look)
        master, reference = (lightened(each, self._by) for each in (honest.master, honest.reference))
        return replace(honest, master=master, reference=reference) if self._by else honest


@pytest.mark.long
def test_an_engine_that_lightens_dark_skin_turns_the_slope_red_and_nothing_else(
    ten_tones: Tones, gauge: Gauge, observed: Observed
) -> None:
    engine = Lightening(gauge.engine, by=2.5, below=45.0)  # type: ignore[arg-type]  # the gauge holds the real studio
    sabotaged = seen_by(quick(gauge, engine=engine), ten_tones("nothing"))
    assert red([*sabotaged, *observed("headscarf")]) == {SLOPE}


@pytest.mark.long
def test_an_engine_that_lightens_everybody_turns_the_mean_red_and_nothing_else(ten_tones: Tones, gauge: Gauge) -> None:
    engine = Lightening(gauge.engine, by=2.0, below=101.0)  # type: ignore[arg-type]  # the gauge holds the real studio
    assert red(seen_by(quick(gauge, engine=engine), ten_tones("nothing")) * 2) == {MEAN}


class RefusesDarkSkin(Check):
    """The sabotage: a brightness check as other software has it."""

    code, order, words = "too_dark", 0, {}

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        assert photo.landmarks is not None
        dark = tone.skin_lab(photo.image, photo.landmarks)[0] < 40
        return Finding(code=self.code, severity=Severity.REFUSE) if dark else None


@pytest.mark.long
def test_a_check_that_asks_for_brightness_turns_acceptance_red_and_nothing_else(
    ten_tones: Tones, gauge: Gauge, observed: Observed
) -> None:
    sabotaged = seen_by(quick(gauge, checks=(*PANEL, RefusesDarkSkin())), ten_tones("nothing"))
    assert red([*sabotaged, *observed("headscarf")]) == {ACCEPTANCE}
    assert {code for seen in sabotaged for code in seen.refused} == {"too_dark"}
