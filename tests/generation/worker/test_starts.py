"""Three bad starts in a row withdraw what a model paints; a picture or an orderly end forgets them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generation.worker import serving, starts
from generation.worker.serving import Choice
from generation.worker.starts import AGAIN_AFTER, BAD_STARTS, FILE, Starts

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def count(tmp_path: Path) -> Starts:
    return Starts(tmp_path / FILE)


def begin(count: Starts, times: int) -> None:
    for _ in range(times):
        count.begun(NOW)


def test_the_offer_is_withdrawn_after_three_and_comes_back_after_a_while(count: Starts) -> None:
    begin(count, BAD_STARTS - 1)
    assert count.withdrawn_until(NOW) is None
    begin(count, 1)
    assert count.withdrawn_until(NOW) == NOW + AGAIN_AFTER
    later = NOW + AGAIN_AFTER + timedelta(seconds=1)
    assert count.withdrawn_until(later) is None
    count.begun(later)
    assert count.bad() == 1


def test_a_picture_forgets_the_bad_starts_before_it(count: Starts) -> None:
    begin(count, BAD_STARTS - 1)
    count.went_well()
    begin(count, BAD_STARTS - 1)
    assert count.withdrawn_until(NOW) is None


@pytest.mark.parametrize("found", ["", "{}", "[]", '{"bad": "many", "last": 3}'])
def test_a_count_that_cannot_be_read_withdraws_nothing(count: Starts, found: str) -> None:
    count.path.write_text(found, "utf-8")
    assert count.withdrawn_until(NOW) is None


def test_without_its_offer_a_worker_keeps_the_studio_and_says_why(
    count: Starts, capsys: pytest.CaptureFixture[str]
) -> None:
    now = serving.SystemClock().now()
    for _ in range(BAD_STARTS):
        count.begun(now)
    choice, away = serving._unless_withdrawn(Choice(engines=("studio", "background", "redraw", "persona")), count)
    assert choice.engines == ("studio",)
    assert away is not None
    assert timedelta() < away <= AGAIN_AFTER
    assert "3 starts in a row" in capsys.readouterr().err


def test_the_sabotage_a_count_that_never_ends_offers_for_ever(count: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "BAD_STARTS", 10**6)
    begin(count, BAD_STARTS)
    assert count.withdrawn_until(NOW) is None
