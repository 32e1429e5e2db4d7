"""The operator's commands, on a real installation in a folder of its own."""

from __future__ import annotations

import asyncio
import json
import os
import zipfile
from datetime import timedelta

import pytest
import typer
from typer.testing import CliRunner

from storage.clock import SystemClock
from storage.errors import KeyRingMissing
from storage.home import home_of
from storage.opening import open_storage
from storage.operations import cli, ledger
from storage.settings import StorageSettings
from storage.vault.key_copies import NoCopy
from tests.fakes import keep_photo, new_person
from tests.storage.life import live


@pytest.fixture
def grace(folders):
    async def make():
        async with open_storage(StorageSettings()) as storage:
            return await live(storage, "grace-hopper")

    return asyncio.run(make())


def run(command, *words, said=""):
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(words), input=said)


HERS = ("--platform", "web", "--user", "grace-hopper")


def test_forget_asks_and_then_erases(grace, folders):
    assert run(cli.forget, *HERS, said="n\n").exit_code == 1
    done = run(cli.forget, *HERS, said="y\n")
    assert done.exit_code == 0, done.output
    assert "1 photos, 1 pictures" in done.output
    assert "3 messages go from the chat" in done.output
    assert run(cli.forget, *HERS, "--yes").exception.code == "not_found"
    assert not [path for path in (folders / "data" / "objects").rglob("*") if path.is_file()]


def test_forget_prints_its_receipt_as_json(grace):
    assert json.loads(run(cli.forget, *HERS, "--yes", "--json").output)["erased"]["photos"] == 1


def test_my_data_writes_a_zip_for_its_owner_and_overwrites_nothing(grace, folders):
    out = folders / "grace.zip"
    assert run(cli.my_data, *HERS, "--out", str(out)).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        assert "photo/1.jpg" in archive.namelist()
    assert out.stat().st_mode & 0o777 == 0o600
    assert run(cli.my_data, *HERS, "--out", str(out)).exit_code == 2


def test_purge_counts_what_a_crash_left_orphans_and_half_written_files(grace):
    home = cli.home_of(StorageSettings())
    orphan = home.data / "objects" / "ab" / ("ab" * 16)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    os.utime(orphan, (0, 0))
    half = orphan.with_name(f"{'cd' * 16}.0000.tmp")
    half.write_bytes(b"x")
    swept = json.loads(run(cli.purge, "--json").output)["sweep"]
    assert (swept["orphans"], swept["unfinished"]) == (1, 1)
    assert not orphan.exists()
    assert not half.exists()
    assert "Swept up 0" in run(cli.purge).output


def test_purge_says_what_it_did(grace):
    assert "Erased 0 expired files" in run(cli.purge).output
    assert json.loads(run(cli.purge, "--json").output)["purge"]["ran"] is True


def test_stats_tell_no_count_under_five(grace):
    assert "people known" in run(cli.stats).output
    assert json.loads(run(cli.stats, "--json").output)["people"] is None
    assert "candid_workers" in run(cli.stats, "--prometheus").output


def test_rotating_the_key_keeps_everything_readable(grace, folders):
    before = (folders / "config" / "master.key").read_text()
    assert "wraps 1 keys" in run(cli.rotate_key).output
    assert (folders / "config" / "master.key").read_text() != before
    assert run(cli.my_data, *HERS, "--out", str(folders / "grace.zip")).exit_code == 0


def test_the_latest_copy_of_the_keys_brings_a_lost_key_ring_back(grace, folders):
    stick = folders / "stick"
    assert run(cli.backup, "--keys", str(folders / "data" / "inside")).exit_code == 2
    assert run(cli.backup, "--keys", str(stick)).exit_code == 0
    refused = run(cli.restore, "--keys", str(stick))
    assert refused.exception.exit_code == 10
    assert "in order" in str(refused.exception)
    (folders / "data" / "keys.sqlite3").unlink()
    (folders / "config" / "master.key").unlink()
    assert isinstance(run(cli.stats).exception, KeyRingMissing)
    done = run(cli.restore, "--keys", str(stick))
    assert done.exit_code == 0, done.output
    assert "The keys of 1 people are back" in done.output
    assert run(cli.my_data, *HERS, "--out", str(folders / "grace.zip")).exit_code == 0
    assert isinstance(run(cli.restore, "--keys", str(folders / "nowhere")).exception, NoCopy)


