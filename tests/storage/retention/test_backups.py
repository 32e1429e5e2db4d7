"""A backup of any age with the latest keys brings back the living and nobody else; older keys open nothing any more."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from storage.errors import KeyRingMissing, MasterKeyMissing, NotFound, VaultDamaged
from storage.home import home_of
from storage.opening import open_storage
from storage.retention import key_epochs
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import forget
from storage.retention.purge import purge
from storage.vault import key_copies
from storage.vault.key_ring import DATABASE, Wrapping
from storage.vault.master_keys import MASTER
from tests.fakes import new_person, settings_in
from tests.storage.life import live, rows_of
from tests.storage.objects import holds


def master_of(settings):
    return bytes.fromhex((settings.config_dir / MASTER).read_text())


def wrapped_in(data_dir):
    """(Name, wrapped key) of each row, read past the product."""
    with closing(sqlite3.connect(data_dir / DATABASE)) as ring:
        return ring.execute("SELECT name, wrapped FROM keys").fetchall()


def names_of(rows):
    return {name for name, _ in rows}


def opened_by(master, rows):
    """What somebody opens who has this master key and these rows: every key found is tried on every row."""
    opened, keys, untried = set(), set(), {master}
    while untried:
        key = Wrapping(untried.pop())
        keys.add(key.id)
        for name, wrapped in rows:
            try:
                found = key.unwrap(name, wrapped)
            except VaultDamaged:
                continue
            opened.add(name)
            if Wrapping(found).id not in keys:
                untried.add(found)
    return opened


async def back_up(storage, folder):
    await storage.db.checkpoint()
    shutil.copytree(storage.home.data, folder, ignore=shutil.ignore_patterns("run"))


async def a_week(settings, clock, tmp_path):
    """Ada and Bob; a backup of the data folder; a week later Ada is erased; the latest copy of the keys."""
    async with open_storage(settings, clock) as storage:
        ada, bob = await live(storage, "ada-lovelace"), await live(storage, "bob-unrelated")
        await back_up(storage, tmp_path / "backup")
        clock.advance(days=6)
        await forget(storage, ada.person.id)
        await key_epochs.write_copy(storage, tmp_path / "keys")
    return ada, bob


def disk_lost(settings, tmp_path):
    """Data and config are gone; the backup of the data folder is put back."""
    shutil.rmtree(settings.config_dir)
    shutil.rmtree(settings.data_dir)
    shutil.copytree(tmp_path / "backup", settings.data_dir)


async def test_a_week_old_backup_of_rows_with_todays_keys_restores_everybody_but_the_erased(settings, clock, tmp_path):
    ada, bob = await a_week(settings, clock, tmp_path)
    disk_lost(settings, tmp_path)
    home = home_of(settings)
    home.create()
    copy = key_copies.read(tmp_path / "keys")
    key_copies.put_back(home, copy)
    ErasedList(home).add_all(copy.erased)
    async with open_storage(settings, clock) as storage:
        assert await storage.keys.held() == {bob.person.id}
        assert await rows_of(storage, ada.person.id) == {}
        assert not holds(storage, ada.photo.object_id)
        assert await rows_of(storage, bob.person.id) != {}
        clock.advance(days=-6)  # back within the photo's own expiry
        assert await storage.vault.read(bob.person.id, bob.photo.object_id)


async def test_without_the_list_in_the_copy_the_erased_have_rows_again_but_no_key(settings, clock, tmp_path):
    """The sabotage of the test above: the list takes the rows away; nothing of them could be read even so."""
    ada, _ = await a_week(settings, clock, tmp_path)
    disk_lost(settings, tmp_path)
    home = home_of(settings)
    home.create()
    key_copies.put_back(home, key_copies.read(tmp_path / "keys"))
    async with open_storage(settings, clock) as storage:
        assert await rows_of(storage, ada.person.id) != {}
        with pytest.raises(NotFound):
            await storage.keys.open(ada.person.id)


async def test_yesterdays_keys_beside_todays_config_open_nothing(settings, clock, tmp_path):
    ada, bob = await a_week(settings, clock, tmp_path)
    old = wrapped_in(tmp_path / "backup")
    assert {ada.person.id, bob.person.id} < names_of(old)
    assert opened_by(master_of(settings), old) == set()
    shutil.rmtree(settings.data_dir)
    shutil.copytree(tmp_path / "backup", settings.data_dir)
    with pytest.raises(MasterKeyMissing):
        async with open_storage(settings, clock):
            pass


async def test_without_a_new_epoch_yesterdays_keys_would_open_who_was_erased(settings, clock, tmp_path, monkeypatch):
    """The sabotage: erasing as it was until 2026-11-29, with one master key for ever."""

    async def none(storage):
        return storage.clock.now()

    for renewing in ("renew_if_stale", "renew_if_erased"):
        monkeypatch.setattr(key_epochs, renewing, none)
    ada, bob = await a_week(settings, clock, tmp_path)
    assert {ada.person.id, bob.person.id} < opened_by(master_of(settings), wrapped_in(tmp_path / "backup"))


async def test_no_raw_byte_of_the_erased_key_or_the_old_master_is_left(settings, clock, tmp_path):
    """Database, journals, key ring, config and copy, byte by byte; and the blocks of the files that were replaced."""
    settings = settings_in(tmp_path, keys_copy_dir=tmp_path / "keys")
    async with open_storage(settings, clock) as storage:
        ada = await live(storage, "ada-lovelace")
        await purge(storage)
        blocks = [tmp_path / "block-1", tmp_path / "block-2"]
        os.link(settings.config_dir / MASTER, blocks[0])  # what the disk keeps when a name is given to another file
        os.link(tmp_path / "keys" / key_copies.NAME, blocks[1])
        secrets = {
            "key": await storage.keys.open(ada.person.id),
            "wrapped": dict(wrapped_in(settings.data_dir))[ada.person.id],
            "master": master_of(settings),
        }
        needles = [form for secret in secrets.values() for form in (secret, secret.hex().encode())]

        def found():
            files = [path for path in tmp_path.rglob("*") if path.is_file()]
            return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]

        assert {DATABASE, MASTER, key_copies.NAME, "block-1", "block-2"} <= set(found())
        await forget(storage, ada.person.id)
        assert found() == []
        assert all(block.stat().st_size for block in blocks)


async def test_an_epoch_lasts_a_day_and_ends_with_each_erasure(storage, settings, clock):
    await new_person(storage, "bob")
    await purge(storage)
    first = master_of(settings)
    clock.advance(hours=23)
    await purge(storage)
    assert master_of(settings) == first
    clock.advance(hours=2)
    await purge(storage)
    second = master_of(settings)
    assert second != first
    receipt = await forget(storage, (await new_person(storage, "ada")).id)
    assert master_of(settings) not in {first, second}
    assert receipt.copies_useless_from == clock.now()
    assert "copies_useless_from" in receipt.as_json().decode()


async def test_a_batch_of_erasures_ends_one_epoch(storage, settings, monkeypatch):
    """Keys destroyed together, as by the purge of a backup that came back, are followed by one new epoch."""
    people = [await new_person(storage, name) for name in ("ada", "bob", "cyd")]
    renewed = []
    real = storage.keys._end_epoch
    monkeypatch.setattr(storage.keys, "_end_epoch", lambda now: renewed.append(now) or real(now))
    for person in people:
        await storage.keys.destroy(person.id)
    for person in people:
        await forget(storage, person.id)
    assert len(renewed) == 1


async def test_a_copy_that_cannot_be_replaced_is_named_on_the_receipt_and_tried_again(settings, clock, tmp_path):
    stick = tmp_path / "stick"
    settings = settings_in(tmp_path, keys_copy_dir=stick)
    async with open_storage(settings, clock) as storage:
        ada = await new_person(storage, "ada")
        await purge(storage)
        old = key_copies.read(stick)
        assert ada.id in {row[1] for row in old.ring.rows}
        stick.rename(tmp_path / "unplugged")
        stick.write_text("not a folder")
        receipt = await forget(storage, ada.id)
        assert "keys_copy" in receipt.left
        stick.unlink()
        (tmp_path / "unplugged").rename(stick)
        assert key_copies.read(stick) == old
        await purge(storage)
        assert ada.id not in {row[1] for row in key_copies.read(stick).ring.rows}
        assert ada.id in key_copies.read(stick).erased
        assert "keys_copy" not in (await forget(storage, (await new_person(storage, "bob")).id)).left


async def test_somebody_new_is_in_the_copy_after_the_next_purge(settings, clock, tmp_path):
    settings = settings_in(tmp_path, keys_copy_dir=tmp_path / "keys")
    async with open_storage(settings, clock) as storage:
        await purge(storage)
        ada = await new_person(storage, "ada")
        await purge(storage)
        assert ada.id in {row[1] for row in key_copies.read(tmp_path / "keys").ring.rows}
        assert (tmp_path / "keys" / key_copies.NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", [0, 10, 200])
async def test_a_copy_that_was_cut_short_is_no_copy_but_the_one_coming_counts(storage, tmp_path, cut):
    path = await key_epochs.write_copy(storage, tmp_path / "keys")
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    with pytest.raises(key_copies.NoCopy):
        key_copies.read(tmp_path / "keys")
    path.with_name(key_copies.NEXT).write_bytes(whole)  # killed between overwriting the old and naming the new
    assert key_copies.read(tmp_path / "keys").ring == await storage.keys.ring()


# --- a key ring that is not there ------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["gone", "empty", "garbage"])
async def test_a_missing_key_ring_beside_data_stops_the_start_and_makes_nothing_new(settings, clock, how):
    async with open_storage(settings, clock) as storage:
        await live(storage)
    path, master = settings.data_dir / DATABASE, master_of(settings)
    match how:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case _:
            path.write_bytes(b"not a database" * 500)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(KeyRingMissing, match="candid restore"):
        async with open_storage(settings, clock):
            pass
    assert (path.read_bytes() if path.exists() else None) == before
    assert master_of(settings) == master


async def test_an_empty_data_folder_gets_a_key_ring(settings, clock):
    async with open_storage(settings, clock) as storage:
        assert await storage.keys.held() == frozenset()
