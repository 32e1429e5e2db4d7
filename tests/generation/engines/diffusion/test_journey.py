"""``candid try`` with the tiny model: the real commands, queue, worker, safeguards and seal, with each engine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assets import portraits

LOAD_S = 240
CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")


def tried(model: Path, out: Path, *more: str, photo: str = "ardern-2022") -> tuple[int, dict]:
    photos = (str(portraits.path(photo)),) if photo else ()
    chosen = ("--weights", str(model), "--out", str(out), "--json", *more)
    done = subprocess.run([*CANDID, "try", *photos, *chosen], capture_output=True, timeout=LOAD_S, check=False)
    return done.returncode, json.loads(done.stdout)


@pytest.mark.timeout(LOAD_S)
def test_a_background_painted_behind_the_untouched_person_is_kept(built: Path, tmp_path: Path) -> None:
    code, said = tried(built, tmp_path, "--engine", "background")
    assert code == 0
    assert len(said["exports"]) == len(said["variants"]) == 4
    assert said["erasure"]["leftovers"] == 0
    for variant in said["variants"]:
        assert not variant["withheld"]
        assert variant["edits"]["engine"] == "background"
        assert variant["edits"]["label"] == "AI · BACKGROUND"
        assert variant["edits"]["backdrop"] == "generated"
        assert not variant["edits"]["face_repainted"]
        assert variant["edits"]["model"].startswith("Candid tiny test model ")


@pytest.mark.timeout(LOAD_S)
def test_noise_in_place_of_a_person_is_held_back_whole(built: Path, tmp_path: Path) -> None:
    code, said = tried(built, tmp_path, "--engine", "redraw")
    assert code == 10
    assert said["exports"] == []
    assert all(variant["withheld"] for variant in said["variants"])
    assert "likeness" in said["reasons"]
    assert said["erasure"]["leftovers"] == 0


@pytest.mark.timeout(LOAD_S)
def test_noise_in_place_of_a_made_up_person_is_held_back_and_no_photo_was_asked_for(
    built: Path, tmp_path: Path
) -> None:
    code, said = tried(built, tmp_path, "--persona", "advert", photo="")
    assert code == 10
    assert (said["photos"], said["exports"]) == ([], [])
    assert [variant["edits"]["engine"] for variant in said["variants"]] == ["persona"] * 4
    assert "one_face" in said["reasons"]
    assert [receipt["kind"] for receipt in said["receipts"]] == ["consent-receipt", "deletion-receipt"]
    assert said["erasure"]["leftovers"] == 0
