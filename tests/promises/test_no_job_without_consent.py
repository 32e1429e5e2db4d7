"""No job is asked for, taken or painted without a living consent: three locks, each alone (design §8.2).

The conversation does not ask, the database refuses the row, the worker looks again before it paints. To show that each
holds by itself, the other two are taken out.
"""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.ports import Commanded, Pressed, Submitted
from generation import pipeline
from generation.errors import Cancelled
from generation.worker.process import Worker
from generation.worker.running_job import Running
from storage import withdrawal
from storage.consent import lock, rules
from storage.db import schema
from storage.errors import ConsentMissing
from storage.queue import jobs
from storage.records import JobState, Lane, Purpose
from tests.fakes import LOCKED_WITHOUT, keep_photo, new_person, picture_request, say_no, say_yes
from tests.generation import bare

NEEDED = sorted(LOCKED_WITHOUT)


@pytest.fixture
async def unlocked_database(storage):
    """Without its triggers: what a careless migration could leave behind."""
    async with storage.db.write() as tx:
        for each in lock.LOCKS:
            await tx.exec_driver_sql(f"DROP TRIGGER {each.name}")


async def jobs_in(storage) -> list:
    async with storage.db.read() as tx:
        return list((await tx.execute(sa.select(schema.jobs))).mappings())


async def ask(storage, person) -> None:
    async with storage.db.write() as tx:
        now = storage.clock.now()
        await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key="1", now=now)


# --- the conversation alone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", NEEDED)
async def test_the_conversation_asks_for_no_job_once_a_yes_is_gone(bench, unlocked_database, missing):
    await bench.consents()
    await bench.sends_photo()
    form = bench.form("look.choose")
    await bench.does(Commanded(name="consent"))
    await bench.does(Pressed(action=bench.button(f"withdraw.{missing.value}")))
    await bench.does(Submitted(action=form, chosen=(("look", "plain"), ("number", "4"))))
    assert [job["lane"] for job in await jobs_in(bench.storage)] == ["inspect"]
    assert bench.pictures() == []


async def test_a_form_nobody_was_shown_asks_for_no_job(bench, unlocked_database):
    await bench.does(Submitted(action="look.choose:1", chosen=(("look", "plain"), ("number", "4"))))
    assert await jobs_in(bench.storage) == []


# --- the database alone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", NEEDED)
async def test_the_database_refuses_the_row(storage, missing):
    person = await new_person(storage, consent=LOCKED_WITHOUT - {missing})
    with pytest.raises(ConsentMissing):
        await ask(storage, person)
    assert await jobs_in(storage) == []


@pytest.mark.usefixtures("unlocked_database")
async def test_the_sabotage_without_its_triggers_the_database_takes_the_row(storage):
    person = await new_person(storage, consent=())
    await ask(storage, person)
    assert len(await jobs_in(storage)) == 1


# --- the worker alone -----------------------------------------------------------------------------------------------


class Brush:
    """Stands for the pipeline, to see whether it is ever reached."""

    def __init__(self) -> None:
        self.used = 0

    def make_pictures(self, *_, **__):
        self.used += 1
        raise Cancelled
        yield


@pytest.fixture
def brush(monkeypatch) -> Brush:
    brush = Brush()
    monkeypatch.setattr(pipeline, "make_pictures", brush.make_pictures)
    return brush


async def claimed_then(storage, change) -> None:
    """A job is claimed under a living consent; ``change`` happens; then the worker goes to work on it."""
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = picture_request()
    request = type(request)(**{**_fields(request), "photo_ids": (photo.id,)})
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.GENERATE, request, key="1", now=storage.clock.now())
    worker = Worker(storage, bare.tools(), engines=("studio",), models=())
    claim = await jobs.claim(storage, Lane.GENERATE, worker.id, 30)
    await change(person)
    await worker._see_through(Running(claim, asyncio.get_running_loop()))


def _fields(request):
    return {name: getattr(request, name) for name in request.__dataclass_fields__}


async def test_under_a_living_consent_the_worker_paints(storage, brush):
    async def nothing(_person):
        pass

    await claimed_then(storage, nothing)
    assert brush.used == 1


@pytest.mark.usefixtures("unlocked_database")
@pytest.mark.parametrize("gone", NEEDED)
async def test_a_yes_taken_back_between_claim_and_paint_is_seen_by_the_worker(storage, brush, monkeypatch, gone):
    async def nobody_is_asked_to_stop(*_):
        pass

    monkeypatch.setattr(withdrawal, "stop_jobs", nobody_is_asked_to_stop)
    await claimed_then(storage, lambda person: say_no(storage, person.id, [gone]))
    assert brush.used == 0
    (job,) = await jobs_in(storage)
    assert job["state"] == JobState.CANCELLED


@pytest.mark.usefixtures("unlocked_database")
async def test_the_sabotage_a_worker_that_does_not_look_again_paints(storage, brush, monkeypatch):
    async def nobody_is_asked_to_stop(*_):
        pass

    monkeypatch.setattr(withdrawal, "stop_jobs", nobody_is_asked_to_stop)
    monkeypatch.setattr(rules, "covers", lambda *_: True)
    await claimed_then(storage, lambda person: say_no(storage, person.id, [Purpose.PROCESSING]))
    assert brush.used == 1


async def test_a_yes_given_again_is_a_living_one(storage):
    person = await new_person(storage)
    await say_no(storage, person.id, NEEDED)
    await say_yes(storage, person.id, NEEDED)
    await ask(storage, person)
    assert len(await jobs_in(storage)) == 1
