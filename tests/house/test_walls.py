"""The import contracts hold, and each one goes red on the break it is there for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "generation", "storage")

BREAKS = {
    "two houses on one ground": ("bot/errors.py", "import generation.errors"),
    "the bot never decodes an image": ("storage/clock.py", "import numpy"),
    "deciding is pure": ("bot/conversation/effects.py", "import asyncio"),
    "torch lives in one room": ("generation/safeguards/panel.py", "import torch"),
    "siblings are strangers: platforms": ("bot/platforms/web/limits.py", "import bot.platforms.headless"),
    "siblings are strangers: intake checks": (
        "generation/intake/checks/pose.py",
        "from generation.intake.checks import blurry",
    ),
    "the conversation in layers": ("bot/conversation/actions.py", "from bot.conversation import wording"),
    "the topics of the conversation": ("bot/conversation/phases/redrawing.py", "import bot.conversation.phases.looks"),
    "the shell in layers": ("bot/shell/shell.py", "from bot.shell import store"),
    "only the Runner steps": ("bot/shell/workspace_records.py", "from bot.conversation import machine"),
    "one hand reaches the tables": ("bot/platforms/web/limits.py", "import storage.store"),
}


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    return subprocess.run(
        [tool, "--no-cache", "--config", tree / "pyproject.toml"],
        cwd=tree, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", BREAKS)
def test_a_forbidden_import_breaks_exactly_its_wall(contract: str, copied_tree: Path) -> None:
    file, line = BREAKS[contract]
    path = copied_tree / file
    source = path.read_text()
    path.write_text(
        source.replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n", 1)
    )
    report = lint_imports(copied_tree).stdout
    broken = [row for row in report.splitlines() if row.endswith("BROKEN")]
    assert len(broken) == 1, report
    assert broken[0].startswith(contract)


@pytest.mark.parametrize(
    ("contract", "file", "line"),
    [
        ("storage in layers", "storage/ids.py", "import storage.policy"),
        ("storage in layers", "storage/new_room.py", ""),
        ("no circles in storage", "storage/vault/files.py", "import storage.vault.blobs"),
    ],
)
def test_storage_looks_down_only(contract: str, file: str, line: str, copied_tree: Path) -> None:
    path = copied_tree / file
    source = path.read_text() if path.exists() else "from __future__ import annotations\n"
    path.write_text(
        source.replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n", 1)
    )
    broken = [row for row in lint_imports(copied_tree).stdout.splitlines() if row.endswith("BROKEN")]
    assert [row.startswith(contract) for row in broken] == [True]
