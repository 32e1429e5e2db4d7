"""Several hosts on one PostgreSQL: hints, who leads, one turn of a person at a time, two bots. Part of the long suite.

Each host is an installation of its own folder; keys lie in a folder that all share.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from bot import up
from bot.ports import Commanded
from bot.shell import app
from storage.db import leadership, notifying
from storage.db.leadership import Leadership, leading
from storage.errors import InUse, KeyRingForeign, SchemaTooNew
from storage.opening import open_storage
from storage.operations import same_platforms
from storage.people import conversations
from storage.queue import outbox
from storage.retention.purge import purge
from tests.bot.shell.parts import PaintlessWorker, Room, shell_of
from tests.fakes import PATIENCE_S, keep_photo, new_person, settings_in
from tests.platform_settings import own_settings

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]
LONG_S = 30.0


@pytest.fixture
async def hosts(tmp_path, database_url, bucket):
    """``await hosts("a")`` opens one; all share database, bucket and the volume of the keys."""
    async with AsyncExitStack() as opened:

        async def open_(name):
            shared = {"config_dir": tmp_path / "volume", "keys_dir": tmp_path / "volume"}
            own = settings_in(tmp_path / name, **shared, database_url=database_url, blob_url=bucket.url)
            return await opened.enter_async_context(open_storage(own))

        yield open_


async def heard(storage) -> bool:
    """Whether a hint came before the test's own patience ended; hints of the opening are passed over."""
    return await storage.waker.wait("outbox", LONG_S)


async def a_message(storage, person, *, fails=False) -> None:
    async with storage.db.write() as tx:
        await outbox.put(
            tx, person_id=person.id, platform="web", key="k", verb=outbox.POST, payload={}, now=storage.clock.now()
        )
        if fails:
            raise ZeroDivisionError


# --- one installation ------------------------------------------------------------------------------------------------


async def test_what_one_host_keeps_another_reads_and_erases(hosts):
    one, two = await hosts("one"), await hosts("two")
    person = await new_person(one)
    photo = await keep_photo(one, person.id, b"bytes")
    assert await two.vault.read(person.id, photo.object_id) == b"bytes"
    await two.keys.renew(two.clock.now())
    assert await one.vault.read(person.id, photo.object_id) == b"bytes"
    await two.keys.destroy(person.id)
    with pytest.raises(Exception, match="no such"):
        await one.keys.open(person.id)


async def test_a_host_without_the_volume_does_not_start(hosts, tmp_path, database_url):
    await new_person(await hosts("one"))
    with pytest.raises(KeyRingForeign):
        async with open_storage(settings_in(tmp_path / "elsewhere", database_url=database_url)):
            pass


async def test_rows_of_a_newer_version_are_refused_and_nothing_is_changed(hosts, tmp_path, database_url):
    one = await hosts("one")
    async with one.db.write() as tx:
        await tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew):
        await hosts("two")
    async with one.db.read() as tx:
        assert (await tx.exec_driver_sql("SELECT version_num FROM alembic_version")).scalar() == "9999"


# --- hints -----------------------------------------------------------------------------------------------------------


async def until(happens, within_s=PATIENCE_S) -> None:
    async with asyncio.timeout(within_s):
        while True:
            if await happens():
                return
            await asyncio.sleep(0.02)


async def _listeners(storage) -> int:
    async with storage.db.read() as tx:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%%'"
        return (await tx.exec_driver_sql(query)).scalar_one()


async def both_listen(one) -> None:
    async def both():
        return await _listeners(one) == 2

    await until(both)


async def test_a_hint_reaches_the_other_host_once_it_is_committed(hosts):
    one, two = await hosts("one"), await hosts("two")
    person = await new_person(one)
    await both_listen(one)
    waiting = asyncio.create_task(heard(two))
    with pytest.raises(ZeroDivisionError):
        await a_message(one, person, fails=True)
    assert not (await asyncio.wait([waiting], timeout=0.5))[0], "what was rolled back is not told"
    await a_message(one, person)
    assert await waiting


async def test_the_sabotage_without_notify_the_other_host_hears_nothing(hosts, monkeypatch):
    one, two = await hosts("one"), await hosts("two")
    person = await new_person(one)
    await both_listen(one)

    async def mute(tx, topics):
        return None

    monkeypatch.setattr(notifying, "tell", mute)
    await a_message(one, person)
    assert not await two.waker.wait("outbox", 1.0)


