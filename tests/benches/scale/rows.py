"""What is measured inside one installation, or in two that take turns: one empty, one with a million rows."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import time
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import sqlalchemy as sa
import typer

from bot.shell.app import be_prompt
from storage.db import schema
from storage.ids import new_id
from storage.measuring import Figure, Report, percentile
from storage.people import conversations
from storage.queue import jobs
from storage.records import InspectRequest, Lane, ObjectKind, PersonId, PhotoId
from storage.retention.forget import forget
from storage.retention.purge import PurgeReport, purge
from storage.vault.key_ring import DATABASE
from storage.vault.unlinking import SIDE_BY_SIDE
from tests.benches import storage as bench
from tests.benches.scale import bare, fill, worlds
from tests.benches.scale.worlds import POSTGRESQL, SQLITE

if TYPE_CHECKING:
    from storage.store import Storage

IDLE_PACE_S = 0.1
TURNS = 9  # of each side
CLAIMS_A_TURN = 20
WRITE_EVERY_S = 0.02
PURGED_PER_S = 20_000
MOST_IN_A_ROW = 5000  # of the files, where each unlink may wait for the disk
PATIENCE_S = 120.0
STARTS = {SQLITE: (20, 40), POSTGRESQL: (30, 60)}  # ms, p50 and p99
A_KEY = bytes(300_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``queued``: jobs of the first row. ``finished``, ``photos``, ``due``: rows that are there already."""

    folder: Path
    server: str
    work: Path
    queued: int
    finished: int
    photos: int
    due: int


# --- enqueue to start ----------------------------------------------------------------------------------------------


async def starts(plan: Plan, name: str, report: Report) -> None:
    """A real worker with nothing else to do; the instants are those of the job's row."""
    async with worlds.opened(name, plan.folder / f"starts {name}", plan.server) as (world, storage):
        worker = await world.process("worker", "tests.benches.scale.worker", str(plan.work), "0")
        try:
            assert worker.stdout is not None
            await worker.stdout.readline()
            await asyncio.sleep(2.0)  # it listens
            waits = [await _wait_ms(storage) for _ in range(plan.queued)]
        finally:
            await worlds.ended(worker)
    for percent, reach in zip((50, 99), STARTS[name], strict=True):
        value = percentile(waits, percent)
        report.figures[f"enqueue to start, idle, p{percent}, {name}"] = Figure(value=value, unit="ms", reach=reach)


async def _wait_ms(storage: Storage) -> float:
    """One photo to check; returns once that is done and the worker rests again."""
    person_id = await bench._person(storage)
    await bench._keep(storage, person_id, b"a photo", ObjectKind.PHOTO)
    p, j = schema.photos.c, schema.jobs.c
    async with storage.db.read() as tx:
        photo = (await tx.execute(sa.select(p.id).where(p.person_id == person_id))).scalar_one()
    request = InspectRequest(photo_id=PhotoId(photo), comparison=False, language="en")
    async with storage.db.write() as tx:
        job = await jobs.enqueue(tx, person_id, Lane.INSPECT, request, key=new_id(), now=storage.clock.now())
    async with asyncio.timeout(PATIENCE_S):
        while True:
            await asyncio.sleep(IDLE_PACE_S)
            async with storage.db.read() as tx:
                row = (await tx.execute(sa.select(j.state, j.created_at, j.started_at).where(j.id == job))).one()
            if row.state == "done":
                return float((row.started_at - row.created_at).total_seconds() * 1000)


# --- beside a million rows -----------------------------------------------------------------------------------------


