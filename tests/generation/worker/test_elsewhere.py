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
from storage.people import persons
from storage.queue import jobs
from storage.records import (
    ConsentSource,
    GenerateRequest,
    Job,
    JobState,
    Lane,
    MemberKind,
    PaintedOn,
    PersonId,
    Purpose,
)
from storage.retention.forget import forget
from storage.store import Storage
from tests.conftest import FakeClock
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


async def agrees(storage: Storage, said: dict[Purpose, PaintedOn | None]) -> PersonId:
    """Somebody who agreed to everything, to some purposes in words that name this machine."""
    person = await new_person(storage, consent=EVERY)
    async with storage.db.write() as tx:
        for purpose, machine in said.items():
            sentence = f"{purpose}: {machine}"
            await sentences.keep(tx, sentence, machine)
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


def on(host: str = THERE.host, hours: int | None = 24) -> PaintedOn:
    return PaintedOn(host=host, kept_hours=hours)


AGREED = {
    "as it is": ("redraw", {Purpose.GENERATIVE: on()}),
    "when it kept longer": ("redraw", {Purpose.GENERATIVE: on(hours=25)}),
    "to words being sent": ("background", {Purpose.GENERATIVE_BACKGROUND: on(hours=None)}),
}


@pytest.mark.parametrize(("engine", "said"), AGREED.values(), ids=AGREED)
async def test_a_yes_that_names_the_machine_lets_it_paint(
    storage: Storage, brush: Brush, engine: str, said: dict[Purpose, PaintedOn | None]
) -> None:
    assert (await worked(storage, await agrees(storage, said), engine=engine)).state is JobState.DONE
    assert brush.looks == ["office"]


OTHER_WORDS = {
    "this machine": ({Purpose.GENERATIVE: None}, "host_not_agreed"),
    "another machine": ({Purpose.GENERATIVE: on("gpu.example.com")}, "host_not_agreed"),
    "for the background": ({Purpose.GENERATIVE_BACKGROUND: on()}, "host_not_agreed"),
    "fewer hours": ({Purpose.GENERATIVE: on(hours=23)}, "kept_longer"),
    "no photo": ({Purpose.GENERATIVE: on(hours=None)}, "kept_longer"),
}


@pytest.mark.parametrize(("said", "why"), OTHER_WORDS.values(), ids=OTHER_WORDS)
async def test_a_yes_to_anything_else_sends_it_nothing_and_is_told(
    storage: Storage, brush: Brush, said: dict[Purpose, PaintedOn | None], why: str
) -> None:
    person_id = await agrees(storage, said)
    job = await worked(storage, person_id)
    assert (job.state, job.error) == (JobState.FAILED, why)
    assert brush.looks == []
    assert "painted_elsewhere" not in (await forget(storage, person_id)).left


@pytest.mark.parametrize("words", ["another machine", "fewer hours"])
async def test_the_sabotage_words_that_nobody_reads_would_send_it(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(rules, "not_agreed", lambda _said, _there: None)
    await worked(storage, await agrees(storage, OTHER_WORDS[words][0]))
    assert brush.looks == ["office"]


@pytest.mark.parametrize(
    ("engine", "after", "told"),
    [("redraw", 23, True), ("redraw", 25, False), ("background", 0, False)],
    ids=["photos are kept there", "its hours are over", "it was sent words"],
)
async def test_the_deletion_receipt_tells_of_photos_another_machine_still_keeps(
    storage: Storage, clock: FakeClock, brush: Brush, engine: str, after: int, *, told: bool
) -> None:
    person_id = await agrees(storage, {Purpose.GENERATIVE: on(), Purpose.GENERATIVE_BACKGROUND: on(hours=None)})
    await worked(storage, person_id, engine=engine)
    clock.advance(hours=after)
    assert ("painted_elsewhere" in (await forget(storage, person_id)).left) is told


async def test_the_sabotage_a_photo_whose_sending_nobody_notes_is_missing_from_the_receipt(
    storage: Storage, clock: FakeClock, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def noted(*_: object) -> None:
        """Nothing."""

    monkeypatch.setattr(persons, "note_elsewhere", noted)
    with pytest.raises(AssertionError):
        await test_the_deletion_receipt_tells_of_photos_another_machine_still_keeps(
            storage, clock, brush, "redraw", 23, told=True
        )


@pytest.mark.long
async def test_a_machine_that_fails_is_tried_again_and_then_told(storage: Storage, monkeypatch) -> None:
    tries: list[int] = []

    def fails(*_: object, **__: object) -> object:
        tries.append(1)
        yield from ()
        raise PoolFailed("late")

    monkeypatch.setattr(pipeline, "make_pictures", fails)
    job = await worked(storage, await agrees(storage, {Purpose.GENERATIVE: on()}))
    assert (job.state, job.error, len(tries)) == (JobState.FAILED, "pool_failed", 3)


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
