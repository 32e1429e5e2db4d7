"""Judges a sample of one target and keeps every verdict as soon as it is known."""

from __future__ import annotations

import ast
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

    A kill holds while the broken file and the test that noticed read the same; a survivor, while the broken file and
    all tests of its target do.
    """
    if not RECORD.exists():
        return {}
    rows = map(json.loads, RECORD.read_text().splitlines())
    mine = [row for row in rows if row["target"] == target.source]
    return {row["name"]: row["verdict"] for row in mine if row["print"] == fingerprint(target, row)}


def fingerprint(target: Target, row: Mapping[str, str]) -> str:
    """Of all that the verdict in this row rests on."""
    return _fingerprint(target, row["name"].split("::")[0], row["killer"])


@functools.cache
def _fingerprint(target: Target, file: str, killer: str) -> str:
    digest = hashlib.sha256(_read(ROOT / file))
    test_file, _, test = killer.partition("::")
    if test:
        digest.update(_source_of(ROOT / test_file, test.split("[")[0].split("::")[-1]))
    else:
        every = [path for given in target.tests for path in sorted(_python_files(ROOT / given))]
        for path in every:
            digest.update(_read(path))
    return digest.hexdigest()[:16]


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b"gone"


def _source_of(path: Path, test: str) -> bytes:
    """The code of one test, without comments and layout."""
    for node in ast.walk(ast.parse(_read(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == test:
            return ast.dump(node).encode()
    return b"gone"


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
    row["print"] = fingerprint(target, row)
    record.write(json.dumps(row, ensure_ascii=False) + "\n")
    record.flush()
