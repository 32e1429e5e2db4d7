"""The import contracts hold, and each one goes red on the break it is there for."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "generation", "storage")

# The beginning of a contract's name -> the files whose new line breaks that contract and no other.
BREAKS = {
    "two houses on one ground": [("bot/errors.py", "import generation.errors")],
    "siblings are strangers: platforms": [("bot/platforms/web/limits.py", "import bot.platforms.headless")],
    "siblings are strangers: engines": [
        ("generation/engines/diffusion/paste.py", "import generation.engines.studio.look")
    ],
    "siblings are strangers: intake checks": [
        ("generation/intake/checks/pose.py", "from generation.intake.checks import blurry")
    ],
    "deciding is pure": [
        ("bot/conversation/effects.py", "import asyncio"),
        ("bot/conversation/effects.py", "import random"),
        ("storage/policy.py", "import time"),
        ("storage/consent/rules.py", "import logging"),
        ("storage/queue/lifecycle.py", "import sqlalchemy"),
        ("storage/records/pictures.py", "import os"),
    ],
    "the bot never decodes an image": [("storage/clock.py", "import numpy"), ("bot/ports.py", "from PIL import Image")],
    "torch lives in two rooms": [
        ("generation/safeguards/panel.py", "import torch"),
        ("generation/fairness/observe.py", "import torch"),
        ("generation/cli.py", "from diffusers import DiffusionPipeline"),
        ("generation/engines/studio/look.py", "import transformers"),
        ("storage/ids.py", "import safetensors"),
    ],
    "discord.py lives": [
        ("bot/ports.py", "import discord"),
        ("bot/shell/deliver.py", "from discord.errors import Forbidden"),
        ("bot/platforms/web/limits.py", "import discord"),
        ("storage/ids.py", "import discord"),
    ],
    "slack-bolt and slack-sdk live": [
        ("bot/cli.py", "from slack_bolt.async_app import AsyncApp"),
        ("bot/platforms/discord/limits.py", "import slack_sdk"),
        ("bot/shell/deliver.py", "from slack_sdk.errors import SlackApiError"),
    ],
    "the environment becomes settings": [
        ("bot/shell/deliver.py", "from pydantic_settings import BaseSettings"),
        ("storage/home.py", "import dotenv"),
    ],
    "what decides and what works on pixels": [
        ("bot/conversation/facts.py", "from bot.settings import BotSettings"),
        ("generation/pipeline.py", "from generation.settings import GenerationSettings"),
        ("storage/queue/pause.py", "from storage.settings import StorageSettings"),
    ],
    "the conversation knows no platform": [
        ("bot/conversation/facts.py", "import bot.platforms"),
        ("bot/texts/catalog.py", "import bot.platforms"),
    ],
    "matting knows photo": [("generation/matting/matte.py", "import generation.safeguards.panel")],
    "nothing of the product imports": [
        ("generation/matting/matte.py", "from generation.matting.training import learned"),
        ("generation/cli.py", "import generation.matting.training"),
    ],
    "Blender is known to one script": [("generation/matting/training/render.py", "import bpy")],
    "tone bands are known": [("generation/safeguards/panel.py", "from generation.fairness import bands")],
    "one hand reaches the tables": [("bot/platforms/web/limits.py", "import storage.store")],
    "the conversation in layers": [("bot/conversation/actions.py", "from bot.conversation import wording")],
    "the topics of the conversation": [
        ("bot/conversation/phases/redrawing.py", "import bot.conversation.phases.looks")
    ],
    "the shell in layers": [("bot/shell/shell.py", "from bot.shell import store")],
    "only the Runner steps": [("bot/shell/workspace_records.py", "from bot.conversation import machine")],
    "storage in layers": [("storage/ids.py", "import storage.policy"), ("storage/new_room.py", "")],
    "no circles in storage": [("storage/vault/files.py", "import storage.vault.folder_store")],
}
CASES = [(contract, *breach) for contract, breaches in BREAKS.items() for breach in breaches]


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "300"}  # no name is wrapped
    return subprocess.run(
        [tool, "--no-cache", "--config", tree / "pyproject.toml"],
        cwd=tree, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_by(tree: Path, file: str, line: str) -> list[str]:
    """Names of the contracts that this line, written into that file of the copy, breaks."""
    path = tree / file
    first = "from __future__ import annotations\n"
    before = path.read_text() if path.exists() else None
    source = first if before is None else before
    assert first in source
    path.write_text(source.replace(first, f"{first}{line}\n", 1))
    try:
        report = lint_imports(tree).stdout
    finally:
        path.unlink() if before is None else path.write_text(before)
    assert "Contracts:" in report, report
    return re.findall(r"^(.+) BROKEN(?: \(.+\))?$", report, re.MULTILINE)


@pytest.mark.many
@pytest.mark.parametrize(("contract", "file", "line"), CASES, ids=[f"{file}: {line}" for _, file, line in CASES])
def test_a_forbidden_import_breaks_exactly_its_wall(contract: str, file: str, line: str, copied_tree: Path) -> None:
    (broken,) = broken_by(copied_tree, file, line)
    assert broken.startswith(contract)


def test_every_wall_has_its_breach() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert [each["name"] for each in contracts if not each["name"].startswith(tuple(BREAKS))] == []
    assert len(contracts) == len(BREAKS)


# --- what no import shows ---------------------------------------------------------------------------------------------

HEAVY = {"torch", "diffusers", "transformers", "accelerate", "safetensors", "huggingface_hub"}
DOORS = {
    "cli.py",
    "up.py",
    "checks.py",
    "doctor.py",
    "commands.py",
    "serving.py",
    "staff_directory.py",
    "journey.py",
    "kit.py",
    "migrate.py",
    "queue_shell.py",
}
# Who else may look at the environment, and for what
LOOKS_AT_IT = {
    "settings.py": "this is what settings are read from",
    "failpoints.py": "where a test kills the process",
    "main.py": "whether an operator wants to see tracebacks",
    "supervise.py": "what a child inherits, by an allow-list",
    "verifying.py": "what a child inherits, by an allow-list",
    "hub.py": "switches a library's telemetry off",
    "load.py": "keeps libraries offline",
    "row_dumps.py": "what pg_dump and pg_restore inherit, by an allow-list",
    "tracing.py": "whether OpenTelemetry's own variables switch traces on",
    "speed.py": "where torch writes what it compiles",
    "__init__.py": "threads of OpenBLAS, before numpy is loaded; what pip inherits",
}


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Every file of the product, read once for all who look."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())) for path in paths)


def read_settings(file: str, tree: ast.Module) -> list[str]:
    """Settings that a file reads though it is no door, and looks at the environment that nobody gave a reason for."""
    name = file.rsplit("/", 1)[-1]
    if name in DOORS:
        return []
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called.endswith("Settings") and "OAuth" not in called:
                found.append(f"{file}:{node.lineno} {called}()")
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "getenv") if name not in LOOKS_AT_IT:
                found.append(f"{file}:{node.lineno} os.{node.attr}")
    return found


def named_platforms(tree: ast.Module) -> list[str]:
    """Names of platforms that stand in the code as texts, not in docstrings."""
    names = {path.name for path in (ROOT / "bot" / "platforms").iterdir() if (path / "limits.py").exists()}
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in names]


def asked_for_by_name(tree: ast.Module) -> set[str]:
    """Heavy libraries that are imported by a text."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    texts = [each.value for call in calls for each in call.args if isinstance(each, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and text.split(".")[0] in HEAVY}


