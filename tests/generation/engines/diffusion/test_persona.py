"""A made-up person with the tiny model, by the real worker: consent, queue, text to image, safeguards, seal.

The tiny model paints noise, so its pictures must all be held back. To see the rest of the way, a public-domain portrait
is laid over the noise, as if the model had learned to paint.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from generation.disclosure import manifest
from generation.engines.diffusion.inventor import FRAME, PersonaEngine
from generation.engines.diffusion.painter import Order, Painter
from generation.errors import Cancelled
from generation.images import RgbImage
from generation.ports import Portrayal
from generation.safeguards.limits import SHIPPED
from generation.safeguards.panel import panel_for
from generation.settings import GenerationSettings
from generation.tools import Tools
from generation.vision import networks
from generation.weights import Weights
from generation.worker.process import Worker
from generation.worker.running_job import Running
from generation.worker.serving import Choice, loaded
from storage import persona_catalogue
from storage.consent import lock
from storage.consent.rules import PERSONA_ENGINE
from storage.errors import ConsentMissing
from storage.ids import new_id
from storage.pictures import variants
from storage.queue import job_queries, jobs
from storage.records import GenerateRequest, JobState, Lane, PersonId, Purpose, SourceType, Variant, VariantState
from storage.store import Storage
from tests.assets import portraits
from tests.fakes import keep_photo, new_person

REQUEST = GenerateRequest(
    photo_ids=(), looks=(persona_catalogue.LOOK,) * 2, engine=PERSONA_ENGINE, purpose="advert", language="en",
    persona=(("age", "seventies"), ("tone", "light")),
)  # fmt: skip
PATIENCE_S = 240  # three marks at 1024 pixels, on a machine that does other things as well


@pytest.fixture
def tools(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path / "config"))
    (tmp_path / "config").mkdir(exist_ok=True)
    weights = Weights(GenerationSettings().cache_dir)
    with loaded(weights, Choice(engines=("persona",), weights=built)) as ready:
        yield ready
    networks.use(weights)


def as_if_it_could_paint(tools: Tools, *names: str) -> list[Order]:
    """Lays a portrait over what the real model painted, another one each time; returns what it was asked for."""
    assert isinstance(tools.inventor, PersonaEngine)
    painter, asked = tools.inventor._painter, []
    people = [square(name) for name in names or ("ardern-2022", "macron-2025")]

    class Gifted(Painter):
        def paint(self, order: Order, on_step=lambda _: None) -> RgbImage:
            asked.append(order)
            painter.paint(order, on_step)
            return people[(len(asked) - 1) % len(people)]

    tools.inventor._painter = Gifted(painter.folder, painter.prepared)
    return asked


def square(name: str) -> RgbImage:
    shown = portraits.portrait(name)
    side = min(shown.shape[:2])
    return np.asarray(cv2.resize(shown[:side, :side], (FRAME, FRAME), interpolation=cv2.INTER_AREA), np.uint8)


async def made(storage: Storage, tools: Tools) -> tuple[Variant, ...]:
    person = await new_person(storage, consent={Purpose.PERSONA})
    return await worked(storage, tools, person.id, REQUEST)


async def worked(storage: Storage, tools: Tools, person_id: PersonId, request: GenerateRequest) -> tuple[Variant, ...]:
    """What this person holds once the request was seen through without an error."""
    async with storage.db.write() as tx:
        job_id = await jobs.enqueue(tx, person_id, Lane.GENERATE, request, key=new_id(), now=storage.clock.now())
    worker = Worker(storage, tools, engines=(PERSONA_ENGINE,), models=())
    running = asyncio.create_task(worker.run())
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with storage.db.read() as tx:
                job = await job_queries.get(tx, person_id, job_id)
                if job.state not in (JobState.QUEUED, JobState.RUNNING):
                    break
            await asyncio.sleep(0.1)
    worker.stop()
    await running
    assert (job.state, job.error) == (JobState.DONE, "")
    async with storage.db.read() as tx:
        return tuple(await variants.list_(tx, person_id, storage.clock.now()))


@pytest.mark.timeout(2 * PATIENCE_S)
async def test_noise_in_place_of_a_made_up_person_is_held_back(storage: Storage, tools: Tools) -> None:
    pictures = await made(storage, tools)
    assert [picture.state for picture in pictures] == [VariantState.WITHHELD] * 2
    assert {check.code for picture in pictures for check in picture.checks if not check.passed} >= {"one_face"}


@pytest.mark.timeout(2 * PATIENCE_S)
async def test_a_made_up_person_is_labelled_marked_and_comes_from_no_photo(storage: Storage, tools: Tools) -> None:
    asked = as_if_it_could_paint(tools)
    pictures = await made(storage, tools)
    for picture in pictures:
        assert picture.state is VariantState.READY, picture.checks
        assert picture.edits.source_type is SourceType.TRAINED_MEDIA
        assert picture.edits.label == "AI · GENERATED"
        assert picture.before_id is None  # there is no photo it could have been made from
        assert {check.code for check in picture.checks} == {
            "blank",
            "explicit",
            "one_face",
            "grown",
            "alike",
            "asked_tone",
        }
        definition = manifest.build(picture.edits, tools.marks.about(), "image/jpeg", watermarked=True)
        assert definition["ingredients"] == []
    assert all(order.photos == () and order.mask is None for order in asked)
    assert all(order.prompt.startswith("persona/seventies-") for order in asked)
    assert len({picture.edits.seed for picture in pictures}) == 2


@pytest.mark.timeout(2 * PATIENCE_S)
async def test_a_model_that_paints_one_face_again_and_again_is_held_back(storage: Storage, tools: Tools) -> None:
    as_if_it_could_paint(tools, "ardern-2022")
    first, second = await made(storage, tools)
    assert {first.state, second.state} == {VariantState.READY, VariantState.WITHHELD}
    failed = [check.code for picture in (first, second) for check in picture.checks if not check.passed]
    assert failed == ["alike"]


@pytest.mark.timeout(2 * PATIENCE_S)
async def test_a_label_that_moves_stays_with_the_same_made_up_person(storage: Storage, tools: Tools) -> None:
    asked = as_if_it_could_paint(tools)
    first, _ = await made(storage, tools)
    moved = replace(REQUEST, looks=(persona_catalogue.LOOK,), placement="corner", replaces=first.id)
    after, other = await worked(storage, tools, first.person_id, moved)
    *both, again = asked  # the first two are painted side by side, in either order
    before = next(order for order in both if order.seed == first.edits.seed)
    assert again == before  # the recorded seed, and with it the same words: nobody else is made up
    assert (after.id, after.edits) == (first.id, first.edits)
    assert after.object_id not in (first.object_id, other.object_id)


async def test_a_photo_in_the_order_for_a_made_up_person_is_refused(storage: Storage, tools: Tools) -> None:
    """The worker's own lock, when conversation and database have both slept: nothing is read, nothing is painted."""
    person = await new_person(storage, consent=frozenset(Purpose))
    photo = await keep_photo(storage, person.id)
    asked = as_if_it_could_paint(tools)
    smuggled = replace(REQUEST, photo_ids=(photo.id,))
    async with storage.db.write() as tx:
        with pytest.raises(ConsentMissing):
            await jobs.enqueue(tx, person.id, Lane.GENERATE, smuggled, key="k", now=storage.clock.now())
        for each in lock.LOCKS:
            await tx.exec_driver_sql(f"DROP TRIGGER {each.name}")
        await jobs.enqueue(tx, person.id, Lane.GENERATE, smuggled, key="k", now=storage.clock.now())
    worker = Worker(storage, tools, engines=(PERSONA_ENGINE,), models=())
    claim = await jobs.claim(storage, Lane.GENERATE, worker.id, 60)
    assert claim is not None
    await worker._see_through(Running(claim, asyncio.get_running_loop()))
    async with storage.db.read() as tx:
        (job,) = await job_queries.list_(tx, person.id)
    assert job.state is JobState.CANCELLED
    assert asked == []