async def test_a_listener_whose_connection_was_cut_listens_again(hosts):
    one, two = await hosts("one"), await hosts("two")
    person = await new_person(one)
    await both_listen(one)
    async with one.db.write() as tx:
        await tx.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%%'"
        )

    async def cut():
        return await _listeners(one) == 0

    await until(cut)
    await both_listen(one)
    await a_message(one, person)
    assert await heard(two)


# --- who leads -------------------------------------------------------------------------------------------------------


async def test_one_leads_and_when_it_is_killed_another_does(hosts, tmp_path, database_url):
    two = await hosts("two")
    program = (
        "import asyncio, sys; from storage.db.database import Database; from storage.db.leadership import Leadership\n"
        "async def main():\n"
        "    mine = Leadership(Database(sys.argv[1]), 'bot'); assert await mine.holds()\n"
        "    print('leads', flush=True); await asyncio.sleep(600)\n"
        "asyncio.run(main())"
    )
    first = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, database_url, stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    assert first.stdout is not None
    assert await first.stdout.readline() == b"leads\n"
    mine = Leadership(two.db, "bot")
    assert not await mine.holds()
    async with leading(two.db, "something else") as free:
        assert free
    first.send_signal(signal.SIGKILL)
    await first.wait()
    await until(mine.holds, 10)
    await mine.release()


async def test_a_leader_that_lost_its_connection_knows_it_within_seconds(hosts, monkeypatch):
    one, two = await hosts("one"), await hosts("two")
    first, second = Leadership(one.db, "bot"), Leadership(two.db, "bot")
    assert await first.holds()
    async with two.db.write() as tx:
        ends = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        await tx.exec_driver_sql(ends)
    await until(second.holds, 10)
    first._looked_s = float("-inf")  # as after a second
    assert not await first.holds()
    assert await second.holds()
    for each in (first, second):
        await each.release()


async def asked_while_another_leads(one, two, monkeypatch) -> tuple[int, int]:
    """How many connections are opened, and how often the lock is asked for, in three seconds of a hundred looks."""
    first, second = Leadership(one.db, "bot"), Leadership(two.db, "bot")
    opened, asked = [], []
    connect, take = leadership.connected, Leadership._take

    async def opening(url):
        opened.append(url)
        return await connect(url)

    async def taking(self):
        asked.append(self)
        return await take(self)

    assert await first.holds()
    monkeypatch.setattr(leadership, "connected", opening)
    monkeypatch.setattr(Leadership, "_take", taking)
    for _ in range(3):
        second._looked_s = float("-inf")  # as after a second
        assert [await second.holds() for _ in range(100)] == [False] * 100
    await first.release()
    await until(second.holds, 10)
    await second.release()
    return len(opened), len(asked)


async def test_who_waits_to_lead_asks_each_second_on_one_connection(hosts, monkeypatch):
    opened, asked = await asked_while_another_leads(await hosts("one"), await hosts("two"), monkeypatch)
    assert opened == 1
    assert asked <= 5


async def test_sabotage_asking_at_every_look_is_seen(hosts, monkeypatch):
    monkeypatch.setattr(leadership, "LOOK_EVERY_S", 0.0)
    _, asked = await asked_while_another_leads(await hosts("one"), await hosts("two"), monkeypatch)
    assert asked > 100


async def test_two_purges_at_once_are_one_and_a_killed_one_holds_nobody_back(hosts):
    one, two = await hosts("one"), await hosts("two")
    async with leading(one.db, "purge") as mine:
        assert mine
        assert not (await purge(two)).ran
    assert (await purge(two)).ran


# --- one turn of a person at a time ----------------------------------------------------------------------------------


async def counted_together(one, two) -> int:
    """Both read the state, wait for the other if it may read as well, and write one more."""
    person = await new_person(one)
    async with one.db.write() as tx:
        await conversations.save(tx, person.id, 1, {"turns": 0}, one.clock.now())
    readers = asyncio.Barrier(2)

    async def turn(storage):
        async with storage.db.write() as tx:
            await conversations.alone(tx, person.id)
            _, state = await conversations.load(tx, person.id)
            try:
                async with asyncio.timeout(0.5):
                    await readers.wait()
            except (TimeoutError, asyncio.BrokenBarrierError):
                pass
            await conversations.save(tx, person.id, 1, {"turns": state["turns"] + 1}, storage.clock.now())

    await asyncio.gather(turn(one), turn(two))
    async with one.db.read() as tx:
        return (await conversations.load(tx, person.id))[1]["turns"]


async def test_turns_of_one_person_in_two_bots_come_one_after_the_other(hosts):
    assert await counted_together(await hosts("one"), await hosts("two")) == 2


