"""The breaks of ``make mutants`` are the ones meant, and a verdict is what the tests really said of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.mutants import report, targets
from tests.house.mutants.mutations import mutants_of

ROOT = Path(__file__).resolve().parents[2]

SOURCE = '''"""Not this text."""

from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    import os

__all__ = ["left", "alone"]
Name = NewType("Name", str)
LIMIT = 3


@slow(True)
def judged(count: "int | None" = 1, *, log) -> bool:
    """Nor this one."""
    log.info("said", count=2)
    if count is None or count >= LIMIT:
        raise ValueError("too many" + "words")
    count += 1
    keep(count, until=5, description="how long")
    return not all(each in "ab" for each in range(count))
'''

EXPECTED = """
module [constant] 3 -> 4
judged [condition] count is None or count >= LIMIT -> not
judged [and/or] count is None or count >= LIMIT -> count is None and count >= LIMIT
judged [comparison] count is None -> count is not None
judged [comparison] count >= LIMIT -> count > LIMIT
judged [dropped] raise ValueError('too many' + 'words') -> pass
judged [dropped] count += 1 -> pass
judged [constant] 1 -> 2
judged [dropped] keep(count, until=5, description='how long') -> pass
judged [argument] keep(until=5) -> left out
judged [constant] 5 -> 6
judged [return] return not all((each in 'ab' for each in range(count))) -> return None
judged [not] not all((each in 'ab' for each in range(count))) -> all((each in 'ab' for each in range(count)))
judged [call] all((each in 'ab' for each in range(count))) -> any((each in 'ab' for each in range(count)))
judged [comparison] each in 'ab' -> each not in 'ab'
judged [constant] 'ab' -> 'abX'
"""


def test_a_file_has_these_breaks_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "judged.py"
    path.write_text(SOURCE)
    names = [mutant.name.removeprefix("judged.py::") for mutant in mutants_of(path, tmp_path)]
    assert sorted(names) == sorted(EXPECTED.strip().splitlines())


def test_each_break_changes_the_program_in_one_place_and_compiles(tmp_path: Path) -> None:
    path = tmp_path / "judged.py"
    path.write_text(SOURCE)
    whole = compile(SOURCE, "judged.py", "exec")
    broken = {compile(mutant.tree(SOURCE), "judged.py", "exec") for mutant in mutants_of(path, tmp_path)}
    assert whole not in broken
    assert len(broken) == len(EXPECTED.strip().splitlines())


def test_a_sample_is_the_same_each_time_and_a_larger_one_begins_with_it() -> None:
    target = targets.TARGETS[-1]  # one file: the quickest to read
    few, more = (targets.sample(target, count) for count in (40, 60))
    assert [mutant.name for mutant in few] == [mutant.name for mutant in more[:40]]


def test_an_edit_elsewhere_draws_no_other_breaks(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(targets, "ROOT", tmp_path)
    target = targets.Target("judged.py", (), 1)
    (tmp_path / "judged.py").write_text(SOURCE)
    before = [mutant.name for mutant in targets.sample(target, 99)]
    (tmp_path / "judged.py").write_text(SOURCE.replace("LIMIT = 3\n", "LIMIT = 3\nMORE = 7\n"))
    after = [mutant.name for mutant in targets.sample(target, 99) if "7 -> 8" not in mutant.name]
    assert after == before


def test_the_whole_sample_is_large_enough() -> None:
    drawn = {
        target.source: len(targets.sample(target, targets.counts(1000)[target.source])) for target in targets.TARGETS
    }
    assert sum(drawn.values()) >= 1000
    assert min(drawn.values()) >= targets.LEAST


JUDGES = """
import sys, tempfile
from pathlib import Path
from tests.house.mutants import judge
from tests.house.mutants.__main__ import preload
from tests.house.mutants.targets import ROOT, Target
from tests.house.mutants.mutations import mutants_of
judge.RECORD = Path(sys.argv[1])
preload()
target = Target(sys.argv[2], (sys.argv[3],), 1)
mutants = [each for each in mutants_of(ROOT / target.source, ROOT) if sys.argv[4] in each.name]
with tempfile.TemporaryDirectory() as folder:
    judge.judge(target, mutants, Path(folder), anew=False)
