"""What must hold after every death, whatever died and wherever: looked up in rows and files, not asked of the code."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import sqlalchemy as sa

from storage.clock import SystemClock
from storage.db import schema
from storage.opening import open_storage
from storage.records import ObjectId, PersonId
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.retention.purge import purge, sweep
from storage.store import Storage
from storage.vault.keys import DATABASE
from tests.fakes import FakeClock
from tests.faults.house import House
from tests.faults.walks import PHOTO

ORPHANS_ARE_OLD = timedelta(hours=2)


async def every_picture_once(house: House) -> None:
    """Each job that was asked for is done, made each of its pictures once, and each stands in the chat once."""
    job, v = schema.jobs.c, schema.variants.c
    for row in await house.ask(sa.select(job.id, job.request, job.state).where(job.lane == "generate")):
        assert row.state == "done"
        made = await house.ask(sa.select(v.id, v.position, v.state).where(v.job_id == row.id))
        assert sorted(each.position for each in made) == list(range(1, len(row.request["looks"]) + 1))
        for each in made:
            if each.state == "ready":
                assert len(house.page.showing(each.id)) == 1, "a picture is not shown exactly once"
                posts = sa.select(schema.outbox.c.id).where(schema.outbox.c.subject == each.id, _sent_picture())
                assert len(await house.ask(posts)) == 1


def _sent_picture() -> sa.ColumnElement[bool]:
    box = schema.outbox.c
    return sa.and_(box.state == "sent", box.verb == "post")


async def nothing_is_lost_or_left(house: House, *, swept: bool = True) -> None:
    """The processes are dead. Rows have their files, files their rows, and after forgetting there is nothing."""
    clock = FakeClock(SystemClock().now() + ORPHANS_ARE_OLD)
    _keys_grow_old(house)
    async with open_storage(house.settings, clock) as storage:
        async with storage.db.read() as tx:
            assert (await tx.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"
            people = [PersonId(each) for each in (await tx.execute(sa.select(schema.persons.c.id))).scalars()]
        await purge(storage)  # what a new place of the label replaced is due by now
        if swept:
            await sweep(storage)
        keys = {}
        for person_id in people:
            keys[person_id] = await storage.keys.open(person_id)
            await _every_row_opens(storage, person_id)
            await forget(storage, person_id)
        assert await storage.keys.held() == frozenset()
        middle = len(PHOTO) // 2
        markers = {"platform id": _user(house).encode(), "pixels": PHOTO[middle : middle + 48]}
        report = await scan(storage, markers=markers, destroyed=keys)
        assert report.found == ()


def _keys_grow_old(house: House) -> None:
    """The key ring has a clock of its own, SQLite's."""
    with closing(sqlite3.connect(house.settings.data_dir / DATABASE)) as ring, ring:
        ring.execute("UPDATE keys SET created_at = created_at - ?", (ORPHANS_ARE_OLD.total_seconds(),))


async def _every_row_opens(storage: Storage, person_id: PersonId) -> None:
    async with storage.db.read() as tx:
        mine = sa.select(schema.objects.c.id).where(schema.objects.c.person_id == person_id)
        for object_id in (await tx.execute(mine)).scalars():
            assert await storage.vault.read(person_id, ObjectId(object_id))


def _user(house: House) -> str:
    from bot.platforms.web.gate import user_of

    return user_of(house.secret)
