"""The queue and the ledger against a model of what people were promised, in whatever order things happen.

Hypothesis invents histories: people say yes and no, ask, cancel; workers claim, pause beyond their lease, come back,
finish, fail, die; time passes. After each step a simple model in Python is compared with the database.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from storage import withdrawal
from storage.consent import ledger, rules
from storage.errors import ConsentMissing, Fenced
from storage.opening import open_storage
from storage.queue import job_queries, jobs, outcomes
from storage.queue.lifecycle import MAX_STRIKES
from storage.records import JobState, Lane, OutcomeKind, Purpose
from tests.fakes import FakeClock, new_person, picture_request, say_no, say_yes, settings_in

PEOPLE = ("ada", "bob")
LEASE_S = 30.0
ENDED = {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
TOLD = {OutcomeKind.JOB_FAILED: JobState.FAILED, OutcomeKind.JOB_CANCELLED: JobState.CANCELLED}

person = st.sampled_from(PEOPLE)
purpose = st.sampled_from(list(Purpose))
engine = st.sampled_from(["studio", "redraw"])


class QueueAndConsent(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FakeClock()
        self.opened = AsyncExitStack()
        self._counted_ids()
        self.living: dict[str, set[Purpose]] = {name: set() for name in PEOPLE}
        self.claims: list[jobs.Claim] = []
        self.effects: dict[str, int] = {}  # job id -> how often a worker's result was committed
        self.enqueued: dict[str, str] = {}  # job id -> whose
        self.keys: dict[tuple[str, int], str] = {}
        self.told: list[tuple[OutcomeKind, str]] = []
        self.silent_since: dict[str, int] = {}

    def _counted_ids(self) -> None:
        """Jobs of one instant are taken by their id: with random ones a history could not be played again."""
        patch = pytest.MonkeyPatch()
        self.opened.callback(patch.undo)
        ids = itertools.count(1)
        patch.setattr("storage.ids.secrets", SimpleNamespace(token_hex=lambda size: f"{next(ids):0{2 * size}x}"))

    def run(self, work):
        return self.runner.run(work)

    def database_url(self) -> str:
        """As in the settings; "" is SQLite."""
        return ""

    @initialize()
    def open(self) -> None:
        async def opening():
            here = settings_in(self.folder, database_url=self.database_url())
            storage = await self.opened.enter_async_context(open_storage(here, self.clock))
            return storage, {name: (await new_person(storage, name, consent=())).id for name in PEOPLE}

        self.storage, self.ids = self.run(opening())

    def teardown(self) -> None:
        self.run(self.opened.aclose())
        self.runner.close()
        shutil.rmtree(self.folder)

    # --- people ---------------------------------------------------------------------------------------------------

    @rule(who=person, purposes=st.sets(purpose, min_size=1))
    def says_yes(self, who, purposes) -> None:
        self.run(say_yes(self.storage, self.ids[who], purposes))
        self.living[who] |= purposes

    @rule(who=person)
    def says_yes_to_all(self, who) -> None:
        self.says_yes(who, set(Purpose))

    @rule(who=person, what=purpose)
    def says_no(self, who, what) -> None:
        self.run(say_no(self.storage, self.ids[who], {what}))
        self.living[who].discard(what)

    @rule(who=person, engine=engine, comparison=st.booleans(), key=st.integers(0, 5))
    def asks(self, who, engine, comparison, key) -> None:
        request = picture_request(engine=engine, comparison=comparison)

        async def enqueue() -> str:
            async with self.storage.db.write() as tx:
                now = self.clock.now()
                return await jobs.enqueue(tx, self.ids[who], Lane.GENERATE, request, key=f"{key}", now=now)

        allowed = rules.covers(self.living[who], request)
        try:
            job_id = self.run(enqueue())
        except ConsentMissing:
            assert not allowed
            return
        assert allowed
        assert self.keys.setdefault((who, key), job_id) == job_id, "one key, one job"
        self.enqueued[job_id] = who

    @rule(who=person)
    def cancels(self, who) -> None:
        async def cancel() -> None:
            async with self.storage.db.write() as tx:
                await jobs.cancel(tx, self.ids[who], (), self.clock.now())

        self.run(cancel())

    # --- workers --------------------------------------------------------------------------------------------------

    @rule(worker=st.sampled_from(["w1", "w2"]))
    def claims_work(self, worker) -> None:
        claimed = self.run(jobs.claim(self.storage, Lane.GENERATE, worker, LEASE_S))
        if claimed is None:
            return
        who = self.enqueued[claimed.job.id]
        assert rules.covers(self.living[who], claimed.job.request), "no job starts without a living consent"
        self.claims.append(claimed)

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), how=st.sampled_from(["finish", "fail", "retry", "settle_cancelled"]))
    def ends_work(self, data, how) -> None:
        self.end(data.draw(st.sampled_from(self.claims)), how)

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def freezes_while_others_take_over(self, data) -> None:
        zombie = data.draw(st.sampled_from(self.claims))
        self.time_passes(LEASE_S + 1)
        self.claims_work("heir")
        self.claims_work("heir")
        self.end(zombie, "finish")

    def end(self, claimed, how) -> None:
        async def end() -> None:
            async with self.storage.db.write() as tx:
                now = self.clock.now()
                match how:
                    case "finish":
                        await jobs.finish(tx, claimed, now)
                    case "settle_cancelled":
                        await jobs.settle_cancelled(tx, claimed, now)
                        kind = OutcomeKind.JOB_CANCELLED
                        await outcomes.add(tx, claimed.job.person_id, kind, claimed.job.id, "", now)
                    case _:
                        await jobs.fail(tx, claimed, "broken", now, retry=how == "retry")

        newest = max(each.attempt for each in self.claims if each.job.id == claimed.job.id) == claimed.attempt
        try:
            self.run(end())
        except Fenced:
            return
        assert newest, "only the newest attempt may write"
        if how == "finish":
            self.effects[claimed.job.id] = self.effects.get(claimed.job.id, 0) + 1

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def hands_back(self, data) -> None:
        claimed = data.draw(st.sampled_from(self.claims))
        with suppress(Fenced):
            self.run(jobs.release(self.storage, claimed))

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def beats(self, data) -> None:
        claimed = data.draw(st.sampled_from(self.claims))
        try:
            pulse = self.run(jobs.heartbeat(self.storage, claimed, lease_s=LEASE_S))
        except Fenced:
            return
        who = self.enqueued[claimed.job.id]
        if not self.living[who] >= rules.ALWAYS and not pulse.cancel:
            raise AssertionError("a running job hears that its consent is gone")

    @rule(seconds=st.sampled_from([1, 29, 31, 3600, -3600]))
    def time_passes(self, seconds) -> None:
        self.clock.advance(seconds=seconds)
        self.run(jobs.reap(self.storage))

    @rule()
    def the_bot_listens(self) -> None:
        async def listen() -> None:
            async with self.storage.db.write() as tx:
                for each in await outcomes.pending(tx, 99):
                    self.told.append((each.kind, each.job_id))
                    assert await outcomes.handled(tx, each.id)

        self.run(listen())

    # --- what must always hold ------------------------------------------------------------------------------------

    @invariant()
    def the_promises_hold(self) -> None:
        if not hasattr(self, "storage"):
            return
        held = self.run(self.everything())
        pending, by_id = held
        told = self.told + pending
        assert by_id.keys() == self.enqueued.keys(), "no job is lost and none appears"
        for job_id, job in by_id.items():
            assert self.effects.get(job_id, 0) <= 1, "a job's result is written once"
            assert (job.state is JobState.DONE) == (self.effects.get(job_id, 0) == 1)
            mine = [TOLD[kind] for kind, about in told if about == job_id]
            assert mine == ([job.state] if job.state in TOLD.values() else []), "an end is told exactly once"
            who = self.enqueued[job_id]
            if job.state is JobState.QUEUED:
                assert rules.covers(self.living[who], job.request), "nothing waits whose consent is gone"
            if job.state is JobState.RUNNING and not rules.covers(self.living[who], job.request):
                assert job.cancel_requested
            assert (job.state in ENDED) == (job.finished_at is not None)

    async def everything(self):
        async with self.storage.db.read() as tx:
            by_id = {job.id: job for name in PEOPLE for job in await job_queries.list_(tx, self.ids[name])}
            pending = [(each.kind, each.job_id) for each in await outcomes.pending(tx, 999)]
            for name in PEOPLE:
                assert await ledger.living(tx, self.ids[name]) == self.living[name]
        return pending, by_id


QUICK = settings(max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
DEEP = settings(QUICK, max_examples=150, stateful_step_count=60)


class TestShort(QueueAndConsent.TestCase):
    settings = QUICK


@pytest.mark.long
@pytest.mark.timeout(900)
class TestDeep(QueueAndConsent.TestCase):
    settings = DEEP


def test_three_strikes_are_within_reach_of_the_machine():
    assert QUICK.stateful_step_count > MAX_STRIKES


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("forgotten", ["stop_jobs", "_fence"])
def test_sabotage_a_safeguard_left_out_is_found(monkeypatch, forgotten):
    from hypothesis.stateful import run_state_machine_as_test

    async def nothing(*_args: object) -> None:
        """What was forgotten."""

    def careless(claim: jobs.Claim) -> tuple[object, ...]:
        return (jobs.jobs.c.id == claim.job.id, jobs.jobs.c.state == JobState.RUNNING)

    room = jobs if forgotten == "_fence" else withdrawal
    monkeypatch.setattr(room, forgotten, careless if forgotten == "_fence" else nothing)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(QueueAndConsent, settings=settings(DEEP, phases=[Phase.generate], database=None))
