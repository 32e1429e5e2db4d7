"""``candid try`` for real: the command, its worker child, every network, on portraits and on what is none."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from bot.ports import Text
from bot.texts import render
from generation.disclosure.chain import open_chain
from storage.clock import SystemClock
from storage.errors import MasterKeyMissing
from storage.home import Home
from storage.vault.keys import open_keys
from tests.assets.claimed import source_type, with_xmp
from tests.assets.portraits import astronaut, beside, encoded, portrait
from tests.generation.intake.test_decode import REFUSED, picture

pytestmark = [pytest.mark.weights, pytest.mark.timeout(300)]

ROOT = Path(__file__).resolve().parents[2]
PORTRAITS = ROOT / "tests" / "assets" / "portraits"
CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")


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


@pytest.mark.long
def test_a_photo_that_says_ai_made_it_goes_on_as_that(tmp_path) -> None:
    upload = tmp_path / "made.jpg"
    upload.write_bytes(with_xmp((PORTRAITS / "ardern-2022.jpg").read_bytes(), source_type("trainedAlgorithmicMedia")))
    code, report, told = run(upload, "--out", tmp_path / "out")
    assert code == 0, told
    assert [finding["code"] for finding in report["photos"][0]["findings"]] == ["says_ai_made"]
    assert len(report["exports"]) == 4
    for export in report["exports"]:
        assert b"digitalsourcetype/trainedAlgorithmicMedia" in Path(export["file"]).read_bytes()


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


@pytest.mark.long
def test_what_is_no_photo_of_one_person_is_refused_with_its_code_value_limit_and_fix(tmp_path) -> None:
    for name, (make, _) in NO_PHOTO.items():
        (tmp_path / name).write_bytes(make())
    code, report, told = run(*(tmp_path / name for name in NO_PHOTO), "--out", tmp_path / "out")
    assert code == 10
    assert report["reasons"] == [reason for _, reason in NO_PHOTO.values()]
    for entry, (name, (_, reason)) in zip(report["photos"], NO_PHOTO.items(), strict=True):
        assert (entry["file"], entry["accepted"]) == (name, False)
        (finding,) = (each for each in entry["findings"] if each["severity"] == "refuse")
        assert (finding["code"], finding["fix"]) == (reason, render(Text(key=f"fix-{reason}"), "en"))
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


@pytest.mark.long
def test_one_good_photo_among_bad_ones_is_enough_and_a_heic_is_one(tmp_path) -> None:
    bad, good = tmp_path / "notes.jpg", tmp_path / "phone.heic"
    bad.write_bytes(b"not a picture at all")
    pillow_heif.from_pillow(Image.fromarray(portrait("obama-senate"))).save(good, quality=92)
    code, report, _ = run(bad, good, "--out", tmp_path / "out")
    assert code == 0
    assert [photo["accepted"] for photo in report["photos"]] == [False, True]


def tried(tmp_path: Path, place: Path) -> subprocess.Popen[str]:
    """``candid try`` on a portrait, its photo handed over: there is somebody's picture in its temporary folder."""
    environment = {**os.environ, "TMPDIR": str(place), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    words = [*CANDID, "try", str(PORTRAITS / "obama-senate.jpg"), "--out", str(tmp_path / "out")]
    # whoever runs the tests in the background may have had Ctrl-C ignored, and children inherit that
    before = {name: signal.signal(name, signal.SIG_DFL) for name in (signal.SIGINT, signal.SIGHUP)}
    trying = subprocess.Popen(words, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, text=True)
    for name, handler in before.items():
        signal.signal(name, handler)
    assert trying.stderr is not None
    assert trying.stderr.readline().startswith("consent")
    until(lambda: list(place.glob("candid-try-*/data/objects/??/*")), "no photo was kept")
    return trying


def until(found, complaint: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, complaint
        time.sleep(0.05)


@pytest.mark.parametrize(
    "name", ["SIGINT", *(pytest.param(each, marks=pytest.mark.long) for each in ("SIGTERM", "SIGHUP"))]
)
def test_a_journey_that_is_stopped_erases_its_temporary_folder(tmp_path, name) -> None:
    """Ctrl-C, a polite kill, a closed terminal."""
    with tempfile.TemporaryDirectory() as place:  # short: sockets live in it
        trying = tried(tmp_path, Path(place))
        trying.send_signal(signal.Signals[name])
        _, told = trying.communicate(timeout=60)
        assert trying.returncode == 130
        assert "Traceback" not in told
        assert list(Path(place).glob("candid-try-*")) == []


def secrets_in(place: Path) -> list[str]:
    """Files of a killed journey that hold a key in the clear: 64 hexadecimal digits, or a private key."""
    files = [path for path in place.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path.name for path in files if re.search(rb"^[0-9a-f]{64}\n?$|PRIVATE KEY", path.read_bytes())]


@pytest.mark.long
def test_a_journey_that_is_killed_leaves_nothing_that_opens(tmp_path) -> None:
    (credentials := tmp_path / "config" / "candid" / "credentials").mkdir(parents=True)
    open_chain(credentials.parent, SystemClock().now())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        trying = tried(tmp_path, place)
        trying.kill()
        trying.communicate(timeout=60)
        (left,) = place.glob("candid-try-*")
        until(lambda: not holding(left), "the worker outlived its bot")
        objects = list(left.glob("data/objects/??/*"))
        assert objects
        photo = (PORTRAITS / "obama-senate.jpg").read_bytes()
        middle = photo[len(photo) // 2 :][:64]
        files = [path for path in left.rglob("*") if path.is_file() and not path.is_symlink()]
        assert not any(middle in path.read_bytes() for path in files)
        assert secrets_in(left) == []
        with pytest.raises(MasterKeyMissing):
            asyncio.run(open_keys(Home(left / "data", left / "config", left / "cache")))


def test_a_master_key_in_a_file_would_be_found_there(tmp_path) -> None:
    """The sabotage: an installation that keeps it as one that stays does."""
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    asyncio.run(open_keys(home))
    assert secrets_in(tmp_path) == ["master.key"]


def holding(folder: Path) -> list[str]:
    """Processes that were given this folder and still run."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
                continue
            if str(folder).encode() in (process / "environ").read_bytes():
                found.append(process.name)
    return found
