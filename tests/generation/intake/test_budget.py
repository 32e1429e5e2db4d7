"""What measuring may cost: strips ask for no thousand windows, a hundred faces for no hundred looks, time runs out."""

from __future__ import annotations

import time
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from generation.errors import PhotoRefused
from generation.images import RgbImage
from generation.intake import budget, panel
from generation.intake.budget import Budget
from generation.ports import PhotoUnderTest
from generation.vision import faces
from storage.records import Finding
from tests.assets import portraits


def _looks(monkeypatch: pytest.MonkeyPatch, image: RgbImage, *, sees: bool = False) -> int:
    """How often the face detector would be run."""
    seen = [0]

    def decoded(_outputs: object, square: faces._Square) -> list[faces.Face]:
        seen[0] += 1
        x, y, side = square.x, square.y, square.side / 8
        return [faces.Face(box=(x, y, side, side), eye_left=(x, y), eye_right=(x + 9, y), score=0.9)] if sees else []

    monkeypatch.setattr(faces, "network", lambda _: SimpleNamespace(run=lambda _: {}))
    monkeypatch.setattr(faces, "_decode", decoded)
    faces.detect(image)
    return seen[0]


STRIPS = [(1000, 16_000), (16_000, 1000), (64, 1024)]


@pytest.mark.parametrize("size", STRIPS)
def test_a_strip_asks_for_few_windows(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _looks(monkeypatch, np.zeros((*size, 3), np.uint8)) <= faces.MOST_WINDOWS


def test_without_the_cap_it_would_ask_for_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage."""
    monkeypatch.setattr(faces, "MOST_WINDOWS", 1_000_000)
    assert _looks(monkeypatch, np.zeros((64, 1024, 3), np.uint8)) > 1000


def test_a_wall_of_faces_is_looked_at_no_more_than_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    strip = np.zeros((200, 1600, 3), np.uint8)
    with_cap, most = _looks(monkeypatch, strip, sees=True), faces.MOST_CLOSE_UPS
    monkeypatch.setattr(faces, "MOST_CLOSE_UPS", 1000)
    assert _looks(monkeypatch, strip, sees=True) > with_cap + most


def _busy() -> None:
    until = time.thread_time() + 0.02
    while time.thread_time() < until:
        pass


def test_processor_time_runs_out_and_waiting_does_not_count() -> None:
    spent = Budget(cpu_s=0.01)
    time.sleep(0.05)
    spent.spend()
    _busy()
    with pytest.raises(PhotoRefused, match="too_costly"):
        spent.spend()


def test_time_on_the_wall_runs_out_too() -> None:
    spent = Budget(wall_s=0.5)
    time.sleep(0.6)
    with pytest.raises(PhotoRefused, match="too_costly"):
        spent.spend()


class _Slow:
    code = "slow"

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        _busy()
        return None


def test_a_photo_that_costs_too_much_is_refused_between_two_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "detect", lambda *_, **__: ())
    plain = np.full((100, 100, 3), 127, np.uint8)
    panel.inspect(plain, panel=(_Slow(),) * 8)
    monkeypatch.setattr(budget.Budget.__init__, "__defaults__", (0.05, 20.0))
    with pytest.raises(PhotoRefused, match="too_costly"):
        panel.inspect(plain, panel=(_Slow(),) * 8)


# --- tall screenshots -------------------------------------------------------------------------------------------------


def _screenshot() -> RgbImage:
    """A page of text 900 x 9,000 with a portrait near its top."""
    page = np.full((9000, 900, 3), 250, np.uint8)
    for row in range(1300, 8900, 60):
        page[row : row + 14, 60 : 300 + (row * 7) % 500] = 90
    page[200:1100, 100:789] = portraits.portrait("ardern-2022")
    return page


@pytest.mark.weights
def test_a_tall_screenshot_keeps_its_face() -> None:
    page = _screenshot()
    accepted = panel.inspect(page).portrait
    assert accepted is not None
    assert accepted.image.shape[0] <= panel.MOST_ASPECT * accepted.image.shape[1]
    scale = 4096 / page.shape[0]  # the sabotage: a limit to the longer side
    small = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    assert panel.inspect(small).portrait is None
