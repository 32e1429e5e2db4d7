"""Processes that freeze, are told to stop, die again and again, find the database locked or a file torn.

The queue's own tests do this with made-up jobs; here it is the real worker with its models, and the person's page.
"""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.records import ObjectKind
from tests.faults import oracle, walks
from tests.faults.house import LOOK_S, House

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(240)]

HELD_S = (2.0, 11.5)  # shorter and longer than the ten seconds a transaction waits
HOLDER = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
database.execute("ROLLBACK")
"""


async def first_picture(house: House) -> list:
    return await house.ask(sa.select(schema.variants.c.id))


def is_locked(house: House) -> bool:
    with closing(sqlite3.connect(house.settings.data_dir / "candid.sqlite3", isolation_level=None, timeout=0.3)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        db.execute("ROLLBACK")
    return False


def is_frozen(process: Process) -> bool:
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


async def freeze(house: House, name: str) -> None:
    """Not in the middle of a transaction: that is the locked database below."""
    while True:
        house.processes[name].send_signal(signal.SIGSTOP)
        if not await asyncio.to_thread(is_locked, house):
            return
        house.processes[name].send_signal(signal.SIGCONT)
        await asyncio.sleep(LOOK_S)


def logged(house: House, event: str) -> int:
    return sum(path.read_text().count(f'"event":"{event}"') for path in (house.settings.data_dir / "logs").iterdir())


async def test_a_frozen_worker_that_wakes_up_after_its_lease_writes_nothing(moved_in):
    house = moved_in("pictures")
    await house.start("bot")
    # the first picture is stored, the second is made and not stored yet
    zombie = await house.start("zombie", "worker.picture_made#2=freeze")
    asking = asyncio.create_task(walks.pictures(house, number=4))
    await house.until("the freeze", lambda: is_frozen(zombie))
    assert await first_picture(house)
    await freeze(house, "zombie")
    await house.start("heir")
    await asking
    made = await house.ask(sa.select(schema.variants.c.id))
    house.processes["zombie"].send_signal(signal.SIGCONT)
    await house.until("the fence", lambda: logged(house, "job.fenced"))
    assert await house.ask(sa.select(schema.variants.c.id)) == made
    await oracle.every_picture_once(house)
    await house.stop()
    await oracle.nothing_is_lost_or_left(house)


async def test_a_worker_told_to_stop_ends_or_hands_back_what_it_has(moved_in):
    house = moved_in("pictures")
    await house.start("bot")
    draining = await house.start("worker")
    asking = asyncio.create_task(walks.pictures(house, number=4))
    await house.until("the first picture", lambda: first_picture(house))
    draining.send_signal(signal.SIGTERM)
    assert await draining.wait() == 0
    states = {row.state for row in await house.ask(sa.select(schema.jobs.c.state))}
    assert states <= {"done", "queued"}, "a stopped worker left a lease behind"
    assert await house.ask(sa.select(schema.workers.c.id)) == []
    await house.start("worker")
    await asking
    await oracle.every_picture_once(house)


async def test_a_job_that_kills_three_workers_is_given_up_and_told(moved_in):
    house = moved_in("pictures")
    await house.start("bot")
    asking = asyncio.create_task(walks.pictures(house))
    before = set(house.page.messages)
    for _ in range(3):
        doomed = await house.start("worker", "worker.photos_read")
        assert await doomed.wait() == -signal.SIGKILL
        await house.overdue(schema.jobs, "lease_until", schema.jobs.c.state == "running")
    await house.start("worker")
    with pytest.raises(AssertionError):
        await asking  # no pictures came
    (row,) = await house.ask(
        sa.select(schema.jobs.c.state, schema.jobs.c.error).where(schema.jobs.c.lane == "generate")
    )
    assert (row.state, row.error) == ("failed", "worker_lost")
    told = [house.page.messages[ref]["text"] for ref in set(house.page.messages) - before]
    assert any(told), "nobody was told"
    await house.stop()
    await oracle.nothing_is_lost_or_left(house)


@pytest.mark.parametrize("held_s", HELD_S)
async def test_a_locked_database_costs_time_and_no_word(moved_in, held_s):
    house = moved_in("votes")
    await house.start("bot")
    database = house.settings.data_dir / "candid.sqlite3"
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDER, str(database), str(held_s), stdout=PIPE)
    assert holder.stdout is not None
    await holder.stdout.readline()
    first, *_ = await walks.variants(house)
    await house.says("approve", kind="react", emoji="approve", subject=first, added=True)
    assert await holder.wait() == 0
    assert any(name.endswith(walks.PICTURE) for name in house.page.files())


@pytest.mark.parametrize("torn", [0, 0.5], ids=["empty", "half"])
async def test_a_torn_photo_is_told_and_can_still_be_forgotten(moved_in, torn):
    house = moved_in("pictures")
    kept = sa.select(schema.objects.c.id).where(schema.objects.c.kind == ObjectKind.PHOTO)
    (photo,) = await house.ask(kept)
    file = house.settings.data_dir / "objects" / photo.id[-2:] / photo.id
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * torn)])
    await house.start("bot")
    await house.start("worker")
    before = set(house.page.messages)
    with pytest.raises(AssertionError):
        await walks.pictures(house)  # no pictures came
    (row,) = await house.ask(
        sa.select(schema.jobs.c.state, schema.jobs.c.error).where(schema.jobs.c.lane == "generate")
    )
    assert (row.state, row.error) == ("failed", "vault_damaged")
    assert any(house.page.messages[ref]["text"] for ref in set(house.page.messages) - before), "nobody was told"
    await walks.leaving(house)
    await house.stop()
    await oracle.nothing_is_lost_or_left(house)
