"""``candid bench journey``: what a person waits for, from the first photo to the deletion receipt, on this machine.

The real conversation, storage, queue and worker child in a temporary installation; instants are those of the rows
(``bot.trying.report.timings``) or of this process's clock. The photo is a portrait enlarged to 12 megapixels, which
says nothing about quality: only the pixels' number matters here.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bot.conversation.events import Event
from bot.platforms.headless.adapter import Headless
from bot.platforms.headless.room import Room
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.shell import Shell
from bot.shell.supervise import Supervised
from bot.trying import report as rows
from bot.trying.visitor import Visitor
from storage import logs
from storage.consent.rules import ALWAYS
from storage.home import home_of
from storage.measuring import LEAST_RUNS, Figure, Report
from storage.opening import open_storage
from storage.people import persons
from storage.records import ConsentSource, PersonId
from storage.store import Storage
from tests.benches import hostile
from tests.benches.temporary import installation

ROOT = Path(__file__).resolve().parents[2]
PORTRAIT = ROOT / "tests" / "assets" / "portraits" / "ardern-2022.jpg"
WIDTH, HEIGHT = 3000, 4000  # 12 megapixels
ENLARGE = (
    "import sys; from PIL import Image;"
    "Image.open(sys.argv[1]).convert('RGB').resize((int(sys.argv[3]), int(sys.argv[4]))).save(sys.argv[2], quality=92)"
)
SETTLING_S = 0.5  # a worker gives its memory back right after its job has ended
HEAD_START_S = 0.05  # so that the worker has the hostile file first
SEED = 2026
SETTLED_AFTER = 10  # journeys after which a worker has met everything it loads


class Bench:
    """One installation with its bot and worker; people come one after the other, or two at once."""

    def __init__(self, storage: Storage, worker: Supervised, photo: Path) -> None:
        self.storage = storage
        self.worker = worker
        self.photo = photo
        self.room = Room()
        self._visitors: dict[PersonId, Visitor] = {}
        self._met = 0

    def heard(self, person_id: PersonId, event: Event) -> None:
        if person_id in self._visitors:
            self._visitors[person_id].heard(event)

    async def newcomer(self) -> tuple[Visitor, PersonId]:
        """Somebody who has agreed and may send photos."""
        self._met += 1
        visitor = Visitor(self.room, language="en", make_s=180.0, user=f"bench-{self._met}")
        await visitor.ask("profile", "studio")
        await visitor.agree(ALWAYS)
        person = await persons.find(self.storage, self.room.address(visitor.user))
        assert person is not None
        self._visitors[person.id] = visitor
        return visitor, person.id

    async def journey(self) -> dict[str, float]:
        """Milliseconds of one whole journey."""
        visitor, person_id = await self.newcomer()
        await visitor.hand_over(self.photo)
        await visitor.choose()
        await visitor.wait_for_pictures(lambda _variant: None)
        timed = await rows.timings(self.storage, person_id)
        started = time.perf_counter()
        await visitor.forget()
        timed["forget"] = (time.perf_counter() - started) * 1000
        return timed

    async def verdict_beside_a_job(self) -> float:
        """Milliseconds for a photo's verdict while somebody else's pictures are being made, from before to after.

        Studio pictures keep every core at work; a generative job of a minute leaves them to others and waits for its
        accelerator. So this is the harder case of a long job.
        """
        maker, _ = await self.newcomer()
        await maker.hand_over(self.photo)
        waiting, waiting_id = await self.newcomer()
        await maker.choose()
        making = asyncio.create_task(maker.wait_for_pictures(lambda _variant: None))
        await waiting.hand_over(self.photo)
        if making.done():
            raise RuntimeError("the pictures were ready before the verdict: nothing was measured beside them")
        await making
        timed = await rows.timings(self.storage, waiting_id)
        for visitor in (maker, waiting):
            await visitor.forget()
        return float(timed["photo_verdict"])

    async def verdict_beside(self, hostile: Path | None) -> float:
        """Milliseconds for a photo's verdict, sent right after somebody else's file; None: nobody else sends one."""
        attacker, _ = await self.newcomer()
        waiting, waiting_id = await self.newcomer()
        reading = asyncio.create_task(attacker.hand_over(hostile)) if hostile else None
        if reading is not None:
            await asyncio.sleep(HEAD_START_S)
        await waiting.hand_over(self.photo)
        if reading is not None:
            await reading
        timed = await rows.timings(self.storage, waiting_id)
        for visitor in (attacker, waiting):
            await visitor.forget()
        return float(timed["photo_verdict"])


def journey(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    journeys: Annotated[int, typer.Option(help="whole journeys; the worker's memory is judged over them")] = 50,
    photo: Annotated[Path, typer.Option(help="a portrait; it is enlarged to 12 megapixels")] = PORTRAIT,
) -> None:
    """Photo to verdict, submit to pictures, forgetting, the worker's memory."""
    if not photo.is_file():
        typer.echo(f"There is no photo {photo}. Name one with --photo.", err=True)
        raise typer.Exit(2)
    report = asyncio.run(_measure(photo, max(journeys, LEAST_RUNS)))
    report.print(as_json=as_json)


