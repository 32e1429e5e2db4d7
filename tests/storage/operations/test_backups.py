"""``candid backup`` and ``candid restore``, in both worlds: SQLite and files, PostgreSQL and a bucket."""

from __future__ import annotations

import asyncio
import os

import pytest

from storage.errors import NotFound
from storage.opening import open_storage
from storage.operations import backups, cli, restoring
from storage.operations.backups import NoBackup, NotEmpty
from storage.operations.restoring import KeysInOrder, Running
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.settings import StorageSettings
from tests.postgresql import new_database
from tests.storage.life import rows_of, two_lives, within
from tests.storage.objects import holds
from tests.storage.operations.test_cli import run

WORLDS = ["embedded", pytest.param("grown", marks=[pytest.mark.long, pytest.mark.timeout(120)])]


@pytest.fixture(params=WORLDS)
def world(request, folders, monkeypatch):
    """Sets the variables of a world; the function moves to a new, empty machine of the same kind."""
    grown = request.param == "grown"

    def fresh(name):
        for kind in ("data", "config"):
            monkeypatch.setenv(f"CANDID_{kind.upper()}_DIR", str(folders / name / kind))
        if grown:
            bucket, host = request.getfixturevalue("bucket"), request.getfixturevalue("server")
            monkeypatch.setenv("CANDID_BLOB_URL", f"{bucket.url}/{name}")
            monkeypatch.setenv("CANDID_DATABASE_URL", new_database(host))
        return StorageSettings()

    fresh("old")
    return fresh


def ada_goes_after_the_backup(world, folders):
    """Two people; a backup; one is erased; the latest keys; the machine is lost."""
    ada, bob = within(two_lives)
    done = run(cli.backup, str(folders / "backup"))
    assert done.exit_code == 0, (done.output, done.exception)
    within(lambda storage: forget(storage, ada.person.id))
    assert run(cli.backup, "--keys", str(folders / "stick")).exit_code == 0
    world("new")
    return ada, bob


def test_the_living_are_back_and_nobody_else(world, folders):
    ada, bob = ada_goes_after_the_backup(world, folders)
    done = run(cli.restore, str(folders / "backup"), "--keys", str(folders / "stick"))
    assert done.exit_code == 0, (done.output, done.exception)
    assert "keys of 1 people" in done.output

    async def look(storage):
        assert await storage.vault.read(bob.person.id, bob.photo.object_id)
        assert await rows_of(storage, ada.person.id) == {}
        assert not holds(storage, ada.photo.object_id)
        return await scan(storage, markers=ada.markers, destroyed={ada.person.id: ada.key})

    assert within(look).found == ()


def test_the_sabotage_without_the_list_of_the_erased_their_rows_are_back_and_open_nothing(
    world,
    folders,
    monkeypatch,
):
    ada, _ = ada_goes_after_the_backup(world, folders)
    monkeypatch.setattr(ErasedList, "add_all", lambda *_: None)
    assert run(cli.restore, str(folders / "backup"), "--keys", str(folders / "stick")).exit_code == 0

    async def look(storage):
        assert await rows_of(storage, ada.person.id) != {}
        assert holds(storage, ada.photo.object_id)
        with pytest.raises(NotFound):
            await storage.keys.open(ada.person.id)

    within(look)


def test_a_backup_holds_no_key_and_is_its_users_alone(world, folders):
    within(two_lives)
    run(cli.backup, str(folders / "backup"))
    ring = within(lambda storage: storage.keys.ring())
    secrets = [ring.master, *(wrapped for *_, wrapped, _ in ring.rows)]
    files = [path for path in (folders / "backup").rglob("*") if path.is_file()]
    assert len(files) >= 6
    for path in files:
        assert path.stat().st_mode & 0o077 == 0
        content = path.read_bytes()
        assert not any(form in content for secret in secrets for form in (secret, secret.hex().encode()))


@pytest.mark.parametrize("harm", ["no manifest", "rows cut", "object gone", "another engine"])
def test_a_damaged_backup_is_refused_and_nothing_is_made(world, folders, harm):
    ada_goes_after_the_backup(world, folders)
    backup = folders / "backup"
    match harm:
        case "no manifest":
            (backup / backups.NAME).unlink()
        case "rows cut":
            rows = next(backup.glob("rows.*"))
            rows.write_bytes(rows.read_bytes()[:-1])
        case "object gone":
            next((backup / "objects").glob("??/*")).unlink()
        case _:
            manifest = backup / backups.NAME
            text = manifest.read_text()
            other = text.replace('"sqlite"', '"x"').replace('"postgresql"', '"sqlite"').replace('"x"', '"postgresql"')
            manifest.write_text(other)
    done = run(cli.restore, str(backup), "--keys", str(folders / "stick"))
    assert isinstance(done.exception, NoBackup)
    assert not StorageSettings().data_dir.exists()


def test_nothing_that_is_there_is_written_over(world, folders):
    within(two_lives)
    words = (str(folders / "backup"), "--keys", str(folders / "stick"))
    assert run(cli.backup, *words).exit_code == 0
    assert isinstance(run(cli.backup, str(folders / "backup")).exception, NotEmpty)
    assert isinstance(run(cli.restore, *words[1:], words[0]).exception, KeysInOrder)

    async def while_open():
        async with open_storage(StorageSettings()):
            return await asyncio.to_thread(run, cli.restore, *words)

    assert isinstance(asyncio.run(while_open()).exception, Running)
    os.unlink(StorageSettings().data_dir / "keys.sqlite3")
    assert isinstance(run(cli.restore, *words).exception, NotEmpty)


def test_a_restore_that_was_killed_before_the_rows_is_begun_again(world, folders, monkeypatch):
    _, bob = ada_goes_after_the_backup(world, folders)
    words = (str(folders / "backup"), "--keys", str(folders / "stick"))
    with monkeypatch.context() as killed:
        killed.setattr(backups.row_dumps, "load", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert run(cli.restore, *words).exit_code != 0
    assert run(cli.restore, *words).exit_code == 0
    assert within(lambda storage: storage.vault.read(bob.person.id, bob.photo.object_id))


def test_a_backup_does_not_lie_with_its_keys_or_in_the_data_folder(folders):
    for words in ([], [str(folders / "data" / "x")], [str(folders / "b"), "--keys", str(folders / "b" / "k")]):
        assert run(cli.backup, *words).exit_code == 2
    assert not (folders / "b").exists()


def test_what_has_expired_since_the_backup_is_erased_by_the_restore(world, folders, monkeypatch):
    _, bob = ada_goes_after_the_backup(world, folders)
    from datetime import timedelta

    from tests.fakes import FakeClock

    later = FakeClock(bob.photo.expires_at + timedelta(days=6))
    real = restoring.open_storage
    monkeypatch.setattr(restoring, "open_storage", lambda settings: real(settings, later))
    assert run(cli.restore, str(folders / "backup"), "--keys", str(folders / "stick")).exit_code == 0

    async def look(storage):
        return holds(storage, bob.photo.object_id)

    assert not within(look)
