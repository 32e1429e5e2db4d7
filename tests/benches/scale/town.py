"""Two bots and workers on one PostgreSQL, a stand-in for the chat service, and people who come at a pace.

All picture work is slept (``measured.py``); queue, vault, rows, outbox and conversation are real. Everything shares the
cores of this machine, the people as well.
"""

from __future__ import annotations

import asyncio
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import sqlalchemy as sa
import typer

from bot.ports import Commanded
from storage.db import schema
from storage.ids import new_id
from storage.measuring import Figure, Report, percentile
from storage.queue import jobs
from storage.records import GenerateRequest, Lane, ObjectKind, PersonId, PhotoId
from tests.benches import storage as bench
from tests.benches.chat.script import Walk
from tests.benches.quiet import quiet
from tests.benches.scale import measured, worlds
from tests.benches.scale.lost import LATEST_S, lost
from tests.benches.scale.standin import StandIn, Visitor, service
from tests.benches.scale.worlds import POSTGRESQL, World

if TYPE_CHECKING:
    from storage.store import Storage
    from tests.benches.scale.rows import Plan

BOTS, WORKERS = 2, 4
PHOTOS_OF_TEN = 4  # people of ten who send a photo and have a picture made
PATIENCE_S = 300.0  # for a picture behind everybody else's, and until all is quiet
EVENTLESS_S = 3.0
SETTLED_SHARE = 0.3  # of the time, after which memory must not grow
LEAST_MINUTES = 5  # below, memory says nothing
KILLS = 3
MAKERS, JOBS_A_WORKER = 12, 12


@dataclass(slots=True, kw_only=True)
class Town:
    world: World
    storage: Storage
    people: StandIn
    socket: Path
    work: Path
    bots: dict[str, Process] = field(default_factory=dict)
    workers: dict[str, Process] = field(default_factory=dict)
    met: int = 0

    async def start_bot(self, name: str) -> None:
        process = await self.world.process(name, "tests.benches.scale.bot", str(self.socket))
        self.bots[name] = process
        await _said(process, "up")

    async def start_workers(self, names: Iterable[str]) -> None:
        await asyncio.gather(*map(self.start_worker, names))

    async def start_worker(self, name: str) -> None:
        process = await self.world.process(name, "tests.benches.scale.worker", str(self.work))
        self.workers[name] = process
        await _said(process, "ready")

    async def stop_workers(self) -> None:
        await asyncio.gather(*(worlds.ended(process) for process in self.workers.values()))
        self.workers.clear()

    async def stop(self) -> None:
        for bot in self.bots.values():
            if bot.stdin is not None:
                bot.stdin.close()
        await asyncio.gather(*(worlds.ended(process) for process in self.bots.values()), self.stop_workers())

    def newcomer(self) -> Visitor:
        self.met += 1
        return Visitor(self.people, f"person-{self.met}")

    def processor_s(self, server: str) -> dict[str, float]:
        bots, workers = (
            sum(worlds.processor_s(each.pid) for each in who.values()) for who in (self.bots, self.workers)
        )
        return {"bots": bots, "workers": workers, "database": worlds.database_s(server)}

    def resident_mb(self) -> float:
        return sum(worlds.resident_mb(each) for each in (*self.bots.values(), *self.workers.values()))


async def _said(process: Process, word: str) -> None:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if line.decode().strip() != word:
        raise RuntimeError(f"a process of the bench did not start: {line!r}")


@asynccontextmanager
async def town(plan: Plan, name: str) -> AsyncIterator[Town]:
    async with AsyncExitStack() as around:
        folder = plan.folder / name
        world, storage = await around.enter_async_context(worlds.opened(POSTGRESQL, folder, plan.server))
        socket = folder / "standin"
        people = await around.enter_async_context(service(socket))
        made = Town(world=world, storage=storage, people=people, socket=socket, work=plan.work)
        around.push_async_callback(made.stop)
        yield made


# --- conversations -------------------------------------------------------------------------------------------------


