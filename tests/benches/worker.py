"""``candid bench worker``: does a device that paints ever wait for the rest of the worker?

Real queue, worker, vault, safeguards, marks and seal in a temporary installation; the device is simulated (it takes the
time of a picture and paints nothing, ``engines/diffusion/simulated.py``), and so are two free helper cores for the
checks and marks of finished pictures (``bench_cores.py``); the plain figure is of two cores in all. What a real model
adds on top of the bare library call is measured with the tiny one, where the extra `diffusion` is installed.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated, cast

import typer

from storage.measuring import LEAST_RUNS, Figure, Report, percentile
from tests.benches.askers import LOOKS, Askers

if TYPE_CHECKING:
    from generation.engines.diffusion.engine import DiffusionEngine
    from generation.tools import Tools
    from storage.records import JobId, PersonId
    from storage.store import Storage
    from tests.benches.simulated_device import SimulatedAccelerator, Span

PORTRAIT = Path(__file__).resolve().parents[1] / "assets" / "portraits" / "ardern-2022.jpg"
ENGINE = "background"
PICTURE_S = 0.6
HELPERS = 2  # cores
JOBS = LEAST_RUNS + 2  # two stay queued behind every job that counts
PLAIN_JOBS = 5
PATIENCE_S = 300.0
LEAST_PLAIN = 85.0  # % of the time
MOST_MARKS_S = 0.5  # of one core, for each picture
SOON_S = 15.0  # from an error of the device to its job being at work in a fresh process
MOST_OWN_MS = 0.02 * PICTURE_S * 1000
METHOD = (
    f"Simulated accelerator, {PICTURE_S} s a picture in 4 steps; medians of {LEAST_RUNS} jobs of {len(LOOKS)}. "
    f"{HELPERS} free helper cores are simulated: a picture's checks, marks and views are done once, alone, and their "
    f"processor time measured; then that time is slept, at most {HELPERS} at once, and the same results handed on. "
    "Queue, decoding, framing, encryption and database are real throughout. Under `plain` only the device sleeps. "
    "After an error of the device `candid up` starts the real worker anew; loading a model comes on top."
)


def worker(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    photo: Annotated[Path, typer.Option(help="a portrait")] = PORTRAIT,
) -> None:
    """How busy the worker keeps an accelerator, what it costs itself, how soon a cancelled job ends."""
    if not photo.is_file():
        typer.echo(f"There is no photo {photo}. Name one with --photo.", err=True)
        raise typer.Exit(2)
    from tests.benches import worker_cores

    report = Report(
        bench="worker",
        method=METHOD,
    )
    with worker_cores.two_cores(report):
        asyncio.run(_measure(report, photo.read_bytes()))
    _tiny(report)
    report.print(as_json=as_json)


async def _measure(report: Report, photo: bytes) -> None:
    from tests.benches import failed_device, worker_cores

    cores = worker_cores.HelperCores(HELPERS)
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        async with _bench(Path(folder), photo) as bench:
            with cores.instead():
                typer.echo("one job alone, its checks and marks timed ...", err=True)
                await bench.alone()
                cores.recording = False
                typer.echo(f"{JOBS} jobs, {HELPERS} helper cores simulated ...", err=True)
                _figures(report, bench, await bench.queue_through(JOBS))
                typer.echo(f"{LEAST_RUNS} cancelled jobs ...", err=True)
                late = [await bench.cancelled() for _ in range(LEAST_RUNS)]
            report.figures["cancel to idle, beyond one step"] = Figure(
                value=max(0.0, median(late)), unit="ms", reach=100
            )
            report.figures["marks and views of a picture, on one core"] = Figure(
                value=cores.per_picture_s("seal", "before", "strip"), unit="s", reach=MOST_MARKS_S
            )
            report.notes["checks of a picture, processor seconds"] = round(cores.per_picture_s("checks"), 2)
            await _plainly(report, bench)
    typer.echo(f"{LEAST_RUNS} errors of the device, each answered by a fresh process ...", err=True)
    again = [await failed_device.until_at_it_again(photo) for _ in range(LEAST_RUNS)]
    report.figures["error of the device to its job at work in a fresh process"] = Figure(
        value=median(again), unit="s", reach=SOON_S
    )


async def _plainly(report: Report, bench: Bench) -> None:
    """Nothing slept but the device: what two cores in all come to, from the first picture begun to the last stored.

    Single jobs say little here: the first pictures are painted ahead of checks and marks that then hold up the others.
    """
    for takes_a_core, who in ((False, "none"), (True, "one")):
        typer.echo(f"{PLAIN_JOBS} jobs, two cores in all, the device's driver takes {who} ...", err=True)
        bench.device.takes_a_core = takes_a_core
        await bench.queue_through(PLAIN_JOBS)
        took_s = time.perf_counter() - bench.device.spans[0].began
        busy = 100 * PLAIN_JOBS * len(LOOKS) * PICTURE_S / took_s
        if takes_a_core:
            report.notes["the same where the device's driver takes one of them, %"] = round(busy, 1)
        else:
            report.figures["accelerator busy, plain on two cores"] = Figure(
                value=busy, unit="%", reach=LEAST_PLAIN, at_most=False
            )


def _figures(report: Report, bench: Bench, shares: list[float]) -> None:
    spans = bench.device.spans
    sealed = bench.sealed == bench.shown
    report.figures["accelerator busy, two cores for helpers"] = Figure(
        value=100 * median(shares) if sealed else 0.0, unit="%", reach=97, at_most=False
    )
    steps = [each for span in spans for each in span.callbacks]
    report.figures["callback, per step"] = Figure(value=1000 * median(steps), unit="ms", reach=1)
    report.figures["worker's own cost, per picture"] = Figure(
        value=1000 * median(_own(spans)), unit="ms", reach=MOST_OWN_MS
    )
    report.notes["callback, 95th percentile, ms"] = round(1000 * percentile(steps, 95), 2)
    report.notes["busy, each job, %"] = [round(100 * share, 1) for share in shares]
    report.notes["pictures sealed"] = f"{bench.sealed} of {bench.shown}"


def _own(spans: list[Span]) -> list[float]:
    """Seconds the worker adds to a picture: its callbacks, and the hand-over of the device to the job's next one."""
    return [
        sum(span.callbacks) + after.began - span.ended
        for n, (span, after) in enumerate(pairwise(spans), start=1)
        if n % len(LOOKS)
    ]


