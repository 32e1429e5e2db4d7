"""The scan sees each kind of leftover, wherever and in whatever form it lies, and nothing where nothing is."""

from __future__ import annotations

import base64
import json
from collections import Counter
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import EraseIncomplete
from storage.records import ObjectId, ObjectKind
from storage.retention import forget as saga
from storage.retention.forget import forget
from storage.retention.leftovers import forms_of, scan
from storage.vault.blobs import is_name
from storage.vault.bucket_store import BucketStore
from tests.fakes import keep_photo, new_person
from tests.storage.life import live

MARKER = b"IMG_4711 Grace Hopper.jpg"


async def found(storage, life):
    report = await scan(storage, markers=life.markers, destroyed={life.person.id: life.key})
    return {each.what for each in report.found}


async def test_before_forgetting_it_finds_plenty_and_after_it_nothing(storage):
    life = await live(storage)
    assert await found(storage, life) == {"readable", "key", "row"}
    await forget(storage, life.person.id)
    report = await scan(storage, markers=life.markers, destroyed={life.person.id: life.key})
    assert report.leftovers == 0
    assert report.files > 3
    assert report.tables["photos"] == ["person_id"]
    assert set(report.tables) == {table.name for table in schema.metadata.sorted_tables} | {"alembic_version"}
    assert json.dumps(report.as_dict())


@pytest.mark.parametrize(("skipped", "seen"), [("bytes", {"orphan", "readable"}), ("rows", {"row"})])
async def test_one_erase_step_skipped_is_seen(storage, monkeypatch, skipped, seen):
    life = await live(storage)
    monkeypatch.setattr(saga, "STEPS", tuple(step for step in saga.STEPS if step[0] != skipped))
    await forget(storage, life.person.id)
    assert await found(storage, life) == seen


async def test_a_key_that_was_not_destroyed_is_seen_and_gets_no_receipt(storage, monkeypatch):
    life = await live(storage)
    monkeypatch.setattr(saga, "STEPS", tuple(step for step in saga.STEPS if step[0] not in {"key", "bytes"}))
    with pytest.raises(EraseIncomplete):
        await forget(storage, life.person.id)
    assert await found(storage, life) == {"key", "readable", "orphan"}


async def test_a_table_nobody_thought_of_is_seen(storage):
    life = await live(storage)
    async with storage.db.write() as tx:
        await tx.exec_driver_sql("CREATE TABLE notes (n INTEGER PRIMARY KEY, person_id TEXT)")
        await tx.exec_driver_sql("INSERT INTO notes (person_id) VALUES (?)", (life.person.id,))
    await forget(storage, life.person.id)
    report = await scan(storage, markers={}, destroyed={life.person.id: life.key})
    assert [(each.what, each.where) for each in report.found] == [("row", "notes.person_id")]
    assert "notes" in report.tables


@pytest.mark.parametrize("form", ["raw", "hex", "base64+1", "utf-16-le", "percent"])
async def test_a_marker_in_any_form_in_any_folder_is_seen(storage, form):
    places = ["tmp/decode-123", "logs/candid-2026-03-02.jsonl", "objects/ab/x.0000.tmp", "run/x"]
    for place in places:
        (storage.home.data / place).parent.mkdir(exist_ok=True)
        (storage.home.data / place).write_bytes(b"..." + forms_of(MARKER)[form] + b"...")
    report = await scan(storage, markers={"file name": MARKER}, destroyed={})
    assert {each.where for each in report.found if each.what == "marker"} == {f"data/{place}" for place in places}


def test_base64_is_known_at_every_offset():
    forms = set(forms_of(MARKER).values())
    for offset in range(7):
        encoded = base64.b64encode(b"x" * offset + MARKER + b"yz")
        assert any(form in encoded for form in forms)
    assert MARKER.decode().encode("utf-16-le") in forms
    assert quote(MARKER.decode()).encode() in forms
    assert json.dumps("Jürgen")[1:-1].encode() in forms_of("Jürgen".encode()).values()


async def test_a_file_named_after_somebody_is_seen(storage):
    (storage.home.tmp / MARKER.decode()).touch()
    report = await scan(storage, markers={"file name": MARKER}, destroyed={})
    assert {each.what for each in report.found} == {"marker", "unfinished"}


async def test_a_temporary_file_that_was_kept_is_seen(storage):
    (storage.home.tmp / "photo").write_bytes(b"anything")
    report = await scan(storage, markers={}, destroyed={})
    assert [each.what for each in report.found] == ["unfinished"]


async def test_a_file_without_a_row_is_seen(storage):
    person = await new_person(storage)
    await keep_photo(storage, person.id)
    await storage.vault.write(person.id, b"x", ObjectKind.PHOTO)
    report = await scan(storage, markers={}, destroyed={})
    assert [each.what for each in report.found] == ["orphan"]


async def test_pages_that_were_not_overwritten_are_seen(storage, monkeypatch):
    """The sabotage of secure_delete and the checkpoint together: a row's text is still in the database's files."""
    person = await new_person(storage, "somebody")
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.persons).values(language="marker-xyz-1234"))
    monkeypatch.setattr(saga, "STEPS", tuple(step for step in saga.STEPS if step[0] != "pages"))
    await forget(storage, person.id)
    report = await scan(storage, markers={"text": b"marker-xyz-1234"}, destroyed={})
    assert {each.where for each in report.found} == {"data/candid.sqlite3-wal"}
    await storage.db.checkpoint()
    assert (await scan(storage, markers={"text": b"marker-xyz-1234"}, destroyed={})).leftovers == 0


async def test_in_a_bucket_markers_and_destroyed_keys_are_looked_for_in_one_reading(storage, monkeypatch):
    """A bucket is paid for by the request, and its objects come over the network."""
    life = await live(storage)
    bucket, read = BucketStore("memory:///x"), Counter()
    for name in storage.vault.blobs.names():
        bucket.write(ObjectId(name), storage.vault.blobs.read(ObjectId(name)))
    planted = ObjectId("ab" * 16)
    bucket.write(planted, b"..." + MARKER)
    as_it_is = bucket.read

    def counted(object_id):
        read[object_id] += 1
        return as_it_is(object_id)

    monkeypatch.setattr(bucket, "read", counted)
    monkeypatch.setattr(storage.vault, "blobs", bucket)
    report = await scan(storage, markers={"file name": MARKER}, destroyed={life.person.id: life.key})
    assert ("marker", f"{bucket.where}/{planted}") in [(each.what, each.where) for each in report.found]
    assert "readable" in {each.what for each in report.found}
    assert set(read.values()) == {1}, "each object once"
    assert set(read) == {name for name in bucket.names() if is_name(name)}


async def test_a_marker_too_short_to_mean_anything_is_refused(storage):
    with pytest.raises(ValueError, match="too short"):
        await scan(storage, markers={"x": b"abc"}, destroyed={})


@pytest.mark.parametrize("length", [9, 10, 11])
@pytest.mark.parametrize("offset", [0, 1, 2])
def test_of_base64_everything_is_looked_for_that_no_neighbour_changes(length: int, offset: int) -> None:
    marker = bytes(range(65, 65 + length))
    around = [bytes([before]) * offset + marker + bytes([behind]) * 3 for before in (0, 255) for behind in (0, 255)]
    written = [base64.b64encode(each).decode() for each in around]
    same = [len(set(each)) == 1 for each in zip(*written, strict=True)]
    start = same.index(True)
    form = forms_of(marker)[f"base64+{offset}"].decode()
    assert written[0][start:].startswith(form)
    assert len(form) >= 8
