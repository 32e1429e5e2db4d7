"""The second of three locks on consent, alone: what the database refuses when all code above it forgot to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain, combinations

import pytest
import sqlalchemy as sa

from storage.consent import lock, rules
from storage.db.schema import consents
from storage.db.schema import jobs as jobs_table
from storage.errors import ConsentMissing
from storage.ids import new_id
from storage.pictures import staff_directory
from storage.queue import job_queries, jobs
from storage.records import JobState, Lane, PersonId, Purpose, VariantId
from storage.store import Storage
from tests.fakes import check_request, keep_photo, new_person, picture_request, say_yes

YEAR = timedelta(days=365)
EVERY_CHOICE = [frozenset(c) for c in chain.from_iterable(combinations(Purpose, n) for n in range(len(Purpose) + 1))]
EVERY_REQUEST = {
    "check": check_request(),
    "check, comparing": check_request(comparison=True),
    "studio": picture_request(),
    "studio, comparing": picture_request(comparison=True),
    "redraw": picture_request(engine="redraw"),
    "diffusion, comparing": picture_request(engine="redraw", comparison=True),
    "background": picture_request(engine="background"),
    "background, comparing": picture_request(engine="background", comparison=True),
    "a made-up person": replace(picture_request(engine="persona"), photo_ids=()),
    "a made-up person, from a photo": picture_request(engine="persona"),
    "an engine never heard of": picture_request(engine="never heard of"),
}


def job_row(storage: Storage, person_id: PersonId, state: JobState = JobState.QUEUED, **values: object) -> dict:
    """A job as careless code would write it, asking nobody."""
    row = {
        "id": new_id(),
        "person_id": person_id,
        "lane": Lane.GENERATE,
        "state": state,
        "key": new_id(),
        "request": {},
        "engine": "studio",
        "comparison": False,
        "vt": 0,
        "progress": {},
        "created_at": storage.clock.now(),
    }
    return {**row, **values}


async def insert(storage: Storage, row: dict) -> None:
    async with storage.db.write() as tx:
        await tx.execute(sa.insert(jobs_table).values(row))


async def give_to_directory(storage: Storage, person_id: PersonId) -> None:
    now = storage.clock.now()
    async with storage.db.write() as tx:
        await staff_directory.enter(tx, person_id, VariantId(new_id()), "staff list", now + YEAR, ("0" * 64, "en"), now)


async def withdraw_behind_the_ledgers_back(
    storage: Storage, purpose: Purpose, person_id: PersonId | None = None
) -> None:
    """``person_id``: whose; None: everybody's."""
    whose = sa.true() if person_id is None else consents.c.person_id == person_id
    async with storage.db.write() as tx:
        closed = sa.update(consents).where(consents.c.purpose == purpose, whose)
        await tx.execute(closed.values(withdrawn_at=storage.clock.now()))


async def test_a_job_written_by_hand_without_consent_is_refused(storage):
    person = await new_person(storage, consent=())
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


@pytest.mark.parametrize("missing", [Purpose.LIKENESS, Purpose.PROCESSING])
async def test_each_of_the_two_always_needed_is_needed(storage, missing):
    person = await new_person(storage, consent=rules.ALWAYS - {missing})
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


async def test_a_withdrawn_yes_is_not_a_yes(storage):
    person = await new_person(storage)
    await withdraw_behind_the_ledgers_back(storage, Purpose.LIKENESS)
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


async def test_anothers_yes_does_not_count(storage):
    await new_person(storage, "ada")
    person = await new_person(storage, "bob", consent=())
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


async def test_a_job_cannot_start_once_consent_is_gone(storage):
    person = await new_person(storage)
    row = job_row(storage, person.id)
    await insert(storage, row)
    await withdraw_behind_the_ledgers_back(storage, Purpose.PROCESSING)
    with pytest.raises(ConsentMissing):
        async with storage.db.write() as tx:
            await tx.execute(sa.update(jobs_table).values(state=JobState.RUNNING))


async def test_a_job_can_still_be_ended_once_consent_is_gone(storage):
    person = await new_person(storage)
    await insert(storage, job_row(storage, person.id))
    await withdraw_behind_the_ledgers_back(storage, Purpose.PROCESSING)
    async with storage.db.write() as tx:
        await tx.execute(sa.update(jobs_table).values(state=JobState.CANCELLED))


async def test_no_picture_is_in_the_directory_without_the_yes_to_just_that(storage):
    """Whoever agreed to everything else has not agreed to this."""
    person = await new_person(storage, consent=frozenset(Purpose) - {Purpose.DIRECTORY})
    with pytest.raises(ConsentMissing):
        await give_to_directory(storage, person.id)
    await say_yes(storage, person.id, {Purpose.DIRECTORY})
    await give_to_directory(storage, person.id)


async def test_a_picture_of_a_made_up_person_needs_its_own_yes_and_no_other(storage):
    from tests.storage.samples import keep_variant

    person = await new_person(storage, consent={Purpose.PERSONA})
    about_persona = job_row(storage, person.id, engine="persona")
    await insert(storage, about_persona)
    await keep_variant(storage, person.id, job_id=about_persona["id"])
    with pytest.raises(ConsentMissing):  # a picture of no such job is one of the person
        await keep_variant(storage, person.id)
    await withdraw_behind_the_ledgers_back(storage, Purpose.PERSONA)
    with pytest.raises(ConsentMissing):
        await keep_variant(storage, person.id, job_id=about_persona["id"], index=2)


