"""The peer of the bench: told in one line where it is missing, never downloading, judged by an edge that is known.

rembg itself is no part of the tests' environment; a stand-in of its three calls shows what the process around it does.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from storage.measuring import Report
from storage.operations.main import main
from tests.benches import beside, hair_table
from tests.benches.drawn import hair, walls

STAND_IN = {
    "rembg.py": """
        import os, pooch
        def new_session(name, providers):
            if not os.path.exists(os.path.join(os.environ["U2NET_HOME"], name + ".onnx")):
                pooch.retrieve("https://models.example/" + name, None)
            return name
        def remove(picture, session, bgcolor):
            return picture.convert("RGBA")
        """,
    "pooch.py": """
        def retrieve(*_, **__):
            raise OSError("the network was asked")
        """,
}


@dataclass
class Given:
    """Weights whose model is this file."""

    model: Path

    def path(self, name: str) -> Path:
        assert name == "second_opinion"
        return self.model


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in STAND_IN.items():
        (tmp_path / name).write_text(textwrap.dedent(text))
    (tmp_path / "model").write_bytes(b"some model")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def drawn():
    person = hair.person("short")
    return {"short-plain": (person, person.before(walls.plain((196, 202, 210))))}


def test_where_it_is_missing_one_line_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(beside.importlib.util, "find_spec", lambda _: None)
    assert main(["bench", "studio", "--beside"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [beside.INSTALL]


def test_each_photo_is_timed_both_ways_and_each_drawn_picture_judged(stand_in, drawn):
    photos = [np.full((1200, 1100, 3), level, np.uint8) for level in (60, 200)]
    theirs = beside.peer(photos, drawn, Given(stand_in / "model"))
    assert len(theirs.whole) == len(theirs.small) == 2 * beside.rembg_peer.RUNS
    assert min(theirs.whole) > 0
    assert float(np.median(theirs.apart)) > 3  # the stand-in leaves the old wall where it was


def test_the_sabotage_a_model_under_another_name_is_not_downloaded(stand_in, drawn, monkeypatch):
    copied = beside.shutil.copyfile
    monkeypatch.setattr(beside.shutil, "copyfile", lambda source, to: copied(source, to.with_name("other.onnx")))
    with pytest.raises(RuntimeError, match="never downloads"):
        beside.peer([], drawn, Given(stand_in / "model"))


def test_the_truth_itself_has_no_distance_and_an_uncleaned_edge_has_one(drawn):
    ((person, seen),) = drawn.values()
    assert beside._apart(hair_table.set_before(person.colour, person.alpha), person).max() < 1e-3
    uncleaned = beside._apart(hair_table.set_before(seen.astype(np.float32), person.alpha), person)
    assert float(np.median(uncleaned)) > 3


@pytest.mark.weights
def test_our_own_edge_is_nearer_to_the_truth_than_an_uncleaned_one(drawn):
    ((person, seen),) = drawn.values()
    uncleaned = beside._apart(hair_table.set_before(seen.astype(np.float32), person.alpha), person)
    assert np.median(beside._our_edge(person, seen)) < np.median(uncleaned)


def test_a_slower_or_worse_run_of_ours_does_not_hold(stand_in, monkeypatch):
    theirs = beside.Theirs(whole=[1.0], small=[0.5], apart=np.full(100, 4.0, np.float32))
    monkeypatch.setattr(beside, "peer", lambda *_: theirs)
    monkeypatch.setattr(beside, "_drawn", lambda: {"one": (None, None)})
    monkeypatch.setattr(beside, "_our_edge", lambda *_: np.full(100, 5.0, np.float32))
    monkeypatch.setattr(beside, "_timed", lambda ours, photo, _: (ours.photos.append(photo), ours.seconds.append(0.6)))
    report = Report(bench="studio", method="")
    beside.report_on(report, [np.zeros((40, 40, 3), np.uint8)], lambda _: True, Given(Path()))
    assert [(row.value, row.holds) for row in report.figures.values()] == [
        (pytest.approx(0.6), True),
        (pytest.approx(1.2), False),
        (5.0, False),
        (5.0, False),
    ]


def test_photos_that_allow_no_picture_are_told(monkeypatch):
    with pytest.raises(RuntimeError, match="none of these photos"):
        beside.report_on(
            Report(bench="studio", method=""), [np.zeros((40, 40, 3), np.uint8)], lambda _: False, Given(Path())
        )
