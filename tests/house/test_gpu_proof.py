"""``make gpu-proof`` without a card: it says so; what it keeps, when it stops and how its parts are joined."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generation.engines.diffusion import accelerator
from generation.engines.diffusion.accelerator import Found
from tests.gpu_proof import __main__ as command
from tests.gpu_proof import machine, page
from tests.gpu_proof.record import Record
from tests.gpu_proof.step import Rows, Scene, Step

NONE = Found(torch="2.13.0", cuda="13.0", driver=None, usable=False)
HERE = {"card": "a card", "versions": {"torch": "2.13.0"}}


@pytest.mark.parametrize("part", command.PARTS)
def test_without_a_card_it_says_so_and_measures_nothing(
    part: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accelerator, "look", lambda: NONE)
    assert command.main(("--part", part, "--folder", str(tmp_path / "proof"))) == command.NO_CARD == 2
    assert "No NVIDIA driver is loaded here" in capsys.readouterr().err
    assert not (tmp_path / "proof").exists()


def test_without_torch_it_names_what_is_missing_and_installs_nothing(tmp_path: Path) -> None:
    """In a process where torch cannot be imported, whatever is installed."""
    code = "import sys; sys.modules['torch'] = None; from tests.gpu_proof.__main__ import main; "
    code += f"sys.exit(main(('--part', 'painter', '--folder', {str(tmp_path / 'proof')!r})))"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == command.NO_CARD
    assert "nothing is installed" in done.stderr
    assert not (tmp_path / "proof").exists()


def steps(ran: list[str], *, seconds: float = 1.0, failing: str = "") -> tuple[Step, ...]:
    def step(name: str) -> Step:
        def run(_: Scene) -> Rows:
            ran.append(name)
            if name == failing:
                raise RuntimeError("broke")
            return {"seconds": len(ran)}

        return Step(name=name, run=run, seconds=seconds)

    return tuple(map(step, ("one", "two", "three")))


def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path) -> None:
    ran: list[str] = []
    scene = Scene(folder=tmp_path)
    assert command.run(steps(ran, failing="two"), Record.of(tmp_path, "painter", HERE), scene) == command.FAILED
    assert command.run(steps(ran), Record.of(tmp_path, "painter", HERE), scene) == command.COMPLETE
    assert ran == ["one", "two", "two", "three"]


def test_the_sabotage_a_record_of_another_machine_counts_for_nothing(tmp_path: Path) -> None:
    Record.of(tmp_path, "painter", HERE).keep("one", {"seconds": 1})
    assert Record.of(tmp_path, "painter", HERE).rows == {"one": {"seconds": 1}}
    assert Record.of(tmp_path, "painter", HERE | {"card": "another"}).rows == {}


def test_no_step_is_begun_that_may_last_longer_than_the_run(tmp_path: Path) -> None:
    ran: list[str] = []
    now = iter((0.0, 100.0, 450.0, 450.0))
    long = steps(ran, seconds=60.0)
    code = command.run(long, Record.of(tmp_path, "painter", HERE), Scene(folder=tmp_path), clock=lambda: next(now))
    assert (code, ran) == (command.LEFT, ["one"])
    assert command.LIMIT_S <= 8 * 60


def test_every_step_fits_into_one_run() -> None:
    """Read from the source, since the parts themselves import torch's neighbours."""
    from tests.gpu_proof import faults, painter, path

    for part in (painter, path, faults):
        assert len({step.name for step in part.STEPS}) == len(part.STEPS)
        assert all(0 < step.seconds <= command.LIMIT_S for step in part.STEPS)


def test_one_page_joins_what_has_run_and_says_what_has_not(tmp_path: Path) -> None:
    Record.of(tmp_path, "painter", HERE).keep("layout resident", {"1024 x 1024, 1 photos": {"p50 s": 1.23456}})
    found = page.join(tmp_path, command.PARTS)
    assert json.loads((tmp_path / "gpu-proof.json").read_text()) == found
    said = (tmp_path / "gpu-proof.md").read_text()
    assert "| 1024 x 1024, 1 photos | p50 s 1.23 |" in said
    assert said.count("not run\n") == 2
    assert "weights are random" in said


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"torch": "2.13.0"}, {}),
        ({"torch": "2.13.0+cu130"}, {}),
        ({"torch": "2.9.1"}, {"torch": "2.9.1, pinned 2.13.0"}),
        ({"torch": "missing"}, {"torch": "missing, pinned 2.13.0"}),
        ({"unheard-of": "1"}, {}),
    ],
    ids=str,
)
def test_versions_that_are_not_the_pinned_ones_are_told(there: dict[str, str], told: dict[str, Any]) -> None:
    assert machine.differing(there, {"torch": "2.13.0"}) == told


def test_the_pins_are_those_of_the_project() -> None:
    assert machine.pins().keys() >= set(machine.LIBRARIES)