async def claims(plan: Plan, name: str, report: Report) -> None:
    async with AsyncExitStack() as both:
        _, empty = await both.enter_async_context(worlds.opened(name, plan.folder / f"claims {name}", plan.server))
        _, full = await both.enter_async_context(worlds.opened(name, plan.folder / f"claims full {name}", plan.server))
        typer.echo(f"{name}: {plan.finished} finished jobs by SQL ...", err=True)
        await fill.people(full, -(-plan.finished // fill.JOBS_EACH))
        await fill.finished_jobs(full, plan.finished)
        people = {id(each): await bench._person(each) for each in (empty, full)}
        taken: dict[int, list[float]] = {id(empty): [], id(full): []}
        for turn in range(1 + TURNS):
            for each in (empty, full):
                seconds = [await _claim_s(each, people[id(each)]) for _ in range(CLAIMS_A_TURN)]
                if turn:
                    taken[id(each)].append(median(seconds))
    alone, beside = (median(taken[id(each)]) for each in (empty, full))
    report.figures[f"claim beside {plan.finished:,} finished jobs, times that of an empty table, {name}"] = Figure(
        value=beside / alone, unit="times", reach=1.1
    )
    report.notes[f"claim, empty and full, ms, {name}"] = [round(alone * 1000, 2), round(beside * 1000, 2)]


async def _claim_s(storage: Storage, person_id: PersonId) -> float:
    await bench._enqueue(storage, person_id)
    began = time.perf_counter()
    claim = await jobs.claim(storage, Lane.INSPECT, "bench", 30)
    took = time.perf_counter() - began
    assert claim is not None
    async with storage.db.write() as tx:
        await jobs.finish(tx, claim, storage.clock.now())
    return took


async def forgetting(plan: Plan, name: str, report: Report) -> None:
    async with AsyncExitStack() as both:
        _, empty = await both.enter_async_context(worlds.opened(name, plan.folder / f"forget {name}", plan.server))
        _, full = await both.enter_async_context(worlds.opened(name, plan.folder / f"forget full {name}", plan.server))
        people = -(-plan.photos // fill.PHOTOS_EACH)
        typer.echo(f"{name}: {plan.photos} photos of {people} people by SQL ...", err=True)
        await fill.people(full, people)
        await fill.photos(full, plan.photos, until=full.clock.now() + timedelta(hours=24))
        taken: dict[int, list[float]] = {id(empty): [], id(full): []}
        for turn in range(1 + TURNS):
            for each in (empty, full):
                seconds = await _forget_s(each)
                if turn:
                    taken[id(each)].append(seconds)
        began = time.perf_counter()
        wrapped = await full.keys.renew(full.clock.now())
        report.notes["one key wrapped anew, µs"] = round((time.perf_counter() - began) / wrapped * 1e6, 1)
        report.notes[f"keys wrapped by one erasure beside {people:,} people"] = await _wrapped_by_an_erasure(full)
    alone, beside = (median(taken[id(each)]) for each in (empty, full))
    report.figures[f"forget one person beside {plan.photos:,} other photos, times alone, {name}"] = Figure(
        value=beside / alone, unit="times", reach=1.2
    )
    report.notes[f"forget, alone and beside, s, {name}"] = [round(alone, 3), round(beside, 3)]


async def _forget_s(storage: Storage) -> float:
    """Somebody with eight photos and eight pictures."""
    person_id = await bench._person(storage)
    for _ in range(fill.PHOTOS_EACH):
        await bench._keep(storage, person_id, A_KEY, ObjectKind.PHOTO)
        await bench._keep(storage, person_id, A_KEY, ObjectKind.VARIANT)
    began = time.perf_counter()
    await forget(storage, person_id)
    return time.perf_counter() - began


async def _wrapped_by_an_erasure(storage: Storage) -> int:
    """How many rows of the key ring's file read otherwise afterwards."""
    person_id = await bench._person(storage)
    before = await asyncio.to_thread(_wrapped_keys, storage)
    await forget(storage, person_id)
    after = await asyncio.to_thread(_wrapped_keys, storage)
    return sum(before.get(key) != wrapped for key, wrapped in after.items())


def _wrapped_keys(storage: Storage) -> dict[tuple[str, str], bytes]:
    with closing(sqlite3.connect(storage.home.keys / DATABASE)) as database:
        return {row[:2]: row[2] for row in database.execute("SELECT parent, name, wrapped FROM keys")}


# --- a purge while the bot writes ----------------------------------------------------------------------------------


async def purging(plan: Plan, name: str, report: Report) -> None:
    """Every photo's row and its file of 4 KiB; meanwhile this process writes as the bot does."""
    async with worlds.opened(name, plan.folder / f"purge {name}", plan.server) as (_, storage):
        typer.echo(f"{name}: {plan.due} due photos by SQL ...", err=True)
        await fill.people(storage, -(-plan.due // fill.PHOTOS_EACH))
        await fill.photos(storage, plan.due, until=storage.clock.now() - timedelta(seconds=1))
        async with storage.db.read() as tx:
            ids = list((await tx.execute(sa.select(schema.objects.c.id))).scalars())
        assert storage.vault.blobs.folder is not None
        await asyncio.to_thread(fill.files, storage.vault.blobs.folder, list(ids))
        told, took, writes = await _purged_beside_writes(storage)
        left = [path for path in storage.vault.blobs.folder.glob("??/*") if path.is_file()]
        if name == SQLITE:
            await asyncio.to_thread(_without_rows, storage.vault.blobs.folder, list(ids), took, report)
    assert told.files == plan.due, told
    assert not left, f"{len(left)} files are left"
    p99 = percentile(writes, 99)
    report.notes[f"purge, photos/s, {name}"] = round(plan.due / took)
    if name == SQLITE:
        report.figures[f"purge of {plan.due:,} due photos, {name}; reach: 20,000 a second"] = Figure(
            value=took, unit="s", reach=plan.due / PURGED_PER_S
        )
        report.figures[f"bot's own write meanwhile, p99, {name}"] = Figure(value=p99, unit="ms", reach=20)
    else:
        report.notes[f"bot's own write meanwhile, p99, ms, {name}"] = round(p99, 1)


async def _purged_beside_writes(storage: Storage) -> tuple[PurgeReport, float, list[float]]:
    """In a process that hands over as promptly as the bot's: what it told, seconds, and each write's milliseconds."""
    person_id, writes, before = await bench._person(storage), list[float](), sys.getswitchinterval()
    be_prompt()
    writing = asyncio.create_task(_write_now_and_then(storage, person_id, writes))
    try:
        began = time.perf_counter()
        return await purge(storage), time.perf_counter() - began, writes
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        sys.setswitchinterval(before)


def _without_rows(folder: Path, ids: list[str], took: float, report: Report) -> None:
    """The bound that this disk sets: the same files once more, and a bare loop."""
    rates = {}
    for side_by_side, some in ((1, ids[:MOST_IN_A_ROW]), (SIDE_BY_SIDE, ids)):
        fill.files(folder, some)
        os.sync()
        rates[side_by_side] = len(some) / bare.unlinked_s(folder, some, side_by_side)
    report.notes["the same files unlinked by a bare loop without rows, one by one and side by side, files/s"] = [
        round(rate) for rate in rates.values()
    ]
    report.notes["purge with its rows, times the bare loop side by side"] = round(
        took * rates[SIDE_BY_SIDE] / len(ids), 2
    )


async def _write_now_and_then(storage: Storage, person_id: PersonId, writes: list[float]) -> None:
    number = 0
    while True:
        number += 1
        began = time.perf_counter()
        async with storage.db.write() as tx:
            await conversations.save(tx, person_id, 1, {"number": number}, storage.clock.now())
        writes.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(WRITE_EVERY_S)
