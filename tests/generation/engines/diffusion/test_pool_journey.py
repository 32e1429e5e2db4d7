"""``candid try`` against the serving stand-in: the real commands, queue, worker, safeguards and seal; no torch here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.assets import portraits
from tests.generation.engines.diffusion.serving_stand_in import Request, StandIn, png
from tests.generation.engines.diffusion.test_pool import status

TRY_S = 240
CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")
pytestmark = [pytest.mark.weights, pytest.mark.timeout(TRY_S)]


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


def tried(stand_in: StandIn, out: Path, engine: str) -> tuple[int, dict]:
    there = {"CANDID_IMAGES_URL": stand_in.url, "CANDID_IMAGES_KEPT_HOURS": "24"}
    done = subprocess.run(
        [*CANDID, "try", str(portraits.path("ardern-2022")), "--engine", engine, "--out", str(out), "--json"],
        env={**os.environ, **there},
        capture_output=True,
        timeout=TRY_S,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def somebody_else(request: Request, *, share: float = 1.0) -> bytes:
    """Another real person, in a picture of the right size. ``share``: of its width, from the upper left corner."""
    width, height = map(int, request.fields["size"].split("x"))
    photo = Image.fromarray(portraits.portrait("obama-senate"))
    photo.thumbnail((int(width * share), int(height * share)))
    shown = Image.new("RGB", (width, height), (120, 130, 140))
    shown.paste(photo, (0, 0))
    return png(np.asarray(shown))


def beside(request: Request) -> bytes:
    """Where the person in front does not hide them."""
    return somebody_else(request, share=0.4)


@pytest.mark.long
def test_a_wall_painted_there_stands_behind_the_untouched_person_who_was_not_shown_to_it(
    stand_in: StandIn, tmp_path: Path
) -> None:
    code, said = tried(stand_in, tmp_path, "background")
    assert code == 0
    assert len(said["exports"]) == len(said["variants"]) == 4
    assert {variant["edits"]["label"] for variant in said["variants"]} == {"AI · BACKGROUND"}
    assert [(came.endpoint, came.photos) for came in stand_in.came] == [("generations", [])] * 4
    assert {came.fields["seed"] for came in stand_in.came} == {each["edits"]["seed"] for each in said["variants"]}
    assert said["erasure"]["leftovers"] == 0


@pytest.mark.long
def test_somebody_else_in_place_of_the_wall_is_held_back(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.generations = beside
    code, said = tried(stand_in, tmp_path, "background")
    assert (code, said["exports"]) == (10, [])
    assert all(variant["withheld"] for variant in said["variants"])


def test_a_faithful_redrawing_is_kept_and_labelled(stand_in: StandIn, tmp_path: Path) -> None:
    code, said = tried(stand_in, tmp_path, "redraw")
    assert code == 0
    assert {variant["edits"]["label"] for variant in said["variants"]} == {"AI · MODIFIED"}
    assert {variant["edits"]["model"] for variant in said["variants"]} == {"FLUX.2 [klein] 4B of an unknown revision"}
    assert {came.endpoint for came in stand_in.came} == {"edits"}


@pytest.mark.long
def test_somebody_else_in_place_of_the_person_is_held_back_as_unlike(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.edits = somebody_else
    code, said = tried(stand_in, tmp_path, "redraw")
    assert (code, said["exports"]) == (10, [])
    assert "likeness" in said["reasons"]


@pytest.mark.long
def test_an_engine_that_only_fails_is_told_and_nothing_is_left(stand_in: StandIn, tmp_path: Path) -> None:
    stand_in.generations = status(400)
    code, said = tried(stand_in, tmp_path, "background")
    assert code != 0
    assert said["exports"] == []
    assert "pool_failed" in json.dumps(said)
    assert len(stand_in.came) <= 3 * 4
