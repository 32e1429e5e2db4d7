"""What ``make`` does beside the commands it names: a failed step says why, and what failed is not run once more."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHY = "npm error 404 no such package"
# As the real one: quiet under --silent, else it says why.
NPM = f"""#!/bin/sh
case "$*" in *--silent*) exit 7;; esac
echo "{WHY}" >&2
exit 7
"""


def make(*words: str, **environment: str) -> str:
    ran = subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return ran.stdout


def with_a_failing_npm(tmp_path: Path, old: str = "", new: str = "") -> subprocess.CompletedProcess[str]:
    """Brings the tests' tools in a tree whose npm fails. ``old``, ``new``: what is broken in the script before."""
    script = (ROOT / "docker" / "test-tools.sh").read_text()
    assert old in script
    for name, text in (("docker/test-tools.sh", script.replace(old, new)), (".venv/bin/npm", NPM)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o755)
    (tmp_path / "tests" / "node").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "node" / "package-lock.json", tmp_path / "tests" / "node")
    return subprocess.run([tmp_path / "docker" / "test-tools.sh"], capture_output=True, text=True, check=False)


def test_a_failing_npm_ends_the_run_and_says_why(tmp_path: Path) -> None:
    ran = with_a_failing_npm(tmp_path)
    assert ran.returncode == 7
    assert WHY in ran.stderr


def test_the_sabotage_a_silent_npm_says_nothing(tmp_path: Path) -> None:
    ran = with_a_failing_npm(tmp_path, "--loglevel=error", "--silent")
    assert ran.returncode == 7
    assert WHY not in ran.stdout + ran.stderr


@pytest.mark.parametrize("target", ["test", "long", "test-diffusion"])
def test_what_failed_is_not_run_once_more(target: str) -> None:
    runs = [line for line in make("--dry-run", target).splitlines() if "pytest" in line]
    assert runs
    assert [line for line in runs if "||" in line or "--last-failed" in line or "--lf" in line] == []


@pytest.mark.parametrize("said", ["1", ""])
def test_what_tests_start_keeps_what_it_compiled(said: str) -> None:
    rule = "told: ; @echo [$$PYTHONDONTWRITEBYTECODE]"
    assert make(f"--eval={rule}", "told", PYTHONDONTWRITEBYTECODE=said) == "[]\n"
