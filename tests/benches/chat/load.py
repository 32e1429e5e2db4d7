"""The measuring itself, in five steps, each in the same installation.

1  answers   one person goes all the way to a first picture, made by the real worker
2  own       what only this front end has (the page: weight, first paint, progress)
3  alone     one person talks, the worker idle
4  crowd     200 open conversations, 20 events a second, the worker saturated: there is always a job waiting
5  memory    people come, talk and leave
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import sqlalchemy as sa
import typer

from bot.shell import freed_memory
from bot.shell.supervise import Ended, Supervised
from storage.db import json_columns, schema
from storage.ids import new_id
from storage.measuring import Figure, Report, percentile
from storage.opening import open_storage
from storage.queue import jobs
from storage.records import GenerateRequest, Lane, PersonId
from storage.store import Storage
from tests.benches.chat.front import Front, Module, Person
from tests.benches.chat.process import Bot, talking
from tests.benches.chat.script import Walk, small_talk
from tests.benches.quiet import quiet
from tests.benches.temporary import installation

ALONE_EVENTS = 300
CROWD = 200
EVENTS_PER_S = 20
MAKERS = 8  # people whose pictures saturate the worker: no single one holds hundreds
AT_ONCE = 20
TALK = 10  # events of one visit
SETTLE_S = 2.0
LOOK_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    name: str
    folder: Path
    photo: Path
    seconds: int
    conversations: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """``storage``: the same installation, opened here as a worker would. ``spans``: from when to when a step talked."""

    plan: Plan
    bot: Bot
    front: Front
    storage: Storage
    spans: dict[str, tuple[float, float]] = field(default_factory=dict)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[None]:
        """The real worker runs inside the block."""
        settings = self.bot.settings

        def told(end: Ended) -> None:
            typer.echo(f"worker: {end}", err=True)

        child = Supervised(environment=settings.environment(), shared=settings.descriptors, told=told)
        living = asyncio.create_task(child.run())
        try:
            yield
        finally:
            await child.stop()
            await living


async def measure(plan: Plan, module: Module) -> Report:
    report = Report(
        bench="chat",
        method=(
            f"Front end {plan.name}; the bot in a process of its own. Crowd: {CROWD} open conversations, "
            f"{EVENTS_PER_S} events/s for {plan.seconds} s, the real worker never without a waiting job."
        ),
    )
    async with AsyncExitStack() as stack:
        settings = stack.enter_context(installation(plan.folder))
        front = await stack.enter_async_context(module.front())
        bot = await stack.enter_async_context(talking(plan.name, settings, front.environment))
        storage = await stack.enter_async_context(open_storage(settings))
        await front.meet(bot)
        bench = Bench(plan=plan, bot=bot, front=front, storage=storage)
        for step in (_answers, _own, _alone, _crowd, _memory):
            typer.echo(f"measuring: {step.__name__.removeprefix('_')}", err=True)
            await step(bench, report)
    return report


async def _answers(bench: Bench, report: Report) -> None:
    report.notes["bot resident just started, MB"] = round(bench.bot.resident_mb())
    walk = Walk(await bench.front.newcomer(), bench.plan.photo)
    async with bench.worker():
        await walk.to_first_picture()
        await quiet(bench.storage)
    await walk.person.leave()
    report.figures["answers from /headshot to the first picture"] = Figure(value=walk.answers, unit="", reach=6)


async def _own(bench: Bench, report: Report) -> None:
    await bench.front.measure(bench, report)


async def _alone(bench: Bench, report: Report) -> None:
    person = await bench.front.newcomer()
    await Walk(person, bench.plan.photo).open()
    await bench.bot.answered_ms()
    talk, began = small_talk(0), time.time()
    taken: list[float] = []
    for _ in range(ALONE_EVENTS + TALK):
        await person.say(next(talk))
        taken += await _one_answer(bench)
    bench.spans["alone"] = (began, time.time())
    await person.leave()
    taken = taken[TALK:]  # the first few meet everything for the first time
    report.figures["event in to reply out, alone, p99"] = Figure(value=percentile(taken, 99), unit="ms", reach=50)
    report.notes["alone, median, ms"] = round(median(taken), 1)


async def _one_answer(bench: Bench) -> list[float]:
    while True:
        answered = await bench.bot.answered_ms()
        if answered:
            return answered
        await asyncio.sleep(LOOK_S)


async def _crowd(bench: Bench, report: Report) -> None:
    async with bench.worker():
        makers = [Walk(await bench.front.newcomer(), bench.plan.photo) for _ in range(MAKERS)]
        for maker in makers:
            await maker.to_first_picture()
        people = await _many(bench, CROWD)
        await quiet(bench.storage)
        feeding = asyncio.create_task(_feed(bench))
        await asyncio.sleep(SETTLE_S)
        await bench.bot.answered_ms()
        began = time.time()
        sent = await _talk_at_a_pace(people, bench.plan.seconds)
        await asyncio.sleep(SETTLE_S)
        bench.spans["crowd"] = (began, time.time())
        taken = await bench.bot.answered_ms()
        feeding.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await feeding
        await quiet(bench.storage)
    for person in [*people, *(maker.person for maker in makers)]:
        await person.leave()
    report.figures["event in to reply out, crowd, p99"] = Figure(value=percentile(taken, 99), unit="ms", reach=300)
    report.notes["crowd, median, ms"] = round(median(taken), 1)
    report.notes["crowd, events said and answered"] = f"{sent} and {len(taken)}"


async def _many(bench: Bench, count: int) -> list[Person]:
    """People with an open conversation."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def opened() -> Person:
        async with gate:
            person = await bench.front.newcomer()
            await Walk(person, bench.plan.photo).open()
            return person

    return list(await asyncio.gather(*(opened() for _ in range(count))))


