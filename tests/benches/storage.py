"""``candid bench storage``: how quickly a job is taken up, a person is forgotten, and the talking half is imported.

Real processes on a real installation in a temporary folder: one enqueues, another claims. No picture is made here; the
whole journey is measured by ``candid bench journey``.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from storage import logs
from storage.clock import SystemClock
from storage.consent import ledger
from storage.home import home_of
from storage.ids import new_id
from storage.measuring import LEAST_RUNS, Figure, Report, percentile
from storage.opening import open_storage
from storage.people import persons
from storage.pictures import photos
from storage.queue import jobs
from storage.records import Address, ConsentSource, InspectRequest, Lane, ObjectKind, PersonId, PhotoId, Purpose
from storage.retention.forget import forget
from storage.retention.purge import purge
from storage.settings import StorageSettings
from storage.store import Storage
from tests.benches.temporary import installation

PACE_S = 0.05  # twenty jobs a second: the queue is idle between two
FORBIDDEN = ("torch", "cv2", "numpy", "PIL", "onnxruntime")
CLAIMER = "import asyncio; from tests.benches.storage import claim_forever; asyncio.run(claim_forever())"
IMPORT_PROBE = (
    "import time; s = time.perf_counter(); import bot.shell.app, bot.conversation.machine, storage.store;"
    "t = time.perf_counter(); import bot.settings, storage.settings; u = time.perf_counter();"
    f"import sys; print(t - s, u - s, *[m for m in {FORBIDDEN!r} if m in sys.modules])"
)


def storage(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    queued: Annotated[int, typer.Option(help="jobs sent through the queue")] = 100,
) -> None:
    """Queue latency between two processes, forgetting, purging, importing."""
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        report = asyncio.run(_measure(Path(folder), queued))
    report.print(as_json=as_json)


async def _measure(folder: Path, queued: int) -> Report:
    report = Report(bench="storage", method=f"{queued} jobs at 20/s into a second process; medians of 5 otherwise.")
    with installation(folder) as settings:
        await _in_storage(settings, queued, report)
    seconds, with_settings, heavy = _importing()
    report.figures["importing bot and storage"] = Figure(value=seconds, unit="s", reach=0.5)
    report.notes["importing them and the settings, s"] = round(with_settings, 3)
    report.figures["heavy libraries imported with them"] = Figure(value=len(heavy), unit="libraries", reach=0)
    return report


async def _in_storage(settings: StorageSettings, queued: int, report: Report) -> None:
    logs.configure(home_of(settings), quiet=True)
    async with open_storage(settings) as opened:
        waits = await _queue_latency(opened, queued)
        report.figures["enqueue to start, p50"] = Figure(value=percentile(waits, 50), unit="ms", reach=20)
        report.figures["enqueue to start, p99"] = Figure(value=percentile(waits, 99), unit="ms", reach=40)
        report.figures["forget a person, receipt written"] = Figure(
            value=await _forgetting(opened), unit="s", reach=2.0
        )
        report.notes["purge of 500 expired photos, s"] = round(await _purging(opened), 3)


async def _queue_latency(opened: Storage, queued: int) -> list[float]:
    """Milliseconds from the enqueue call to the claim in the other process, per job."""
    person_id = await _person(opened)
    claimer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLAIMER, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
        env={**os.environ, **opened.settings.environment()}, pass_fds=opened.settings.descriptors,
    )  # fmt: skip
    assert claimer.stdout is not None
    try:
        await claimer.stdout.readline()  # "ready"
        sent: dict[str, float] = {}
        for _ in range(queued):
            began = time.time()
            sent[await _enqueue(opened, person_id)] = began
            await asyncio.sleep(PACE_S)
        waits = []
        for _ in range(queued):
            job_id, at = (await claimer.stdout.readline()).decode().split()
            waits.append((float(at) - sent[job_id]) * 1000)
        return waits
    finally:
        claimer.kill()
        await claimer.wait()


async def claim_forever() -> None:
    """The other process: claims, says when, ends the job."""
    async with open_storage(StorageSettings()) as opened:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            claim = await jobs.claim(opened, Lane.INSPECT, "bench", 30)
            if claim is None:
                await opened.waker.wait(f"jobs.{Lane.INSPECT}", 1.0)
                continue
            sys.stdout.write(f"{claim.job.id} {time.time()}\n")
            sys.stdout.flush()
            async with opened.db.write() as tx:
                await jobs.finish(tx, claim, opened.clock.now())


async def _enqueue(opened: Storage, person_id: PersonId) -> str:
    request = InspectRequest(photo_id=PhotoId(new_id()), comparison=False, language="en")
    async with opened.db.write() as tx:
        return await jobs.enqueue(tx, person_id, Lane.INSPECT, request, key=new_id(), now=opened.clock.now())


async def _person(opened: Storage) -> PersonId:
    somebody = Address(platform="bench", workspace="", user=new_id(), channel="")
    person = await persons.find_or_create(opened, somebody, "en")
    wordings = dict.fromkeys((Purpose.LIKENESS, Purpose.PROCESSING), ("0" * 64, "en"))
    async with opened.db.write() as tx:
        await ledger.give(
            tx, person.id, list(wordings), wordings=wordings, source=ConsentSource.PERSON, now=opened.clock.now()
        )
    return person.id


async def _forgetting(opened: Storage) -> float:
    """Median seconds to forget somebody with eight photos of 5 MB and eight pictures of 300 kB."""
    times = []
    for _ in range(5):
        person_id = await _person(opened)
        for _ in range(8):
            await _keep(opened, person_id, bytes(5_000_000), ObjectKind.PHOTO)
            await _keep(opened, person_id, bytes(300_000), ObjectKind.VARIANT)
        began = time.perf_counter()
        await forget(opened, person_id)
        times.append(time.perf_counter() - began)
    return sorted(times)[2]


async def _keep(
    opened: Storage, person_id: PersonId, data: bytes, kind: ObjectKind, until: datetime | None = None
) -> None:
    now = opened.clock.now()
    expires_at = until or now + opened.settings.photo_retention
    object_id = await opened.vault.write(person_id, data, kind)
    async with opened.db.write() as tx:
        await opened.vault.record(tx, object_id, person_id, kind, len(data), expires_at)
        if kind is ObjectKind.PHOTO:
            await photos.add(tx, person_id, object_id, now, expires_at)


async def _purging(opened: Storage) -> float:
    person_id = await _person(opened)
    for _ in range(500):
        await _keep(opened, person_id, bytes(4096), ObjectKind.PHOTO, SystemClock().now())
    began = time.perf_counter()
    await purge(opened)
    return time.perf_counter() - began


def _importing() -> tuple[float, float, list[str]]:
    """Median seconds in a fresh process, without and with the settings, and which heavy libraries came along.

    Only doors read the settings. Counted from the second start on, when Python has compiled every file.
    """
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", IMPORT_PROBE]
        starts = [
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(1 + LEAST_RUNS)
        ][1:]
    bare, with_settings = (median(float(start[n]) for start in starts) for n in (0, 1))
    return bare, with_settings, starts[0][2:]
