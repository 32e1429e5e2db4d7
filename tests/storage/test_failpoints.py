from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.failpoints import VARIABLE, registry

ROOT = Path(__file__).resolve().parents[2]


def run(name: str, armed: str, passes: int = 1) -> int:
    code = f"from storage.failpoints import failpoint; [failpoint({name!r}) for _ in range({passes})]"
    environment = {**os.environ, VARIABLE: armed, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode


def test_an_armed_failpoint_kills_at_once_and_another_does_nothing():
    assert run("a.b", "a.b") == -signal.SIGKILL
    assert run("a.b", "a.c") == 0


def test_one_armed_for_a_later_passing_lets_the_earlier_ones_go():
    assert run("a.b", "a.b#3", passes=3) == -signal.SIGKILL
    assert run("a.b", "a.b#3", passes=2) == 0


def test_every_name_has_one_place():
    found = registry(ROOT)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
    assert {"forget.key_destroyed", "purge.batch_unlinked", "vault.written", "file.renamed"} <= set(found)


def test_a_place_without_a_plain_name_is_refused(tmp_path):
    package = tmp_path / "storage"
    package.mkdir()
    (package / "x.py").write_text("failpoint(name)\n")
    with pytest.raises(ValueError, match=r"storage/x\.py:1"):
        registry(tmp_path)
