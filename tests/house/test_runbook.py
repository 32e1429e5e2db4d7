"""Every box of docker/RUNBOOK.md is run in a shell, in its order; the restore is a drill from a week-old backup."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.errors import NotFound
from storage.opening import open_storage
from storage.retention.forget import forget
from tests.fakes import FakeClock, settings_in
from tests.storage.life import live, rows_of
from tests.storage.objects import holds

ROOT = Path(__file__).resolve().parents[2]
RUNBOOK = ROOT / "docker" / "RUNBOOK.md"
BOXES = {
    section.partition("\n")[0]: re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    for section in ("Before\n" + RUNBOOK.read_text()).split("\n## ")
}

pytestmark = [pytest.mark.weights, pytest.mark.timeout(200)]


def run(folder: Path, box: str) -> subprocess.CompletedProcess[str]:
    """``make`` is only asked whether it knows the target: it would fetch gigabytes."""
    shims = folder / "shims"
    shims.mkdir(exist_ok=True)
    make = shims / "make"
    make.write_text(f'#!/bin/sh\nexec {shutil.which("make")} -n -C {ROOT} "$@"\n')
    make.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CANDID_")} | {
        "PATH": f"{shims}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CANDID_DATA_DIR": str(folder / "data"),
        "CANDID_CONFIG_DIR": str(folder / "config"),
        "BACKUPS": str(folder / "backups"),
        "STICK": str(folder / "stick"),
        "KEYS": str(folder / "shared keys"),
    }
    command = ["bash", "-euo", "pipefail", "-c", box]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def follow(folder: Path, section: str) -> str:
    assert BOXES[section], f"no box under {section}"
    done = [run(folder, box) for box in BOXES[section]]
    assert [each.returncode for each in done] == [0] * len(done), "".join(each.stdout + each.stderr for each in done)
    return "".join(each.stdout for each in done)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "backups").mkdir()
    return tmp_path


def within(folder, clock, work):
    async def opened():
        async with open_storage(settings_in(folder), clock) as storage:
            return await work(storage)

    return asyncio.run(opened())


@pytest.mark.long
@pytest.mark.parametrize("section", [name for name, boxes in BOXES.items() if boxes and name != "Restore"])
def test_each_step_can_be_followed(folder, section):
    follow(folder, section)


def test_a_drill_from_a_week_old_backup(folder):
    """A week ago two people and a backup; since then one was erased; today the machine is lost."""
    now = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the commands read the real time
    week_ago = FakeClock(now - timedelta(days=6, hours=20))

    async def two(storage):
        return await live(storage, "ada-lovelace"), await live(storage, "bob-unrelated")

    ada, bob = within(folder, week_ago, two)
    follow(folder, "Back up")
    within(folder, FakeClock(now), lambda storage: forget(storage, ada.person.id))
    run(folder, 'candid backup --keys "$STICK"')
    for kind in ("data", "config"):
        shutil.rmtree(folder / kind)
    told = follow(folder, "Restore")
    assert "The keys of 1 people are back" in told

    async def look(storage):
        assert await rows_of(storage, ada.person.id) == {}
        assert not holds(storage, ada.variant.object_id)
        with pytest.raises(NotFound):
            await storage.keys.open(ada.person.id)
        assert not holds(storage, bob.photo.object_id)  # 24 hours; it had expired long ago
        return await storage.vault.read(bob.person.id, bob.variant.object_id)

    assert within(folder, FakeClock(now), look)


def test_every_step_that_an_operator_needs_is_there():
    wanted = {
        "Install", "Back up", "Restore", "Rotate the keys", "Upgrade", "Add a host", "Add a graphics card",
        "A token has leaked", "The queue is stuck", "The disk is full",
    }  # fmt: skip
    assert {name for name in wanted if not BOXES.get(name)} == set()


def test_sabotage_a_step_that_does_not_exist_is_red(folder):
    assert run(folder, "candid backup-everything").returncode != 0
    assert run(folder, "make backup-everything").returncode != 0
    assert run(folder, "candid stats\nfalse\ncandid stats").returncode != 0
