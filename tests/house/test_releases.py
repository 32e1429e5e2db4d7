"""What a release needs: its line in the changelog, a word where it cannot run, a word for rows of a newer one."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from storage.errors import SchemaTooNew

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docker" / "machine.py"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def machine():
    spec = importlib.util.spec_from_file_location("machine", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("system", "processor", "libc", "said"),
    [
        ("Linux", "x86_64", "glibc", ""),
        ("Linux", "aarch64", "glibc", ""),
        ("Darwin", "arm64", "", ""),
        ("Darwin", "x86_64", "", "Apple silicon"),
        ("Linux", "armv7l", "glibc", "no wheel"),
        ("Linux", "x86_64", "", "glibc"),
        ("Windows", "AMD64", "", "WSL 2"),
    ],
)
def test_make_up_says_in_one_line_where_it_cannot(system, processor, libc, said):
    line = machine().refusal(system, processor, libc)
    assert bool(line) is bool(said)
    assert said in line
    assert "\n" not in line


def test_it_is_asked_before_anything_is_fetched_and_lets_this_machine_in():
    text = (ROOT / "Makefile").read_text()
    rule = text[text.index("$(VENV)/bin/python:") :]
    assert rule.index("docker/machine.py") < rule.index("-m venv")
    assert subprocess.run([sys.executable, SCRIPT], check=False).returncode == 0


def headings(text: str) -> list[str]:
    return re.findall(r"^## (\S+)", text, re.MULTILINE)


def test_the_changelog_begins_with_this_version():
    assert headings((ROOT / "CHANGELOG.md").read_text())[0] == VERSION


def test_the_sabotage_a_version_without_its_line_is_seen():
    assert headings("# Changes\n\n## 0.0.9 — 2026-01-01\n")[0] != VERSION


def test_rows_of_a_newer_version_say_what_to_do():
    said = str(SchemaTooNew())
    assert "git pull, make install" in said
    assert "candid restore" in said
