"""Every bench that runs without a graphics card still runs: short, for its figures' names, never for their values."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANDID = ROOT / ".venv" / "bin" / "candid"
CHAT = ("--seconds", "2", "--conversations", "3", "--events", "20")
BENCHES = {
    "storage": (("storage", "--queued", "5"), {"enqueue to start, p50", "importing bot and storage"}),
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
        {"event in to reply out, crowd, p99", "first paint on loopback", "progress row to page, worst"},
    ),
    "chat discord": (
        ("chat", "--platform", "discord", *CHAT),
        {"event in to reply out, crowd, p99", "heartbeats late", "invalid requests"},
    ),
    "chat slack": (
        ("chat", "--platform", "slack", *CHAT),
        {"event in to reply out, crowd, p99", "invalid blocks", "envelope read to acknowledgement written, p99"},
    ),
}


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
    assert report["calibration_ms"] > 0


def test_a_journey_bench_too_short_to_judge_memory_says_so() -> None:
    from storage.measuring import Report
    from tests.benches import journey

    timed = [dict.fromkeys(("photo_verdict", "first_variant", "all_variants", "forget", "queue_wait"), 1000.0)] * 11
    short, long = Report(bench="journey", method=""), Report(bench="journey", method="")
    journey._figures(short, timed, [1000.0], [300.0] * 10)
    journey._figures(long, timed, [1000.0], [300.0] * 10 + [330.0])
    assert "worker growth" not in short.figures
    assert "not measured" in short.notes["worker growth"]
    assert not long.figures["worker growth"].holds
