"""Fixtures every test may ask for: a clock to move, a folder to live in, an open storage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.settings import StorageSettings
from storage.store import Storage, open_storage
from tests.fakes import FakeClock, settings_in

pytest_plugins = ["tests.skips"]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def settings(tmp_path: Path) -> StorageSettings:
    return settings_in(tmp_path)


@pytest.fixture
async def storage(settings: StorageSettings, clock: FakeClock) -> AsyncIterator[Storage]:
    async with open_storage(settings, clock) as opened:
        yield opened
