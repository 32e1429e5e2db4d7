"""From a restart to the last reaction that was given meanwhile, with the stand-in holding back as Discord does.

Everything but the pixels is the real thing, in one process: conversation, shell, storage, adapter, discord.py. Pictures
are drawn by the journeys' stand-in for the worker, since two hundred of the real one would measure the worker.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage.db import schema
from storage.measuring import Figure, Report

PICTURES = 4
REACH_S = 10.0
PATIENCE_S = 300.0
LOOK_S = 0.05


async def measure(people: int, report: Report) -> None:
    server = import_module("tests.bot.platforms.discord.fake.server")
    rest = import_module("tests.bot.platforms.discord.fake.rest")
    bot_on = import_module("tests.journeys.discord.bot").bot_on
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        async with server.fake_discord() as fake:
            async with bot_on(fake, Path(folder)):
                await _everybody_has_pictures(fake, people)
            fake.gateway.forget_sessions()
            votes = _react(fake)
            fake.rest.slow, fake.rest.in_a_second = dict(rest.REAL_LIMITS), rest.ALL_IN_A_SECOND
            before, slowed = dict(fake.rest.counts), fake.rest.statuses[429]
            began = time.perf_counter()
            async with bot_on(fake, Path(folder)) as bot:
                await _approved(bot.storage, votes)
                took_s = time.perf_counter() - began
    read = sum(
        count - before.get(name, 0) for name, count in fake.rest.counts.items() if name.startswith("GET /channels")
    )
    name = f"restart to {votes} reactions taken up, {people} chats"
    report.figures[name] = Figure(value=took_s, unit="s", reach=REACH_S)
    report.notes["restart, pages of chats read"] = read
    report.notes["restart, answers that said slower"] = fake.rest.statuses[429] - slowed


async def _everybody_has_pictures(fake: Any, people: int) -> None:
    visitor = import_module("tests.journeys.discord.visitor").Visitor
    photo = import_module("tests.journeys.web.stage").drawn(600, 800)
    gate = asyncio.Semaphore(8)

    async def one(number: int) -> None:
        async with gate:
            somebody = visitor(fake, f"bench-{number}")
            pictures = await somebody.gets_pictures(photo, str(PICTURES))
            await somebody.until(lambda: all(len(each.get("offered", ())) == 3 for each in pictures), PATIENCE_S)

    await asyncio.gather(*(one(number) for number in range(people)))


def _react(fake: Any) -> int:
    votes = 0
    for name, person in fake.world.people.items():
        for message in fake.world.messages[person.channel].values():
            if message.get("offered"):
                fake.world.react(name, message["id"], "👍")
                votes += 1
    return votes


async def _approved(storage: Any, votes: int) -> None:
    state = schema.variants.c.state
    query = sa.select(sa.func.count()).select_from(schema.variants).where(state == "approved")
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with storage.db.read() as tx:
                if (await tx.execute(query)).scalar_one() >= votes:
                    return
            await asyncio.sleep(LOOK_S)
