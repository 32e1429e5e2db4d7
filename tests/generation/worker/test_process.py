"""The worker around the pipeline: what it stops, what it repeats, what it never writes. The pipeline is a stand-in that
waits to be told; queue, consent, vault and rows are real.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from generation import announced, pipeline
from generation.check_priority import RightOfWay
from generation.errors import Cancelled, OutOfMemory
from generation.intake.decode import Decoded
from generation.pipeline import MadePicture, Origin
from generation.tools import Tools
from generation.worker import process
from generation.worker.process import Worker
from storage import withdrawal
from storage.consent import ledger
from storage.consent.receipt import consents_hash
from storage.errors import StorageBusy, StoreUnreachable
from storage.pictures import variants
from storage.queue import job_queries, jobs, members, outcomes, serving, slot
from storage.records import (
    GenerateRequest,
    Job,
    JobId,
    JobState,
    Lane,
    ObjectId,
    OutcomeKind,
    PersonId,
    Purpose,
    UploadClaim,
    Variant,
    VariantId,
    VariantState,
    Verdict,
)
from storage.store import Storage
from storage.vault.vault import Vault
from tests.fakes import PATIENCE_S, keep_photo, new_person, say_no
from tests.generation import bare
from tests.storage.samples import STUDIO

WITH_COMPARISON = frozenset({Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON})
HELD_BACK = MadePicture(edits=STUDIO, checks=(Verdict(code="blank", passed=False),), sealed=None)


class Brush:
    """Stands in for ``pipeline.make_pictures``: one held-back picture per look, each only when ``go`` is set."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.go = threading.Event()
        self.looks: list[str] = []
        self.compared: list[bool] = []
        self.origins: list[Origin] = []
        self.seeds: list[int | None] = []

    def __call__(
        self,
        _photos: object,
        request: GenerateRequest,
        _tools: Tools,
        *,
        progress: Callable[[str, int, float], None],
        cancelled: Callable[[], bool],
        comparing: Callable[[], bool],
        origin: Origin,
        stored: object = (),
    ) -> Generator[MadePicture, None, None]:
        self.origins.append(origin)
        self.seeds.append(request.seed)
        for number, look in enumerate(request.looks, start=1):
            progress("making", number, 0.0)
            self.started.set()
            while not self.go.wait(0.01):
                if cancelled():
                    raise Cancelled
            self.looks.append(look)
            self.compared.append(comparing())
            yield HELD_BACK


@pytest.fixture
def brush(monkeypatch: pytest.MonkeyPatch) -> Brush:
    stand_in = Brush()
    monkeypatch.setattr(pipeline, "make_pictures", stand_in)
    return stand_in


@asynccontextmanager
async def working(
    storage: Storage, way: RightOfWay | None = None, read: Callable[[bytes], Decoded] | None = None
) -> AsyncIterator[Worker]:
    """``read``: what reads a photo; without it every file is read as the same small picture."""
    any_file = Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=UploadClaim.NONE)
    decoder = SimpleNamespace(read=read or (lambda _data: any_file))
    tools = bare.tools(way=way or RightOfWay(), decoder=decoder)
    worker = Worker(storage, tools, engines=("studio",), models=(), announced=announced.members())
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running


async def ask(storage: Storage, person_id: PersonId, *, comparison: bool = False) -> JobId:
    photo = await keep_photo(storage, person_id)
    request = GenerateRequest(
        photo_ids=(photo.id,), looks=("plain", "office"), engine="studio", purpose="profile", language="en",
        comparison=comparison,
    )  # fmt: skip
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person_id, Lane.GENERATE, request, key=str(comparison), now=storage.clock.now())


async def job_in(storage: Storage, person_id: PersonId, job_id: JobId, *states: JobState) -> Job:
    """The job once it is in one of ``states``."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with storage.db.read() as tx:
                job = await job_queries.get(tx, person_id, job_id)
            if job.state in states:
                return job
            await asyncio.sleep(0.01)


async def looks_stored(storage: Storage, person_id: PersonId, job_id: JobId) -> list[int]:
    async with storage.db.read() as tx:
        return sorted(variant.index for variant in await variants.of_job(tx, person_id, job_id))


async def test_members_words_are_there_before_the_first_result_and_stay_when_the_worker_goes(
    storage: Storage, brush: Brush
) -> None:
    """Else the bot would be told a code that it has no sentence for."""
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    async with working(storage):
        await asyncio.to_thread(brush.started.wait, 10)
        async with storage.db.read() as tx:
            known = {(each.kind, each.code) for each in await members.known(tx)}
        assert known == {(each.kind, each.code) for each in announced.members()}
        brush.go.set()
        await job_in(storage, person.id, job_id, JobState.DONE)
    async with storage.db.read() as tx:
        assert {(each.kind, each.code) for each in await members.known(tx)} == known


def _loops() -> list[ModuleType]:
    """Where a worker waits for news; on PostgreSQL also in procrastinate's loop."""
    theirs = sys.modules.get("storage.queue.procrastinate_worker")
    return [process, serving, slot, *([theirs] if theirs else [])]


