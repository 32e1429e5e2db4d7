"""The contact sheet of a set of made-up people: who is on it, where its label lies, what its marks say."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Generator
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from generation import pipeline, set_sheet
from generation.disclosure import chain, container, verify
from generation.disclosure.c2pa import Signer
from generation.disclosure.seal import Marks
from generation.disclosure.watermark import Marker
from generation.errors import SealBroken
from generation.pipeline import MadePicture, Origin
from generation.ports import Sealed
from generation.set_sheet import TILE, Shown
from generation.tools import Tools
from generation.worker.process import Worker
from storage import persona_catalogue
from storage.clock import SystemClock
from storage.consent.rules import PERSONA_ENGINE
from storage.contact_sheet import Grid
from storage.pictures import variants
from storage.queue import jobs
from storage.records import Backdrop, Edits, GenerateRequest, JobState, Lane, Purpose, SourceType, Variant, Verdict
from storage.store import Storage
from tests.fakes import new_person
from tests.generation import bare
from tests.generation.worker.test_process import job_in
from tests.storage.samples import STUDIO

REQUEST = GenerateRequest(
    photo_ids=(), looks=persona_catalogue.looks(4), engine=PERSONA_ENGINE, purpose="advert", language="en"
)
OF_ONE = replace(
    STUDIO,
    source_type=SourceType.TRAINED_MEDIA,
    label="AI · GENERATED",
    label_code="ai_generated",
    backdrop=Backdrop.GENERATED,
    face_repainted=True,
    engine=PERSONA_ENGINE,
    look=persona_catalogue.LOOK,
    model="FLUX.2 [klein] 4B of an unknown revision",
    seed=7,
)
COLOURS = ((200, 40, 40), (40, 200, 40), (40, 40, 200), (200, 200, 40))


def picture(colour: tuple[int, int, int]) -> bytes:
    """A finished picture of one colour, a little higher than wide, as one with a footer is."""
    out = io.BytesIO()
    Image.new("RGB", (512, 560), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    own = chain.open_chain(tmp_path_factory.mktemp("config"), SystemClock().now())
    return bare.tools(
        marks=Marks(marker=Marker(), signer=Signer(own), clock=SystemClock()),
        decoder=SimpleNamespace(),
        inventor=SimpleNamespace(),
    )


def colour_at(image: np.ndarray, grid: Grid, place: int) -> tuple[int, ...]:
    left, top = grid.corner(place)
    return tuple(int(value) for value in image[top + TILE // 2, left + TILE // 2])


def near(seen: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 24  # the hidden mark and JPEG


def test_every_picture_is_on_it_in_order_and_its_marks_say_that_a_model_made_it(tools: Tools) -> None:
    shown = [Shown(number=n, edits=OF_ONE, data=picture(colour)) for n, colour in enumerate(COLOURS, start=3)]
    made = set_sheet.made(shown, REQUEST, tools, Origin())
    assert made.sealed is not None
    assert {"label", "xmp"} <= {*made.sealed.layers}
    image = container.decode(made.sealed.data).image
    grid = Grid(4, tile=TILE)
    assert all(near(colour_at(image, grid, place), colour) for place, colour in enumerate(COLOURS))
    assert (made.edits.look, made.edits.label, made.edits.source_type, made.edits.seed) == (
        persona_catalogue.SHEET, "AI · GENERATED", SourceType.TRAINED_MEDIA, None,
    )  # fmt: skip
    assert made.edits.model == OF_ONE.model
    assert image.shape[0] > grid.size[1]  # the label's own ground, below: it lies on nobody
    found = verify.look(made.sealed.data, anchors=tools.marks.signer.anchors)
    assert found.credentials is not None


def test_the_sabotage_a_sheet_whose_label_is_not_there_is_held_back(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlabelled(*_: object, **__: object) -> Sealed:
        raise SealBroken("label")

    monkeypatch.setattr(set_sheet.seal, "seal", unlabelled)
    shown = [Shown(number=n, edits=OF_ONE, data=picture(COLOURS[n])) for n in range(2)]
    made = set_sheet.made(shown, REQUEST, tools, Origin())
    assert made.sealed is None
    assert not any(check.passed for check in made.checks)


# --- by the worker ----------------------------------------------------------------------------------------------------


def sealed(edits: Edits, colour: tuple[int, int, int]) -> MadePicture:
    data = picture(colour)
    whole = Sealed(data=data, media_type="image/jpeg", width=512, height=560, layers=("label",), edits=edits)
    return MadePicture(edits=edits, checks=(), sealed=whole)


HELD = MadePicture(edits=OF_ONE, checks=(Verdict(code="alike", passed=False),), sealed=None)


class Set:
    """Stands in for the pipeline: these pictures, once each over all attempts; dies before the one at ``dies``."""

    def __init__(self, *pictures: MadePicture, dies: int | None = None) -> None:
        self.pictures, self.dies = list(pictures), dies
        self.asked: list[tuple[str, ...]] = []
        self.stored: list[int] = []

    def __call__(
        self, _photos: object, request: GenerateRequest, *_: object, **given: object
    ) -> Generator[MadePicture]:
        self.asked.append(request.looks)
        self.stored.append(len(given["stored"]))
        for _look in request.looks:
            if self.dies is not None and len(self.pictures) == self.dies:
                self.dies = None
                raise OSError("the disk went away")
            yield self.pictures.pop(0)


async def made_by_worker(storage: Storage, tools: Tools, monkeypatch: pytest.MonkeyPatch, brush: Set) -> list[Variant]:
    monkeypatch.setattr(pipeline, "make_pictures", brush)
    person = await new_person(storage, consent={Purpose.PERSONA})
    async with storage.db.write() as tx:
        request = replace(REQUEST, looks=persona_catalogue.looks(3))
        job_id = await jobs.enqueue(tx, person.id, Lane.GENERATE, request, key="1", now=storage.clock.now())
    worker = Worker(storage, tools, engines=(PERSONA_ENGINE,), models=())
    running = asyncio.create_task(worker.run())
    await job_in(storage, person.id, job_id, JobState.DONE)
    worker.stop()
    await running
    async with storage.db.read() as tx:
        return await variants.of_job(tx, person.id, job_id)


def on_sheet(image: np.ndarray, count: int) -> list[tuple[int, int, int] | None]:
    seen = [colour_at(image, Grid(count, tile=TILE), place) for place in range(count)]
    return [next((colour for colour in COLOURS if near(each, colour)), None) for each in seen]


async def sheet_of(storage: Storage, stored: list[Variant]) -> np.ndarray:
    last = stored[-1]
    assert last.edits.look == persona_catalogue.SHEET
    assert last.object_id is not None
    return container.decode(await storage.vault.read(last.person_id, last.object_id)).image


async def test_whoever_was_held_back_is_not_on_the_sheet(
    storage: Storage, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    brush = Set(sealed(OF_ONE, COLOURS[0]), HELD, sealed(OF_ONE, COLOURS[2]))
    stored = await made_by_worker(storage, tools, monkeypatch, brush)
    assert [each.number for each in stored] == [1, 2, 3, 4]
    assert brush.asked == [(persona_catalogue.LOOK,) * 3]
    assert on_sheet(await sheet_of(storage, stored), 2) == [COLOURS[0], COLOURS[2]]


async def test_one_picture_alone_gets_no_sheet(storage: Storage, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = await made_by_worker(storage, tools, monkeypatch, Set(HELD, sealed(OF_ONE, COLOURS[1]), HELD))
    assert [each.edits.look for each in stored] == [persona_catalogue.LOOK] * 3


async def test_a_worker_that_failed_on_the_way_shows_on_the_sheet_what_it_had_made_before(
    storage: Storage, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    brush = Set(*(sealed(OF_ONE, colour) for colour in COLOURS[:3]), dies=1)
    stored = await made_by_worker(storage, tools, monkeypatch, brush)
    assert [len(looks) for looks in brush.asked] == [3, 1]
    assert brush.stored == [0, 2]  # whoever is made up now must not look like these
    assert on_sheet(await sheet_of(storage, stored), 3) == list(COLOURS[:3])


async def test_the_sabotage_a_sheet_of_what_this_attempt_made_lacks_the_others(
    storage: Storage, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = variants.of_job

    async def latest(tx, person_id, job_id):
        return (await every(tx, person_id, job_id))[-2:]

    monkeypatch.setattr(variants, "of_job", latest)
    with pytest.raises((AssertionError, IndexError)):
        await test_a_worker_that_failed_on_the_way_shows_on_the_sheet_what_it_had_made_before(
            storage, tools, monkeypatch
        )
