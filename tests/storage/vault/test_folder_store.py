from __future__ import annotations

import errno
import os
import shutil
import stat
from collections import namedtuple

import pytest

from storage.errors import DiskFull, VaultDamaged
from storage.home import Home
from storage.records import ObjectId
from storage.vault import files
from storage.vault.ballast import BALLAST_BYTES, FREE_BYTES, Ballast
from storage.vault.folder_store import MANY, FolderStore

ONE = ObjectId("1f" * 16)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def blobs(tmp_path):
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    return FolderStore(home.data / "objects")


def everything(blobs):
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


def test_a_file_is_its_users_alone(blobs):
    blobs.write(ONE, b"sealed")
    assert stat.S_IMODE(blobs.path(ONE).stat().st_mode) == 0o600


def test_a_short_write_is_continued(blobs, monkeypatch):
    whole = os.write
    monkeypatch.setattr(files.os, "write", lambda handle, data: whole(handle, bytes(data)[:3]))
    blobs.write(ONE, b"0123456789")
    monkeypatch.undo()
    assert blobs.read(ONE) == b"0123456789"


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_a_disk_full_at_any_step_refuses_and_leaves_nothing(blobs, monkeypatch, call):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, call, full)
    with pytest.raises(DiskFull):
        blobs.write(ONE, b"sealed")
    monkeypatch.undo()
    assert everything(blobs) == []


@pytest.mark.parametrize(
    ("total", "free", "taken"),
    [
        (100 * 10**9, 6 * 10**9, True),
        (100 * 10**9, 5 * 10**9, False),  # under 5 % once the photo is written
        (2 * 10**9, FREE_BYTES, False),
        (2 * 10**9, FREE_BYTES + 10**6, True),
    ],
)
def test_an_upload_is_refused_below_the_reserve(blobs, monkeypatch, total, free, taken):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(total, total - free, free))
    if taken:
        blobs.write(ONE, b"x" * 1000)
    else:
        with pytest.raises(DiskFull):
            blobs.write(ONE, b"x" * 1000)


def test_the_ballast_is_real_and_can_be_given_up(blobs):
    ballast = Ballast(Home(blobs.folder.parent, blobs.folder, blobs.folder))
    ballast.fill()
    path = blobs.folder.parent / "ballast"
    assert path.stat().st_blocks * 512 >= BALLAST_BYTES
    assert ballast.release()
    assert not path.exists()
    assert not ballast.release()


def test_half_written_files_of_a_dead_process_are_swept_and_those_of_a_living_one_are_not(blobs):
    dead = blobs.folder / "1f" / f"{ONE}.0000.tmp"
    dead.write_bytes(b"half")
    living = blobs.folder / "1f" / f"{ONE}.1111.tmp"
    with living.open("wb") as file:
        files.fcntl.flock(file, files.fcntl.LOCK_EX)
        file.write(b"still writing")
        file.flush()
        assert blobs.sweep() == 1
        assert living.exists()
    assert not dead.exists()


def test_what_is_not_ours_stays_when_all_is_removed(blobs):
    blobs.write(ONE, b"sealed")
    (blobs.folder / "holiday.jpg").write_bytes(b"x")
    blobs.remove_all()
    assert [path.name for path in blobs.folder.rglob("*")] == ["holiday.jpg"]


@pytest.mark.parametrize("count", [MANY - 1, MANY])
def test_few_and_many_are_erased_and_counted(blobs, count):
    there = [ObjectId(f"{n:030x}{n % 256:02x}") for n in range(count)]
    kept = ObjectId("ee" * 16)
    for each in (*there, kept):
        blobs.write(each, b"sealed")
    assert blobs.erase_all([*there, ONE]) == count
    assert everything(blobs) == [blobs.path(kept)]


def test_a_folder_that_is_there_and_one_whose_parents_are_not_are_both_opened(tmp_path):
    folder = tmp_path / "far" / "away"
    FolderStore(folder).write(ONE, b"sealed")
    assert FolderStore(folder).read(ONE) == b"sealed"


def test_files_of_a_version_that_went_by_the_first_digits_are_moved_to_where_they_are_looked_for(tmp_path):
    before, name = FolderStore(tmp_path / "objects"), ObjectId("0190" + "ab" * 14)
    (before.folder / "01" / name).write_bytes(b"sealed")
    now = FolderStore(tmp_path / "objects")
    with pytest.raises(VaultDamaged):
        now.read(name)
    assert now.sweep() == 0
    assert now.read(name) == b"sealed"
    assert [path.parent.name for path in everything(now)] == ["ab"]
