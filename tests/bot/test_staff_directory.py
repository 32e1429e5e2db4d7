"""``candid directory export`` as the operator runs it: refusals with their fix, a zip only they can read."""

from __future__ import annotations

import stat
import zipfile

import pytest

from bot import staff_directory
from tests.storage.operations.conftest import folders  # noqa: F401 - a fixture
from tests.storage.operations.test_cli import run


@pytest.fixture
def named(folders, monkeypatch):  # noqa: F811
    monkeypatch.chdir(folders)
    monkeypatch.setenv("CANDID_DIRECTORY_RECIPIENT", "the staff list")
    return folders


def test_it_writes_a_zip_for_the_operator_only(named, tmp_path):
    done = run(staff_directory.directory, "export", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "out").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"READ-ME.txt", "pictures.csv", "remove.csv"}


def test_without_a_recipient_it_says_what_to_set_and_writes_nothing(named, tmp_path, monkeypatch):
    monkeypatch.delenv("CANDID_DIRECTORY_RECIPIENT")
    done = run(staff_directory.directory, "export", "--out", str(tmp_path / "out"))
    assert done.exit_code == 10
    assert "CANDID_DIRECTORY_RECIPIENT" in done.output
    assert not (tmp_path / "out").exists()


def test_it_does_one_thing_only(named, tmp_path):
    done = run(staff_directory.directory, "list", "--out", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_each_workspace_s_recipient_gets_a_zip_of_their_own(named, tmp_path, monkeypatch):
    monkeypatch.setenv("CANDID_DIRECTORY_RECIPIENTS", '{"T1": "One Ltd", "T2": "the staff list"}')
    done = run(staff_directory.directory, "export", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert [line.partition("for ")[2].partition(",")[0] for line in done.output.splitlines()[:2]] == [
        "the staff list",
        "One Ltd",
    ]
    told = [zipfile.ZipFile(path).read("READ-ME.txt").decode() for path in sorted((tmp_path / "out").iterdir())]
    assert ["One Ltd" in page for page in told] == [False, True]
