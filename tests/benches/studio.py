"""``candid bench studio``: how fast the studio is, per stage, and a sheet of every portrait in every look to look at.

Times are CPU milliseconds of one core (the process clock), so that a busy neighbour does not count; the floor of the
same run (decode, networks, encode) says what no engine could go below. ``--sheet`` holds portraits: keep it private.
"""

from __future__ import annotations

import io
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated
from unittest.mock import patch

import cv2
import numpy as np
import typer
from PIL import Image, ImageOps

from generation.disclosure.marking import open_marks
from generation.disclosure.seal import seal
from generation.engines.studio import picker, stage, subject
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.framing import search
from generation.engines.studio.look import Look, looks
from generation.engines.studio.session import Session
from generation.engines.studio.shapes import AVATAR
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.intake import panel as intake
from generation.matting import opinions, own, shape
from generation.ports import ContactSheet, Portrait, Portrayal, SafeguardContext
from generation.safeguards import panel
from generation.settings import GenerationSettings
from generation.vision import faces, landmarks, mask, networks
from generation.weights import Weights
from storage.clock import SystemClock
from storage.measuring import LEAST_RUNS, Figure, Report
from storage.records import GenerateRequest, Light, PhotoId
from tests.benches import beside as peers
from tests.benches import matting, outcomes
from tests.benches import portraits as bench_portraits
from tests.benches.portraits import OWN

FOUR = ("studio_soft", "canvas_grey", "office", "own_softened")
MEGAPIXELS = 12
LARGE_MEGAPIXELS = 24
MOST_SIDE = 9000  # pixels that a photo is enlarged to for the larger file, at most
TILE = 384


