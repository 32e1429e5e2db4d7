"""Every bench that runs without a graphics card still runs: short, for its figures' names, never for their values."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import MasterKeyMissing
from storage.home import Home
from storage.opening import open_storage
from storage.vault.keys import open_keys
from tests.benches.temporary import installation
from tests.fakes import new_person, settings_in

ROOT = Path(__file__).resolve().parents[2]
CANDID = ROOT / ".venv" / "bin" / "candid"
CHAT = ("--seconds", "2", "--conversations", "3", "--events", "20")
BENCHES = {
    "storage": (("storage", "--queued", "5"), {"enqueue to start, p50", "importing bot and storage"}),
    "scale": (
        (
            "scale",
            "--queued",
            "5",
            "--finished",
            "400",
            "--photos",
            "400",
            "--due",
            "400",
            "--minutes",
            "0.1",
            "--conversations",
            "60",
        ),
        {
            "enqueue to start, idle, p99, PostgreSQL",
            "claim beside 400 finished jobs, times that of an empty table, PostgreSQL",
            "forget one person beside 400 other photos, times alone, SQLite",
            "purge of 400 due photos, SQLite; reach: 20,000 a second",
            "conversations lost, 60 a minute for 0.1 minutes",
            "messages and pictures doubled",
            "2 to 4 workers, throughput",
            "next answer after one of two bots was killed, worst",
        },
    ),
    "journey": (
        ("journey", "--journeys", "5"),
        {
            "photo in to verdict, 12 MP",
            "submit to first picture",
            "verdict while pictures are made",
            "verdict later beside a hostile file, strip",
            "verdict later beside a hostile file, bomb",
        },
    ),
    "chat web": (
        ("chat", "--platform", "web", *CHAT),
        {
            "event in to reply out, crowd, p99",
            "first paint on loopback",
            "progress row to page, worst",
            "clicks to four pictures of one's own, photo at hand",
            "words before the first choice",
        },
    ),
    "chat discord": (
        ("chat", "--platform", "discord", *CHAT),
        {"event in to reply out, crowd, p99", "heartbeats late", "invalid requests"},
    ),
    "chat slack": (
        ("chat", "--platform", "slack", *CHAT),
        {"event in to reply out, crowd, p99", "invalid blocks", "envelope read to acknowledgement written, crowd, p99"},
    ),
}
NOTHING = {"conversations lost, 60 a minute for 0.1 minutes", "messages and pictures doubled"}  # whatever the machine


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", BENCHES)
def test_the_bench_runs_and_names_its_figures(name: str) -> None:
    command, expected = BENCHES[name]
    environment = {**os.environ, "CANDID_TRACEBACK": "1"}
    done = subprocess.run(
        [CANDID, "bench", *command, "--json"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout)
    assert expected <= set(report["figures"])
    assert {report["figures"][each]["value"] for each in expected & NOTHING} <= {0}
    assert report["calibration_ms"] > 0


def test_a_journey_bench_too_short_to_judge_memory_says_so() -> None:
    from storage.measuring import Report
    from tests.benches import journey

    timed = [
        dict.fromkeys(("photo_verdict", "photo_looks", "first_variant", "all_variants", "forget", "queue_wait"), 1000.0)
    ] * 11
    short, long = Report(bench="journey", method=""), Report(bench="journey", method="")
    journey._figures(short, timed, [1000.0], [300.0] * 10)
    journey._figures(long, timed, [1000.0], [300.0] * 10 + [330.0])
    assert "worker growth" not in short.figures
    assert "not measured" in short.notes["worker growth"]
    assert not long.figures["worker growth"].holds


def keys_in(folder: Path) -> list[str]:
    """Files that hold a master key as text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if re.search(rb"^[0-9a-f]{64}\n?$", path.read_bytes())]


async def test_what_a_killed_bench_leaves_opens_nothing(tmp_path: Path) -> None:
    with installation(tmp_path) as settings:
        async with open_storage(settings) as storage:
            await new_person(storage)
            assert keys_in(tmp_path) == []
    with pytest.raises(MasterKeyMissing):
        await open_keys(Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache"))


async def test_the_sabotage_a_key_in_a_file_is_seen(tmp_path: Path) -> None:
    async with open_storage(settings_in(tmp_path)):
        assert keys_in(tmp_path) == ["master.key"]


def test_every_bench_takes_its_installation_from_there() -> None:
    """Another one would also replace the operator's own copy of the keys, where CANDID_KEYS_COPY_DIR is set."""
    own = [
        path.name
        for path in (ROOT / "tests" / "benches").rglob("*.py")
        if "StorageSettings(data_dir" in path.read_text()
    ]
    assert own == []
    assert "data_dir=folder" in (ROOT / "tests" / "benches" / "temporary.py").read_text()


async def test_the_sabotage_what_is_posted_twice_or_never_heard_is_counted(tmp_path: Path) -> None:
    """A bot of two lines that posts one message twice and acknowledges nothing."""
    import asyncio

    from bot.ports import Commanded
    from tests.benches.scale.standin import Visitor, service

    async with service(tmp_path / "s") as people:
        reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))
        await Visitor(people, "ada").say(Commanded(name="help"))
        for number in range(2):
            shown = {"picture": None, "subject": ""}
            said = {"call": "post", "n": number, "user": "ada", "key": "k", "message": shown}
            writer.write(json.dumps(said).encode() + b"\n")
            while "ref" not in json.loads(await reader.readline()):
                pass
        assert (people.doubled, people.waiting) == (1, 1)
        writer.close()


BEFORE_NUMPY = """
import importlib, sys
importlib.import_module(sys.argv[1])
loaded = list(sys.modules)
sys.exit(loaded.index("generation") > loaded.index("numpy"))
"""


@pytest.mark.parametrize(("module", "late"), [("tests.benches", False), ("numpy", True)])
def test_a_bench_measures_numpy_with_the_products_threads(module: str, late: bool) -> None:
    """The package ``generation`` says how many threads numpy may have, and numpy reads that once. The sabotage loads
    numpy before the benches.
    """
    script = f"import {module}; import numpy; import tests.benches;" + BEFORE_NUMPY
    done = subprocess.run([sys.executable, "-c", script, module], cwd=ROOT, check=False)
    assert bool(done.returncode) is late
