"""``candid verify FOLDER``: every picture is answered once, a stopped run goes on, and nothing is called fake."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from pathlib import Path

import pytest

from generation.disclosure import folder as folders
from generation.disclosure import verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.cli import as_object
from storage.operations.main import main
from tests.assets import portraits

pytestmark = pytest.mark.weights

NOBODY = Anchors(root="", issuer="", serial="")
NASTY = "<img src=x onerror=alert(1)>.png"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "pictures"
    (found / "deeper").mkdir(parents=True)
    shutil.copy(portraits.path("ardern-2022"), found / "a.jpg")
    shutil.copy(portraits.path("obama-senate"), found / "deeper" / "b.JPG")
    (found / NASTY).write_bytes(b"no picture")
    (found / "notes.txt").write_text("not a picture")
    (found / "link.jpg").symlink_to("/etc/passwd")
    return found


def run(folder: Path, record: Path, told=lambda *_: None) -> list[folders.Line]:
    return folders.read(folder, record, anchors=NOBODY, language="en", as_object=as_object, told=told)


def test_every_picture_is_answered_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    lines = run(folder, tmp_path / "record.jsonl")
    assert [line["file"] for line in lines] == [NASTY, "a.jpg", "deeper/b.JPG"]
    assert [line["exit_code"] for line in lines] == [verify.EXIT_REFUSED, verify.EXIT_NONE, verify.EXIT_NONE]


def test_names_that_are_no_text_and_files_that_cannot_be_read_stop_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card of an old camera; a file of somebody else; one that goes while the others are looked at; a pipe."""
    shutil.copy(folder / "a.jpg", os.fsencode(folder) + b"/caf\xe9.jpg")
    (folder / "going.jpg").write_bytes(b"gone before it is looked at")
    (folder / "locked.jpg").write_bytes(b"nobody may read this")
    os.mkfifo(folder / "pipe.jpg")
    (folder / "\u202egpj.b.jpg").write_bytes(b"a name that turns itself around")
    real_stat, real_open = Path.stat, Path.open

    def opened(path: Path, *rest, **more):
        if path.name == "locked.jpg":
            raise PermissionError
        return real_open(path, *rest, **more)

    def seen(path: Path, **rest):
        if path.name == "going.jpg" and "told" in listed:
            raise FileNotFoundError
        return real_stat(path, **rest)

    listed: set[str] = set()
    found = folders.pictures
    monkeypatch.setattr(folders, "pictures", lambda where: (found(where), listed.add("told"))[0])
    monkeypatch.setattr(Path, "stat", seen)
    monkeypatch.setattr(Path, "open", opened)
    lines = {line["file"]: line for line in run(folder, tmp_path / "record.jsonl")}
    assert set(lines) == {NASTY, "a.jpg", "deeper/b.JPG", "caf\\udce9.jpg", "locked.jpg", "\u202egpj.b.jpg"}
    assert lines["caf\\udce9.jpg"]["exit_code"] == verify.EXIT_NONE
    assert lines["locked.jpg"]["refused"] == "unreadable"
    assert "<bdi>\u202egpj.b.jpg</bdi>" in folders.page(lines.values(), "en")


def test_a_stopped_run_goes_on_and_a_changed_picture_is_read_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"

    def stop(done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, record, stop)
    assert len(record.read_text().splitlines()) == 1
    record.write_text(record.read_text() + '{"file": "a.jpg", "si')  # a line cut off by the stop
    record.write_text(record.read_text() + "\n")
    asked = []
    assert len(run(folder, record, lambda done, of: asked.append((done, of)))) == 3
    assert asked == [(1, 3), (2, 3), (3, 3)]
    os.utime(folder / "a.jpg", ns=(1, 1))
    asked.clear()
    run(folder, record, lambda done, of: asked.append((done, of)))
    assert asked == [(2, 3), (3, 3)]


def test_a_thousand_pictures_stopped_in_the_middle_are_each_looked_at_once(tmp_path: Path, monkeypatch) -> None:
    """What looks at a picture is left out here: this is about the list of a thousand, the stop and the going on.

    The stop ends the run: of the pictures behind it no more than those in work are looked at. A line that was cut off
    by a stop costs nobody else's line.
    """
    photos, record = tmp_path / "photos", tmp_path / "record.jsonl"
    photos.mkdir()
    names = [f"{number:04}.jpg" for number in range(1000)]
    for name in names:
        (photos / name).write_bytes(name.encode())
    looked: list[bytes] = []

    def look(data: bytes, **_: object) -> verify.Findings:
        looked.append(data)
        return verify.Findings()

    def stop(done: int, of: int) -> None:
        assert of == len(names)
        if done == 400:
            raise KeyboardInterrupt

    monkeypatch.setattr(verify, "look", look)
    waiting = threading.Event()
    real = folders._bytes
    monkeypatch.setattr(folders, "_bytes", lambda path: waiting.wait(0.001) or real(path))
    with pytest.raises(KeyboardInterrupt):
        run(photos, record, stop)
    assert len(record.read_text().splitlines()) == 400
    assert len(looked) < len(names) - folders.AT_ONCE, "the rest was looked at although the run was stopped"
    with record.open("a") as cut:
        cut.write('{"file": "0400.jpg", "si')
    looked.clear()
    assert [line["file"] for line in run(photos, record)] == names
    assert len(looked) == 600
    looked.clear()
    assert [line["file"] for line in run(photos, record)] == names
    assert looked == []


def test_the_page_shows_names_as_text_and_calls_nothing_fake(folder: Path, tmp_path: Path) -> None:
    lines = run(folder, tmp_path / "record.jsonl")
    for language in ("en", "de"):
        shown = folders.page(lines, language)
        assert NASTY not in shown
        assert "&lt;img src=x onerror=alert(1)&gt;.png" in shown
        assert re.search(r"\bfakes?\b|\bgefälscht|fälschung|<script|src=\"", shown.lower()) is None
        assert len(re.findall(r"<th scope=\"row\">", shown)) == 3


def test_the_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["verify", str(folder), "--json"]) == 0
    assert [line["exit_code"] for line in json.loads(capsys.readouterr().out)["pictures"]] == [10, 21, 21]
    assert main(["verify", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("2: No mark was found.")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["verify", str(empty)]) == 2
    assert main(["verify", str(folder), "--record", str(tmp_path)]) == 2
    assert "--record" in capsys.readouterr().err