async def test_no_yes_lets_a_photo_into_the_order_for_a_made_up_person(storage):
    person = await new_person(storage, consent=frozenset(Purpose))
    await insert(storage, job_row(storage, person.id, engine="persona", request={"photo_ids": []}))
    for named in (["a photo"], "a photo"):
        with pytest.raises(ConsentMissing):
            await insert(storage, job_row(storage, person.id, engine="persona", request={"photo_ids": named}))


async def test_sabotage_the_lock_on_pictures_asks_for_the_yes_to_a_made_up_person(storage, monkeypatch):
    """Without its branch for made-up people the lock refuses one that was agreed to, and lets one in that was not."""
    from tests.storage.samples import keep_variant

    agreed = await new_person(storage, "ada", consent={Purpose.PERSONA})
    refused = await new_person(storage, "bob", consent=rules.ALWAYS | {Purpose.PERSONA})
    works = [job_row(storage, person.id, engine="persona") for person in (agreed, refused)]
    for work in works:
        await insert(storage, work)
    await withdraw_behind_the_ledgers_back(storage, Purpose.PERSONA, refused.id)
    monkeypatch.setitem(lock._MADE_UP, "variants", "1 = 2")
    async with storage.db.write() as tx:
        await lock.put_on(tx)
    with pytest.raises(ConsentMissing):
        await keep_variant(storage, agreed.id, job_id=works[0]["id"])
    await keep_variant(storage, refused.id, job_id=works[1]["id"])

    monkeypatch.undo()
    async with storage.db.write() as tx:
        await lock.put_on(tx)
    await keep_variant(storage, agreed.id, job_id=works[0]["id"], index=2)
    with pytest.raises(ConsentMissing):
        await keep_variant(storage, refused.id, job_id=works[1]["id"], index=2)


async def test_a_yes_to_a_made_up_person_lets_no_photo_in(storage):
    person = await new_person(storage, consent={Purpose.PERSONA})
    with pytest.raises(ConsentMissing):
        await keep_photo(storage, person.id)
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


async def test_a_photo_without_consent_is_refused(storage):
    person = await new_person(storage, consent={Purpose.LIKENESS})
    with pytest.raises(ConsentMissing):
        await keep_photo(storage, person.id)


async def test_a_job_for_somebody_being_erased_is_refused(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await tx.execute(sa.text("UPDATE persons SET erasing = true"))
    with pytest.raises(ConsentMissing):
        await insert(storage, job_row(storage, person.id))


async def test_the_trigger_says_what_the_rules_say_for_every_choice(storage):
    disagreed = []
    for number, choice in enumerate(EVERY_CHOICE):
        person = await new_person(storage, f"person {number}", consent=choice)
        async with storage.db.write() as tx:
            for work, request_ in EVERY_REQUEST.items():
                lane = Lane.GENERATE if hasattr(request_, "engine") else Lane.INSPECT
                try:
                    await jobs.enqueue(tx, person.id, lane, request_, key=work, now=storage.clock.now())
                except ConsentMissing:
                    allowed = False
                else:
                    allowed = True
                if allowed is not rules.covers(choice, request_):
                    disagreed.append((work, sorted(choice), allowed))
    assert disagreed == []


async def test_a_refused_job_leaves_the_rest_of_its_transaction_usable(storage):
    person = await new_person(storage, consent=())
    async with storage.db.write() as tx:
        with pytest.raises(ConsentMissing):
            await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=storage.clock.now())
        assert await job_queries.list_(tx, person.id) == []


@pytest.mark.parametrize(
    "name", ["lock_jobs_insert", "lock_jobs_run", "lock_photos_insert", "lock_variants_insert", "lock_directory_insert"]
)
async def test_sabotage_each_lock_is_what_refuses(storage, name):
    """With its trigger dropped, and only then, what it guards goes through."""
    person = await new_person(storage)
    row = job_row(storage, person.id)
    await insert(storage, row)
    await withdraw_behind_the_ledgers_back(storage, Purpose.LIKENESS)

    async def attempt() -> None:
        match name:
            case "lock_jobs_insert":
                await insert(storage, job_row(storage, person.id))
            case "lock_jobs_run":
                async with storage.db.write() as tx:
                    await tx.execute(sa.update(jobs_table).values(state=JobState.RUNNING))
            case "lock_photos_insert":
                await keep_photo(storage, person.id)
            case "lock_variants_insert":
                from tests.storage.samples import keep_variant

                await keep_variant(storage, person.id)
            case "lock_directory_insert":
                await give_to_directory(storage, person.id)

    with pytest.raises(ConsentMissing):
        await attempt()
    async with storage.db.write() as tx:
        await tx.exec_driver_sql(f"DROP TRIGGER {name}")
    await attempt()


def test_both_databases_have_the_same_locks():
    def names(dialect: str) -> set[str]:
        return {s.split()[2] for s in lock.statements(dialect) if s.strip().startswith("CREATE TRIGGER")}

    assert names("sqlite") == names("postgresql")


async def test_saying_yes_again_lets_work_in_again(storage):
    person = await new_person(storage)
    await withdraw_behind_the_ledgers_back(storage, Purpose.LIKENESS)
    await say_yes(storage, person.id, {Purpose.LIKENESS})
    await insert(storage, job_row(storage, person.id))


async def test_whether_every_lock_is_on_is_read_from_the_database_itself(storage):
    async with storage.db.write() as tx:
        assert await lock.is_on(tx)
        of = " ON photos" if tx.dialect.name == "postgresql" else ""
        await tx.exec_driver_sql(f"DROP TRIGGER lock_photos_insert{of}")
        assert not await lock.is_on(tx)
        await lock.put_on(tx)
        assert await lock.is_on(tx)
