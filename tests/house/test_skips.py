"""A test left out for a missing tool fails CI; one left out for want of a GPU, or outside CI, does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.skips import STRICT

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("reason", "strict", "status"),
    [("missing: node", True, 1), ("needs a GPU", True, 0), ("missing: node", False, 0)],
)
def test_a_skip_fails_only_where_it_must(reason: str, strict: bool, status: int, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(f"import pytest\ndef test_a(): pytest.skip({reason!r})\n")
    environment = {name: value for name, value in os.environ.items() if name != STRICT} | {"PYTHONPATH": str(ROOT)}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # none of the others has a part in it
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skips", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, env=environment | ({STRICT: "1"} if strict else {}), check=False)
    assert run.returncode == status
