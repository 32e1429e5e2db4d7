"""Folders and files are this user's alone, whoever made them first; a path stays a path; one bot for each folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from storage import home as module
from storage.errors import FolderUnusable, InUse
from storage.home import home_of
from storage.opening import open_storage
from storage.operations.instance_lock import serving_alone
from tests.fakes import settings_in
from tests.storage.life import live


def modes(folder):
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.glob("*.sqlite3*")]}


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
async def test_rows_and_keys_are_private_whatever_made_the_folder_first(settings, clock):
    settings.data_dir.mkdir(mode=0o777, parents=True)
    settings.config_dir.mkdir(mode=0o755, parents=True)
    async with open_storage(settings, clock) as storage:
        await live(storage)
        found = modes(settings.data_dir)
        assert len(found) >= 4  # the folder, rows, their journal, keys
        assert found.pop("data") == 0o700
        assert set(found.values()) == {0o600}
        assert stat.S_IMODE(settings.config_dir.stat().st_mode) == 0o700


@pytest.mark.usefixtures("open_umask")
async def test_a_database_that_others_could_read_is_closed_to_them(settings, clock):
    """One that an older Candid made."""
    async with open_storage(settings, clock):
        pass
    home_of(settings).database.chmod(0o644)
    async with open_storage(settings, clock) as storage:
        await live(storage)
        assert {mode for name, mode in modes(settings.data_dir).items() if name != "data"} == {0o600}


@pytest.mark.usefixtures("open_umask")
async def test_without_that_step_the_rows_would_be_open(settings, clock, monkeypatch):
    """The sabotage."""
    monkeypatch.setattr(module.Home, "make_database_private", lambda _self: None)
    async with open_storage(settings, clock):
        assert modes(settings.data_dir)["candid.sqlite3"] == 0o644


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%20b", "a b", "ä€", "a?mode=memory&cache=shared#x"])
async def test_a_path_stays_a_path(tmp_path, clock, name):
    """In the address of a database ``?``, ``#`` and ``%`` mean something; in a folder's name they do not."""
    settings = settings_in(tmp_path / name)
    async with open_storage(settings, clock) as storage:
        life = await live(storage)
        await storage.db.checkpoint()
        assert life.person.id.encode() in storage.home.database.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("kind", ["data", "config", "cache"])
def test_a_folder_that_cannot_be_made_is_named_with_its_setting(tmp_path, kind):
    settings = settings_in(tmp_path)
    (tmp_path / kind).write_text("a file stands where the folder should be")
    with pytest.raises(FolderUnusable, match=f"{kind} cannot be used.*CANDID_{kind.upper()}_DIR"):
        home_of(settings).create()


def test_a_folder_that_may_not_be_written_is_named_with_its_setting(tmp_path, monkeypatch):
    home = home_of(settings_in(tmp_path))
    monkeypatch.setattr(module.os, "access", lambda path, _how: path != home.data)
    with pytest.raises(FolderUnusable, match="CANDID_DATA_DIR"):
        home.create()


SECOND = """
import sys
from pathlib import Path
from storage.operations.instance_lock import serving_alone
from storage.home import Home
with serving_alone(Home(*map(Path, sys.argv[1:]))):
    print("serving", flush=True)
    sys.stdin.readline()
"""


def test_a_second_bot_over_the_same_folder_says_so_and_stops(tmp_path):
    home = home_of(settings_in(tmp_path))
    command = [sys.executable, "-c", SECOND, str(home.data), str(home.config), str(home.cache)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "serving\n"
        with pytest.raises(InUse, match=str(home.data)):
            with serving_alone(home):
                pass
        first.kill()
    with serving_alone(home):  # the lock went with the killed one
        pass
