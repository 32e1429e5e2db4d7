"""Pictures painted on another machine: nothing is sent to one that the person's yes does not name, and one that fails
is tried again and then told. Queue, consent and rows are real; the pipeline is a stand-in.
"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from generation import announced, pipeline
from generation.devices import Elsewhere
from generation.errors import PoolFailed
from generation.worker.process import Worker
from storage.consent import ledger, rules
from storage.consent import wordings as sentences
from storage.queue import jobs
from storage.records import ConsentSource, GenerateRequest, Job, JobState, Lane, MemberKind, PersonId, Purpose
from storage.store import Storage
from tests.fakes import keep_photo, new_person
from tests.generation import bare
from tests.generation.worker.test_process import Brush, job_in

THERE = Elsewhere(host="gpu.example.org", kept_hours=24)
EVERY = frozenset(Purpose) - {Purpose.DIRECTORY, Purpose.PERSONA}


@pytest.fixture
def brush(monkeypatch: pytest.MonkeyPatch) -> Brush:
    stand_in = Brush()
    stand_in.go.set()
    monkeypatch.setattr(pipeline, "make_pictures", stand_in)
    return stand_in


async def agrees(storage: Storage, said: dict[Purpose, str]) -> PersonId:
    """Somebody who agreed to everything, to some purposes in these words."""
    person = await new_person(storage, consent=EVERY)
    async with storage.db.write() as tx:
        for purpose, sentence in said.items():
            await sentences.keep(tx, sentence)
            shown = {purpose: (sentences.hash_of(sentence), "en")}
            now = storage.clock.now()
            await ledger.give(tx, person.id, {purpose}, wordings=shown, source=ConsentSource.PERSON, now=now)
    return person.id


async def worked(storage: Storage, person_id: PersonId, *, engine: str = "redraw") -> Job:
    """A job of this engine, once a worker has brought it to its end."""
    photo = await keep_photo(storage, person_id)
    asked = GenerateRequest(
        photo_ids=(photo.id,), looks=("office",), engine=engine, purpose="cv", language="en", comparison=True
    )
    async with storage.db.write() as tx:
        job_id = await jobs.enqueue(tx, person_id, Lane.GENERATE, asked, key="1", now=storage.clock.now())
    tools = bare.tools(elsewhere={"redraw": THERE, "background": THERE}, decoder=SimpleNamespace())
    worker = Worker(storage, tools, engines=("redraw", "background"), models=())
    running = asyncio.create_task(worker.run())
    try:
        return await job_in(storage, person_id, job_id, JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    finally:
        worker.stop()
        await running


async def test_a_yes_that_names_the_machine_lets_it_paint(storage: Storage, brush: Brush) -> None:
    person_id = await agrees(storage, {Purpose.GENERATIVE: "A model on gpu.example.org may redraw me."})
    assert (await worked(storage, person_id)).state is JobState.DONE
    assert brush.looks == ["office"]


OTHER_WORDS = {
    "this machine": {Purpose.GENERATIVE: "A model may redraw me."},
    "another machine": {Purpose.GENERATIVE: "A model on gpu.example.com may redraw me."},
    "a longer name": {Purpose.GENERATIVE: "A model on my.gpu.example.org.example.net may redraw me."},
    "for the background": {Purpose.GENERATIVE_BACKGROUND: "A model on gpu.example.org paints behind me."},
}


@pytest.mark.parametrize("said", OTHER_WORDS.values(), ids=OTHER_WORDS)
async def test_a_yes_to_anything_else_sends_it_nothing_and_is_told(
    storage: Storage, brush: Brush, said: dict[Purpose, str]
) -> None:
    job = await worked(storage, await agrees(storage, said))
    assert (job.state, job.error) == (JobState.FAILED, "host_not_agreed")
    assert brush.looks == []


async def test_the_sabotage_words_that_nobody_reads_would_send_it(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "names", lambda _sentence, _host: True)
    await worked(storage, await agrees(storage, OTHER_WORDS["another machine"]))
    assert brush.looks == ["office"]


@pytest.mark.long
async def test_a_machine_that_fails_is_tried_again_and_then_told(storage: Storage, monkeypatch) -> None:
    tries: list[int] = []

    def fails(*_: object, **__: object) -> object:
        tries.append(1)
        yield from ()
        raise PoolFailed("late")

    monkeypatch.setattr(pipeline, "make_pictures", fails)
    job = await worked(storage, await agrees(storage, {Purpose.GENERATIVE: "on gpu.example.org"}))
    assert (job.state, job.error, len(tries)) == (JobState.FAILED, "pool_failed", 3)


@pytest.mark.parametrize("sentence", ["on h.org.", "on h.org, at", "\u2068h.org\u2069", "auf h.org darf", "h.org"])
def test_a_host_is_found_as_it_stands_in_sentences(sentence: str) -> None:
    assert rules.names(sentence, "h.org")


@pytest.mark.parametrize("sentence", ["", "on oh.org", "on h.org.uk", "on a.h.org", "on h-org", "on h.orga"])
def test_a_host_is_not_found_in_another_ones_name(sentence: str) -> None:
    assert not rules.names(sentence, "h.org")


def test_the_machine_is_announced_with_the_engine_and_the_wall_is_told_to_need_no_photo() -> None:
    told = {each.code: each for each in announced.members({"background": THERE}) if each.kind is MemberKind.ENGINE}
    here = {each.code: each for each in announced.members() if each.kind is MemberKind.ENGINE}
    assert told["background"].traits["elsewhere"] == ("gpu.example.org", "24")
    assert "elsewhere" not in told["redraw"].traits
    for language, words in told["background"].words.items():
        assert words["engine-means"] != here["background"].words[language]["engine-means"]
        assert words.keys() == here["background"].words[language].keys()


def test_a_worker_tells_nothing_of_engines_it_did_not_open() -> None:
    """Else a worker without the pool would take its machine out of the words."""
    told = announced.members(engines_of=("studio",))
    assert [each.code for each in told if each.kind is MemberKind.ENGINE] == ["studio"]
