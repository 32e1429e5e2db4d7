from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest

from storage.errors import DiskFull, KeyRingMissing, MasterKeyMissing, NotFound, StorageBusy, VaultDamaged
from storage.home import Home
from storage.records import PersonId
from storage.vault import keys as module
from storage.vault.key_ring import DATABASE
from storage.vault.keys import open_keys
from storage.vault.master_keys import MASTER, NEXT, memory_for_masters
from tests.fakes import MONDAY

ADA, BOB = PersonId("a" * 32), PersonId("b" * 32)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    home.create()
    return home


@pytest.fixture
async def keys(home):
    keys = await open_keys(home)
    yield keys
    await keys.close()


async def test_a_key_is_kept_over_a_restart(home, keys):
    await keys.create(ADA)
    again = await open_keys(home)
    assert await again.open(ADA) == await keys.open(ADA)
    assert again.derive(b"lookup") == keys.derive(b"lookup") != keys.derive(b"other")
    await again.close()


async def test_creating_twice_keeps_the_first_key(keys):
    await keys.create(ADA)
    first = await keys.open(ADA)
    await keys.create(ADA)
    assert await keys.open(ADA) == first


async def test_a_destroyed_key_is_gone_for_every_process_at_once(home, keys):
    other = await open_keys(home)
    await keys.create(ADA)
    await other.open(ADA)
    assert await keys.destroy(ADA)
    assert not await keys.destroy(ADA)
    with pytest.raises(NotFound):
        await other.open(ADA)
    await other.close()


async def test_no_trace_of_a_destroyed_key_stays_in_the_file(home, keys):
    await keys.create(ADA)
    row = sqlite3.connect(home.data / DATABASE)
    (wrapped,) = row.execute("SELECT wrapped FROM keys WHERE name = ?", (ADA,)).fetchone()
    row.close()
    assert wrapped in (home.data / DATABASE).read_bytes()
    await keys.destroy(ADA)
    left = [path for path in home.data.rglob("*") if path.is_file() and wrapped in path.read_bytes()]
    assert left == []


async def test_no_key_lies_in_the_data_folder_unwrapped(home, keys):
    await keys.create(ADA)
    key, master = await keys.open(ADA), bytes.fromhex((home.config / MASTER).read_text())
    for path in home.data.rglob("*"):
        if path.is_file():
            assert key not in path.read_bytes()
            assert master not in path.read_bytes()
            assert master.hex().encode() not in path.read_bytes()


async def test_the_master_key_is_for_its_owner_only(home, keys):
    assert stat.S_IMODE((home.config / MASTER).stat().st_mode) == 0o600
    assert stat.S_IMODE((home.data / DATABASE).stat().st_mode) == 0o600


@pytest.mark.parametrize("break_it", ["remove", "open to others", "garbage", "another"])
async def test_without_its_master_key_nothing_opens_and_nothing_is_made_anew(home, keys, break_it):
    await keys.create(ADA)
    path = home.config / MASTER
    match break_it:
        case "remove":
            path.unlink()
        case "open to others":
            path.chmod(0o644)
        case "garbage":
            path.write_text("hello")
        case _:
            path.write_text("00" * 32)
    with pytest.raises(MasterKeyMissing):
        await open_keys(home)
    assert path.exists() is (break_it != "remove")


async def test_two_processes_starting_at_once_agree_on_one_master_key(home):
    several = await asyncio.gather(*(open_keys(home) for _ in range(6)))
    assert len({each.derive(b"x") for each in several}) == 1
    for each in several:
        await each.close()


# --- rewrapping -----------------------------------------------------------------------------------------------------


async def test_after_rewrapping_every_key_opens_and_the_old_master_opens_none(home, keys):
    await keys.create(ADA)
    before, derived = await keys.open(ADA), keys.derive(b"lookup")
    old_master, old_file = (home.config / MASTER).read_text(), (home.data / DATABASE).read_bytes()
    other = await open_keys(home)
    assert await keys.renew(MONDAY) == 1
    for ring in (keys, other):
        assert await ring.open(ADA) == before
        assert ring.derive(b"lookup") == derived
    assert (home.config / MASTER).read_text() != old_master
    assert (home.data / DATABASE).read_bytes() != old_file
    (home.config / MASTER).write_text(old_master)
    with pytest.raises(MasterKeyMissing):
        await open_keys(home)
    await other.close()


class Killed(BaseException):
    pass