async def test_a_worker_with_nothing_to_do_ends_at_once_when_told(storage: Storage, monkeypatch) -> None:
    """It waits for no hint and no next look at the rows."""
    for each in _loops():
        monkeypatch.setattr(each, "POLL_S", 3600.0, raising=False)
    async with asyncio.timeout(PATIENCE_S), working(storage):
        while sum(map(bool, storage.waker._waiting.values())) < len([*Lane, jobs.CANCEL]):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.mark.long
async def test_a_worker_that_waits_for_a_cancel_first_is_caught(storage: Storage, monkeypatch) -> None:
    """The sabotage: a stop is heard at the next look only."""

    async def deaf(storage: Storage, channel: str, _stopping: asyncio.Event) -> bool:
        return await storage.waker.wait(channel, slot.POLL_S)

    for each in _loops():
        monkeypatch.setattr(each, "woken", deaf)
    monkeypatch.setitem(globals(), "PATIENCE_S", 5.0)
    with pytest.raises(TimeoutError):
        await test_a_worker_with_nothing_to_do_ends_at_once_when_told(storage, monkeypatch)


async def test_a_running_job_stops_when_the_person_asks(storage: Storage, brush: Brush) -> None:
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    async with working(storage):
        await asyncio.to_thread(brush.started.wait, PATIENCE_S)
        async with storage.db.write() as tx:
            await jobs.cancel(tx, person.id, (), storage.clock.now())
        await job_in(storage, person.id, job_id, JobState.CANCELLED)
    assert brush.looks == []
    async with storage.db.read() as tx:
        told = [outcome.kind for outcome in await outcomes.pending(tx, 10)]
    assert told == [OutcomeKind.JOB_CANCELLED]


