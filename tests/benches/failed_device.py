"""A device that fails once, for ``candid bench worker``: how soon a fresh process is at the job it left.

``python -m tests.benches.failed_device MARK`` is the real worker with the studio's engine. Its first process meets an
error of its device at its first job and writes into MARK when; every later one is untouched. No model is loaded, which
comes on top with one (``make gpu-proof PART=faults`` has both).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import sqlalchemy as sa
import typer

if TYPE_CHECKING:
    from storage.records import JobId
    from storage.store import Storage

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0
LOOKS_UP_S = 0.01
SECOND = 2  # attempt


async def until_at_it_again(photo: bytes, *, failed: bool = False) -> float:
    """Seconds from the error to the job being claimed by the next process, under the supervisor of ``candid up``.

    ``failed``: the device has failed before, and does so no more; then there is nothing to wait for.
    Raises ``TimeoutError``.
    """
    from bot.shell.supervise import Supervised
    from storage.opening import open_storage
    from tests.benches.askers import Askers
    from tests.benches.temporary import installation

    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder, installation(Path(folder)) as settings:
        mark = Path(folder) / "failed"
        if failed:
            mark.touch()
        worker = Supervised(
            (sys.executable, "-m", "tests.benches.failed_device", str(mark)),
            environment={**settings.environment(), "PYTHONPATH": str(ROOT)},
            shared=settings.descriptors,
            told=lambda end: typer.echo(f"worker ended: {end}", err=True),
        )
        async with open_storage(settings) as storage:
            _, job_id = await Askers(storage, photo).one("studio")
            living = asyncio.create_task(worker.run())
            try:
                claimed = await _claimed_again(storage, job_id)
            finally:
                worker.kill()
                await worker.stop()
                await living
        return claimed - float(mark.read_text())


async def _claimed_again(storage: Storage, job_id: JobId) -> float:
    """When, on the machine's own monotonic clock, which all its processes share."""
    from storage.db.schema import jobs

    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with storage.db.read() as tx:
                attempt = (await tx.execute(sa.select(jobs.c.attempt).where(jobs.c.id == job_id))).scalar_one()
            if attempt >= SECOND:
                return time.monotonic()
            await asyncio.sleep(LOOKS_UP_S)


def _fails_once(mark: Path) -> None:
    from generation import pipeline
    from generation.errors import AcceleratorFailed

    def failing(*_: object, **__: object) -> NoReturn:
        mark.write_text(str(time.monotonic()))
        raise AcceleratorFailed

    pipeline.make_pictures = failing


def main(mark: Path) -> NoReturn:
    from generation.worker.serving import worker

    if not mark.exists():
        _fails_once(mark)
    worker(engine=None, weights=None, device="")
    raise SystemExit


if __name__ == "__main__":
    main(Path(sys.argv[1]))
