"""What an erasure wraps anew, and what old copies of the key ring open afterwards."""

from __future__ import annotations

import random
import secrets
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from storage.home import Home
from storage.records import PersonId
from storage.vault import key_tree
from storage.vault.key_ring import DATABASE
from storage.vault.keys import open_keys
from storage.vault.master_keys import MASTER
from tests.fakes import MONDAY
from tests.storage.retention.test_backups import opened_by

SEED, STEPS = 2026, 120
MOST_WRAPPED = 4 * 16 + 2  # four levels of sixteen, the root secret, a neighbour on the last shelf


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    return home


def rows_in(home) -> set[tuple[str, bytes]]:
    with closing(sqlite3.connect(home.data / DATABASE)) as database:
        return set(database.execute("SELECT name, wrapped FROM keys").fetchall())


def master_in(home) -> bytes:
    return bytes.fromhex((home.config / MASTER).read_text())


def somebody(chance: random.Random) -> PersonId:
    """Half of them on crowded shelves: three ids in ten begin alike."""
    start = chance.choice(("", "", "a", "ab", "abc", "abcd"))
    return PersonId((start + f"{chance.getrandbits(128):032x}")[:32])


async def lived(home) -> tuple[set[PersonId], set[PersonId], set[tuple[str, bytes]]]:
    """People come and are erased; a copy of the file is kept at each step. (The living, the erased, all rows of all
    copies.)
    """
    chance, living, erased, copies = random.Random(SEED), set(), set(), set()
    keys = await open_keys(home)
    for step in range(STEPS):
        if living and chance.random() < 0.4:
            gone = chance.sample(sorted(living), min(len(living), chance.choice((1, 1, 2))))
            for person in gone:
                assert await keys.destroy(person)
            copies |= rows_in(home)
            await keys.renew_if_erased(MONDAY + timedelta(seconds=step))
            living -= set(gone)
            erased |= set(gone)
        else:
            person = somebody(chance)
            await keys.create(person)
            living.add(person)
        if step % 40 == 20:
            await keys.renew(MONDAY + timedelta(seconds=step))
        copies |= rows_in(home)
    assert await keys.held() == living
    for person in living:
        assert await keys.has(person)
        assert await keys.open(person)
    await keys.close()
    return living, erased, copies


async def test_all_old_copies_together_with_todays_master_key_open_the_living_alone(home):
    living, erased, copies = await lived(home)
    assert len(erased) > 30
    assert erased < {name for name, _ in copies}
    opened = opened_by(master_in(home), copies)
    assert living < opened
    assert not erased & opened


@pytest.mark.parametrize("kept", [1, 4])
async def test_a_shelf_that_kept_its_key_would_open_who_was_erased(home, monkeypatch, kept):
    """The sabotage: shelves of one level are forgotten when an epoch ends."""
    real = key_tree.stale
    monkeypatch.setattr(
        key_tree, "stale", lambda database: frozenset(x for x in real(database) if not x.startswith(f"{kept}/"))
    )
    _, erased, copies = await lived(home)
    assert erased & opened_by(master_in(home), copies)


async def wrapped_for_one(home) -> int:
    """How many keys one erasure wraps anew among 3,000 people."""
    people = [PersonId(secrets.token_hex(16)) for _ in range(3000)]
    keys = await open_keys(home)
    with closing(sqlite3.connect(home.data / DATABASE)) as database, database:
        for person in people:
            key_tree.add(database, person, secrets.token_bytes(32), master_in(home))
    await keys.destroy(people[0])
    before = rows_in(home)
    await keys.renew_if_erased(MONDAY)
    changed = len(rows_in(home) - before)
    assert await keys.held() == set(people[1:])
    await keys.close()
    return changed


async def test_an_erasure_wraps_a_path_of_the_tree_however_many_people_there_are(home):
    assert await wrapped_for_one(home) <= MOST_WRAPPED


async def test_on_one_shelf_it_would_wrap_everybody(home, monkeypatch):
    """The sabotage: one level, for which all ids begin alike."""
    monkeypatch.setattr(key_tree, "shelves_of", lambda person_id: ["4/all"])
    assert await wrapped_for_one(home) > 2900


async def steps_to_find(home, find) -> int:
    """Steps of SQLite's machine for one key among 3,000 people."""
    await wrapped_for_one(home)
    with closing(sqlite3.connect(home.data / DATABASE)) as database:
        someone, _ = key_tree.people(database)[1500]
        steps = []
        database.set_progress_handler(lambda: steps.append(1) and 0, 1)
        assert find(database, someone)
    return len(steps)


async def test_finding_a_key_reads_its_path_alone(home):
    assert await steps_to_find(home, lambda database, who: key_tree.find(database, who, master_in(home))) < 200


async def test_a_query_that_reads_the_whole_table_takes_its_steps(home):
    """The sabotage: row values in a list, for which SQLite uses no index."""
    query = "SELECT name FROM keys WHERE (parent, name) IN (VALUES (?, ?), (?, ?))"

    def find(database, who):
        return database.execute(query, [part for step in key_tree.way_to(who)[-2:] for part in step]).fetchall()

    found = await steps_to_find(home, find)
    assert found > 3000


async def test_daily_every_shelf_gets_a_new_key(home):
    """Who stole ring and master key yesterday cannot read with them what was made today."""
    keys = await open_keys(home)
    early, late = PersonId("a" * 32), PersonId("a" * 31 + "b")
    await keys.create(early)
    stolen, master = rows_in(home), master_in(home)
    await keys.renew_if_stale(MONDAY)  # the ring was made by the machine's own clock: a day or more apart
    await keys.create(late)
    assert early in opened_by(master, stolen | rows_in(home))
    assert late not in opened_by(master, stolen | rows_in(home))
    await keys.close()


async def test_an_empty_shelf_goes_and_the_epoch_ends_all_the_same(home):
    keys = await open_keys(home)
    await keys.renew(MONDAY)
    await keys.create(PersonId("a" * 32))
    copy = rows_in(home)
    await keys.destroy(PersonId("a" * 32))
    assert {name for name, _ in rows_in(home)} == {"root"}
    assert await keys.renew_if_erased(MONDAY + timedelta(minutes=1)) == MONDAY + timedelta(minutes=1)
    assert opened_by(master_in(home), copy | rows_in(home)) == {"root"}
    await keys.close()


async def test_the_key_that_was_given_is_the_one_that_is_found(home):
    """As a restored one must be. The tree's own keys are others."""
    keys = await open_keys(home)
    await keys.close()
    master, given = master_in(home), secrets.token_bytes(32)
    with closing(sqlite3.connect(home.data / DATABASE)) as database, database:
        key_tree.add(database, "a" * 32, given, master)
        assert key_tree.find(database, "a" * 32, master) == given