async def _talk_at_a_pace(people: list[Person], seconds: int) -> int:
    """Everybody in turn, whether the last answer has come or not. Returns how many events were said."""
    loop = asyncio.get_running_loop()
    talks = [small_talk(number) for number in range(len(people))]
    started, saying = loop.time(), []
    for number in range(seconds * EVENTS_PER_S):
        await asyncio.sleep(max(0.0, started + number / EVENTS_PER_S - loop.time()))
        who = number % len(people)
        saying.append(asyncio.create_task(people[who].say(next(talks[who]))))
    await asyncio.gather(*saying)
    return len(saying)


async def _feed(bench: Bench) -> None:
    """Keeps a job waiting for every worker slot until cancelled: the jobs that were asked for, again and again."""
    job = schema.jobs.c
    async with bench.storage.db.read() as tx:
        query = sa.select(job.person_id, job.request).where(job.lane == Lane.GENERATE, job.state == "done")
        asked = [(PersonId(row.person_id), json_columns.load_request(row.request)) for row in await tx.execute(query)]
    waiting = sa.select(sa.func.count()).select_from(schema.jobs).where(job.state == "queued")
    given = 0
    while True:
        async with bench.storage.db.read() as tx:
            queued = int((await tx.execute(waiting)).scalar_one())
        if queued < 2:
            person_id, request = asked[given % len(asked)]
            assert isinstance(request, GenerateRequest)
            async with bench.storage.db.write() as tx:
                now = bench.storage.clock.now()
                await jobs.enqueue(tx, person_id, Lane.GENERATE, request, key=new_id(), now=now)
            given += 1
        await asyncio.sleep(0.1)


async def _memory(bench: Bench, report: Report) -> None:
    await _visits(bench, bench.plan.conversations, 0)
    before = await _at_rest_mb(bench)
    await _visits(bench, max(1, bench.plan.events // (TALK + 3)), TALK)
    after = await _at_rest_mb(bench)
    report.figures[f"bot resident after {bench.plan.conversations} conversations"] = Figure(
        value=before, unit="MB", reach=150
    )
    report.figures[f"bot growth over {bench.plan.events} more events"] = Figure(
        value=max(0.0, after / before - 1) * 100, unit="%", reach=2.0
    )


async def _at_rest_mb(bench: Bench) -> float:
    """What the bot holds once it has given back what it freed."""
    await bench.bot.answered_ms()
    await asyncio.sleep(freed_memory.EVERY_S + SETTLE_S)
    return bench.bot.resident_mb()


async def _visits(bench: Bench, count: int, talk: int) -> None:
    """People come, open a conversation, say ``talk`` things more, and close their page."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def visit(number: int) -> None:
        async with gate:
            person = await bench.front.newcomer()
            await Walk(person, bench.plan.photo).open()
            said = small_talk(number)
            for _ in range(talk):
                await person.say(next(said))
            await person.leave()

    await asyncio.gather(*(visit(number) for number in range(count)))
    await quiet(bench.storage)
