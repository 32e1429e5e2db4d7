"""``.github/FIGURES.md`` tells only rows that a bench of today makes, and what held or not before it was rounded."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path

import pytest

from storage.measuring import Figure, Report
from tests.house import figures

ROOT = Path(__file__).resolve().parents[2]
LEAST_WORDS = 8  # letters that a row's name must have in common with its sentence in the source


@cache
def names() -> re.Pattern[str]:
    """Every sentence of the benches, what is filled in being anything."""
    found = set()
    for package in ("tests/benches", "tests/evidence", "tests/house/mutants", "storage"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Constant(value=str() as text):
                        found.add(re.escape(text))
                    case ast.JoinedStr(values=parts):
                        fixed = [part.value if isinstance(part, ast.Constant) else None for part in parts]
                        if sum(len(part or "") for part in fixed) >= LEAST_WORDS:
                            found.add("".join(".*" if part is None else re.escape(part) for part in fixed))
    return re.compile("|".join(sorted(found)), re.DOTALL)


def strangers(page: str) -> list[str]:
    rows = re.findall(r"^\| (.+?) \| .* \| (?:yes|\*\*no\*\*) \|$", page, re.MULTILINE)
    assert rows
    return [row for row in rows if not names().fullmatch(row)]


def test_every_row_is_made_by_a_bench_of_today() -> None:
    assert strangers(figures.PAGE.read_text("utf-8")) == []


def test_the_sabotage_a_row_of_a_bench_that_is_gone_is_seen() -> None:
    assert strangers("| PSNR, worst | 43.1 dB | ≥ 42 dB | yes |\n| growth by nothing | 1 | ≤ 2 | **no** |\n") == [
        "PSNR, worst",
        "growth by nothing",
    ]


ROWS = {
    "marks": [
        ("face values changed beyond JPEG", Figure(value=0.4, unit="%", reach=1)),
        ("person beyond JPEG, ΔE00 p99", Figure(value=0.01, unit="ΔE00", reach=0.3)),
        ("pictures held back by these two", Figure(value=1, unit="pictures", reach=0)),
        ("worst survival of the invisible mark, 1024 px", Figure(value=99, unit="%", reach=95, at_most=False)),
    ],
    "studio": [
        ("one finished 1024 px picture, as a multiple of rembg's", Figure(value=1.5, unit="times", reach=0.7)),
        ("drawn edge, 95th percentile; reach: rembg's", Figure(value=3, unit="ΔE00", reach=4.25)),
        ("hair lost, afro", Figure(value=0.2, unit="%", reach=1)),
    ],
    "journey": [("submit to first picture", Figure(value=1.2, unit="s", reach=1.5))],
}


@pytest.mark.parametrize("bench", ROWS)
def test_rows_become_a_table_by_script(bench: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "PAGE", tmp_path / "FIGURES.md")
    written = Report(bench=bench, method="Once.", figures=dict(ROWS[bench])).as_json()
    loop_ms = json.loads(written)["calibration_ms"]
    (tmp_path / "one.json").write_text(written)
    figures.main([str(tmp_path / "one.json")])
    page = figures.PAGE.read_text("utf-8")
    assert strangers(page) == []
    for name, figure in ROWS[bench]:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
        assert figure.told in row
        assert row.endswith("| yes |" if figure.as_if(loop_ms).holds else "| **no** |")


def test_a_report_replaces_its_own_section_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "PAGE", tmp_path / "FIGURES.md")

    def written(bench: str, value: float) -> str:
        path = tmp_path / f"{bench}.json"
        row = {"submit to first picture": Figure(value=value, unit="times", reach=9)}
        path.write_text(
            Report(
                bench=bench.split(maxsplit=1)[0], method=f"Front end {bench.rsplit(maxsplit=1)[-1]}.", figures=row
            ).as_json()
        )
        return str(path)

    figures.main([written("chat web", 1), written("evidence", 2), written("chat slack", 4)])
    figures.main([written("chat web", 3)])
    page = figures.PAGE.read_text("utf-8")
    assert re.findall(r"^## (.+)$|\| (\d) times \| \d times", page, re.MULTILINE) == [
        ("candid bench chat", ""), ("", "3"), ("make evidence", ""), ("", "2"), ("candid bench chat", ""), ("", "4"),
    ]  # fmt: skip
    assert page.startswith(figures.HEAD)


def test_a_time_is_judged_as_if_the_loop_had_taken_40_ms_and_nothing_else_is() -> None:
    slow, share = Figure(value=1.2, unit="s", reach=1.5), Figure(value=99, unit="%", reach=95, at_most=False)
    assert [slow.as_if(each).value for each in (20.0, 40.0, 80.0)] == [2.4, 1.2, 0.6]
    assert [slow.as_if(each).holds for each in (20.0, 40.0, 80.0)] == [False, True, True]
    assert share.as_if(20.0) == share


def test_a_miss_by_less_than_the_rounding_is_still_a_miss() -> None:
    report = json.loads(Report(bench="x", method="", figures={"a": Figure(value=0.3004, unit="", reach=0.3)}).as_json())
    assert "**no**" in figures.section(report)