def test_settings_are_read_only_at_the_doors() -> None:
    assert [found for file, tree in sources() for found in read_settings(file, tree)] == []


def test_every_reason_to_look_at_the_environment_is_still_needed() -> None:
    looking = {
        file.rsplit("/", 1)[-1]
        for file, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    assert set(LOOKS_AT_IT) <= looking


def test_the_conversation_names_no_platform() -> None:
    named = {file: named_platforms(tree) for file, tree in sources() if file.startswith("bot/conversation/")}
    assert named
    assert {file: names for file, names in named.items() if names} == {}


def test_heavy_libraries_are_loaded_by_name_only_in_their_room() -> None:
    asked = {file: asked_for_by_name(tree) for file, tree in sources()}
    outside = {file: names for file, names in asked.items() if names and "engines/diffusion/" not in file}
    assert outside == {}
    assert any(names for names in asked.values()), "nothing was looked at"


@pytest.mark.parametrize(
    ("looks", "line"),
    [
        (lambda tree: read_settings("bot/shell/deliver.py", tree), "limit = StorageSettings().photo_hours"),
        (lambda tree: read_settings("generation/pipeline.py", tree), "rule = os.environ['CANDID_LABEL_RULE']"),
        (lambda tree: read_settings("storage/vault/keys.py", tree), "folder = os.getenv('CANDID_CONFIG_DIR')"),
        (named_platforms, "carrier = facts.platform if facts.platform in ('discord', 'slack') else 'local'"),
        (named_platforms, "match facts.platform:\n    case 'web': pass"),
        (asked_for_by_name, "tensors = importlib.import_module('torch')"),
        (asked_for_by_name, "load = __import__('transformers.models')"),
    ],
)
def test_the_sabotage_each_is_seen(looks: Callable[[ast.Module], object], line: str) -> None:
    assert looks(ast.parse(line))