def test_uninstall_lists_asks_and_removes_what_is_candids_and_nothing_else(grace, folders):
    mine = folders / "data" / "holiday.jpg"
    mine.write_text("not Candid's")
    weights = folders / "cache" / "weights"
    weights.mkdir(parents=True)
    assert run(cli.uninstall, said="n\n").exit_code == 1
    assert (folders / "config" / "master.key").exists()
    done = run(cli.uninstall, "--yes", "--keep-weights")
    assert done.exit_code == 0, done.output
    assert "holiday.jpg" in done.output
    assert mine.exists()
    assert weights.exists()
    assert [path.name for path in (folders / "data").iterdir()] == ["holiday.jpg"]
    assert not (folders / "config").exists()
    run(cli.uninstall, "--yes")
    assert not weights.exists()


def test_uninstall_empties_a_store_outside_the_data_folder(folders, monkeypatch):
    """The sabotage: without the line that empties it, the file stays."""
    monkeypatch.setenv("CANDID_BLOB_URL", (folders / "far").as_uri())

    async def somebody():
        async with open_storage(StorageSettings()) as storage:
            await keep_photo(storage, (await new_person(storage)).id)
            return list(storage.vault.blobs.names())

    assert len(asyncio.run(somebody())) == 1
    done = run(cli.uninstall, "--yes")
    assert done.exit_code == 0, done.output
    assert (folders / "far").as_uri() in done.output
    assert not (folders / "far").exists()


def test_uninstall_refuses_while_candid_runs(grace, folders):
    async def while_open():
        async with open_storage(StorageSettings()):
            return await asyncio.to_thread(run, cli.uninstall, "--yes")

    assert asyncio.run(while_open()).exit_code == 10
    assert home_of(StorageSettings()).database.exists()


def test_the_commands_write_no_name_into_the_logs(grace, folders):
    run(cli.forget, *HERS, "--yes")
    written = "".join(path.read_text() for path in (folders / "data" / "logs").iterdir())
    assert "person.erased" in written
    assert "grace" not in written
    assert grace.person.id not in written


def test_a_pause_is_said_counted_and_ended(folders):
    def left():
        return json.loads(run(cli.stats, "--json").output)["resting_seconds"]

    assert "No pictures are made until" in run(cli.pause, "2h").output
    assert 7000 < left() <= 7200
    assert run(cli.pause, "--end").output == "Pictures are made again.\n"
    assert left() == 0
    assert "erased after 24 hours" in run(cli.pause, "2d").output


@pytest.mark.parametrize("wrong", ["soon", "0h", "8d"])
def test_a_pause_of_no_length_is_refused_and_changes_nothing(folders, wrong):
    assert run(cli.pause, wrong).exit_code == 2
    assert json.loads(run(cli.stats, "--json").output)["resting_seconds"] == 0


def test_the_end_of_a_pause_in_quiet_hours_does_not_claim_that_pictures_are_made(folders, monkeypatch):
    now = SystemClock().now().astimezone()
    monkeypatch.setenv("CANDID_QUIET_HOURS", f"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=2):%H:%M}")
    said = run(cli.pause, "--end").output
    assert "No pictures are made until" in said
    assert "These are the quiet hours." in said


def test_the_ledger_is_checked_and_a_noted_line_too(grace, folders):
    import sqlite3

    assert run(ledger.audit).output == "The ledger is empty.\n"
    run(cli.forget, *HERS, "--yes")
    fits = run(ledger.audit, "verify")
    assert fits.exit_code == 0
    said = fits.output.split()
    noted = (said[said.index("--line") + 1], said[said.index("--hash") + 1])
    assert run(ledger.audit, "--line", noted[0], "--hash", noted[1]).exit_code == 0
    wrong = run(ledger.audit, "--line", noted[0], "--hash", "0" * 64)
    assert (wrong.exit_code, "shortened or built anew" in wrong.output) == (cli.EXIT_REFUSED, True)
    assert run(ledger.audit, "--line", "1").exit_code == 2
    with sqlite3.connect(home_of(StorageSettings()).database) as db:
        (trigger,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_only_grows_update'").fetchone()
        db.execute("DROP TRIGGER audit_only_grows_update")
        db.execute("UPDATE audit SET amount = 7 WHERE id = 1")
        db.execute(trigger)
    db.close()
    broken = run(ledger.audit)
    assert (broken.exit_code, "Line 1 does not fit" in broken.output) == (cli.EXIT_REFUSED, True)
    assert json.loads(run(ledger.audit, "--json").output)["broken_at"] == 1
