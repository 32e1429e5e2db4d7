"""Each check of the doctor, with the break that turns exactly it red."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import namedtuple

import pytest
import typer

from storage.home import home_of
from storage.operations import checks, doctor
from storage.vault.keys import open_keys

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def home(settings):
    return home_of(settings)


def red(home):
    found = [
        checks.python(), checks.disk(home), checks.write_and_erase(home), checks.clock(home), checks.master_key(home)
    ]  # fmt: skip
    assert all(check.fix for check in found if not check.ok)
    return [check.name for check in found if not check.ok]


def test_on_a_sound_machine_all_is_well(home):
    assert red(home) == []
    assert not list(home.data.glob("doctor-*"))


def test_an_old_python_is_named():
    assert not checks.python((3, 10, 4)).ok


def test_a_full_disk_is_named(home, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12 - 10**9, 10**9))
    assert red(home) == ["Disk"]


def test_a_folder_that_cannot_be_written_is_named(home, monkeypatch):
    def refused(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checks.sqlite3, "connect", refused)
    assert red(home) == ["Write and erase"]


def test_a_sqlite_that_does_not_overwrite_is_named(home, monkeypatch):
    def write_then_keep(path, marker):
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA secure_delete=OFF")
            database.execute("CREATE TABLE t (x TEXT)")
            database.executemany("INSERT INTO t VALUES (?)", [(marker,)] * 50)
            database.commit()
            database.execute("DELETE FROM t")
        database.close()

    monkeypatch.setattr(checks, "_write_then_delete", write_then_keep)
    assert red(home) == ["Write and erase"]


async def test_a_clock_behind_its_own_files_is_named(home, clock):
    home.create()
    keys = await open_keys(home)
    await keys.close()
    os.utime(home.data / "keys.sqlite3", (clock.now().timestamp() + 86400,) * 2)
    assert not checks.clock(home, clock).ok
    clock.advance(days=300)
    assert checks.clock(home, clock).ok


@pytest.mark.parametrize("break_it", ["gone", "readable"])
async def test_a_master_key_that_is_gone_or_readable_by_others_is_named(home, break_it):
    home.create()
    keys = await open_keys(home)
    await keys.close()
    path = home.config / "master.key"
    if break_it == "gone":
        path.unlink()
    else:
        path.chmod(0o640)
    assert red(home) == ["Master key"]


# --- the command ------------------------------------------------------------------------------------------------------


class Entry:
    def __init__(self, name, target, value="generation.checks:x"):
        self.name, self.target, self.value = name, target, value

    def load(self):
        return self.target


GOOD = checks.Check(name="Weights", ok=True, detail="all here")
BAD = checks.Check(name="Weights", ok=False, detail="2 missing", fix="candid weights pull")


def test_checks_of_all_packages_are_collected_storages_first():
    entries = [Entry("weights", lambda: GOOD), Entry("storage", lambda: [BAD, GOOD], "storage.operations.checks:x")]
    assert doctor.run(entries) == [BAD, GOOD, GOOD]


def test_a_check_that_breaks_is_a_failed_check():
    def broken():
        raise RuntimeError

    (check,) = doctor.run([Entry("weights", broken)])
    assert not check.ok
    assert check.fix


def test_a_failure_prints_its_fix_and_exits_with_one(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "entry_points", lambda group: [Entry("weights", lambda: BAD)])
    with pytest.raises(typer.Exit) as ended:
        doctor.doctor()
    assert ended.value.exit_code == 1
    assert "Fix: candid weights pull" in capsys.readouterr().out


def test_json_is_one_object(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "entry_points", lambda group: [Entry("weights", lambda: GOOD)])
    doctor.doctor(as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "checks": [{"name": "Weights", "ok": True, "detail": "all here", "fix": ""}],
    }


def test_a_wrong_setting_is_a_failed_check(monkeypatch):
    monkeypatch.setenv("CANDID_PHOTO_HOURS", "999")
    assert [check.name for check in checks.storage_checks() if not check.ok] == ["Settings"]
