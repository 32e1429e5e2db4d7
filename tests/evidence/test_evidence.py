"""A seeded sample of ``make evidence``, and breaks that its verdicts must notice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.evidence import __main__ as evidence
from tests.evidence import kills, mutants, nursery, preforked
from tests.evidence.record import ROOT, Record

SAMPLE = {"decode": 600, "verify": 40, "kills": 12, "grown": 0}
PIXELS = b"says none\nP6\n2 1\n255\n" + bytes(6)


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(900)
def test_a_seeded_sample_harms_nothing(tmp_path: Path) -> None:
    """In a process of its own, which loads decoders once and forks."""
    words = [word for part, number in SAMPLE.items() for word in (f"--{part}", str(number))]
    command = [sys.executable, "-m", "tests.evidence", *words, "--folder", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    said = json.loads(run.stdout)["figures"]
    assert [said[name]["value"] for name in said if name.startswith("damaged files")] == [
        SAMPLE["decode"],
        SAMPLE["verify"],
    ]
    assert said["deaths of bot or worker in whole journeys"]["value"] >= SAMPLE["kills"]


def test_a_number_gives_the_same_damage_again() -> None:
    corpus = {"a": bytes(range(256)) * 8, "b": b"\x89PNG\r\n\x1a\n" + bytes(900)}
    first = [mutants.damaged(corpus, number) for number in range(200)]
    assert first == [mutants.damaged(corpus, number) for number in range(200)]
    assert len({data for _, data in first}) > 190
    assert all(data not in corpus.values() for _, data in first[:20])


# --- the sabotage: a child that misbehaves, in each way that is counted ------------------------------------------


def child(main: object) -> SimpleNamespace:
    judged = nursery.Decode.judged
    return SimpleNamespace(sent_first=b"", main=main, judged=lambda answer: judged(None, answer))  # type: ignore[arg-type]


def says(answer: bytes) -> SimpleNamespace:
    return child(lambda: os.write(1, answer))


def raises() -> None:
    raise LookupError


def by_limit() -> None:
    os.kill(os.getpid(), signal.SIGXCPU)


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (says(PIXELS), nursery.READ),
        (says(b"no unreadable - - -\n"), nursery.REFUSED),
        (child(by_limit), nursery.REFUSED),
        (says(PIXELS[:-1]), nursery.UNTYPED),
        (says(b"no heard_of - - -\n"), nursery.UNTYPED),
        (says(b""), nursery.UNTYPED),
        (child(raises), nursery.UNTYPED),
        (child(os.abort), nursery.CRASHED),
        (child(lambda: os.kill(os.getpid(), signal.SIGSEGV)), nursery.CRASHED),
        (child(lambda: time.sleep(60)), nursery.HUNG),
    ],
    ids=[
        "pixels",
        "refusal",
        "limit",
        "a pixel short",
        "unknown code",
        "silence",
        "exception",
        "abort",
        "fault",
        "sleep",
    ],
)
def test_what_a_child_did_is_told_apart(made: SimpleNamespace, verdict: str) -> None:
    assert nursery.forked(made, b"file", wall_s=0.5 if verdict == nursery.HUNG else 20.0) == verdict


def test_a_child_reads_exactly_its_file_and_nothing_of_its_parent() -> None:
    def echo() -> None:
        assert not os.environ
        assert len(os.listdir("/proc/self/fd")) == 4  # the listing itself is one
        os.write(1, PIXELS if os.read(0, 99) == b"file" else b"")

    assert nursery.forked(child(echo), b"file") == nursery.READ


def test_a_report_tells_what_went_wrong_and_what_is_missing(tmp_path: Path) -> None:
    records = {part: Record(part, tmp_path) for part in evidence.WANTED}
    records["decode"].add(0, nursery.READ)
    records["decode"].add(1, nursery.CRASHED)
    records["grown"].add(0, {"victim": "store", "died": True, "wrong": ["left: names"]})
    records["grown"].add(1, {"victim": "bot", "died": False, "wrong": []})
    records["kills"].add(0, {"deaths": 7, "wrong": ["doubled: 1", "lost in photo: AssertionError"]})
    said = {name: each for one in evidence.reports(records).values() for name, each in one.figures.items()}
    wrong = {name for name, figure in said.items() if figure.at_most and not figure.holds}
    after = "journeys after which something was"
    assert wrong == {
        "of them crashed, decode",
        f"{after} lost",
        f"{after} doubled",
        "of those after which something was left",
    }
    assert {figure.value for name, figure in said.items() if not figure.at_most} == {2, 0, 7, 1}
    assert not any(figure.holds for figure in said.values() if not figure.at_most)


def test_a_run_goes_on_where_it_was_and_forgets_what_was_tried_on_other_code(tmp_path: Path) -> None:
    Record("decode", tmp_path).add(3, nursery.READ)
    assert Record("decode", tmp_path).verdicts == {3: nursery.READ}
    path = tmp_path / "decode.jsonl"
    path.write_text(path.read_text().replace('"print": "', '"print": "x'))
    assert Record("decode", tmp_path).verdicts == {}


def tells_what_it_has() -> None:
    print(json.dumps({"environment": dict(os.environ), "folder": os.getcwd(), "pid": os.getpid()}), flush=True)
    time.sleep(600)


@pytest.mark.long
async def test_a_forked_process_is_one_of_its_own_and_dies_alone(tmp_path: Path) -> None:
    first, second = [await preforked.forked(tells_what_it_has, {"A": each}, tmp_path) for each in "12"]
    told = [json.loads(await each.stdout.readline()) for each in (first, second)]
    assert [each["environment"]["A"] for each in told] == ["1", "2"]
    assert all(set(each["environment"]) <= {"A", "OPENBLAS_NUM_THREADS", "LC_CTYPE"} for each in told)
    assert {each["folder"] for each in told} == {str(tmp_path)}
    assert [each["pid"] for each in told] == [first.pid, second.pid]
    first.send_signal(signal.SIGKILL)
    assert await first.wait() == first.returncode == -signal.SIGKILL
    assert second.returncode is None
    second.send_signal(signal.SIGTERM)
    assert await second.wait() == -signal.SIGTERM
    assert await second.stdout.read() == b""


def test_every_stage_gets_deaths_of_both_and_no_job_more_than_it_survives() -> None:
    import random

    for number in range(50):
        for stage in ("opening", "photo", "pictures", "labelling", "leaving"):
            deaths = kills.drawn(stage, random.Random(number))
            workers = [death for death in deaths if death.victim == "worker"]
            assert len(workers) == (stage in kills.WORKED)
            assert 2 <= len(deaths) <= kills.MOST
