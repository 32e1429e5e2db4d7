"""The grown world: the tests themselves are those of SQLite, collected once more. Left out where there is no server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.opening import open_storage
from storage.store import Storage
from tests.fakes import FakeClock, settings_in
from tests.postgresql import AVAILABLE

# Where nothing may be left out (CI), a missing server fails its tests instead.
collect_ignore = (
    []
    if AVAILABLE or "CANDID_STRICT_SKIPS" in os.environ
    else [path.name for path in Path(__file__).parent.glob("test_*.py")]
)


@pytest.fixture
async def storage(tmp_path: Path, database_url: str, clock: FakeClock) -> AsyncIterator[Storage]:
    async with open_storage(settings_in(tmp_path, database_url=database_url), clock) as opened:
        yield opened
