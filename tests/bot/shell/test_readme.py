"""``bot/README.md`` has one row for every file of the shell and of the conversation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BOT = Path(__file__).resolve().parents[3] / "bot"


def rows(readme: str, heading: str) -> set[str]:
    """The files named in the first column of the tables under ``heading``."""
    part = readme.partition(f"\n## {heading}:")[2].partition("\n## ")[0]
    named = (line.split("|")[1] for line in part.splitlines() if line.startswith("| `"))
    return {name for cell in named for name in re.findall(r"`([\w/.]+)`", cell)}


def files(package: str) -> set[str]:
    return {path.name for path in (BOT / package).glob("*.py") if path.name != "__init__.py"}


@pytest.mark.parametrize("package", ["conversation", "shell"])
def test_the_map_names_every_file(package: str) -> None:
    readme = (BOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in rows(readme, package) if name.endswith(".py")} == files(package)


def test_a_file_missing_from_the_map_is_seen() -> None:
    readme = "\n## shell: x\n\n| `app.py`, `store.py` | starts |\n\n## texts: y\n| `loops.py` | no |\n"
    assert rows(readme, "shell") == {"app.py", "store.py"}