def studio(
    images: Annotated[Path, typer.Option(help="folder of portraits")] = OWN,
    sheet: Annotated[Path | None, typer.Option(help="write every portrait in every look to this PNG")] = None,
    *,
    beside: Annotated[bool, typer.Option("--beside", help="also what rembg makes of the same (extra `bench`)")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Speed of the studio engine on one core, and what became of every portrait of a folder."""
    if beside and (lacking := peers.lacking()):
        typer.echo(lacking, err=True)
        raise typer.Exit(2)
    settings = GenerationSettings()
    weights = Weights(settings.cache_dir)
    networks.use(weights)
    own.use(settings.own_matting())
    paths = bench_portraits.portraits(images)
    photos = [_read(path) for path in paths]
    portraits = [
        portrait
        for path, photo in zip(paths, photos, strict=True)
        if (portrait := intake.measure(photo, path.stem)) is not None
    ]
    if not portraits:
        raise typer.BadParameter("no picture with a face was found there", param_hint="--images")
    method = f"CPU time of one core, medians of {LEAST_RUNS}. {bench_portraits.named(images, len(photos))}"
    report = Report(bench="studio", method=method)
    timed = max((one for one in portraits if _framable(one)), key=lambda one: one.face.eye_distance, default=None)
    if timed is not None:
        _memory(report, timed)  # first: a process's peak never falls again
        _speed(report, _grown(timed, MEGAPIXELS))
    matting.report_on(report)
    _outcomes(report, photos)
    if beside:
        _beside(report, photos, weights)
    if sheet is not None:
        Image.fromarray(_sheet([portrait for portrait in portraits if _framable(portrait)])).save(sheet)
    report.print(as_json=as_json)


def _read(path: Path) -> RgbImage:
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


def _grown(portrait: Portrait, megapixels: int) -> Portrait:
    """The portrait enlarged to a fixed number of pixels, as intake hands such a photo on: for timing, never shown."""
    height, width = portrait.image.shape[:2]
    factor = (megapixels * 1e6 / (height * width)) ** 0.5
    image = cv2.resize(portrait.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    grown = intake.measure(np.asarray(image, np.uint8), portrait.photo_id, full=True)
    return portrait if grown is None else grown


def _framable(portrait: Portrait) -> bool:
    try:
        _opened(portrait, FOUR[:1])
    except CannotFrame:
        return False
    return True


def _opened(portrait: Portrait, wanted: Sequence[str], *, larger: bool = False) -> Session:
    request = GenerateRequest(
        photo_ids=(PhotoId(portrait.photo_id),),
        looks=tuple(wanted),
        engine="studio",
        purpose="profile",
        language="en",
        larger=larger,
    )
    engine = StudioEngine(looks())
    return engine.open([portrait], request, progress=lambda _: None, cancelled=lambda: False)


def _without_hair(portrait: Portrait) -> None:
    """One variant with the mask's own outline, refined: what a sheet of previews shows."""
    (choice,) = picker.pick([portrait], AVATAR)
    ready = stage.prepare(portrait, choice.framing, Light.AS_TAKEN, hair=False, seen=choice.seen)
    context = SafeguardContext(portraits=(portrait,), comparison=False)
    panel.panel_for(Portrayal.KEPT).judge(stage.render(ready, _look(FOUR[0])), context)


def _made(portrait: Portrait, wanted: Sequence[str]) -> None:
    """Variants as people get them, single hairs and all."""
    session = _opened(portrait, wanted)
    context = SafeguardContext(portraits=(portrait,), comparison=False)
    for look in wanted:
        panel.panel_for(Portrayal.KEPT).judge(session.render(look), context)


def _outcomes(report: Report, photos: Sequence[RgbImage]) -> None:
    """What became of every portrait. No name of a file."""
    seen = []
    for photo in photos:
        seen.append(outcomes.of(photo))
        typer.echo(f"{len(seen)} of {len(photos)} portraits judged", err=True)
    report.figures["portraits that pass every gate, or are refused or warned of"] = outcomes.figure(seen)
    report.notes["portraits met"] = outcomes.counts(seen)
    report.notes["portraits"] = [outcome.told() for outcome in seen]


def _speed(report: Report, portrait: Portrait) -> None:
    engine = StudioEngine(looks())
    second = _cpu_ms(lambda: opinions.looked(portrait.image))
    said = opinions.looked(portrait.image)
    with patch.object(opinions, "looked", lambda _: said):  # once for each photo, in a row of its own
        plain = _cpu_ms(lambda: _without_hair(portrait))
        one = _cpu_ms(lambda: _made(portrait, FOUR[:1]))
        four = _cpu_ms(lambda: _made(portrait, FOUR))
        sheet = _cpu_ms(lambda: _looks_drawn(engine, portrait))
    report.figures["one 1024 px variant with safeguards"] = Figure(value=one, unit="ms", reach=350)
    report.figures["four variants, as a multiple of one"] = Figure(value=four / one, unit="times", reach=2)
    report.figures["second opinion, once for each photo"] = Figure(value=second, unit="ms", reach=500)
    report.notes["one variant with the mask refined, as a preview has it, ms"] = round(plain, 1)
    report.figures["contact sheet of all looks"] = Figure(value=sheet, unit="ms", reach=600)
    _larger(report, portrait)
    floor = _cpu_ms(lambda: _floor(portrait))
    report.notes["floor_ms"] = round(floor, 1)
    report.notes["one_to_floor"] = round(one / floor, 2)
    report.notes["stages_ms"] = {name: round(value, 1) for name, value in _stages(portrait).items()}


def _looks_drawn(engine: StudioEngine, portrait: Portrait) -> ContactSheet:
    draw = engine.framed_sheet(portrait, "en")
    return draw()


def _larger(report: Report, portrait: Portrait) -> None:
    """From the photo's pixels to the sealed file: measured again, framed, rendered, judged, marked, read back."""
    with tempfile.TemporaryDirectory() as folder:
        marks = open_marks(config=Path(folder), clock=SystemClock())
        photo = _enough(portrait)

        def made() -> None:
            again = intake.measure(photo, portrait.photo_id, full=True)
            rendering = None if again is None else _opened(again, FOUR[:1], larger=True).render_larger(FOUR[0])
            if again is None or rendering is None:
                raise typer.BadParameter("no portrait there can be enlarged enough", param_hint="--images")
            context = SafeguardContext(portraits=(again.whole(),), comparison=False)
            panel.panel_for(Portrayal.KEPT).judge(rendering, context)
            seal(rendering, language="en", marks=marks)

        value = _cpu_ms(made)
    report.figures["2048 px file made at approval"] = Figure(value=value, unit="ms", reach=1500)


def _beside(report: Report, photos: Sequence[RgbImage], weights: Weights) -> None:
    """What people would use instead, on the same photos."""
    with tempfile.TemporaryDirectory() as folder:
        marks = open_marks(config=Path(folder), clock=SystemClock())

        def finish(photo: RgbImage) -> bool:
            portrait = intake.inspect(photo, photo_id="beside").portrait
            if portrait is None:
                return False
            try:
                rendering = _opened(portrait, FOUR[:1]).render(FOUR[0])
            except CannotFrame:
                return False
            panel.panel_for(Portrayal.KEPT).judge(rendering, SafeguardContext(portraits=(portrait,), comparison=False))
            seal(rendering, language="en", marks=marks)
            return rendering.master.shape[:2] == AVATAR.sizes[0]

        peers.report_on(report, photos, finish, weights)


def _enough(portrait: Portrait) -> RgbImage:
    """The photo, enlarged until its pixels suffice for the larger file: for timing, never shown."""
    image = portrait.image
    while max(image.shape[:2]) < MOST_SIDE:
        found = intake.measure(image, portrait.photo_id)
        if found is not None and _opened(found, FOUR[:1]).fits_larger(FOUR[0]):
            break
        image = np.asarray(cv2.resize(image, None, fx=1.25, fy=1.25, interpolation=cv2.INTER_CUBIC), np.uint8)
    return image


def _look(name: str) -> Look:
    return next(look for look in looks() if look.id == name)


def _stages(portrait: Portrait) -> dict[str, float]:
    seen = shape.look(portrait)
    known = subject.read(portrait, seen)
    framed = search(known)
    ready = stage.prepare(portrait, framed, Light.AS_TAKEN, seen=seen)
    rendering = stage.render(ready, _look(FOUR[0]))
    context = SafeguardContext(portraits=(portrait,), comparison=False)
    steps: dict[str, Callable[[], object]] = {
        "the network's look": lambda: shape.look(portrait),
        "where the person is": lambda: subject.read(portrait, seen),
        "frame search": lambda: search(known),
        "frame, matte, edge colours": lambda: stage.prepare(portrait, framed, Light.AS_TAKEN, seen=seen),
        "backdrop and composite": lambda: stage.render(ready, _look(FOUR[0])),
        "safeguards": lambda: panel.panel_for(Portrayal.KEPT).judge(rendering, context),
    }
    return {name: _cpu_ms(step) for name, step in steps.items()}


def _floor(portrait: Portrait) -> None:
    """What any engine must do: decode the photo, run the networks once, encode the result."""
    out = io.BytesIO()
    Image.fromarray(portrait.image[:1024, :1024]).save(out, "JPEG", quality=95)
    Image.open(out).load()
    face = faces.detect(portrait.image)[0]
    landmarks.measure(portrait.image, face)
    mask.coarse(portrait.image)


def _memory(report: Report, portrait: Portrait) -> None:
    """Growth of the process's peak while a large photo, itself counted, is measured and one variant made of it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _made(_grown(portrait, LARGE_MEGAPIXELS), FOUR[:1])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    report.figures["peak growth on a 24 MP photo"] = Figure(value=grown, unit="MB", reach=400)


def _cpu_ms(work: Callable[[], object]) -> float:
    times = []
    for n in range(LEAST_RUNS + 1):
        start = time.process_time()
        work()
        if n:
            times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def _sheet(portraits: Sequence[Portrait]) -> RgbImage:
    """A row per portrait, a column per look, no names; each tile marked by nothing: it never leaves this machine."""
    rows = []
    every = StudioEngine(looks()).looks()
    for portrait in portraits:
        session = _opened(portrait, every[:1])
        tiles = []
        for look in every:
            try:
                picture = session.render(look).master
            except CannotFrame:
                picture = np.full((TILE, TILE, 3), 236, np.uint8)
            tiles.append(cv2.resize(picture, (TILE, TILE), interpolation=cv2.INTER_AREA))
        rows.append(np.hstack(tiles))
    return np.asarray(np.vstack(rows), np.uint8)
