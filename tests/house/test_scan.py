"""What the scanners' reports are taken for. The scanners themselves run in ``make scan``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.house import scan


def finding(code: str, line: int, path: str = "bot/a.py") -> dict[str, Any]:
    return {"test_id": code, "filename": path, "line_number": line, "line_range": [line], "issue_text": "a hole"}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "a.py").write_text("eval(x)\nassert x  # noqa: S101 - just made\nassert y  # noqa: S608\n")
    return tmp_path


def test_a_finding_is_told_unless_its_own_line_or_the_table_has_a_reason(house: Path) -> None:
    results = [finding("B307", 1), finding("B101", 2), finding("B101", 3), finding("B404", 1)]
    assert scan.unexplained({"results": results}, house) == ["bot/a.py:1 B307 a hole", "bot/a.py:3 B101 a hole"]


def test_every_reason_in_the_table_is_of_a_file_that_is_there() -> None:
    assert [path for _, path in scan.IN_A_FILE if not (scan.ROOT / path).is_file()] == []


def test_a_published_hole_is_told_with_the_release_that_closes_it() -> None:
    holed = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    report = {"dependencies": [holed, {"name": "b", "version": "1", "vulns": []}, {"name": "c", "skip_reason": "x"}]}
    assert scan.vulnerable(report) == ["a 1: CVE-1, closed by 2"]
    assert scan.lock(lambda _: report) == (True, ["a 1: CVE-1, closed by 2"])


def test_where_no_data_is_reached_nothing_is_called_safe() -> None:
    assert scan.lock(lambda _: {"dependencies": [{"name": "urllib3", "skip_reason": "not found"}]}) == (False, [])


def test_the_sabotage_a_scanner_that_finds_nothing_is_no_pass() -> None:
    assert scan.code(lambda *_targets, root=None: {"results": []}) != []