"""


def verdicts(tmp_path: Path, source: str, tests: str, named: str, broken: str = "") -> set[str]:
    record = tmp_path / "results.jsonl"
    command = [sys.executable, "-c", f"{broken}\n{JUDGES}", str(record), source, tests, named]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {json.loads(line)["verdict"] for line in record.read_text().splitlines()}


@pytest.mark.long
@pytest.mark.parametrize(
    ("tests", "named", "verdict"),
    [
        ("tests/storage/queue/test_lifecycle.py", "[return]", "killed"),  # inside a function: its code is replaced
        ("tests/storage/queue/test_lifecycle.py", "module [", "killed"),  # while the module loads: all is loaded anew
        ("tests/storage/test_policy.py", "[return]", "survived"),  # the sabotage: tests of something else
    ],
)
def test_a_break_is_killed_by_its_own_tests_and_by_no_others(tmp_path: Path, tests, named, verdict) -> None:
    assert verdict in verdicts(tmp_path, "storage/queue/lifecycle.py", tests, named)


WRITES_A_FILE = """
from storage.queue import lifecycle

def test_that_notices_nothing(tmp_path):
    (tmp_path / "file").write_text("x")
    for stopped in (True, False):
        lifecycle.after_failure(1, retry=True, cancel_requested=stopped)
        lifecycle.after_loss(1, cancel_requested=stopped)
        lifecycle.after_release(cancel_requested=stopped)
"""


@pytest.mark.long
def test_a_test_that_writes_a_file_notices_no_break_because_of_that(tmp_path: Path) -> None:
    """The sabotage: where the folder of the break before is gone, each further break counts as noticed."""
    path = ROOT / ".mutants" / f"test_writes_{os.getpid()}.py"  # a test is known by its place in the repository
    path.parent.mkdir(exist_ok=True)
    path.write_text(WRITES_A_FILE)
    try:
        told = verdicts(tmp_path, "storage/queue/lifecycle.py", str(path.relative_to(ROOT)), "[condition]")
    finally:
        path.unlink()
    assert told == {"survived"}


TRIGGER = ("storage/consent/lock.py", "tests/storage/consent/test_lock.py", "'jobs' -> 'jobsX'")


@pytest.mark.long
def test_a_break_of_what_makes_a_database_is_noticed(tmp_path: Path) -> None:
    """The trigger of jobs is written down when a database is made, once for all tests where they copy one."""
    assert verdicts(tmp_path, *TRIGGER) == {"killed"}


@pytest.mark.long
def test_the_sabotage_where_tests_copy_a_sound_one_it_survives(tmp_path: Path) -> None:
    copies = "from tests.house.mutants import server; server.copy_no_database = lambda: None"
    assert "survived" in verdicts(tmp_path, *TRIGGER, broken=copies)


@pytest.mark.long
def test_tests_that_are_red_without_any_break_judge_nothing(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        verdicts(tmp_path, "storage/queue/lifecycle.py", "tests/no_such_file.py", "[return]")


def test_every_reason_is_about_a_break_that_there_is() -> None:
    files = {path for target in targets.TARGETS for path in target.files()}
    told = {ROOT / name.partition("::")[0] for name in report.reasons()}
    there = {mutant.name for path in files & told for mutant in mutants_of(path, ROOT)}
    assert [name for name in report.reasons() if name not in there] == []
    assert all(len(reason) > 20 for reason in report.reasons().values())


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(1800)
def test_nine_in_ten_breaks_of_a_small_sample_are_noticed() -> None:
    """``make mutants`` in small: drawn by the same seed, so what survives there is explained in the same file."""
    command = [sys.executable, "-m", "tests.house.mutants", "--sample", "80"]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_figures_are_those_of_the_record(tmp_path: Path, monkeypatch) -> None:
    """Counted by hand: of four breaks drawn three are judged, one of them survived, and it has no reason."""
    (tmp_path / "judged.py").write_text(SOURCE)
    target = targets.Target("judged.py", (), 1)
    drawn = mutants_of(tmp_path / "judged.py", tmp_path)[:4]
    verdicts = dict(zip((mutant.name for mutant in drawn), ("killed", "survived", "late"), strict=False))
    monkeypatch.setattr(report, "known", lambda _target: verdicts)
    made = report.figures({target: drawn})
    told = {name: (figure.value, figure.holds) for name, figure in made.figures.items()}
    assert told == {
        "breaks judged": (3, False),
        "breaks noticed": (pytest.approx(200 / 3), False),
        "survivors without a reason": (1, False),
        "breaks judged, judged.py": (3, False),
    }
    assert "seed 14" in made.method
    assert "judged.py 66.7% of 3" in made.method