async def withdrawn_between_claim_and_paint(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a job whose consent goes right after the claim, until it is ended."""
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    claim = jobs.claim

    async def claim_then_lose_the_consent(*taken: Any, **options: Any) -> object:
        claimed = await claim(*taken, **options)
        if claimed is not None:
            await say_no(storage, person.id, {Purpose.PROCESSING})
        return claimed

    # The withdrawal alone, without the stop it also sends: the worker's own lock is what is tested.
    monkeypatch.setattr(withdrawal, "stop_jobs", _nothing)
    monkeypatch.setattr(jobs, "claim", claim_then_lose_the_consent)
    async with working(storage):
        await job_in(storage, person.id, job_id, JobState.CANCELLED, JobState.FAILED)


async def test_a_yes_withdrawn_between_claim_and_paint_paints_nothing(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    brush.go.set()
    await withdrawn_between_claim_and_paint(storage, monkeypatch)
    assert brush.looks == []


async def test_without_the_worker_lock_it_would_paint(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.consent.rules.covers", lambda *_: True)
    brush.go.set()
    await withdrawn_between_claim_and_paint(storage, monkeypatch)
    assert brush.looks == ["plain"]  # painted; the database then refuses the row


async def test_withdrawing_the_comparison_lets_the_job_go_on_without_it(storage: Storage, brush: Brush) -> None:
    person = await new_person(storage, consent=WITH_COMPARISON)
    job_id = await ask(storage, person.id, comparison=True)
    async with working(storage) as worker:
        await asyncio.to_thread(brush.started.wait, PATIENCE_S)
        await say_no(storage, person.id, {Purpose.COMPARISON})
        async with asyncio.timeout(PATIENCE_S):
            while any(running.comparing for running in worker._jobs):
                await storage.waker.wait("progress", 0.05)
        brush.go.set()
        await job_in(storage, person.id, job_id, JobState.DONE)
    assert brush.compared == [False, False]


async def test_a_second_attempt_makes_only_what_is_missing(storage: Storage, brush: Brush) -> None:
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    brush.go.set()
    async with working(storage):
        await job_in(storage, person.id, job_id, JobState.DONE)
    async with storage.db.write() as tx:
        from storage.db.schema import jobs as rows
        from storage.db.schema import variants as pictures

        await tx.execute(pictures.delete().where(pictures.c.position == 2))
        await tx.execute(rows.update().values(state="queued"))
    brush.looks.clear()
    async with working(storage):
        await job_in(storage, person.id, job_id, JobState.DONE)
    assert brush.looks == ["office"]
    assert await looks_stored(storage, person.id, job_id) == [1, 2]


async def test_a_picture_made_again_gets_its_recorded_seed_and_a_new_one_gets_none(
    storage: Storage, brush: Brush
) -> None:
    person = await new_person(storage)
    first = await ask(storage, person.id)
    brush.go.set()
    async with working(storage):
        await job_in(storage, person.id, first, JobState.DONE)
    assert brush.seeds == [None]
    photo = await keep_photo(storage, person.id)
    now = storage.clock.now()
    painted = Variant(
        id=VariantId("painted"), person_id=person.id, job_id=first, index=3, number=3, state=VariantState.APPROVED,
        edits=replace(STUDIO, seed=7), checks=(), created_at=now, expires_at=now + storage.settings.result_retention,
    )  # fmt: skip
    request = GenerateRequest(
        photo_ids=(photo.id,), looks=("plain",), engine="studio", purpose="profile", language="en",
        placement="ring", replaces=painted.id,
    )  # fmt: skip
    async with storage.db.write() as tx:
        await variants.add(tx, painted)
        again = await jobs.enqueue(tx, person.id, Lane.GENERATE, request, key="again", now=now)
    async with working(storage):
        await job_in(storage, person.id, again, JobState.FAILED)  # the stand-in holds every picture back
    assert brush.seeds == [None, 7]


async def test_a_worker_out_of_memory_hands_its_job_back_and_ends_so_that_a_fresh_one_starts(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starving(*_arguments: object, **_named: object) -> Generator[MadePicture, None, None]:
        yield from ()
        raise OutOfMemory

    monkeypatch.setattr(pipeline, "make_pictures", starving)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    worker = Worker(storage, bare.tools(), engines=("studio",), models=())
    with pytest.raises(OutOfMemory):
        await asyncio.wait_for(worker.run(), PATIENCE_S)
    await job_in(storage, person.id, job_id, JobState.QUEUED)


async def _nothing(*_arguments: object) -> None:
    """A withdrawal that forgets to stop the jobs."""


async def test_a_store_that_does_not_answer_for_long_costs_a_job_nothing(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three failures of its own end a job; six of the store's do not."""
    read, silent = type(storage.vault).read, iter([True] * 6)

    async def answering_late(self: Vault, person_id: PersonId, object_id: ObjectId, **how: bool) -> bytes:
        if next(silent, False):
            raise StoreUnreachable
        return await read(self, person_id, object_id, **how)

    monkeypatch.setattr(Vault, "read", answering_late)
    monkeypatch.setattr(process, "STORAGE_PAUSE_S", 0.01)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    brush.go.set()
    async with working(storage):
        done = await job_in(storage, person.id, job_id, JobState.DONE, JobState.FAILED)
    assert (done.state, next(silent, False)) == (JobState.DONE, False)
    assert brush.looks == ["plain", "office"]


async def test_a_store_whose_silence_counted_against_the_job_is_caught(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: it is taken for a failure of the job."""

    async def its_own_fault(self: Worker, claim: jobs.Claim, passing: StorageBusy) -> None:
        await self._fail(claim, passing.code, retry=True)

    monkeypatch.setattr(Worker, "_wait_for_storage", its_own_fault)
    with pytest.raises(AssertionError):
        await test_a_store_that_does_not_answer_for_long_costs_a_job_nothing(storage, brush, monkeypatch)


async def test_a_picture_says_under_which_consents_it_was_made_and_until_when_it_is_kept(
    storage: Storage, brush: Brush
) -> None:
    person = await new_person(storage)
    brush.go.set()
    job_id = await ask(storage, person.id)
    before = storage.clock.now()
    async with working(storage):
        await job_in(storage, person.id, job_id, JobState.DONE)
    async with storage.db.read() as tx:
        agreed = await ledger.history(tx, person.id)
    (origin,) = brush.origins
    assert origin.consent_receipt == consents_hash(agreed)
    assert origin.kept_until is not None
    assert origin.kept_until >= before + storage.settings.result_retention
