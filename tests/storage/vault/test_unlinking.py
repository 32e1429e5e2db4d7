"""Many files are unlinked in a process of its own, and here where that one is not to be had."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.vault import unlinking

MANY = 300
KILLED = ("/bin/sh", "-c", "kill -KILL $$")


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Of files in 16 folders."""
    names = [f"{n % 16:02x}/{n}" for n in range(MANY)]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"sealed")
    return names


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("side_by_side", [False, True])
def test_no_folder_is_synced_before_all_are_unlinked_and_each_once(tmp_path, names, monkeypatch, side_by_side) -> None:
    """A sync in between would be lost work; none at all would bring names back after a power cut."""
    synced: list[tuple[str, int]] = []

    def sync(folder: str) -> None:
        synced.append((Path(folder).name, len(files(tmp_path))))

    monkeypatch.setattr(unlinking, "sync", sync)
    (tmp_path / "empty").mkdir()
    with ThreadPoolExecutor(4) as pool:
        each = pool.map if side_by_side else map
        assert unlinking.erase(str(tmp_path), [*names, "empty/of-nobody"], each=each) == MANY
    assert sorted(synced) == [(f"{n:02x}", 0) for n in range(16)]


def test_a_process_of_its_own_unlinks_them(tmp_path, names, monkeypatch) -> None:
    monkeypatch.setattr(unlinking, "erase", None)  # nothing can be erased in this process
    assert unlinking.erase_apart(str(tmp_path), [*names[1:], "00/of-nobody"]) == MANY - 1
    assert files(tmp_path) == [tmp_path / names[0]]


def test_what_fails_there_is_raised_here_with_its_name(tmp_path, names) -> None:
    (tmp_path / names[3]).unlink()
    (tmp_path / names[3]).mkdir()
    with pytest.raises(OSError, match=r"directory|permitted") as failed:
        unlinking.erase_apart(str(tmp_path), names)
    assert str(failed.value.filename).endswith(names[3])


@pytest.mark.parametrize("command", [("/not/there",), KILLED], ids=["none to be had", "killed"])
def test_where_that_process_is_not_to_be_had_they_go_here(tmp_path, names, monkeypatch, command) -> None:
    monkeypatch.setattr(unlinking, "COMMAND", command)
    assert unlinking.erase_apart(str(tmp_path), names) == MANY
    assert files(tmp_path) == []


def test_it_is_told_nothing_of_the_bots_environment(tmp_path, names, monkeypatch) -> None:
    monkeypatch.setenv("CANDID_DISCORD_TOKEN", "secret")
    told = tmp_path / "told"
    monkeypatch.setattr(unlinking, "COMMAND", ("/bin/sh", "-c", f"cat > /dev/null; /usr/bin/env > {told}"))
    unlinking.erase_apart(str(tmp_path), names)
    assert "PWD=" in told.read_text()
    assert "secret" not in told.read_text()


def test_a_name_that_was_cut_off_is_not_one(tmp_path) -> None:
    """Its parent died in the middle of a word: ``00/12`` is another file than ``00/123``."""
    (tmp_path / "00").mkdir()
    for name in ("1", "12"):
        (tmp_path / "00" / name).write_bytes(b"sealed")
    told = b"00/1\x0000/12"
    done = subprocess.run(unlinking.COMMAND, cwd=tmp_path, env={}, input=told, capture_output=True, check=True)
    assert b'"count": 1' in done.stdout
    assert files(tmp_path) == [tmp_path / "00" / "12"]
