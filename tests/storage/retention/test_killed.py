"""SIGKILL at every failpoint of vault and retention: the next start ends what was begun, and nothing is left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import Expired
from storage.failpoints import VARIABLE, registry
from storage.opening import open_storage
from storage.people import persons
from storage.records import ObjectId, PersonId
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.retention.purge import purge, sweep
from tests.fakes import FakeClock, address, settings_in
from tests.storage.retention.doomed import FORGOTTEN, STAYING

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("storage/vault/", "storage/retention/")
NAMES = sorted(name for name, places in registry(ROOT).items() if places[0].startswith(ROOMS))

pytestmark = pytest.mark.long


def run_and_die(folder: Path, name: str, now: datetime, blob_url: str) -> int:
    environment = {**os.environ, VARIABLE: name, "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("doomed.py")
    return subprocess.run(
        [sys.executable, script, folder, now.isoformat(), blob_url], env=environment, capture_output=True, check=False
    ).returncode


@pytest.mark.parametrize("name", NAMES)
async def test_killed_there_the_next_start_ends_it_and_nothing_is_left(tmp_path, name):
    await killed_and_ended(tmp_path, name)


async def killed_and_ended(tmp_path: Path, name: str, blob_url: str = "") -> None:
    now = datetime.now(UTC)  # noqa: TID251 - compared with the file system's own time
    assert run_and_die(tmp_path, name, now, blob_url) == -signal.SIGKILL, f"{name} was never reached"
    clock = FakeClock(now + timedelta(days=2, hours=1))
    async with open_storage(settings_in(tmp_path, blob_url=blob_url), clock) as storage:
        await purge(storage)
        await sweep(storage)
        begun = ErasedList(storage.home).ids()
        async with storage.db.read() as tx:
            rows = (await tx.execute(sa.select(schema.objects.c.id, schema.objects.c.person_id))).all()
            assert (await tx.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"
        for row in rows:  # no row without its bytes
            assert row.person_id not in begun
            try:
                await storage.vault.read(PersonId(row.person_id), ObjectId(row.id))
            except Expired:
                pytest.fail("the purge passed over an expired file")
        for user in (FORGOTTEN, STAYING):
            person = await persons.find(storage, address(user))
            if person is not None:
                await forget(storage, person.id)
        report = await scan(
            storage, markers={"forgotten": FORGOTTEN.encode(), "staying": STAYING.encode()}, destroyed={}
        )
        assert report.found == ()
