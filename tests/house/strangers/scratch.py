"""A copy of the repository in which a test adds one member, as a stranger would, and runs the suites that concern it.

    tree = scratch(tmp_path)                     the repository, without .git, environments and caches
    place(tree / "bot/platforms/toy", TOY)       the member: relative path -> text, written below one folder
    said = pytest_in(tree, "tests/contracts", "-k", "toy")
    assert said.ok, said.output
    assert touched(tree) == ["bot/platforms/toy", ...]

The copy is run by the interpreter of this very run, with the copy first on ``PYTHONPATH``: what is imported is the
copy's, and an installed ``candid`` finds its commands there. Each kind of member has a file of its own beside this one:
``tests/house/strangers/test_platforms.py``, ``test_engines.py`` and so on.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
COPIED = ("bot", "generation", "storage", "tests", "docker", "pyproject.toml", "README.md", ".env.example", "Makefile")
# Compiled modules come along and stay good: the copy keeps each file's time.
LEFT_OUT = (".*_cache", ".hypothesis", "*.egg-info", "node_modules")
COMMAND = "from storage.operations.main import main; raise SystemExit(main())"
LONGEST_S = 300
AS_COPIED = "as_copied.json"
OTHERS = tuple(sorted({path.name for path in (ROOT / "bot/texts/locales").glob("[a-z]*/")} - {"en", "de"}))
"""Languages that the bot speaks besides English and German, in which the toys say their English words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a command ended: its exit code, and stdout followed by stderr."""

    code: int
    output: str

    @property
    def ok(self) -> bool:
        return self.code == 0


def scratch(folder: Path) -> Path:
    """A fresh copy below ``folder``, which must exist."""
    tree = folder / "stranger"
    tree.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
        elif source.exists():
            shutil.copy2(source, tree / name)
    (folder / AS_COPIED).write_text(json.dumps(_digests(tree)))
    return tree


def place(folder: Path, files: Mapping[str, str]) -> None:
    """Writes a member: paths relative to its folder, each with its text."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def python_in(tree: Path, *arguments: str, **environment: str) -> Said:
    """Runs this interpreter in the copy. Settings of the machine's own Candid are not handed on."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("CANDID_", "PYTEST_"))}
    home = {f"CANDID_{kind}_DIR": str(tree.parent / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**mine, **home, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    return Said(code=ran.returncode, output=f"{ran.stdout}\n{ran.stderr}")


def candid_in(tree: Path, *words: str, **environment: str) -> Said:
    """``candid WORDS`` of the copy."""
    return python_in(tree, "-c", COMMAND, *words, **environment)


def pytest_in(tree: Path, *arguments: str, **environment: str) -> Said:
    """Runs suites of the copy in one process. A selection that finds no test ends with code 5, which is not ok."""
    return python_in(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments, **environment)


def touched(tree: Path) -> list[str]:
    """Every file that was added to the copy, changed or removed since it was made; sorted, relative."""
    before, now = json.loads((tree.parent / AS_COPIED).read_text()), _digests(tree)
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _digests(tree: Path) -> dict[str, str]:
    files = (path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
