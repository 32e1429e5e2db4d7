"""One portrait in ten tones, without and with a headscarf: made once, looked at by the gauge as often as needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from generation.fairness.bands import of_step
from generation.fairness.observe import LOOKS, Gauge, Observation, observe
from generation.images import RgbImage
from generation.ports import Portrayal
from generation.safeguards.panel import panel_for
from tests.assets import drawn, portraits, tones
from tests.generation.conftest import Measured

NAME = "obama-senate"
Worn = Callable[..., RgbImage]
WORN: dict[str, Worn | None] = {"nothing": None, "headscarf": drawn.headscarf}


@pytest.fixture(scope="session")
def gauge() -> Gauge:
    """The worker's own parts."""
    return Gauge(engine=StudioEngine(looks()), safeguards=panel_for(Portrayal.KEPT))


@pytest.fixture(scope="session")
def ten_tones(measured: Measured) -> Callable[[str], list[RgbImage]]:
    """``ten_tones("headscarf")``: lightest first."""

    @cache
    def of(worn: str) -> list[RgbImage]:
        landmarks, put_on = measured(NAME).landmarks, WORN[worn]
        assert landmarks is not None
        made = [tones.toned(portraits.portrait(NAME), landmarks, target) for target in tones.TARGETS]
        return [put_on(image, landmarks) if put_on else image for image in made]

    return of


@pytest.fixture(scope="session")
def observed(ten_tones: Callable[[str], list[RgbImage]], gauge: Gauge) -> Callable[[str], list[Observation]]:
    """What the real parts do with each of the ten."""

    @cache
    def of(worn: str) -> list[Observation]:
        return seen_by(gauge, ten_tones(worn))

    return of


def seen_by(gauge: Gauge, images: Sequence[RgbImage]) -> list[Observation]:
    return [observe(image, gauge, of_step(step)) for step, image in enumerate(images, start=1)]


def quick(gauge: Gauge, **changes: object) -> Gauge:
    """Fewer looks, for sabotages: one breach is enough."""
    return replace(gauge, looks=LOOKS[:1], **changes)  # type: ignore[arg-type]