@pytest.mark.parametrize("place", ["rewrap.next_written", "rewrap.wrapped"])
async def test_a_rewrap_killed_anywhere_is_settled_at_the_next_start(home, keys, place, monkeypatch):
    await keys.create(ADA)
    before = await keys.open(ADA)

    def killed(name):
        if name == place:
            raise Killed

    monkeypatch.setattr(module, "failpoint", killed)
    with pytest.raises(Killed):
        await keys.renew(MONDAY)
    again = await open_keys(home)
    assert await again.open(ADA) == before
    assert not (home.config / NEXT).exists()
    await again.close()


async def test_a_key_made_while_another_process_ends_the_epoch_still_opens(home, keys):
    """The bot makes people known while an operator's command wraps anew: neither may use the other's old master."""
    other = await open_keys(home)
    made = {}
    for n in range(12):
        person = PersonId(f"{n:032x}")
        await other.renew(MONDAY)
        await keys.create(person)
        made[person] = await keys.open(person)
    for ring in (keys, other):
        assert {person: await ring.open(person) for person in made} == made
    await other.close()
    again = await open_keys(home)
    assert {person: await again.open(person) for person in made} == made
    await again.close()


async def test_many_processes_and_epochs_at_once_lose_no_key(home):
    """Four rings make keys, read them and end epochs as quickly as they can, each over its own connection."""
    rings = [await open_keys(home) for _ in range(4)]

    async def busy(number):
        found = {}
        for n in range(8):
            person = PersonId(f"{number:016x}{n:016x}")
            await rings[number].create(person)
            found[person] = await rings[number].open(person)
            if n % 3 == number % 3:
                await rings[number].renew(MONDAY)
        return found

    made = {}
    for part in await asyncio.gather(*(busy(number) for number in range(len(rings)))):
        made |= part
    for ring in rings:
        await ring.close()
    again = await open_keys(home)
    assert len(made) == 32
    assert {person: await again.open(person) for person in made} == made
    await again.close()


# --- a temporary installation -----------------------------------------------------------------------------------------


@pytest.fixture
def in_memory(tmp_path):
    descriptor = memory_for_masters()
    home = Home(tmp_path / "data", tmp_path / "config", tmp_path / "cache", key_descriptor=descriptor)
    home.create()
    yield home
    os.close(descriptor)


async def test_a_master_key_in_memory_is_shared_renewed_and_in_no_file(in_memory):
    keys, other = await open_keys(in_memory), await open_keys(in_memory)
    await keys.create(ADA)
    before = await keys.open(ADA)
    assert await other.open(ADA) == before
    masters = [keys.masters.present()]
    await other.renew(MONDAY)
    masters.append(keys.masters.present())
    assert masters[0] != masters[1]
    assert await keys.open(ADA) == before
    files = [path for path in in_memory.data.parent.rglob("*") if path.is_file()]
    assert files
    for path in files:
        for master in masters:
            assert master not in path.read_bytes()
            assert master.hex().encode() not in path.read_bytes()
    assert list(in_memory.config.iterdir()) == []
    for ring in (keys, other):
        await ring.close()


async def test_without_the_memory_what_is_left_opens_no_more(in_memory):
    """What a killed `candid try` leaves: its folder, without the processes that held the key."""
    keys = await open_keys(in_memory)
    await keys.create(ADA)
    await keys.close()
    with pytest.raises(MasterKeyMissing):
        await open_keys(Home(in_memory.data, in_memory.config, in_memory.cache))


async def test_what_a_killed_run_of_these_tests_leaves_opens_nothing(storage):
    """The installation that tests are given: its rows, files and key ring lie in a folder, its master key does not."""
    await storage.keys.create(ADA)
    assert not (storage.home.config / MASTER).exists()
    with pytest.raises(MasterKeyMissing):
        await open_keys(Home(storage.home.data, storage.home.config, storage.home.cache))


@pytest.mark.key_files
async def test_the_sabotage_with_a_key_file_it_would(storage):
    await storage.keys.create(ADA)
    again = await open_keys(Home(storage.home.data, storage.home.config, storage.home.cache))
    assert await again.open(ADA) == await storage.keys.open(ADA)
    await again.close()


# --- small values and leftovers ---------------------------------------------------------------------------------------


async def test_a_sealed_value_opens_for_its_person_and_domain_only(keys):
    await keys.create(ADA)
    await keys.create(BOB)
    sealed = await keys.seal(ADA, "address", b"dm-1")
    assert await keys.unseal(ADA, "address", sealed) == b"dm-1"
    for person, domain in ((BOB, "address"), (ADA, "other")):
        with pytest.raises(VaultDamaged):
            await keys.unseal(person, domain, sealed)