async def conversations(plan: Plan, report: Report, *, minutes: float, a_minute: int) -> None:
    async with town(plan, "conversations") as made:
        for number in range(BOTS):
            await made.start_bot(f"bot-{number + 1}")
        await made.start_workers(f"worker-{number + 1}" for number in range(WORKERS))
        typer.echo(f"{a_minute} conversations a minute for {minutes:g} minutes ...", err=True)
        before, empty = made.processor_s(plan.server), await _rows_bytes(made.storage)
        walks, resident = await _come_at_a_pace(made, minutes, a_minute)
        gone = await lost(made.people, made.storage, walks)
        for each in gone[:5]:
            typer.echo(f"lost: {each}", err=True)
        await quiet(made.storage, PATIENCE_S, look_s=0.2)
        _figures(report, made, f"{a_minute:,} a minute for {minutes:g} minutes", len(gone))
        _memory(report, resident, minutes)
        spent = {who: made.processor_s(plan.server)[who] - before[who] for who in before}
        report.notes["processor seconds per conversation"] = {
            who: round(seconds / len(walks), 4) for who, seconds in spent.items()
        }
        report.notes["picture work slept, s"] = _slept(made.work)
        report.notes["picture work, processor seconds"] = {
            name: round(seconds, 3) for name, seconds in measured.of(made.work).processor_s.items()
        }
        report.notes["kilobytes of one picture with its views"] = _picture_kb(made.work)
        report.notes["kilobytes kept per conversation"] = await _kept(made.storage, len(walks), empty)


