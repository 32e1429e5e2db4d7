"""Every case of a test with many runs in one of the two suites, and in one alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import sampled

ROOT = Path(__file__).resolve().parents[2]
FILE = "tests/house/test_walls.py"
TEST = "test_a_forbidden_import_breaks_exactly_its_wall"


def cases(suite: str) -> set[str]:
    asked = ["--collect-only", "-q", "-p", "no:cacheprovider", "-m", suite, FILE]
    command = [sys.executable, "-m", "pytest", *asked]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {line for line in said.splitlines() if f"::{TEST}[" in line}


@pytest.mark.long
def test_each_case_runs_once_and_one_in_three_at_once() -> None:
    short, long, every = cases("not long"), cases("long"), cases("long or not long")
    assert short | long == every
    assert not short & long
    assert len(short) == -(-len(every) // 3)


class Case(SimpleNamespace):
    """What the plugin asks a case for."""

    def get_closest_marker(self, _name: str) -> bool:
        return True

    def add_marker(self, _mark: object) -> None:
        self.long = True


@pytest.mark.parametrize(("one_in", "at_once"), [(3, 4), (1, 10)])  # the sabotage: of one in one, none is left over
def test_how_many_are_left_over_is_said_in_one_place(monkeypatch, one_in, at_once) -> None:
    monkeypatch.setattr(sampled, "ONE_IN", one_in)
    ten = [Case(nodeid=f"a[{number}]", long=False) for number in range(10)]
    sampled.pytest_collection_modifyitems(ten)
    assert sum(not case.long for case in ten) == at_once