async def test_a_key_of_nobody_is_found_once_it_is_old(home, keys):
    await keys.create(ADA)
    await keys.create(BOB)
    assert await keys.of_nobody(frozenset({ADA})) == []
    with sqlite3.connect(home.data / DATABASE) as database:
        database.execute("UPDATE keys SET created_at = created_at - 7200")
    database.close()
    assert await keys.of_nobody(frozenset({ADA})) == [BOB]


async def test_a_full_disk_is_one_typed_error(keys, monkeypatch):
    def full(_person_id):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(keys, "_destroy", full)
    with pytest.raises(DiskFull):
        await keys.destroy(ADA)


# --- epochs -----------------------------------------------------------------------------------------------------------


async def wrapped(home, name=ADA) -> bytes:
    """A wrapped key as it lies in the ring: Ada's changes daily, the root secret with each epoch."""
    with closing(sqlite3.connect(home.data / DATABASE)) as database:
        return database.execute("SELECT wrapped FROM keys WHERE name = ?", (name,)).fetchone()[0]


@pytest.mark.parametrize(
    ("after", "renewed"),
    [(timedelta(0), False), (timedelta(hours=23, minutes=59), False), (timedelta(days=1), True), (-timedelta(1), True)],
)
async def test_an_epoch_of_a_day_or_from_the_future_ends_and_living_keys_are_wrapped_anew(home, keys, after, renewed):
    await keys.create(ADA)
    await keys.renew(MONDAY)
    before, key = await wrapped(home), await keys.open(ADA)
    began = await keys.renew_if_stale(MONDAY + after)
    assert began == (MONDAY + after if renewed else MONDAY)
    assert (await wrapped(home) != before) is renewed
    assert await keys.open(ADA) == key


async def test_an_erasure_ends_the_epoch_at_once(home, keys):
    for person in (ADA, BOB):
        await keys.create(person)
    await keys.renew(MONDAY)
    before = await wrapped(home, "root")
    await keys.destroy(BOB)
    assert await keys.renew_if_erased(MONDAY + timedelta(minutes=1)) == MONDAY + timedelta(minutes=1)
    assert await wrapped(home, "root") != before
    before = await wrapped(home, "root")
    assert await keys.renew_if_erased(MONDAY + timedelta(minutes=2)) == MONDAY + timedelta(minutes=1)
    assert await wrapped(home, "root") == before


# --- what the house seals ---------------------------------------------------------------------------------------------


async def test_what_is_sealed_for_one_thing_of_the_house_opens_for_no_other(keys):
    sealed = keys.seal_for_house("message_deletion", b"where it stands")
    assert b"where" not in sealed
    assert keys.unseal_for_house("message_deletion", sealed) == b"where it stands"
    assert keys.seal_for_house("message_deletion", b"where it stands") != sealed
    for domain, data in (("another", sealed), ("message_deletion", sealed[:-1]), ("message_deletion", b"")):
        with pytest.raises(VaultDamaged):
            keys.unseal_for_house(domain, data)


async def test_the_files_of_the_keys_have_the_names_that_back_ups_know(home, keys):
    """An older version's files must be found by a newer one."""
    await keys.create(ADA)
    assert (DATABASE, MASTER, NEXT) == ("keys.sqlite3", "master.key", "master.key.next")
    assert len((home.config / "master.key").read_bytes()) == 65
    with closing(sqlite3.connect(home.data / "keys.sqlite3")) as database:
        assert {name for (name,) in database.execute("SELECT name FROM keys")} == {
            ADA,
            "root",
            "1/a",
            "2/aa",
            "3/aaa",
            "4/aaaa",
        }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database is locked", StorageBusy),
        ("database disk image is malformed", KeyRingMissing),
        ("file is not a database", KeyRingMissing),
        ("database or disk is full", DiskFull),
        ("no such column: x", sqlite3.OperationalError),
    ],
)
async def test_what_sqlite_says_of_the_ring_has_a_type(said, told):
    def fails() -> None:
        raise sqlite3.OperationalError(said)

    with pytest.raises(told):
        await module._off_loop(fails)


async def test_a_closed_ring_holds_no_file(home):
    keys = await open_keys(home)
    await keys.close()
    with pytest.raises(sqlite3.ProgrammingError):
        keys._database.execute("SELECT 1")
