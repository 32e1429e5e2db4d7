"""A process that keeps, forgets, purges, sweeps and rewraps once, to be killed: ``doomed.py FOLDER NOW STORE``."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from storage.opening import open_storage
from storage.retention.forget import forget
from storage.retention.purge import purge, sweep
from tests.fakes import FakeClock, settings_in
from tests.storage.life import live

FORGOTTEN, STAYING = "grace-hopper-1906", "somebody-who-stays"


async def main(folder: Path, now: datetime, blob_url: str) -> None:
    clock = FakeClock(now)
    async with open_storage(settings_in(folder, blob_url=blob_url), clock) as storage:
        grace = await live(storage, FORGOTTEN)
        await live(storage, STAYING)
        await forget(storage, grace.person.id)
        clock.advance(days=2)  # photos have expired, pictures have not
        await purge(storage)
        await sweep(storage)
        await storage.keys.renew(storage.clock.now())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]))
