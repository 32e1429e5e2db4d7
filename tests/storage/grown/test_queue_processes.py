"""Killed and frozen workers on PostgreSQL, in procrastinate's loop: the tests of SQLite once more. Long suite."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.opening import open_storage
from storage.store import Storage
from tests.fakes import settings_in
from tests.storage.queue.test_processes import (  # noqa: F401 - collected here
    test_a_frozen_worker_that_wakes_up_writes_nothing,
    test_a_job_that_kills_every_worker_fails_and_is_told,
    test_a_killed_workers_jobs_are_done_by_another_once_each,
)

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


@pytest.fixture
async def real(tmp_path, database_url, monkeypatch) -> AsyncIterator[Storage]:
    """With the system's clock: other processes share it."""
    monkeypatch.setenv("TEST_DATABASE_URL", database_url)
    async with open_storage(settings_in(tmp_path, database_url=database_url)) as storage:
        yield storage
