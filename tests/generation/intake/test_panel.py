"""How a photo is brought to the working scale, and that checks side by side still speak in the panel's order."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import pytest

from generation.images import RgbImage
from generation.intake import panel
from generation.intake.check import Check
from generation.ports import Face, PhotoUnderTest
from generation.vision import faces
from storage.records import Finding, Severity

MEETING_S = 20.0  # far beyond what two threads need to meet; a check alone would wait it out


def _face(eye_distance: float) -> Face:
    return Face(box=(20, 10, 60, 60), eye_left=(30, 40), eye_right=(30 + eye_distance, 40), score=0.9)


def _noise() -> RgbImage:
    return np.random.default_rng(7).integers(0, 256, (160, 120, 3), np.uint8)


def test_a_face_with_pixels_to_spare_is_halved_exactly() -> None:
    """Also twice; where half of it would be too little for the largest picture, it is averaged down to the limit."""
    photo = _noise()
    half, found, detail = panel._working_scale(photo, (_face(576),))
    assert np.array_equal(half, faces.halved(photo))
    assert found[0].eye_distance == 288
    assert detail == 2
    quarter, found, _ = panel._working_scale(photo, (_face(1200),))
    assert np.array_equal(quarter, faces.halved(faces.halved(photo)))
    assert found[0].eye_distance == 300
    averaged, found, _ = panel._working_scale(photo, (_face(500),))
    assert averaged.shape == (102, 77, 3)
    assert found[0].eye_distance == pytest.approx(panel.WORKING_EYE_DISTANCE)
    kept, found, _ = panel._working_scale(photo, (_face(300),))
    assert kept is photo
    assert found[0].eye_distance == 300


@pytest.mark.parametrize("eye_distance", [300.0, 539.0, 541.0, 1079.0, 1081.0, 2400.0])
def test_no_photo_loses_pixels_that_the_largest_picture_could_show(eye_distance: float) -> None:
    _, found, _ = panel._working_scale(_noise(), (_face(eye_distance),))
    assert panel.ENOUGH_EYE_DISTANCE <= found[0].eye_distance <= panel.WORKING_EYE_DISTANCE


@dataclass
class _Meeting(Check):
    """A check that waits for its neighbour before it speaks."""

    code: str
    after: threading.Event
    done: threading.Event = field(default_factory=threading.Event)
    order, words = 0, {}

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        assert self.after.wait(MEETING_S), "nobody came: the checks ran one after the other"
        self.done.set()
        return Finding(code=self.code, severity=Severity.HINT)


def test_checks_run_side_by_side_and_are_told_in_the_panels_order() -> None:
    """The first check ends after the second one, so neither running in turn nor telling by arrival would pass."""
    second = _Meeting("second", after=threading.Event())
    second.after.set()
    first = _Meeting("first", after=second.done)
    found = panel.inspect(np.full((128, 128, 3), 127, np.uint8), panel=(first, second))
    assert [finding.code for finding in found.findings] == ["first", "second"]