async def _come_at_a_pace(
    made: Town, minutes: float, a_minute: int
) -> tuple[list[asyncio.Task[None]], list[tuple[float, float]]]:
    """Begins a conversation every so often, whether others have ended or not. Also how much memory when."""
    loop = asyncio.get_running_loop()
    began, walks, resident = loop.time(), [], []
    for number in range(round(minutes * a_minute)):
        await asyncio.sleep(max(0.0, began + number * 60 / a_minute - loop.time()))
        walks.append(asyncio.create_task(_conversation(made.newcomer(), number)))
        if number % max(1, a_minute // 6) == 0:
            resident.append((number / a_minute, made.resident_mb()))
    return walks, resident


async def _conversation(person: Visitor, number: int) -> None:
    """Four of ten go all the way to a picture; the others look round and go."""
    walk = Walk(person, measured.PORTRAIT, patience_s=LATEST_S)
    if number % 10 >= 10 - PHOTOS_OF_TEN:
        await walk.open()
        await walk.consent()
        await walk.send_photo()
        await walk.choose_one(LATEST_S)
    else:
        await walk.open()
        await _one_answer(person)
    await person.leave()


async def _one_answer(person: Visitor) -> None:
    before = len(person.chat.keys)
    await person.say(Commanded(name="help"))
    await person.until("an answer to /help", lambda: len(person.chat.keys) > before, LATEST_S)


def _figures(report: Report, made: Town, pace: str, gone: int) -> None:
    people = made.people
    report.figures[f"conversations lost, {pace}"] = Figure(value=gone + people.waiting, unit="", reach=0)
    report.figures["messages and pictures doubled"] = Figure(value=people.doubled, unit="", reach=0)
    report.figures["event to acknowledgement, p99"] = Figure(
        value=percentile(people.acknowledged_ms, 99), unit="ms", reach=300
    )
    report.notes["an answer after, s: median, p99, worst"] = [
        round(percentile(people.waited_s, percent), 2) for percent in (50, 99, 100)
    ]
    report.notes["events said, messages posted, pictures posted"] = [
        people.said,
        people.posted.total(),
        people.pictures.total(),
    ]
    report.notes["event to acknowledgement, median, ms"] = round(median(people.acknowledged_ms), 1)


def _memory(report: Report, resident: list[tuple[float, float]], minutes: float) -> None:
    """Bots and workers together. The first third of the time fills caches and pools."""
    if minutes < LEAST_MINUTES:
        report.notes["memory"] = f"not judged: shorter than {LEAST_MINUTES} minutes"
        return
    settled = [mb for at, mb in resident if at >= SETTLED_SHARE * minutes]
    third = max(1, len(settled) // 3)
    first, last = median(settled[:third]), median(settled[-third:])
    report.figures["growth of bots and workers"] = Figure(value=(last / first - 1) * 100, unit="%", reach=2)
    report.notes["bots and workers resident, MB"] = [round(first), round(last)]


async def _kept(storage: Storage, people: int, empty: int) -> dict[str, float]:
    """Rows with their indexes, as PostgreSQL counts them beyond ``empty`` bytes, and files before encryption."""
    rows = await _rows_bytes(storage) - empty
    async with storage.db.read() as tx:
        files = (await tx.execute(sa.select(sa.func.coalesce(sa.func.sum(schema.objects.c.size), 0)))).scalar_one()
    return {"rows": round(rows / people / 1000, 1), "files": round(int(files) / people / 1000, 1)}


async def _rows_bytes(storage: Storage) -> int:
    async with storage.db.read() as tx:
        return int((await tx.execute(sa.text("SELECT pg_database_size(current_database())"))).scalar_one())


def _picture_kb(file: Path) -> float:
    picture = measured.of(file).picture
    parts = (picture.sealed.data if picture.sealed else b"", picture.before or b"", picture.strip or b"")
    return round(sum(map(len, parts)) / 1000, 1)


def _slept(file: Path) -> dict[str, float]:
    work = measured.of(file)
    return {
        "reading": round(work.read_s, 3),
        "a verdict": round(work.check_s, 3),
        "looks": round(work.looks_s, 3),
        "a picture": round(work.picture_s, 3),
    }


# --- twice the workers ---------------------------------------------------------------------------------------------


async def stretch(plan: Plan, report: Report) -> None:
    """Pictures a second of two workers and of four, behind the same full queue."""
    async with town(plan, "stretch") as made:
        asked = [await _with_a_photo(made.storage) for _ in range(MAKERS)]
        rates = {}
        for count in (WORKERS // 2, WORKERS):
            await made.start_workers(f"worker-{n + 1}" for n in range(count))
            rates[count] = await _rate(made, asked, count * JOBS_A_WORKER)
            await made.stop_workers()
    two, four = rates[WORKERS // 2], rates[WORKERS]
    report.figures["2 to 4 workers, throughput"] = Figure(value=four / two, unit="times", reach=1.9, at_most=False)
    report.notes["pictures/s of 2 and of 4 workers"] = [round(two, 2), round(four, 2)]


async def _with_a_photo(storage: Storage) -> tuple[PersonId, PhotoId]:
    person_id = await bench._person(storage)
    await bench._keep(storage, person_id, measured.PORTRAIT.read_bytes(), ObjectKind.PHOTO)
    p = schema.photos.c
    async with storage.db.read() as tx:
        return person_id, PhotoId((await tx.execute(sa.select(p.id).where(p.person_id == person_id))).scalar_one())


async def _rate(made: Town, asked: list[tuple[PersonId, PhotoId]], count: int) -> float:
    """Between the end of the first job and of the last: how long a worker starts does not count."""
    storage, look = made.storage, measured.of(made.work).look
    ids = []
    for number in range(count):
        person_id, photo = asked[number % len(asked)]
        request = GenerateRequest(photo_ids=(photo,), looks=(look,), engine="studio", purpose="profile", language="en")
        async with storage.db.write() as tx:
            now = storage.clock.now()
            ids.append(await jobs.enqueue(tx, person_id, Lane.GENERATE, request, key=new_id(), now=now))
    j = schema.jobs.c
    async with asyncio.timeout(PATIENCE_S):
        while True:
            await asyncio.sleep(0.2)
            async with storage.db.read() as tx:
                query = sa.select(j.finished_at).where(j.id.in_(ids), j.state == "done").order_by(j.finished_at)
                ends = list((await tx.execute(query)).scalars())
            if len(ends) == count:
                took_s: float = (ends[-1] - ends[0]).total_seconds()
                return (count - 1) / took_s


# --- a bot that is killed ------------------------------------------------------------------------------------------


async def killed(plan: Plan, report: Report) -> None:
    """The bot that leads dies; the next thing a person says is answered by the other."""
    async with town(plan, "killed") as made:
        for number in range(BOTS):
            await made.start_bot(f"bot-{number + 1}")
        person, waits = made.newcomer(), []
        await Walk(person, measured.PORTRAIT).open()
        for _ in range(KILLS):
            name = next(iter(made.bots))  # the one that has been up longest leads
            dead = made.bots.pop(name)
            dead.kill()
            began = time.perf_counter()
            async with asyncio.timeout(PATIENCE_S):
                await _one_answer(person)
            waits.append(time.perf_counter() - began)
            await dead.wait()
            await made.start_bot(name)
            await asyncio.sleep(EVENTLESS_S)
        report.figures["next answer after one of two bots was killed, worst"] = Figure(
            value=max(waits), unit="s", reach=10
        )
        report.notes["each, s"] = [round(each, 2) for each in waits]
