"""Fixtures every test may ask for: a clock to move, a folder to live in, an open storage."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.texts import members
from generation import announced
from storage import logs
from storage.home import Home
from storage.opening import open_storage
from storage.settings import StorageSettings
from storage.store import Storage
from storage.vault.master_keys import memory_for_masters
from tests import own_databases
from tests.fakes import FakeClock, embedded_in, settings_in

pytest_plugins = ["tests.skips", "tests.sampled"]

MEMORY = Path("/dev/shm")
ENOUGH_B = 2 << 30  # what all installations of a run hold at once, several times over


def _work_in_memory() -> None:
    """Every commit waits for the disk: half the time of a test that opens an installation. No test looks at the disk.

    The usual folder stays where TMPDIR says so, and where memory is short or nothing in it may be run.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    roomy = shutil.disk_usage(MEMORY).free >= ENOUGH_B
    if roomy and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


_work_in_memory()


def pytest_collection() -> None:
    """Thousands of tests and their modules stay until the end: looking through them for garbage again and again would
    cost a tenth of the run.
    """
    gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.collect()
    gc.freeze()


# No verdict may depend on how busy this machine is.
settings.register_profile("by content, not by the clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("by content, not by the clock")


@pytest.fixture(autouse=True)
def _logs_are_each_tests_own() -> Iterator[None]:
    """A door that a test opens sends the log elsewhere and makes it quiet; the next test starts as a process does."""
    sink, root = logs._sink, logging.getLogger()
    before = (sink.folder, sink.clock, sink.console, sink.quiet, root.level)
    yield
    sink.folder, sink.clock, sink.console, sink.quiet, level = before
    root.handlers[:] = [handler for handler in root.handlers if not isinstance(handler, logs._Libraries)]
    root.setLevel(level)


@pytest.fixture(autouse=True, scope="session")
def _what_every_worker_announces() -> None:
    """The bot speaks as it does once a worker was here; what a test lets announce comes on top."""
    members.learn(announced.members())


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def settings(tmp_path: Path) -> StorageSettings:
    return settings_in(tmp_path)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """SQLite's file of a new installation, as the product makes it. Copying it takes a tenth of the time.

    The first test that asks for it may be one of the grown world.
    """
    settings = embedded_in(tmp_path_factory.mktemp("empty"))

    async def made() -> bytes:
        async with open_storage(settings) as opened:
            await opened.db.checkpoint()
        return opened.home.database.read_bytes()

    return asyncio.run(made())


@pytest.fixture
def database_at_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where breaks are judged (``tests/house/mutants``) each test makes its own: what makes it may be broken."""
    if own_databases.VARIABLE in os.environ:
        return
    empty_database = request.getfixturevalue("empty_database")
    make_private = Home.make_database_private

    def filled(home: Home) -> None:
        make_private(home)
        if not home.database.stat().st_size:
            home.database.write_bytes(empty_database)

    monkeypatch.setattr(Home, "make_database_private", filled)


@pytest.fixture
async def storage(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock, database_at_hand: None
) -> AsyncIterator[Storage]:
    """Its master key is in memory only: what a killed run leaves opens nothing.

    A test that opens the installation again by its ``settings``, or is about key files (marked ``key_files``), has it
    in a file, as a lasting installation has.
    """
    lasting = "settings" in request.fixturenames or request.node.get_closest_marker("key_files") is not None
    descriptor = None if lasting else memory_for_masters()
    try:
        async with open_storage(settings_in(tmp_path, key_descriptor=descriptor), clock) as opened:
            yield opened
    finally:
        if descriptor is not None:
            os.close(descriptor)
