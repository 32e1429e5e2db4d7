"""Judges a sample of one target and keeps every verdict as soon as it is known."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from tests.house.mutants import server
from tests.house.mutants.mutations import Mutant
from tests.house.mutants.targets import ROOT, Target

RECORD: Final = ROOT / ".mutants" / "results.jsonl"
WHOLE_S: Final = 1800.0  # one target's tests, unbroken


class NotGreen(Exception):
    """The tests of a target fail without any break."""


def known(target: Target) -> dict[str, str]:
    """Verdicts on record that still hold.

    A kill holds while the broken file and the file of the test that noticed are unchanged; a survivor, while the
    broken file and all tests of its target are.
    """
    if not RECORD.exists():
        return {}
    fingerprint = functools.cache(functools.partial(_fingerprint, target))
    rows = map(json.loads, RECORD.read_text().splitlines())
    mine = [row for row in rows if row["target"] == target.source]
    return {row["name"]: row["verdict"] for row in mine if row["print"] == fingerprint(*_read_by(row))}


def _read_by(row: Mapping[str, str]) -> tuple[str, str]:
    return row["name"].split("::")[0], row["killer"].split("::")[0]


def _fingerprint(target: Target, file: str, killer: str) -> str:
    """Of the broken file and the test file that noticed; of all the target's tests where none did."""
    digest = hashlib.sha256()
    every = [path for given in target.tests for path in sorted(_python_files(ROOT / given))]
    for path in [ROOT / file, *([ROOT / killer] if killer else every)]:
        digest.update(path.read_bytes() if path.exists() else b"gone")
    return digest.hexdigest()[:16]


def _python_files(path: Path) -> list[Path]:
    return list(path.rglob("*.py")) if path.is_dir() else [path]


def judge(target: Target, mutants: Sequence[Mutant], folder: Path, *, anew: bool) -> None:
    """Adds a line to the record for each break that has no verdict yet."""
    held = known(target)
    todo = [m for m in mutants if m.name not in held or (anew and held[m.name] == server.SURVIVED)]
    if not todo:
        return
    print(f"{target.source}: {len(todo)} breaks to judge", flush=True)
    RECORD.parent.mkdir(exist_ok=True)
    with RECORD.open("a") as record:
        cold = _judge_warm(target, todo, folder, record)
        for number, (mutant, tests) in enumerate(cold.mutants, 1):
            judged = server.judge_cold(folder, mutant, tests, 2 * server.SLACK_S + 4 * cold.seconds)
            _keep(record, target, mutant, *judged)
            print(f"  {number}/{len(cold.mutants)} {judged[0]}: {mutant.name}", flush=True)


class _Cold:
    def __init__(self) -> None:
        self.mutants: list[tuple[Mutant, list[str]]] = []
        self.seconds = 0.0


def _judge_warm(target: Target, todo: Sequence[Mutant], folder: Path, record: IO[str]) -> _Cold:
    """Judges what can be judged in the process that has loaded all; returns what must be judged cold."""
    reading, writing = os.pipe()

    def tell(**told: Any) -> None:
        os.write(writing, json.dumps(told).encode() + b"\n")

    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            status = server.serve(target, folder, todo, tell)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    cold = _Cold()
    with os.fdopen(reading) as told:
        for line in told:
            row = json.loads(line)
            if "seconds" in row:
                cold.seconds = row["seconds"]
                continue
            mutant = todo[row["number"]]
            if row["again"]:
                cold.mutants.append((mutant, row["again"]))
            else:
                _keep(record, target, mutant, row["verdict"], row["killer"])
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status:
        raise NotGreen(f"{target.source}: its tests end with {status} without any break")
    return cold


def _keep(record: IO[str], target: Target, mutant: Mutant, verdict: str, killer: str) -> None:
    row = {"target": target.source, "name": mutant.name, "verdict": verdict, "killer": killer}
    row["print"] = _fingerprint(target, *_read_by(row))
    record.write(json.dumps(row, ensure_ascii=False) + "\n")
    record.flush()