def test_the_choice_reaches_the_model_and_two_seeds_make_two_pictures(tools: Tools) -> None:
    assert isinstance(tools.inventor, PersonaEngine)
    session = tools.inventor.invent(REQUEST, progress=lambda _: None, cancelled=lambda: False)
    one, again, other = (session.again(persona_catalogue.LOOK, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.master, again.master)
    assert not np.array_equal(one.master, other.master)
    assert one.master.shape == (FRAME, FRAME, 3)
    assert one.photo_id == ""


def test_cancelling_stops_it_within_a_step(tools: Tools) -> None:
    assert isinstance(tools.inventor, PersonaEngine)
    stop = threading.Event()
    session = tools.inventor.invent(REQUEST, progress=lambda _: stop.set(), cancelled=stop.is_set)
    with pytest.raises(Cancelled):
        session.render(persona_catalogue.LOOK)


def test_a_worker_that_only_paints_backgrounds_makes_nobody_up(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path))
    with loaded(Weights(GenerationSettings().cache_dir), Choice(engines=("background",), weights=built)) as ready:
        assert ready.inventor is None


def test_what_the_operator_set_reaches_the_safeguards_of_both_engines(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDID_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("CANDID_GENERATED_EYE_COLOUR", "5")
    monkeypatch.setenv("CANDID_GENERATED_EXPLICIT", "0.1")
    stricter = SHIPPED.model_copy(update={"eye_colour": 5.0, "explicit": 0.1})
    weights = Weights(GenerationSettings().cache_dir)
    with loaded(weights, Choice(engines=("redraw", "persona"), weights=built)) as ready:
        assert ready.safeguards == panel_for(Portrayal.REDRAWN, stricter) != panel_for(Portrayal.REDRAWN)
        assert ready.inventor_safeguards == panel_for(Portrayal.INVENTED, stricter) != panel_for(Portrayal.INVENTED)
    networks.use(weights)
