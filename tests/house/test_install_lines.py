"""A line that says what to install brings this project and its pins, not a stranger's "candid" from a registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generation.engines.diffusion.load import ExtraMissing
from storage.errors import install_line

ROOT = Path(__file__).resolve().parents[2]
TOLD = ("*.py", "*.md", "*.toml", "*.yaml", "*.yml", "*.sh", "*.ftl", "*Dockerfile", "Makefile")
BY_NAME = re.compile(r"""pip\S* install\b[^\n]*['" ]candid(\[|['" ]|$)""")


def by_name(text: str) -> list[str]:
    """Lines that would take a package called candid from a registry."""
    return [line.strip() for line in text.splitlines() if BY_NAME.search(line)]


def test_no_line_installs_candid_by_its_name() -> None:
    listed = subprocess.run(["git", "ls-files", *TOLD], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]
    assert len(files) > 500
    found = {str(path.relative_to(ROOT)): by_name(path.read_text("utf-8")) for path in files if path != Path(__file__)}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line", ["pip install 'candid[diffusion]'", "Run: pip install candid", "uv pip install -U candid[grown]"]
)
def test_the_sabotage_such_a_line_is_seen(line: str) -> None:
    assert by_name(line) == [line]


def test_the_line_that_is_told_names_the_folder_the_pins_and_an_extra_that_is_there() -> None:
    declared = re.findall(r"(?m)^(\w+) = \[", (ROOT / "pyproject.toml").read_text("utf-8"))
    for extra in ("diffusion", "discord", "slack", "grown"):
        assert extra in declared
        assert f"-c constraints.txt -e '.[{extra}]'" in install_line(extra)
    assert by_name(install_line("diffusion")) == []


def test_the_line_of_an_error_stands_on_one_line() -> None:
    assert "\n" not in str(ExtraMissing())
    assert install_line("diffusion") in str(ExtraMissing())
