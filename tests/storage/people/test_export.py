from __future__ import annotations

import io
import json
import zipfile

import pytest

from storage.db import schema
from storage.errors import NotFound
from storage.people import export
from storage.people.export import my_data
from storage.retention.forget import forget
from tests.storage.life import live

PICTURE = "variant/1-plain-background-replaced-2026-03-02.bin"  # its look, its label and its day; the job is gone


def opened(content):
    return zipfile.ZipFile(io.BytesIO(content))


async def test_everything_of_a_person_is_in_it_and_nothing_of_another(storage):
    ada, bob = await live(storage, "ada-lovelace"), await live(storage, "bob-unrelated")
    with opened(await my_data(storage, ada.person.id)) as archive:
        data = json.loads(archive.read("data.json"))
        assert archive.read("photo/1.jpg") == await storage.vault.read(ada.person.id, ada.photo.object_id)
        assert archive.read(PICTURE) == b"sealed"
        assert sorted(archive.namelist()) == ["contact_sheet/1.bin", "data.json", "photo/1.jpg", PICTURE]
    assert data["address"]["user"] == "ada-lovelace"
    assert set(data["tables"]) == {table.name for table in schema.tables_of_a_person()}
    assert all(data["tables"][name] for name in ("persons", "consents", "photos", "variants", "jobs", "outbox"))
    assert [row["event"] for row in data["tables"]["inbox"]] == ["ada-lovelace said so"]
    assert bob.person.id not in json.dumps(data)
    assert "bob-unrelated" not in json.dumps(data)


async def test_sabotage_a_picture_that_is_only_numbered_is_seen(storage, monkeypatch):
    monkeypatch.setattr(export, "_called", lambda tables: {})
    with pytest.raises(KeyError, match="plain-background-replaced"):
        await test_everything_of_a_person_is_in_it_and_nothing_of_another(storage)


async def test_no_key_hash_or_ciphertext_is_handed_out(storage):
    ada = await live(storage)
    with opened(await my_data(storage, ada.person.id)) as archive:
        row = json.loads(archive.read("data.json"))["tables"]["persons"][0]
    assert not {"lookup", "address"} & set(row)


async def test_what_has_expired_is_not_in_it(storage, clock):
    ada = await live(storage)
    clock.set(ada.photo.expires_at)
    with opened(await my_data(storage, ada.person.id)) as archive:
        assert archive.namelist() == ["data.json", PICTURE]


async def test_a_damaged_file_is_named_and_not_left_out_in_silence(storage):
    ada = await live(storage)
    storage.vault.blobs.path(ada.photo.object_id).write_bytes(b"")
    with opened(await my_data(storage, ada.person.id)) as archive:
        assert json.loads(archive.read("data.json"))["unreadable_files"] == ["photo/1"]


async def test_nobody_has_no_data(storage):
    ada = await live(storage)
    await forget(storage, ada.person.id)
    with pytest.raises(NotFound):
        await my_data(storage, ada.person.id)
