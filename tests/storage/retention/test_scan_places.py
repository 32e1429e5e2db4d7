"""Where the scan looks: every folder by its name, and each object of a bucket."""

from __future__ import annotations

import base64

import pytest

from storage.opening import open_storage
from storage.records import ObjectId
from storage.retention.leftovers import forms_of, scan
from storage.vault.bucket_store import BucketStore
from tests.fakes import settings_in

MARKER = b"IMG_4711 Grace Hopper.jpg"


async def found_in(storage, **options):
    report = await scan(storage, markers={"file name": MARKER}, destroyed={}, **options)
    return {each.where for each in report.found if each.what == "marker"}


async def test_a_marker_beside_the_master_key_is_seen_there(storage):
    (storage.home.config / "left").write_bytes(MARKER)
    assert await found_in(storage) == {"config/left"}


async def test_more_folders_are_numbered_and_one_inside_the_data_is_read_once(storage, tmp_path):
    folders = [tmp_path / "one", storage.home.tmp, tmp_path / "three"]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        (folder / "left").write_bytes(MARKER)
    assert await found_in(storage, also=folders) == {"also 1/left", "data/tmp/left", "also 3/left"}


async def test_a_volume_of_keys_that_hosts_share_is_searched(tmp_path, clock):
    volume = tmp_path / "volume"
    async with open_storage(settings_in(tmp_path / "host", keys_dir=volume), clock) as storage:
        (volume / "left").write_bytes(MARKER)
        assert {where.rsplit("/", 1)[1] for where in await found_in(storage)} == {"left"}


async def test_what_lies_in_a_bucket_is_counted_with_its_bytes(storage, monkeypatch):
    bucket = BucketStore("memory:///x")
    monkeypatch.setattr(storage.vault, "blobs", bucket)
    before = await scan(storage, markers={}, destroyed={})
    for name in ("ab" * 16, "cd" * 16):
        bucket.write(ObjectId(name), b"x" * 1000)
    after = await scan(storage, markers={}, destroyed={})
    assert (after.files - before.files, after.bytes - before.bytes) == (2, 2000)
    assert after.objects == 2


@pytest.mark.parametrize("offset", range(3))
def test_base64_of_another_name_is_no_find(offset):
    """Else whoever is called nearly alike would be reported as left over."""
    other = bytes([MARKER[0] ^ 3]) + MARKER[1:]
    encoded = base64.b64encode(b"x" * offset + other)
    assert not any(form in encoded for form in forms_of(MARKER).values())
