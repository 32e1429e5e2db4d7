"""A remembered hash counts until anything about its file changes; ``again`` reads every byte whatever is remembered."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from generation.weights import hashes as module
from generation.weights.hashes import GRAIN_NS, Hashes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "model" / "a.safetensors"
    made.parent.mkdir()
    made.write_bytes(b"x" * 100)
    return made


def later(file: Path) -> Hashes:
    """A while after the file was written."""
    found = Hashes.kept(file.parent / "prepared" / "hashes.json", file.parent)
    found.now_ns = lambda: file.stat().st_mtime_ns + GRAIN_NS + 1
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files that were read whole."""
    seen: list[Path] = []
    honest = module.sha256_of

    def counted(path: Path) -> str:
        seen.append(path)
        return honest(path)

    monkeypatch.setattr(module, "sha256_of", counted)
    return seen


def test_an_unchanged_file_is_read_once_over_many_starts(file: Path, read: list[Path]) -> None:
    for _ in range(3):
        known = later(file)
        assert known.of(file) == hashlib.sha256(b"x" * 100).hexdigest()
        known.save()
    assert read == [file]


def same_size(file: Path) -> None:
    file.write_bytes(b"y" * 100)


def time_put_back(file: Path) -> None:
    seen = file.stat()
    file.write_bytes(b"y" * 100)
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def replaced(file: Path) -> None:
    seen = file.stat()
    other = file.with_name("b")
    other.write_bytes(b"y" * 100)
    os.utime(other, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [same_size, time_put_back, replaced])
def test_a_changed_file_is_read_again(file: Path, read: list[Path], change: object) -> None:
    known = later(file)
    known.of(file)
    known.save()
    change(file)  # type: ignore[operator]
    assert later(file).of(file) == hashlib.sha256(b"y" * 100).hexdigest()
    assert len(read) == 2


def test_the_sabotage_a_memory_that_asks_nothing_would_miss_each_change(
    file: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_traits", lambda _file: [0])
    with pytest.raises(AssertionError):
        test_a_changed_file_is_read_again(file, read, replaced)


def test_a_file_written_just_now_is_not_remembered(file: Path, read: list[Path]) -> None:
    """It could change again within the clock's grain, with the same times."""
    for _ in range(2):
        known = Hashes.kept(file.parent / "prepared" / "hashes.json", file.parent)
        known.now_ns = lambda: file.stat().st_mtime_ns + 1
        known.of(file)
        known.save()
    assert len(read) == 2


def test_again_reads_it_whatever_is_remembered(file: Path, read: list[Path]) -> None:
    known = later(file)
    known.of(file)
    known.of(file, again=True)
    assert len(read) == 2


@pytest.mark.parametrize(
    "said", ["", "[]", "{", '{"files": 3, "found": []}', '{"files": {"a.safetensors": 3}}', "\x00"]
)
def test_what_cannot_be_read_is_nothing_remembered(file: Path, read: list[Path], said: str) -> None:
    kept = file.parent / "prepared" / "hashes.json"
    kept.parent.mkdir()
    kept.write_text(said)
    assert later(file).of(file) == hashlib.sha256(b"x" * 100).hexdigest()


def test_where_nothing_can_be_written_nothing_is_remembered(file: Path) -> None:
    (file.parent / "prepared").write_text("a file where the folder should be")
    known = later(file)
    known.of(file)
    known.save()
    assert later(file)._known == {}
