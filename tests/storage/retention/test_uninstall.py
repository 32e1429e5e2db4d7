"""Candid's own files go and nobody else's; nothing goes while a process has the installation open."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from storage.home import Home
from storage.opening import open_storage
from storage.retention import uninstall
from storage.vault import stores
from storage.wake import meeting_place
from tests.fakes import keep_photo, new_person

# Written by hand: what an installation has made in its folders, and what lies beside it in the same ones.
OURS = {
    "config": ["master.key", "master.key.next", "erased.list", "erased.list.1"],
    "data": [
        "keys.sqlite3", "keys.sqlite3-wal", "candid.sqlite3", "candid.sqlite3-wal", "candid.sqlite3-shm", "ballast",
        "bot.lock", "doctor-1f", "objects/ab/1f", "tmp/x", "logs/candid.jsonl",
    ],
    "cache": ["weights/model.onnx"],
}  # fmt: skip
THEIRS = {"config": ["my.key", "list"], "data": ["candid.txt", "photos/me.jpg", "a.sqlite3"], "cache": ["other/x"]}


@pytest.fixture
def home(tmp_path) -> Home:
    for folder, ours in OURS.items():
        for name in (*ours, *THEIRS[folder]):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x")
    return Home(data=tmp_path / "data", config=tmp_path / "config", cache=tmp_path / "cache")


def left_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def of(names: dict[str, list[str]]) -> set[str]:
    return {f"{folder}/{name}" for folder, found in names.items() for name in found}


def test_only_what_is_candids_is_removed_and_the_rest_is_named(home, tmp_path):
    foreign = uninstall.remove(home)
    assert left_in(tmp_path) == of(THEIRS)
    assert {path.name for path in foreign} == {"my.key", "list", "candid.txt", "photos", "a.sqlite3", "other"}


def test_what_is_planned_is_what_goes_and_the_keys_go_first(home, tmp_path):
    planned = uninstall.plan(home)
    assert left_in(tmp_path) == of(OURS) | of(THEIRS)
    secret = {home.config / name for name in OURS["config"]} | {
        home.data / "keys.sqlite3",
        home.data / "keys.sqlite3-wal",
    }
    assert set(planned[: len(secret)]) == secret
    uninstall.remove(home)
    assert [path for path in planned if path.exists()] == []


def test_weights_are_kept_where_that_is_asked_for(home, tmp_path):
    uninstall.remove(home, keep_weights=True)
    assert left_in(tmp_path) == of(THEIRS) | {"cache/weights/model.onnx"}


async def test_it_runs_as_long_as_a_process_has_it_open(settings, clock):
    async with open_storage(settings, clock) as storage:
        home = storage.home
        assert uninstall.is_running(home)
    assert not uninstall.is_running(home)


def test_what_a_killed_process_left_is_not_running(home):
    folder = meeting_place(home.data)
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as killed:
        killed.bind(str(folder / "left.sock"))
    assert not uninstall.is_running(home)
    uninstall.remove(home)
    assert not folder.exists()


async def test_a_store_elsewhere_is_emptied_and_why_it_could_not_be_is_told(settings, clock, tmp_path, monkeypatch):
    url = (tmp_path / "far").as_uri()
    far = settings.model_copy(update={"blob_url": url})
    async with open_storage(far, clock) as storage:
        await keep_photo(storage, (await new_person(storage)).id)
        home = storage.home
        assert list(storage.vault.blobs.names())
    assert uninstall.empty_store(home, "") == ""
    assert left_in(tmp_path / "far")
    assert uninstall.empty_store(home, url) == ""
    assert not (tmp_path / "far").exists()

    def unreachable(*_):
        from storage.errors import StoreUnreachable

        raise StoreUnreachable("s3: it does not answer")

    monkeypatch.setattr(stores, "open_blobs", unreachable)
    assert uninstall.empty_store(home, url) == "s3: it does not answer"
