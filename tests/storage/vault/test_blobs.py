"""What every store of encrypted bytes does: the data folder, a folder elsewhere, a bucket on a real S3 server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from storage.errors import NotFound, VaultDamaged
from storage.home import Home
from storage.records import ObjectId
from storage.vault.stores import open_blobs

ONE, TWO = ObjectId("1f" * 16), ObjectId("20" * 16)
STORES = ["data folder", "folder elsewhere", pytest.param("bucket", marks=pytest.mark.long)]


@pytest.fixture(params=STORES)
def blobs(request, tmp_path):
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    match request.param:
        case "data folder":
            url = ""
        case "folder elsewhere":
            url = (tmp_path / "far away").as_uri()
        case _:
            url = request.getfixturevalue("bucket").url
    return open_blobs(home, url)


def test_bytes_come_back_as_they_were_and_go_when_erased(blobs):
    blobs.write(ONE, b"sealed")
    assert blobs.read(ONE) == b"sealed"
    assert list(blobs.names()) == [ONE]
    assert blobs.erase(ONE)
    assert not blobs.erase(ONE)
    assert list(blobs.names()) == []
    with pytest.raises(VaultDamaged):
        blobs.read(ONE)


@pytest.mark.parametrize("size", [0, 1, 25 * 1024 * 1024])
def test_any_size_is_one_object(blobs, size):
    blobs.write(ONE, bytes(size))
    assert blobs.read(ONE) == bytes(size)


def test_an_id_never_walks_out_of_the_store(blobs):
    for bad in ("../../etc/passwd", "", "A" * 32, "1f" * 15 + "1"):
        for verb in (blobs.read, blobs.erase, lambda name: blobs.write(name, b"x")):
            with pytest.raises(NotFound):
                verb(ObjectId(bad))


def test_only_old_objects_are_candidates_for_orphans(blobs):
    blobs.write(ONE, b"sealed")
    now = datetime.now(UTC)  # noqa: TID251 - compared with the store's own time
    assert list(blobs.older_than(now - timedelta(hours=1))) == []
    assert list(blobs.older_than(now + timedelta(seconds=5))) == [ONE]


def test_what_erases_passes_the_probe_and_leaves_nothing_of_it(blobs):
    blobs.refuse_keeping()
    assert list(blobs.names()) == []
    assert blobs.sweep() == 0


def test_all_of_it_can_be_removed(blobs):
    for each in (ONE, TWO):
        blobs.write(each, b"sealed")
    blobs.remove_all()
    assert list(blobs.names()) == []