async def _measure(photo: Path, journeys: int) -> Report:
    report = Report(
        bench="journey", method=f"{journeys} journeys with a 12-megapixel photo, medians; one person at a time."
    )
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        large = Path(folder) / "photo.jpg"
        enlarge = [sys.executable, "-c", ENLARGE, str(photo), str(large), str(WIDTH), str(HEIGHT)]
        await asyncio.to_thread(subprocess.run, enlarge, check=True)
        async with _bench(Path(folder), large) as bench:
            await bench.journey()  # the worker's start is not a person's usual wait
            timed, resident = [], []
            for number in range(journeys):
                timed.append(await bench.journey())
                await asyncio.sleep(SETTLING_S)
                resident.append(_resident_mb(bench.worker.pid))
                typer.echo(f"journey {number + 1} of {journeys}", err=True)
            beside = [await bench.verdict_beside_a_job() for _ in range(LEAST_RUNS)]
            delays = await _delays(bench, Path(folder))
    _figures(report, timed, beside, resident)
    report.figures |= {
        f"verdict later beside a hostile file, {name.partition('.')[0]}": Figure(value=delay, unit="s", reach=0.3)
        for name, delay in delays.items()
    }
    return report


async def _delays(bench: Bench, folder: Path) -> dict[str, float]:
    """By file: seconds by which the next person's verdict comes later, medians, in turns with undisturbed ones."""
    draw = [sys.executable, "-m", "tests.benches.hostile", str(folder), str(SEED)]
    await asyncio.to_thread(subprocess.run, draw, check=True, cwd=ROOT)
    waits: dict[str, list[float]] = {name: [] for name in ("", *hostile.NAMES)}
    for _ in range(LEAST_RUNS):
        for name, found in waits.items():
            found.append(await bench.verdict_beside(folder / name if name else None))
            await asyncio.sleep(SETTLING_S)
    return {name: (median(waits[name]) - median(waits[""])) / 1000 for name in hostile.NAMES}


def _figures(report: Report, timed: list[dict[str, float]], beside: list[float], resident: list[float]) -> None:
    def seconds(name: str) -> float:
        return median(each[name] for each in timed) / 1000

    report.figures = {
        "photo in to verdict, 12 MP": Figure(value=seconds("photo_verdict"), unit="s", reach=0.7),
        "photo in to its looks, 12 MP": Figure(value=seconds("photo_looks"), unit="s", reach=1.2),
        "submit to first picture": Figure(value=seconds("first_variant"), unit="s", reach=1.5),
        "submit to four pictures, stored and sealed": Figure(value=seconds("all_variants"), unit="s", reach=3.0),
        "forget to receipt, everything gone": Figure(value=seconds("forget"), unit="s", reach=2.0),
        "verdict while pictures are made": Figure(value=median(beside) / 1000, unit="s", reach=0.7),
        "worker resident between jobs": Figure(value=resident[-1], unit="MB", reach=350),
    }
    if len(resident) > SETTLED_AFTER:
        grown = max(0.0, resident[-1] / resident[SETTLED_AFTER - 1] - 1)
        report.figures["worker growth"] = Figure(value=grown * 100, unit="%", reach=2.0)
        report.notes["growth is counted from journey"] = SETTLED_AFTER
    else:
        report.notes["worker growth"] = f"not measured: takes more than {SETTLED_AFTER} journeys"
    report.notes["queue wait, ms"] = median(each["queue_wait"] for each in timed)
    report.notes["worker resident, MB, each tenth journey"] = [round(value) for value in resident[::10]]


@asynccontextmanager
async def _bench(folder: Path, photo: Path) -> AsyncIterator[Bench]:
    with installation(folder) as settings:
        logs.configure(home_of(settings), quiet=True)
        worker = Supervised(
            environment=settings.environment(),
            shared=settings.descriptors,
            told=lambda end: typer.echo(f"worker ended: {end}", err=True),
        )
        async with open_storage(settings) as storage, _served(storage, worker, photo) as bench:
            yield bench


@asynccontextmanager
async def _served(storage: Storage, worker: Supervised, photo: Path) -> AsyncIterator[Bench]:
    bench = Bench(storage, worker, photo)
    shell = Shell(
        storage=storage,
        settings=BotSettings(),
        platforms={"headless": Headless(bench.room)},
        consent_source=ConsentSource.OPERATOR_STATEMENT,
        heard=bench.heard,
    )
    async with running(shell):
        living = asyncio.create_task(worker.run())
        try:
            yield bench
        finally:
            await worker.stop()
            await living


def _resident_mb(pid: int | None) -> float:
    """Resident memory of the worker process, MB (Linux). Raises ``RuntimeError`` when there is none."""
    status = Path(f"/proc/{pid}/status")
    for line in status.read_text(encoding="ascii").splitlines() if pid is not None and status.exists() else ():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise RuntimeError("the worker has ended: its memory cannot be read")
