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

AT_THE_DOOR = {"cryptography", "pydantic", "pydantic_settings", "sqlalchemy.ext.asyncio", "sqlalchemy.orm", "typer"}
"""Loaded by a door that reads settings, parses a command or opens keys and rows; the rooms behind need none of them."""


def loaded_by(statement: str) -> set[str]:
    program = f"{statement}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(said.stdout))


@pytest.mark.many
@pytest.mark.parametrize("door", ["bot.up", "bot.shell.app", "storage.opening", "storage.operations.main"])
def test_importing_the_bot_and_storage_loads_nothing_heavy(door) -> None:
    assert loaded_by(f"import {door}") & LATER == set()


def test_the_rooms_behind_a_door_load_nothing_that_only_doors_need() -> None:
    assert loaded_by("import bot.shell.app, bot.conversation.machine, storage.store") & AT_THE_DOOR == set()


def test_the_sabotage_a_room_that_reads_settings_or_opens_a_database_is_seen() -> None:
    seen = loaded_by("import storage.store, storage.settings, sqlalchemy.ext.asyncio")
    assert seen & AT_THE_DOOR == AT_THE_DOOR - {"cryptography", "typer"}


def test_the_sabotage_something_heavy_is_seen() -> None:
    assert loaded_by("import bot.up, structlog") & LATER >= {"rich", "structlog"}
