"""The doctor finds what is wrong with what is kept; each break turns exactly its check red, and says what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.errors import DatabaseDamaged, KeyRingForeign
from storage.home import home_of
from storage.opening import open_storage
from storage.operations import diagnosis, doctor
from storage.people import persons
from storage.retention.forget import forget
from storage.vault.key_ring import DATABASE, ROOT, TOP, Ring, Wrapping, fill
from storage.vault.master_keys import MASTER
from tests.fakes import MONDAY, keep_photo, new_person, settings_in
from tests.storage.life import live


@pytest.fixture
async def home(settings, clock):
    async with open_storage(settings, clock) as storage:
        await live(storage)
    return home_of(settings)


def red(home, now=MONDAY):
    checks = diagnosis.of_data(home, now)
    assert all(check.fix for check in checks if not check.ok)
    assert all("SELECT" not in check.detail + check.fix for check in checks)
    return {check.name: f"{check.detail} {check.fix}" for check in checks if not check.ok}


def test_on_a_sound_or_an_empty_installation_all_is_well(home, tmp_path):
    assert red(home) == {}
    assert red(home_of(settings_in(tmp_path / "nothing yet"))) == {}


def damage(path):
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    path.write_bytes(data)


def test_a_malformed_database_is_told_in_plain_words(home):
    damage(home.database)
    assert set(red(home)) == {"Database"}
    assert "back from a backup" in red(home)["Database"]


async def test_a_malformed_database_stops_the_start_with_the_same_words(settings, clock, home):
    damage(home.database)
    with pytest.raises(DatabaseDamaged, match="back from a backup"):
        async with open_storage(settings, clock):
            pass


def another_ring(home):
    """One of another installation, with its master key."""
    master = os.urandom(32)
    by = Wrapping(master)
    rows = tuple((TOP, name, by.id, by.wrap(name, os.urandom(32)), 0) for name in (ROOT, "f" * 32))
    (home.data / DATABASE).unlink()
    fill(home.data / DATABASE, Ring(master=master, began_at=0, rows=rows))
    (home.config / MASTER).write_text(master.hex())


@pytest.mark.many
@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda home: (home.data / DATABASE).unlink(), "missing beside data"),
        (lambda home: (home.data / DATABASE).write_bytes(b""), "damaged"),
        (lambda home: (home.data / DATABASE).write_bytes(b"garbage" * 999), "damaged"),
        (lambda home: (home.config / MASTER).write_text("00" * 32), "does not open it"),
        (lambda home: (home.config / MASTER).unlink(), "does not open it"),
        (lambda home: (home.config / MASTER).write_text("hello"), "cannot be used"),
        (another_ring, "two installations"),
    ],
)
def test_a_key_ring_that_is_missing_garbage_or_of_others_is_told(home, break_it, said):
    break_it(home)
    assert set(red(home)) == {"Key ring"}
    assert said in red(home)["Key ring"]


async def test_a_key_ring_of_others_stops_the_start_before_anything_is_changed(settings, clock, home):
    """Sabotage: were it opened, the first sweep would destroy the keys it finds no people for."""
    another_ring(home)
    ring = (home.data / DATABASE).read_bytes()
    with pytest.raises(KeyRingForeign, match="two installations"):
        async with open_storage(settings, clock):
            pass
    assert (home.data / DATABASE).read_bytes() == ring


async def test_who_was_erased_since_an_old_backup_makes_no_key_ring_foreign(settings, clock):
    """Only erased people in the rows of yesterday, and no key: the start erases them again."""
    home = home_of(settings)
    async with open_storage(settings, clock) as storage:
        person = await new_person(storage)
    rows = home.database.read_bytes()
    async with open_storage(settings, clock) as storage:
        await forget(storage, person.id)
    for journal in home.data.glob("candid.sqlite3-*"):
        journal.unlink()
    home.database.write_bytes(rows)
    assert red(home) == {}
    async with open_storage(settings, clock) as storage, storage.db.read() as tx:
        assert await persons.get(tx, person.id) is None


def test_of_a_damaged_database_nothing_is_claimed(home):
    damage(home.database)
    assert {check.name for check in diagnosis.of_data(home, MONDAY)} == {"Folders", "Database", "Key ring"}


async def test_an_overdue_erasure_and_an_overdue_expiry_are_told(settings, clock):
    async with open_storage(settings, clock) as storage:
        person = await new_person(storage)
        await keep_photo(storage, person.id)
    home = home_of(settings)
    assert red(home, clock.advance(hours=24, minutes=1)) == {}
    assert "an expiry is overdue" in red(home, clock.advance(minutes=5))["Erasures"]
    with closing(sqlite3.connect(home.database)) as rows, rows:
        row = ("e" * 32, "a" * 32, "mark", "{}", int(MONDAY.timestamp()) * 1_000_000)
        rows.execute("INSERT INTO erasures (id, erased_person, step, counts, requested_at) VALUES (?, ?, ?, ?, ?)", row)
    assert "an erasure and an expiry are overdue" in red(home, clock.now())["Erasures"]
    assert "candid purge" in red(home, clock.now())["Erasures"]


def test_what_others_may_read_is_told_with_the_command_that_closes_it(home):
    for path in (home.data, home.database, home.data / DATABASE):
        mode = path.stat().st_mode
        path.chmod(mode | 0o044)
        assert set(red(home)) == {"Folders"}
        assert f"chmod go-rwx {path}" in red(home)["Folders"]
        path.chmod(mode)
    assert red(home) == {}


def test_a_folder_that_cannot_be_written_is_named_with_its_setting(home, monkeypatch):
    real = os.access
    monkeypatch.setattr(diagnosis.os, "access", lambda path, how: path != home.config and real(path, how))
    assert "set CANDID_CONFIG_DIR" in red(home)["Folders"]
    assert str(home.config) in red(home)["Folders"]


# --- without a home folder, without a library -------------------------------------------------------------------------

NOBODY = """
import os, pwd
def unknown(uid):
    raise KeyError(uid)
pwd.getpwuid = unknown
os.environ.pop("HOME", None)
from storage.operations import checks
for check in checks.storage_checks():
    print(check.ok, check.name, check.detail, check.fix)
"""


def test_a_user_the_system_does_not_know_is_told_which_settings_to_give(tmp_path):
    """As in a container that runs under a number: no HOME, no entry in the list of users."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "CANDID_"))}
    run = subprocess.run(
        [sys.executable, "-c", NOBODY], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
    )
    assert "False Settings" in run.stdout
    assert "CANDID_DATA_DIR" in run.stdout


class Entry:
    name, value = "discord", "bot.platforms.discord.checks:discord_checks"

    def load(self):
        raise ModuleNotFoundError("No module named 'discord'", name="discord")


def test_a_platform_that_is_off_is_never_blamed_and_one_that_is_on_is(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CANDID_DISCORD_TOKEN", raising=False)
    assert doctor.run([Entry()]) == []
    Path(".env").write_text("CANDID_DISCORD_TOKEN=abc\n")
    (check,) = doctor.run([Entry()])
    assert not check.ok
    assert "not installed" in check.detail
