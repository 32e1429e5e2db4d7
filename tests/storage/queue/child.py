"""A worker process for the tests that kill, stop and crowd it. Works on made-up jobs and writes a line for each step.

python -m tests.storage.queue.child FOLDER NAME work SECONDS_PER_JOB
python -m tests.storage.queue.child FOLDER NAME hammer SECONDS
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import sqlalchemy as sa

from storage.db.schema import durations
from storage.errors import Fenced
from storage.opening import open_storage
from storage.queue import jobs, outcomes
from storage.queue.jobs import Claim
from storage.queue.serving import serve
from storage.queue.slot import Slot
from storage.records import Lane, OutcomeKind
from storage.store import Storage
from tests.fakes import settings_in

LEASE_S = 1.0


def say(*words: object) -> None:
    print(*words, flush=True)


async def work(storage: Storage, name: str, seconds: float) -> None:
    """Claims, beats, finishes; until killed. In the loop of its database's queue, as a worker."""

    async def take(claim: Claim) -> None:
        say("start", claim.job.id, claim.attempt)
        try:
            ends = asyncio.get_running_loop().time() + seconds
            while asyncio.get_running_loop().time() < ends:
                await asyncio.sleep(min(0.2, seconds))
                await jobs.heartbeat(storage, claim, lease_s=LEASE_S)
            async with storage.db.write() as tx:
                await outcomes.add(tx, claim.job.person_id, OutcomeKind.JOB_DONE, claim.job.id, "", storage.clock.now())
                await jobs.finish(tx, claim, storage.clock.now())
        except Fenced:
            say("fenced", claim.job.id, claim.attempt)
        else:
            say("done", claim.job.id, claim.attempt)

    async def idle() -> None:
        await jobs.reap(storage)

    async def rests() -> bool:
        return False

    slot = Slot(
        lane=Lane.GENERATE,
        worker_id=name,
        lease_s=LEASE_S,
        engines=("studio",),
        stopping=asyncio.Event(),
        rests=rests,
        idle=idle,
        take=take,
    )
    await serve(storage, slot)


async def hammer(storage: Storage, name: str, seconds: float) -> None:
    """Read, then write, as fast as it goes: what fails at once under a plain BEGIN."""
    ends = asyncio.get_running_loop().time() + seconds
    count = 0
    while asyncio.get_running_loop().time() < ends:
        async with storage.db.write() as tx:
            before = (await tx.execute(sa.select(sa.func.count()).select_from(durations))).scalar_one()
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what=name, seconds=before))
        count += 1
    say("wrote", count)


async def main(folder: str, name: str, what: str, seconds: str) -> None:
    here = settings_in(Path(folder), database_url=os.environ.get("TEST_DATABASE_URL", ""))
    async with open_storage(here) as storage:
        say("ready")
        await {"work": work, "hammer": hammer}[what](storage, name, float(seconds))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