async def test_the_sabotage_without_the_lock_one_turn_is_lost(hosts, monkeypatch):
    async def free(tx, name):
        return None

    monkeypatch.setattr(leadership, "alone", free)
    assert await counted_together(await hosts("one"), await hosts("two")) == 1


# --- two bots --------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def bot_on(storage, room):
    async with app.running(shell_of(storage, room)) as runner:
        yield runner


async def test_two_bots_answer_once_and_when_one_goes_the_other_goes_on(hosts):
    """One chat, two doors, like Slack's behind a balancer."""
    one, two = await hosts("one"), await hosts("two")
    await PaintlessWorker(one).announce()
    doors = [Room(), Room()]
    doors[1].messages = doors[0].messages
    bots = [asyncio.create_task(_until_cancelled(host, door)) for host, door in zip((one, two), doors, strict=True)]
    people = [f"person-{n}" for n in range(6)]
    for n, who in enumerate(people):
        doors[n % 2].say(who, Commanded(name="headshot"), event_id=f"from {who}")

    async def all_answered():
        for bot in bots:
            if bot.done() and not bot.cancelled():
                bot.result()
        return all(doors[0].shown(who) for who in people)

    await until(all_answered)
    bots[0].cancel()
    await asyncio.gather(bots[0], return_exceptions=True)
    people.append("late")
    doors[1].say("late", Commanded(name="headshot"), event_id="from late")
    await until(all_answered, 10)
    for who in people:
        keys = [shown.key for shown in doors[0].messages[who]]
        assert len(keys) == len(set(keys)), "nothing is said twice"
    bots[1].cancel()
    await asyncio.gather(bots[1], return_exceptions=True)


async def test_a_row_that_another_bot_has_taken_is_not_sent_again(hosts):
    """The one that led until a moment ago still had the row in its list."""
    one = await hosts("one")
    person = await new_person(one)
    await a_message(one, person)
    async with one.db.read() as tx:
        (row,) = await outbox.due(tx, "web", one.clock.now(), 10)
    async with one.db.write() as tx:
        assert await outbox.sending(tx, row, one.clock.now())
        assert not await outbox.sending(tx, row, one.clock.now())


async def _until_cancelled(storage, room):
    async with bot_on(storage, room):
        await asyncio.Event().wait()


@pytest.mark.parametrize(("pages", "may"), [(("", ""), True), (("web", ""), False), (("", "web"), False)])
async def test_bots_serve_side_by_side_unless_one_has_a_page(hosts, pages, may):
    one, two = await hosts("one"), await hosts("two")
    async with leading(one.db, "bots", shared=not pages[0]), leading(two.db, "bots", shared=not pages[1]) as second:
        assert second is may


async def test_a_second_bot_beside_a_page_is_told_what_to_do(hosts):
    one, two = await hosts("one"), await hosts("two")
    plan = SimpleNamespace(platforms=own_settings(web=True))
    async with up._beside_others(plan, one):
        with pytest.raises(InUse, match="CANDID_WEB=false"):
            async with up._beside_others(plan, two):
                pass


async def start_refused(first, second, one, two) -> str:
    """What the second bot is told at its start beside the first; "" where it may serve."""
    async with leading(one.db, "bots", shared=True), leading(two.db, "bots", shared=True):
        await same_platforms.refuse_others(one, first)
        try:
            await same_platforms.refuse_others(two, second)
        except InUse as told:
            return str(told)
    return ""


async def test_a_bot_with_other_platforms_is_refused_and_told_which(hosts):
    one, two = await hosts("one"), await hosts("two")
    assert await start_refused(["slack", "discord"], ["discord", "slack"], one, two) == ""
    told = await start_refused(["slack", "discord"], ["slack"], one, two)
    assert "discord and slack" in told
    assert "same tokens" in told


async def test_once_the_others_are_gone_the_platforms_may_change(hosts):
    one, two = await hosts("one"), await hosts("two")
    async with leading(one.db, "bots", shared=True):
        await same_platforms.refuse_others(one, ["slack"])
    async with leading(two.db, "bots", shared=True):
        await same_platforms.refuse_others(two, ["discord"])


async def test_the_sabotage_who_sees_no_other_bot_lets_everything_in(hosts, monkeypatch):
    one, two = await hosts("one"), await hosts("two")
    monkeypatch.setattr(same_platforms, "_how_many", lambda: sa.text("SELECT 1"))
    assert await start_refused(["slack", "discord"], ["slack"], one, two) == ""
