"""Who leads changes in the middle of a call, and two bots may tell one person: each message is posted once.

Two hosts on one PostgreSQL, whose chat shows a key twice that is posted twice. Part of the long suite.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.ports import Commanded
from bot.shell import app, calling, forget_me, unfinished_erasures
from bot.shell.recovery import Recovery
from bot.shell.runner import Runner
from storage.db.leadership import Leadership
from storage.ids import new_id
from storage.queue import outbox
from storage.retention import erasure_notices
from tests.bot.shell.parts import Room, shell_of
from tests.fakes import new_person
from tests.storage.grown.test_hosts import hosts, until  # noqa: F401 - a fixture

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]

CUT = sa.text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND mode = :mode "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Chat:
    """What two bots post to. Nothing is made unique: the same key stands twice. The first post of all waits."""

    def __init__(self) -> None:
        self.room = Room()
        self.posted: Counter[str] = Counter()
        self.refs: dict[str, str] = {}
        self.called, self.goes_on = asyncio.Event(), asyncio.Event()

    def shell(self, storage):
        room = Room()
        room.messages = self.room.messages
        shell = shell_of(storage, room)
        platform = shell.platforms["headless"]
        platform.capabilities = replace(platform.capabilities, exact_posting=False)
        show = platform.post

        async def post(address, key, message):
            if not self.called.is_set():
                self.called.set()
                await self.goes_on.wait()
            self.posted[key] += 1
            self.refs[key] = await show(address, new_id(), message)
            return self.refs[key]

        async def find(_address, key):
            return self.refs.get(key)

        platform.post, platform.find = post, find
        return shell, room


# --- the outbox ------------------------------------------------------------------------------------------------------


async def lock_lost_in_the_call(hosts, monkeypatch, who) -> Counter[str]:  # noqa: F811
    """The leader's connection is cut while its post is on its way; ``who`` has the lock next: another, or itself."""
    one, two, chat = await hosts("one"), await hosts("two"), Chat()
    looked: Counter[int] = Counter()
    run, take = Recovery.run, Leadership._take
    next_one = two if who == "another" else one
    cut = asyncio.Event()

    async def counted(self, until):
        await run(self, until)
        looked[id(self._shell.storage)] += 1

    async def not_both(self):
        return await take(self) if not cut.is_set() or self._db is next_one.db else False

    monkeypatch.setattr(Recovery, "run", counted)
    monkeypatch.setattr(Leadership, "_take", not_both)
    async with AsyncExitStack() as bots:
        (first, room), (second, _) = chat.shell(one), chat.shell(two)
        await bots.enter_async_context(app.running(first))  # it leads
        await bots.enter_async_context(app.running(second))
        room.say("ada", Commanded(name="headshot"))
        await chat.called.wait()
        before = looked[id(next_one)]
        cut.set()
        async with one.db.write() as tx:
            await tx.execute(CUT, {"mode": "ExclusiveLock"})

        # Taking over looks once, and each round of the outbox; one's own is still in its call.
        times = 3 if who == "another" else 1

        async def looked_again():
            return looked[id(next_one)] >= before + times

        await until(looked_again)
        chat.goes_on.set()

        async def posted():
            async with one.db.read() as tx:
                due = await outbox.due(tx, "headless", one.clock.now(), 10)
                return chat.posted and not due and not await outbox.stuck(tx, "headless")

        await until(posted)
    return chat.posted


@pytest.mark.parametrize("who", ["another", "itself"])
async def test_a_leader_that_loses_its_lock_in_the_middle_of_a_call_doubles_nothing(hosts, monkeypatch, who):  # noqa: F811
    assert set((await lock_lost_in_the_call(hosts, monkeypatch, who)).values()) == {1}


async def test_the_sabotage_without_the_call_s_own_time_the_next_leader_posts_it_too(hosts, monkeypatch):  # noqa: F811
    monkeypatch.setattr(outbox, "CALL_LASTS", timedelta())
    monkeypatch.setattr(calling, "RENEW_EVERY_S", 60.0)
    monkeypatch.setattr(calling, "CUT_AFTER_S", 60.0)
    assert max((await lock_lost_in_the_call(hosts, monkeypatch, "another")).values()) == 2


# --- the last words --------------------------------------------------------------------------------------------------


async def last_words_of_two(hosts) -> tuple[Counter[str], list]:  # noqa: F811
    """One bot heard /forget-me and is about to say that it is done; the leader looks who is still owed that."""
    one, two, chat = await hosts("one"), await hosts("two"), Chat()
    person = await new_person(one, platform="headless")
    hearing, leading = chat.shell(one)[0], Runner(chat.shell(two)[0])
    telling = asyncio.create_task(forget_me.forget_person(hearing, person.id, wait_s=0.0))
    await chat.called.wait()
    await unfinished_erasures.say_owed(leading, wait_s=0.0)
    chat.goes_on.set()
    await telling
    await unfinished_erasures.say_owed(leading, wait_s=0.0)
    async with two.db.read() as tx:
        return chat.posted, await erasure_notices.pending(two, tx)


async def test_the_last_words_are_said_by_one_bot(hosts):  # noqa: F811
    posted, owed = await last_words_of_two(hosts)
    assert (list(posted.values()), owed) == ([1], [])


async def test_the_sabotage_who_does_not_take_the_telling_first_doubles_the_last_words(hosts, monkeypatch):  # noqa: F811
    async def everybody(*_asked):
        return True

    monkeypatch.setattr(erasure_notices, "take", everybody)
    posted, _ = await last_words_of_two(hosts)
    assert list(posted.values()) == [2]


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_bot_that_died_while_it_said_them_is_followed_by_another_that_asks_first(hosts, monkeypatch, arrived):  # noqa: F811
    one, two, chat = await hosts("one"), await hosts("two"), Chat()
    person = await new_person(one, platform="headless")
    hearing, leading = chat.shell(one)[0], Runner(chat.shell(two)[0])
    if arrived:
        chat.goes_on.set()

        async def dies(*_asked):
            raise asyncio.CancelledError

        monkeypatch.setattr(erasure_notices, "delivered", dies)
    telling = asyncio.create_task(forget_me.forget_person(hearing, person.id, wait_s=0.0))
    await chat.called.wait()
    if not arrived:
        telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)
    monkeypatch.undo()
    await unfinished_erasures.say_owed(leading, wait_s=0.0)
    assert sum(chat.posted.values()) == arrived, "the other may be alive"
    later = two.clock.now() + erasure_notices.TELLING_LASTS
    monkeypatch.setattr(type(two.clock), "now", lambda _clock: later)
    await unfinished_erasures.say_owed(leading, wait_s=0.0)
    async with two.db.read() as tx:
        assert await erasure_notices.pending(two, tx) == []
    assert list(chat.posted.values()) == [1]
