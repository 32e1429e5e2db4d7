"""A bench runs without a folder of one's own: on the portraits of the tests, which its report says."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import typer

from tests.assets import portraits
from tests.benches import BENCHES
from tests.benches import portraits as bench_portraits

NEEDS_A_MODEL = {"diffusion"}


@pytest.mark.parametrize("bench", sorted(set(BENCHES) - NEEDS_A_MODEL))
def test_every_bench_runs_bare(bench: str) -> None:
    entry = EntryPoint(name=bench, value=BENCHES[bench], group="benches")
    app = typer.Typer()
    app.command()(entry.load())
    assert [option.name for option in typer.main.get_command(app).params if option.required] == []


def test_without_a_folder_the_projects_own_portraits_are_taken() -> None:
    found = bench_portraits.portraits(bench_portraits.OWN)
    assert [path.stem for path in found] == list(portraits.NAMES)
    assert bench_portraits.named(bench_portraits.OWN, 3) == "3 of the project's own public-domain portraits."


def test_a_folder_that_is_missing_or_holds_no_picture_is_told(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="no folder"):
        bench_portraits.portraits(tmp_path / "missing")
    (tmp_path / "notes.txt").write_text("no picture")
    with pytest.raises(typer.BadParameter, match="no picture"):
        bench_portraits.portraits(tmp_path)
    (tmp_path / "one.JPG").write_bytes(b"")
    assert "folder named" in bench_portraits.named(tmp_path, len(bench_portraits.portraits(tmp_path)))
