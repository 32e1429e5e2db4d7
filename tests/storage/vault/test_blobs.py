from __future__ import annotations

import errno
import os
import shutil
import stat
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest

from storage.errors import DiskFull, NotFound, VaultDamaged
from storage.home import Home
from storage.records import ObjectId
from storage.vault import files
from storage.vault.blobs import BALLAST_BYTES, FREE_BYTES, Blobs

ONE = ObjectId("1f" * 16)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def blobs(tmp_path):
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    return Blobs(home)


def everything(blobs):
    return [path for path in blobs.folder.rglob("*") if path.is_file()]


def test_bytes_come_back_as_they_were_and_go_when_erased(blobs):
    blobs.write(ONE, b"sealed")
    assert blobs.read(ONE) == b"sealed"
    assert stat.S_IMODE(blobs.path(ONE).stat().st_mode) == 0o600
    assert blobs.erase(ONE)
    assert not blobs.erase(ONE)
    with pytest.raises(VaultDamaged):
        blobs.read(ONE)


def test_an_id_never_walks_out_of_the_folder(blobs):
    for bad in ("../../etc/passwd", "", "A" * 32, "1f" * 15 + "1"):
        with pytest.raises(NotFound):
            blobs.path(ObjectId(bad))


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
    blobs.sweep()
    ballast = blobs.folder.parent / "ballast"
    assert ballast.stat().st_blocks * 512 >= BALLAST_BYTES
    assert blobs.release_ballast()
    assert not ballast.exists()
    assert not blobs.release_ballast()


def test_half_written_files_of_a_dead_process_are_swept_and_those_of_a_living_one_are_not(blobs, tmp_path):
    dead = blobs.folder / "1f" / f"{ONE}.0000.tmp"
    dead.write_bytes(b"half")
    scratch = tmp_path / "data" / "tmp" / "photo.jpg"
    scratch.write_bytes(b"x")
    living = blobs.folder / "1f" / f"{ONE}.1111.tmp"
    with living.open("wb") as file:
        files.fcntl.flock(file, files.fcntl.LOCK_EX)
        file.write(b"still writing")
        file.flush()
        assert blobs.sweep() == 2
        assert living.exists()
    assert not dead.exists()
    assert not scratch.exists()


def test_only_old_files_are_candidates_for_orphans(blobs):
    blobs.write(ONE, b"sealed")
    now = datetime.now(UTC)  # noqa: TID251 - compared with the file system's own time
    assert list(blobs.older_than(now - timedelta(hours=1))) == []
    assert list(blobs.older_than(now + timedelta(seconds=5))) == [ONE]


def test_a_torn_line_stays_apart_from_the_next(tmp_path):
    path = tmp_path / "list"
    files.append_line(path, "one")
    with path.open("a") as file:
        file.write("tor")
    files.append_line(path, "two")
    assert path.read_text().splitlines() == ["one", "tor", "two"]
