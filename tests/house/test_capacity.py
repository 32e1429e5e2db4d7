"""docker/CAPACITY.md is what its program prints, and the program says what plain arithmetic says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.house import capacity
from tests.house.capacity import Assumed, Costs

ONE = Costs(
    date="2026-01-01", machine="a machine", calibration_ms=40.0, bots_s=0.06, workers_s=0.04, database_s=0.05,
    ready_s=0.05, read_s=0.05, verdict_s=0.3, looks_s=0.1, picture_s=0.5, rows_kb=30.0, picture_kb=300.0, key_us=10.0,
)  # fmt: skip


def test_the_page_is_what_the_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    capacity.main([])
    assert capacity.PAGE.read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_sabotage_other_costs_or_a_word_more_are_another_page(tmp_path: Path, monkeypatch) -> None:
    held = capacity.PAGE.read_text(encoding="utf-8")
    assert capacity.page(replace(capacity.costs(), picture_s=capacity.costs().picture_s * 3)) != held
    monkeypatch.setattr(capacity, "PAGE", tmp_path / "page")
    capacity.PAGE.write_text(held + "x")
    with pytest.raises(AssertionError):
        assert capacity.PAGE.read_text(encoding="utf-8") == capacity.page(capacity.costs())


def test_a_million_people_by_hand() -> None:
    """2,592,000 seconds in a month; five times as many people in the busiest hour; cores six tenths busy."""
    people, assumed = 2_592_000, Assumed()
    assert capacity.talk_cores(ONE, people, assumed) == pytest.approx(0.1 * 5 / 0.6)
    assert capacity.database_cores(ONE, people, assumed) == pytest.approx(0.05 * 5 / 0.6)
    assert capacity.paint_cores(ONE, people, assumed) == pytest.approx((2 * 0.5 + 4 * 0.5) * 5 / 0.6)
    assert capacity.cards_a_second(people, assumed) == pytest.approx(4 * 0.25 * 5 / 0.6)
    # 8 MB for a day, 1.2 MB for seven, 30 kB for thirty-seven, of thirty days
    assert capacity.gigabytes(ONE, 3_000_000, assumed) == pytest.approx((8000 + 8400 + 1110) * 3e6 / 30 / 1e6)


def test_what_breaks_first_comes_first() -> None:
    said = capacity.page(replace(ONE, bots_s=6.0))
    assert said.index("1. the core of the bot that leads") < said.index("2. ")
    assert "1. the key ring" in capacity.page(replace(ONE, key_us=1e6))


def test_no_price_is_made_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert "× HOST" in capacity.page(ONE)
    capacity.main(["--host", "40", "--gpu", "900", "--gigabyte", "0.02"])
    assert "× HOST" not in capsys.readouterr().out.partition("HOST, CARD")[0]


def test_costs_are_those_of_a_report() -> None:
    report = {
        "date": "2026-01-01", "machine": "a machine", "calibration_ms": 40.0,
        "notes": {
            "processor seconds per conversation": {"bots": 0.06, "workers": 0.04, "database": 0.05},
            "picture work, processor seconds": {
                "getting ready": 0.05, "reading": 0.05, "a verdict": 0.3, "looks": 0.1, "a picture": 0.5,
            },
            "kilobytes kept per conversation": {"rows": 30.0, "files": 9.0},
            "kilobytes of one picture with its views": 300.0,
            "one key wrapped anew, µs": 10.0,
        },
    }  # fmt: skip
    assert capacity.taken(json.loads(json.dumps(report))) == ONE
