"""Each engine under its own name: what it is told to be, what it can make, what a worker announces and takes."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generation import announced, engines
from generation.engines.diffusion import PORTRAYALS, catalogue
from storage.consent import rules
from storage.records import MemberKind

CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")


def test_a_painted_background_comes_before_redrawing_and_after_the_studio() -> None:
    assert engines.names() == ("studio", "background", "redraw", "persona")


@pytest.mark.parametrize("name", [name for name in engines.names() if name != "studio"])
def test_every_engine_of_the_model_says_what_becomes_of_the_person(name: str) -> None:
    """The description that people and the safeguards go by, and the engine that is built, say the same."""
    described = tomllib.loads(Path(engines.__path__[0], "diffusion", engines.DESCRIPTION).read_text("utf-8"))
    assert described[name]["portrayal"] == PORTRAYALS[name]


def test_the_looks_it_announces_are_those_of_its_catalogue() -> None:
    told = {each.code: each.traits for each in announced.members() if each.kind is MemberKind.ENGINE}
    paintable = {look.id for look in catalogue.looks()}
    assert {name: set(traits["looks"]) for name, traits in told.items() if traits} == {
        "background": paintable, "redraw": paintable,
    }  # fmt: skip


def test_the_rules_know_the_engine_that_paints_behind_by_the_name_it_has() -> None:
    assert rules.BACKGROUND_ENGINE == catalogue.BACKGROUND
    assert rules.needed(catalogue.REDRAW) == rules.needed("an engine nobody knows")


@pytest.mark.parametrize("name", ["diffusion", "full", ""])
def test_a_name_that_no_engine_has_is_refused_with_those_there_are(name: str) -> None:
    done = subprocess.run([*CANDID, "worker", "--engine", name], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "studio, background, redraw, persona" in done.stderr
