"""``candid try`` for real: the command, its worker child, every network, on portraits and on what is none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.weights, pytest.mark.timeout(300)]

PORTRAITS = Path(__file__).resolve().parents[1] / "assets" / "portraits"
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
    assert len(report["variants"]) == 4
    assert len({variant["look"] for variant in report["variants"]}) == 4
    assert len(report["exports"]) == len(report["approved"]) > 0
    for export in report["exports"]:
        assert Path(export["file"]).read_bytes()[:2] == b"\xff\xd8"
        assert {"file", "size", "why"} <= export.keys()
    for variant in report["variants"]:
        assert all({"code", "value", "limit", "passed"} <= check.keys() for check in variant["checks"])
    assert report["erasure"]["leftovers"] == 0
    assert report["erasure"]["scanned"]["keys"] == 1
    assert report["timings_ms"]["first_variant"] > 0


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("notes.jpg", b"not a picture at all", "not_a_photo"), ("nothing.png", b"", "empty")],
)
def test_a_file_that_is_no_photo_is_refused_with_its_reason(tmp_path, name, data, reason) -> None:
    photo = tmp_path / name
    photo.write_bytes(data)
    code, report, told = run(photo, "--out", tmp_path / "out")
    assert code == 10
    assert report["reasons"] == [reason]
    assert report["photos"][0]["findings"][0]["code"] == reason
    assert reason in told


def test_two_people_in_one_picture_are_refused(tmp_path) -> None:
    from PIL import Image

    left, right = (Image.open(PORTRAITS / name).resize((600, 750)) for name in ("ardern-2022.jpg", "macron-2025.jpg"))
    both = Image.new("RGB", (1200, 750))
    both.paste(left, (0, 0))
    both.paste(right, (600, 0))
    both.save(tmp_path / "both.jpg", quality=95)
    code, report, _ = run(tmp_path / "both.jpg", "--out", tmp_path / "out")
    assert code == 10
    assert "many_faces" in report["reasons"]


def test_one_good_photo_among_bad_ones_is_enough(tmp_path) -> None:
    bad = tmp_path / "notes.jpg"
    bad.write_bytes(b"not a picture at all")
    code, report, _ = run(bad, PORTRAITS / "obama-senate.jpg", "--out", tmp_path / "out")
    assert code == 0
    assert [photo["accepted"] for photo in report["photos"]] == [False, True]


def test_ctrl_c_erases_the_temporary_folder(tmp_path) -> None:
    with tempfile.TemporaryDirectory() as place:  # short: sockets live in it
        interrupted(tmp_path, Path(place))


def interrupted(tmp_path: Path, place: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(place)}
    words = [*CANDID, "try", str(PORTRAITS / "obama-senate.jpg"), "--out", str(tmp_path / "out")]
    trying = subprocess.Popen(words, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, text=True)
    assert trying.stderr is not None
    assert trying.stderr.readline().startswith("consent")
    assert list(place.glob("candid-try-*"))
    trying.send_signal(signal.SIGINT)
    _, told = trying.communicate(timeout=60)
    assert trying.returncode == 130
    assert "Traceback" not in told
    assert list(place.glob("candid-try-*")) == []
