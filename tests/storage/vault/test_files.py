"""Complete or absent, private, and on the disk: also where the disk fails in the middle."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from storage.errors import DiskFull
from storage.vault import files


@pytest.fixture
def synced(monkeypatch) -> list[int]:
    """The inode of all that was synced, in order."""
    inodes: list[int] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        inodes.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(files.os, "fsync", noted)
    return inodes


def open_handles() -> int:
    return len(os.listdir("/proc/self/fd"))


def broken_disk(_handle: int) -> None:
    raise OSError(errno.EIO, "the disk does not answer")


def test_a_torn_line_stays_apart_from_the_next(tmp_path):
    path = tmp_path / "list"
    files.append_line(path, "one")
    with path.open("a") as file:
        file.write("tor")
    files.append_line(path, "two")
    assert path.read_text().splitlines() == ["one", "tor", "two"]


def test_a_list_is_its_user_s_alone_and_its_name_is_on_the_disk(tmp_path, synced):
    path = tmp_path / "list"
    files.append_line(path, "one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert synced == [path.stat().st_ino, tmp_path.stat().st_ino]


def test_a_new_file_is_on_the_disk_before_its_name_is(tmp_path, synced):
    path = tmp_path / "new"
    files.write_new(path, b"x")
    assert synced == [path.stat().st_ino, tmp_path.stat().st_ino]


def test_a_disk_that_fails_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", broken_disk)
    with pytest.raises(OSError, match="does not answer"):
        files.write_new(tmp_path / "new", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_reserve_that_finds_no_room_leaves_nothing(tmp_path, monkeypatch):
    def no_room(*_asked: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "posix_fallocate", no_room)
    with pytest.raises(DiskFull):
        files.reserve(tmp_path / "reserve", 1000)
    assert list(tmp_path.iterdir()) == []


def test_no_handle_stays_open(tmp_path, monkeypatch):
    before = open_handles()
    files.write_new(tmp_path / "new", b"x")
    files.fsync_folder(tmp_path)
    assert open_handles() == before
    monkeypatch.setattr(files.os, "fsync", broken_disk)
    for work in (lambda: files.write_new(tmp_path / "other", b"x"), lambda: files.fsync_folder(tmp_path)):
        with pytest.raises(OSError, match="does not answer"):
            work()
    assert open_handles() == before


def test_a_file_that_somebody_writes_is_not_abandoned(tmp_path, monkeypatch):
    """Looked at in the middle of the write, as another process would; also one that was opened a moment ago."""
    seen: list[bool] = []

    def looked_at(name: str) -> None:
        if name == "file.written":
            seen.extend(files.is_abandoned(path) for path in tmp_path.iterdir())

    monkeypatch.setattr(files, "failpoint", looked_at)
    files.write_new(tmp_path / "new", b"x")
    assert seen == [False]
    (tmp_path / "opened.tmp").touch()
    assert not files.is_abandoned(tmp_path / "opened.tmp")
    assert files.sweep_abandoned(tmp_path.glob("*.tmp")) == 0


def test_a_file_whose_writer_is_gone_is_abandoned(tmp_path):
    (tmp_path / "left.tmp").write_bytes(b"half")
    assert files.sweep_abandoned(tmp_path.glob("*.tmp")) == 1
    assert list(tmp_path.iterdir()) == []
