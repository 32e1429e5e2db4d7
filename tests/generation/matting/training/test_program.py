"""The program beside the product: what the network may change, what Blender's script imports, what a wheel holds."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import numpy as np
import pytest
from setuptools import find_namespace_packages
from typer.testing import CliRunner

from generation.images import Mask, Points, RgbImage
from generation.matting.training import cli, learned

pytestmark = pytest.mark.long  # of an experiment beside the product

ROOT = Path(__file__).resolve().parents[4]
HERE = ROOT / "generation" / "matting" / "training"
FACE: Points = np.array([(60, 150), (100, 150), (100, 190), (60, 190)], np.float32)
CHANGE = 0.2  # below what is held back before a calm wall


class Asked:
    """A network that would add the same everywhere to a person who fills the left half."""

    def today(self, _frame: RgbImage, _shape: Mask, _face: Points) -> Mask:
        found = np.zeros((320, 320), np.float32)
        found[:, :160] = 1
        found[:, 160:164] = 0.5
        return found

    def change(self, _frame: RgbImage, _shape: Mask, _today: Mask) -> Mask:
        return np.full((320, 320), CHANGE, np.float32)


def photo(busy: bool, level: int = 230) -> RgbImage:
    frame = np.full((320, 320, 3), level, np.uint8)
    if busy:
        frame[:, 160:] = np.random.default_rng(1).integers(0, 256, (320, 160, 1), np.uint8)
    frame[:, :160] = 40
    return frame


def edge(held: learned.Held | None, frame: RgbImage) -> float:
    found = learned.Learned(Asked(), held).person(frame, np.ones((160, 160), np.float32), FACE)  # type: ignore[arg-type]  # asks no OpenCV network
    return float(found[100:220, 161:163].mean())


def test_before_a_calm_wall_of_another_colour_small_changes_are_not_made() -> None:
    assert edge(None, photo(busy=False)) == pytest.approx(0.5 + CHANGE, abs=0.01)
    assert edge(learned.before_calm_walls, photo(busy=False)) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("frame", [photo(busy=True), photo(busy=False, level=44)], ids=["busy", "own colour"])
def test_the_sabotage_before_other_walls_they_are_made(frame: RgbImage) -> None:
    assert edge(learned.before_calm_walls, frame) == pytest.approx(0.5 + CHANGE, abs=0.01)


def imported(source: str) -> set[str]:
    """First names of all that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else str(node.module).split(".")[0])
    return found


BLENDER_MAY = {"__future__", "json", "sys", "time", "pathlib", "typing", "bpy", "numpy"}


def test_the_script_that_blender_runs_imports_nothing_of_the_project() -> None:
    assert imported((HERE / "traced.py").read_text()) == BLENDER_MAY


@pytest.mark.parametrize("line", ["from generation.images import Mask", "import cv2", "from . import people"])
def test_the_sabotage_a_line_more_is_seen(line: str) -> None:
    assert imported((HERE / "traced.py").read_text() + f"\n{line}\n") != BLENDER_MAY


def packed(exclude: list[str]) -> set[str]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]
    return set(find_namespace_packages(str(ROOT), exclude=exclude, include=found["include"]))


def test_no_wheel_holds_the_program() -> None:
    exclude = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["exclude"]
    assert "generation.matting" in packed(exclude)
    assert "generation.matting.training" not in packed(exclude)


def test_the_sabotage_without_its_line_a_wheel_would_hold_it() -> None:
    assert "generation.matting.training" in packed([])


@pytest.mark.parametrize("words", [["train", "PICTURES", "--out", "NET"], ["export", "--out", "NET"]])
def test_without_torch_it_says_what_to_install(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_spec", lambda _name: None)
    told = CliRunner().invoke(cli.program, words, env={"COLUMNS": "300"})
    assert told.exit_code == 2
    assert ".[training]" in told.output


def test_every_command_of_the_readme_is_there() -> None:
    named = {
        line.split()[3]
        for line in (HERE / "README.md").read_text().splitlines()
        if line.startswith("python -m generation.matting.training ")
    }
    assert named == {each.name or each.callback.__name__ for each in cli.program.registered_commands if each.callback}
