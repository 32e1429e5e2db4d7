"""What a start must not wait for is not imported by it: each of these is loaded where it is first used."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LATER = {
    "aiohttp", "alembic", "apscheduler", "babel", "cv2", "discord", "fluent", "numpy", "PIL", "prometheus_client",
    "rich", "slack_bolt", "structlog", "torch",
}  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    program = (
        f"{statement}; import sys, json; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(said.stdout))


@pytest.mark.parametrize("door", ["bot.up", "bot.shell.app", "storage.store", "storage.main"])
def test_importing_the_bot_and_storage_loads_nothing_heavy(door) -> None:
    assert loaded_by(f"import {door}") & LATER == set()


def test_the_sabotage_something_heavy_is_seen() -> None:
    assert loaded_by("import bot.up, structlog") & LATER >= {"rich", "structlog"}
