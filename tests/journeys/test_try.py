"""``candid try`` for real: the command, its worker child, every network, on portraits and on what is none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from tests.assets.portraits import astronaut, beside, encoded, portrait
from tests.generation.intake.test_decode import REFUSED, picture

pytestmark = [pytest.mark.weights, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
PORTRAITS = ROOT / "tests" / "assets" / "portraits"
CANDID = (sys.executable, "-c", "import sys; from storage.main import main; sys.exit(main())")


def run(*words: object, **more) -> tuple[int, dict, str]:
    done = subprocess.run(
        [*CANDID, "try", *map(str, words), "--json"],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        **more,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def test_a_portrait_becomes_headshots_and_nothing_stays(tmp_path) -> None:
    code, report, told = run(PORTRAITS / "ardern-2022.jpg", "--out", tmp_path / "out")
    assert code == 0, told
    assert report.keys() >= {"photos", "variants", "approved", "exports", "receipts", "erasure", "timings_ms"}
    assert len({variant["look"] for variant in report["variants"]}) == 4
    assert [variant["withheld"] for variant in report["variants"]] == [False] * 4, "a look of four is held back"
    assert len(report["exports"]) == len(report["approved"]) == 4
    for export in report["exports"]:
        assert Path(export["file"]).read_bytes()[:2] == b"\xff\xd8"
        assert {"file", "size", "why"} <= export.keys()
    for variant in report["variants"]:
        assert all({"code", "value", "limit", "passed"} <= check.keys() for check in variant["checks"])
    assert report["erasure"]["leftovers"] == 0
    assert report["erasure"]["scanned"]["keys"] == 1
    assert report["timings_ms"]["first_variant"] > 0


# What is handed over -> the code it is refused with. All in one journey: a refused photo leaves room for the next.
NO_PHOTO = {
    "notes.jpg": (REFUSED["not_a_photo"], "not_a_photo"),
    "nothing.png": (REFUSED["empty"], "empty"),
    "bomb.png": (REFUSED["too_many_pixels"], "too_many_pixels"),
    "moving.webp": (REFUSED["animated"], "animated"),
    "wall.jpg": (lambda: encoded(picture(900, 700), quality=90), "no_face"),
    "two.jpg": (lambda: encoded(beside(portrait("macron-2025"), portrait("ardern-2022")), quality=95), "many_faces"),
    "small.png": (lambda: encoded(astronaut(), "PNG"), "face_too_small"),
}


def test_what_is_no_photo_of_one_person_is_refused_with_its_code_value_limit_and_fix(tmp_path) -> None:
    for name, (make, _) in NO_PHOTO.items():
        (tmp_path / name).write_bytes(make())
    code, report, told = run(*(tmp_path / name for name in NO_PHOTO), "--out", tmp_path / "out")
    assert code == 10
    assert report["reasons"] == [reason for _, reason in NO_PHOTO.values()]
    for entry, (name, (_, reason)) in zip(report["photos"], NO_PHOTO.items(), strict=True):
        assert (entry["file"], entry["accepted"]) == (name, False)
        (finding,) = (each for each in entry["findings"] if each["severity"] == "refuse")
        assert (finding["code"], finding["fix"]) == (reason, f"fix.{reason}")
        assert "value" in finding
        assert "limit" in finding
        assert reason in told
    assert report["erasure"]["leftovers"] == 0
    assert [each["kind"] for each in report["receipts"]] == ["consent-receipt", "deletion-receipt"]


# No explicit picture is kept here: in the worker alone, the limit is lowered until a portrait is over it.
LOWERED = """
try:
    from generation.intake.checks.explicit import Explicit
    Explicit.refuse_from = 0.0
except ImportError:
    pass
"""


def test_an_explicit_picture_is_refused_and_erased_at_once(tmp_path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LOWERED)
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    code, report, _ = run(PORTRAITS / "obama-senate.jpg", "--out", tmp_path / "out", env=environment)
    assert code == 10
    assert report["reasons"] == ["explicit"]
    assert report["timings_ms"]["photo_verdict"] is None, "its row was there longer than its verdict"


def test_one_good_photo_among_bad_ones_is_enough_and_a_heic_is_one(tmp_path) -> None:
    bad, good = tmp_path / "notes.jpg", tmp_path / "phone.heic"
    bad.write_bytes(b"not a picture at all")
    pillow_heif.from_pillow(Image.fromarray(portrait("obama-senate"))).save(good, quality=92)
    code, report, _ = run(bad, good, "--out", tmp_path / "out")
    assert code == 0
    assert [photo["accepted"] for photo in report["photos"]] == [False, True]


def test_ctrl_c_erases_the_temporary_folder(tmp_path) -> None:
    with tempfile.TemporaryDirectory() as place:  # short: sockets live in it
        interrupted(tmp_path, Path(place))


def interrupted(tmp_path: Path, place: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(place)}
    words = [*CANDID, "try", str(PORTRAITS / "obama-senate.jpg"), "--out", str(tmp_path / "out")]
    # whoever runs the tests in the background may have had Ctrl-C ignored, and children inherit that
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    trying = subprocess.Popen(words, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, text=True)
    signal.signal(signal.SIGINT, before)
    assert trying.stderr is not None
    assert trying.stderr.readline().startswith("consent")
    assert list(place.glob("candid-try-*"))
    trying.send_signal(signal.SIGINT)
    _, told = trying.communicate(timeout=60)
    assert trying.returncode == 130
    assert "Traceback" not in told
    assert list(place.glob("candid-try-*")) == []