@dataclass(slots=True)
class Bench:
    """An installation whose worker runs; people ask for pictures of one photo."""

    storage: Storage
    device: SimulatedAccelerator
    engine: DiffusionEngine
    askers: Askers
    sealed: int = 0
    shown: int = 0

    async def alone(self) -> None:
        """One job, one picture at a time: nothing else takes processor time while its checks and marks do."""
        usual, self.engine.in_work = self.engine.in_work, 1
        await self.over(*await self.askers.one(ENGINE))
        self.engine.in_work = usual

    async def queue_through(self, count: int) -> list[float]:
        """Share of time the device was busy, for each job behind which two more were waiting."""
        self.device.spans.clear()
        asked = [await self.askers.one(ENGINE) for _ in range(count)]
        for number, (person_id, job_id) in enumerate(asked, start=1):
            await self.over(person_id, job_id)
            typer.echo(f"job {number} of {count}", err=True)
            await self._count(person_id, job_id)
        first = [self.device.spans[n * len(LOOKS)].began for n in range(count - 1)]
        return [len(LOOKS) * PICTURE_S / (after - before) for before, after in pairwise(first)]

    async def cancelled(self) -> float:
        """Milliseconds from the person's wish to an idle device, less one step."""
        from storage.queue import jobs

        seen = len(self.device.spans)
        person_id, job_id = await self.askers.one(ENGINE)
        while not any(len(span.callbacks) > 1 for span in self.device.spans[seen:]):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        async with self.storage.db.write() as tx:
            await jobs.cancel(tx, person_id, [job_id], self.storage.clock.now())
        asked = time.perf_counter()
        await self.over(person_id, job_id)
        return 1000 * (self.device.spans[-1].ended - asked - self.device.step_s)

    async def over(self, person_id: PersonId, job_id: JobId) -> None:
        from storage.queue import job_queries
        from storage.records import JobState

        async with asyncio.timeout(PATIENCE_S):
            while True:
                async with self.storage.db.read() as tx:
                    state = (await job_queries.get(tx, person_id, job_id)).state
                if state not in (JobState.QUEUED, JobState.RUNNING):
                    return
                await asyncio.sleep(0.1)

    async def _count(self, person_id: PersonId, job_id: JobId) -> None:
        from storage.pictures import variants

        async with self.storage.db.read() as tx:
            made = await variants.of_job(tx, person_id, job_id)
        self.shown += len(LOOKS)
        self.sealed += sum(variant.object_id is not None for variant in made)


@contextlib.asynccontextmanager
async def _bench(folder: Path, photo: bytes) -> AsyncIterator[Bench]:
    from generation.worker.process import Worker
    from storage import home, logs
    from storage.opening import open_storage
    from tests.benches.simulated_device import SimulatedAccelerator
    from tests.benches.temporary import installation

    device = SimulatedAccelerator(PICTURE_S)
    with installation(folder) as settings, _tools(folder / "config", device) as tools:
        logs.configure(home.home_of(settings), quiet=True)
        async with open_storage(settings) as storage:
            serving = Worker(storage, tools, engines=(tools.engine.name,), models=())
            living = asyncio.create_task(serving.run())
            bench = Bench(storage, device, cast("DiffusionEngine", tools.engine), Askers(storage, photo))
            try:
                yield bench
            finally:
                serving.stop()
                await living


@contextlib.contextmanager
def _tools(config: Path, device: SimulatedAccelerator) -> Iterator[Tools]:
    """The real ones around a simulated device; only the background is painted, so that every picture passes."""
    from generation.disclosure.marking import open_marks
    from generation.engines import diffusion, studio
    from generation.engines.diffusion.engine import DiffusionEngine
    from generation.intake.decode import Decoder
    from generation.ports import Portrayal
    from generation.safeguards.panel import panel_for
    from generation.settings import GenerationSettings
    from generation.tools import Tools
    from generation.vision import networks
    from generation.weights import Weights
    from storage.clock import SystemClock

    weights = Weights(GenerationSettings().cache_dir)
    networks.use(weights)
    config.mkdir(parents=True, exist_ok=True)
    engine = DiffusionEngine(
        device, diffusion.looks(), studio.framer(look.id for look in diffusion.looks()), mode=diffusion.BACKGROUND
    )
    marks = open_marks(config=config, clock=SystemClock())
    decoder = Decoder()
    decoder.start()
    try:
        yield Tools(decoder=decoder, engine=engine, safeguards=panel_for(Portrayal.KEPT_BEFORE_PAINTED), marks=marks)
    finally:
        decoder.close()


def _tiny(report: Report) -> None:
    """What the painter adds to the library's own call, with the tiny model."""
    from generation.engines.diffusion.load import ExtraMissing
    from tests.benches import diffusion_figures

    try:
        added = diffusion_figures.own_cost_ms()
    except ExtraMissing:
        report.notes["tiny pipeline"] = "not measured: the extra `diffusion` is not installed in this environment"
        return
    report.figures["painter over the bare library call, per picture"] = Figure(
        value=added, unit="ms", reach=MOST_OWN_MS
    )
