"""The same tests in the grown world whole: rows on PostgreSQL, encrypted bytes in a bucket of a real S3 server.

Left out is only what speaks of SQLite or of files itself. Part of the long suite.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.opening import open_storage
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.store import Storage
from tests.fakes import FakeClock, settings_in
from tests.promises import test_nothing_left_after_forget
from tests.storage.conftest import Bucket
from tests.storage.life import live
from tests.storage.objects import put
from tests.storage.pictures import test_photos, test_variants
from tests.storage.retention import test_forget, test_killed, test_purge
from tests.storage.vault import test_vault
from tests.storage.vault.test_bucket_store import NOTHING

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]

OF_SQLITE_ITSELF = {
    # the lease row; PostgreSQL's lock ends with its holder (test_hosts.py)
    "test_a_killed_purge_holds_the_lease_no_longer_than_five_minutes",
    "test_a_clock_set_back_erases_nothing_early_and_blocks_no_purge",
    "test_who_finds_another_purge_at_work_reports_that_nothing_was_done",
    "test_a_program_that_reads_all_the_while_holds_no_erasure_back_and_is_named",
    "test_every_table_about_people_is_walked",  # makes a table in SQLite's words
    "test_sqlites_own_full_is_met_with_the_ballast",
}
OF_FILES = {
    "test_a_file_whose_row_never_came_is_swept_after_an_hour",  # sets a file's time
    "test_an_installation_finds_its_files_where_it_always_had_them",  # in folders
}
ON_FOLDERS = {"folders", "tmp_path", "settings"}

for _module in (test_forget, test_nothing_left_after_forget, test_photos, test_purge, test_variants, test_vault):
    for _name, _test in vars(_module).items():
        mine = _name.startswith("test_") and callable(_test) and _name not in OF_SQLITE_ITSELF | OF_FILES
        if mine and not ON_FOLDERS & set(inspect.signature(_test).parameters):
            globals()[_name] = _test


@pytest.fixture
async def storage(tmp_path: Path, database_url: str, bucket: Bucket, clock: FakeClock) -> AsyncIterator[Storage]:
    grown = settings_in(tmp_path, database_url=database_url, blob_url=bucket.url)
    async with open_storage(grown, clock) as opened:
        yield opened


async def test_nothing_is_left_in_the_bucket_in_any_way_a_bucket_keeps_things(storage, bucket):
    grace, other = await live(storage, "grace-hopper-1906"), await live(storage, "somebody-else")
    assert len(bucket.left()["names"]) >= 4
    for life in (grace, other):
        await forget(storage, life.person.id)
    assert bucket.left() == NOTHING


async def test_the_scan_sees_what_lies_in_the_bucket(storage):
    """Sabotage: a marker in the clear, an object that a destroyed key opens, a name that is no object's."""
    grace = await live(storage)
    sealed = storage.vault.blobs.read(grace.photo.object_id)
    put(storage, grace.variant.object_id, b"in the clear: " + grace.markers["pixels"])
    await forget(storage, grace.person.id)
    storage.vault.blobs.write(grace.photo.object_id, sealed)
    storage.vault.blobs.write(grace.variant.object_id, b"in the clear: " + grace.markers["pixels"])
    storage.vault.blobs._put("half", b"x")
    report = await scan(storage, markers=grace.markers, destroyed={grace.person.id: grace.key})
    assert {each.what for each in report.found} == {"marker", "readable", "orphan", "unfinished"}


@pytest.mark.parametrize("name", test_killed.NAMES)
async def test_killed_there_the_next_start_ends_it_and_nothing_is_left_in_the_bucket(tmp_path, name, bucket):
    await test_killed.killed_and_ended(tmp_path, name, bucket.url)
    assert bucket.left() == NOTHING
