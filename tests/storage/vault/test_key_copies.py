"""The one latest copy of the keys: whole, private, replaced so that an older one never opens anything again."""

from __future__ import annotations

import json
import stat
from dataclasses import replace

import pytest

from storage.home import Home
from storage.records import PersonId
from storage.vault import key_copies
from storage.vault.key_copies import Copy, NoCopy
from storage.vault.key_ring import Ring
from storage.vault.keys import open_keys
from tests.fakes import MONDAY

ADA, BOB = PersonId("a" * 32), PersonId("b" * 32)


def home_in(folder) -> Home:
    home = Home(folder / "data", folder / "config", folder / "cache")
    home.create()
    return home


@pytest.fixture
async def ring(tmp_path) -> Ring:
    """The keys of two people in an epoch that began on Monday."""
    keys = await open_keys(home_in(tmp_path / "here"))
    for person in (ADA, BOB):
        await keys.create(person)
    await keys.renew(MONDAY)
    ring = await keys.ring()
    await keys.close()
    return ring


def files(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_a_ring_tells_all_that_a_copy_needs(ring):
    assert ring.began_at == int(MONDAY.timestamp())
    assert {ADA, BOB} <= {row[1] for row in ring.rows}
    assert len(ring.master) == 32


async def test_a_copy_says_again_what_was_written(ring, tmp_path):
    folder = tmp_path / "kept" / "apart"
    path = key_copies.write(folder, ring, frozenset({BOB}))
    assert key_copies.read(folder) == Copy(ring=ring, erased=frozenset({BOB}))
    assert files(folder) == [path.name]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_only_a_copy_of_these_very_keys_is_the_latest(ring, tmp_path):
    assert not key_copies.is_latest(tmp_path, ring)
    path = key_copies.write(tmp_path, ring, frozenset())
    assert key_copies.is_latest(tmp_path, ring)
    assert not key_copies.is_latest(tmp_path, replace(ring, master=bytes(32)))
    assert not key_copies.is_latest(tmp_path, replace(ring, rows=ring.rows[1:]))
    path.write_text("no copy\n")
    assert not key_copies.is_latest(tmp_path, ring)


async def test_a_copy_whose_first_line_is_another_s_is_none(ring, tmp_path):
    path = key_copies.write(tmp_path, ring, frozenset())
    head, body = path.read_text().splitlines()
    other = json.dumps({**json.loads(head), "keys": 99})
    path.write_text(f"{other}\n{body}\n")
    with pytest.raises(NoCopy):
        key_copies.read(tmp_path)


async def test_where_replacing_was_cut_short_the_next_one_is_read(ring, tmp_path):
    path = key_copies.write(tmp_path, ring, frozenset({ADA}))
    path.rename(tmp_path / key_copies.NEXT)
    path.write_bytes(b"\0" * 40)
    assert key_copies.read(tmp_path).erased == {ADA}


async def test_without_a_copy_that_is_said(tmp_path):
    with pytest.raises(NoCopy):
        key_copies.read(tmp_path)


async def test_the_bytes_of_the_copy_before_are_overwritten(ring, tmp_path):
    path = key_copies.write(tmp_path, ring, frozenset())
    before = path.read_bytes()
    (tmp_path / "seen").hardlink_to(path)  # the same bytes on the disk, by another name
    key_copies.write(tmp_path, ring, frozenset({ADA}))
    assert (tmp_path / "seen").read_bytes() != before
    assert ring.master.hex().encode() not in (tmp_path / "seen").read_bytes()


async def test_put_back_the_keys_open_what_they_opened_and_the_old_ones_are_gone(ring, tmp_path):
    elsewhere = home_in(tmp_path / "elsewhere")
    old = await open_keys(elsewhere)
    await old.create(ADA)
    stranger = await old.open(ADA)
    await old.close()
    database = elsewhere.data / "keys.sqlite3"
    (tmp_path / "seen").hardlink_to(database)
    before = (tmp_path / "seen").read_bytes()
    key_copies.put_back(elsewhere, Copy(ring=ring, erased=frozenset()))
    assert (tmp_path / "seen").read_bytes() != before
    keys, source = (
        await open_keys(elsewhere),
        await open_keys(Home(*(tmp_path / "here" / n for n in ("data", "config", "cache")))),
    )
    for person in (ADA, BOB):
        assert await keys.open(person) == await source.open(person) != stranger
    assert await keys.ring() == ring
    for each in (keys, source):
        await each.close()


async def test_a_copy_of_an_older_version_is_found_by_its_name_and_read_by_its_words(ring, tmp_path):
    assert (key_copies.NAME, key_copies.NEXT) == ("candid-keys.copy", "candid-keys.copy.next")
    head, body = (json.loads(line) for line in key_copies.write(tmp_path, ring, frozenset()).read_text().splitlines())
    assert head.keys() == {"document", "version", "epoch", "keys"}
    assert (head["document"], head["version"], head["keys"]) == ("candid keys", 1, len(ring.rows))
    assert body.keys() == {"master", "began_at", "rows", "erased"}


async def test_put_back_what_an_interrupted_change_had_set_aside_is_overwritten_too(ring, tmp_path):
    """SQLite's journal holds wrapped keys as they were; left there, it would also undo what is put back."""
    elsewhere = home_in(tmp_path / "elsewhere")
    journal = elsewhere.keys / "keys.sqlite3-journal"
    journal.write_bytes(b"wrapped keys of before")
    (tmp_path / "seen").hardlink_to(journal)
    key_copies.put_back(elsewhere, Copy(ring=ring, erased=frozenset()))
    assert not journal.exists()
    assert set((tmp_path / "seen").read_bytes()) == {0}
