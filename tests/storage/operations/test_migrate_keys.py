"""``candid migrate --keys``: the keys on a volume that several hosts share, and nothing of them left behind."""

from __future__ import annotations

import asyncio

import pytest

from storage.errors import KeyRingMissing
from storage.opening import open_storage
from storage.operations import cli, migrate, moving_keys
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.settings import StorageSettings
from tests.storage.life import two_lives, within
from tests.storage.operations.test_cli import run


def test_the_keys_open_there_and_no_longer_here(folders, monkeypatch):
    ada, bob = within(two_lives)
    within(lambda storage: forget(storage, ada.person.id))
    (folders / "config" / "models").mkdir()
    (folders / "config" / "models" / "tiny.toml").write_text("pinned = true")
    volume = folders / "volume"
    ring = within(lambda storage: storage.keys.ring())
    done = run(migrate.migrate, "--keys", str(volume))
    assert done.exit_code == 0, (done.output, done.exception)
    assert "keys of 1 people" in done.output
    secrets = [ring.master.hex().encode(), *(wrapped for *_, wrapped, _ in ring.rows)]
    for kind in ("data", "config"):
        for path in (folders / kind).rglob("*"):
            if path.is_file():
                assert not any(secret in path.read_bytes() for secret in secrets), path.name
    with pytest.raises(KeyRingMissing):
        within(two_lives)
    for name in ("CONFIG", "KEYS"):
        monkeypatch.setenv(f"CANDID_{name}_DIR", str(volume))
    assert within(lambda storage: storage.vault.read(bob.person.id, bob.photo.object_id))
    assert ada.person.id in (volume / "erased.list").read_text()
    assert (volume / "models" / "tiny.toml").exists()
    assert volume.stat().st_mode & 0o077 == 0


def test_while_somebody_serves_and_where_nothing_is_it_is_refused(folders):
    assert run(migrate.migrate, "--keys", str(folders / "volume")).exception.code == "nothing_to_move"
    assert run(migrate.migrate).exit_code == 2
    assert run(migrate.migrate, "--to", "here", "--keys", str(folders / "volume")).exit_code == 2

    async def while_open():
        async with open_storage(StorageSettings()):
            return await asyncio.to_thread(run, migrate.migrate, "--keys", str(folders / "volume"))

    assert asyncio.run(while_open()).exception.code == "in_use"
    assert run(migrate.migrate, "--keys", str(folders / "config")).exception.code == "same_place"
    assert not (folders / "volume").exists()


def test_killed_before_the_old_keys_went_it_is_begun_again(folders, monkeypatch):
    _, bob = within(two_lives)
    with monkeypatch.context() as killed:
        killed.setattr(moving_keys, "_destroy", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert run(migrate.migrate, "--keys", str(folders / "volume")).exit_code != 0
    assert within(lambda storage: storage.vault.read(bob.person.id, bob.photo.object_id)), "the old place goes on"
    assert run(migrate.migrate, "--keys", str(folders / "volume")).exit_code == 0


def test_the_sabotage_keys_that_do_not_open_are_seen_and_the_old_ones_stay(folders, monkeypatch):
    _, bob = within(two_lives)
    with monkeypatch.context() as broken:
        broken.setattr(moving_keys.key_copies, "put_back", lambda home, copy: None)
        done = run(migrate.migrate, "--keys", str(folders / "volume"))
    assert done.exit_code != 0
    assert within(lambda storage: storage.vault.read(bob.person.id, bob.photo.object_id))


def test_keys_on_a_volume_go_with_an_uninstall_and_the_volume_is_looked_through(folders, monkeypatch):
    within(two_lives)
    volume = folders / "volume"
    assert run(migrate.migrate, "--keys", str(volume)).exit_code == 0
    for name in ("CONFIG", "KEYS"):
        monkeypatch.setenv(f"CANDID_{name}_DIR", str(volume))

    async def looked(storage):
        (volume / "note").write_bytes(b"the marker of somebody")
        return await scan(storage, markers={"note": b"the marker of somebody"}, destroyed={})

    assert {each.where for each in within(looked).found} == {"config/note"}
    (volume / "note").unlink()
    assert run(cli.uninstall, "--yes").exit_code == 0
    assert not volume.exists()
