"""Measures the marks for ``candid bench marks`` and writes the tables of ``README.md``."""

from __future__ import annotations

import io
import itertools
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from generation.disclosure import container, fingerprint, seal, survival, verify
from generation.disclosure.marking import open_marks
from generation.disclosure.seal import Marks
from generation.disclosure.verify_child import WORKING_SIDE
from generation.engines import studio
from generation.images import RgbImage
from generation.intake import panel
from generation.ports import EngineSession, Portrait, Rendering, Sealed
from generation.settings import GenerationSettings
from generation.vision import networks
from generation.weights import Weights
from storage.clock import SystemClock
from storage.measuring import LEAST_RUNS, Figure, Report
from storage.pictures import registry
from storage.records import GenerateRequest, Placement
from tests.benches import false_hits, label_figures, mark_figures
from tests.benches.label_figures import LabelTally
from tests.benches.mark_figures import LARGE, SMALL, Survived, Untouched

README = Path(__file__).resolve().parents[2] / "generation" / "disclosure" / "README.md"
TRIES = 6  # sizes of a photo tried until a picture of the wanted size comes out
BLOCKS = ("measured", "false hits")  # what stands between comments of these names in README.md
TWELVE_MEGAPIXELS = (4000, 3000)


@dataclass(slots=True)
class Tally:
    """What one picture after another adds. ``hidden``: the invisible mark, by shorter side in pixels."""

    hidden: dict[int, Survived] = field(default_factory=lambda: {LARGE: Survived(), SMALL: Survived()})
    person: Untouched = field(default_factory=Untouched)
    label: LabelTally = field(default_factory=LabelTally)
    prints: list[tuple[str, int]] = field(default_factory=list)  # the photo a picture is made of, its fingerprint
    print_bits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # that differ, by change
    seal_ms: list[float] = field(default_factory=list)
    seal_cpu_ms: list[float] = field(default_factory=list)


def measured(images: Sequence[Path], config: Path, *, looks: int) -> Report:
    """Survival, false hits and time. ``config``: an empty folder for a throw-away signing chain."""
    weights = Weights(GenerationSettings().cache_dir)
    networks.use(weights)
    marks = open_marks(config=config, clock=SystemClock())
    photos = [false_hits.photo(path) for path in images]
    tally = Tally()
    engine = studio.build(weights)
    for side in (LARGE, SMALL):
        for rendering in _renderings(photos, engine, looks, side):
            _survival(rendering, side, marks, tally)
            print(f"\r{side} px: {tally.hidden[side].pictures} pictures", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    return _report(tally, mark_figures.falsely_found(photos), _verify_ms(photos[0], marks))


def counted(images: Sequence[Path], crops: int, state: Path) -> Report:
    """False hits of the invisible mark and of any label in ``crops`` unmarked crops: an hour for 36,000."""
    tries = false_hits.tried(images, crops, state)
    read = "Each crop is read as a whole and by the search, as it is and mirrored; eight of each picture for labels."
    labels, asked = tries.labels()
    report = Report(bench="marks", method=f"{read} {tries.read_what()}")
    report.figures = {
        **{
            f"false hits of the invisible mark, {name}, 95 % bound": Figure(
                value=tries.bound(way), unit="per 10,000", reach=1
            )
            for way, name in enumerate(("as a whole", "by the search"))
        },
        f"labels found in {asked:,} unmarked crops": Figure(value=labels, unit="crops", reach=0),
    }
    report.notes = {"false_hits": tries.sentence()}
    return report


def _report(tally: Tally, falsely: tuple[int, int], verify_ms: float) -> Report:
    pictures = sum(survived.pictures for survived in tally.hidden.values())
    report = Report(
        bench="marks",
        method=f"{pictures} pictures made of them by the studio engine; one core.",
    )
    report.figures = {
        **{
            f"worst survival of the invisible mark, {side} px": Figure(
                value=100 * survived.worst(), unit="%", reach=95, at_most=False
            )
            for side, survived in tally.hidden.items()
        },
        f"found in {falsely[1]} unmarked crops": Figure(value=falsely[0], unit="crops", reach=0),
        **tally.person.figures(),
        **label_figures.figures(tally.label),
        "seal and read back": Figure(value=statistics.median(tally.seal_ms), unit="ms", reach=400),
        "verify one 12 MP picture": Figure(value=verify_ms, unit="ms", reach=1000),
    }
    report.notes = _notes(tally)
    return report


def _notes(tally: Tally) -> dict[str, Any]:
    return {
        "invisible": {str(side): survived.notes() for side, survived in tally.hidden.items()},
        "labels": {change: label_figures.row(tally.label, change) for change in survival.CHANGES},
        "label": label_figures.notes(tally.label),
        "fingerprint": _fingerprints(tally),
        "seal_processor_ms": round(statistics.median(tally.seal_cpu_ms), 1),
    }


def _fingerprints(tally: Tally) -> dict[str, Any]:
    """How far copies and strangers lie from a picture's fingerprint, in bits of 256, and false hits among strangers."""
    pairs = list(itertools.combinations(tally.prints, 2))
    strangers = [registry.distance(one, other) for (a, one), (b, other) in pairs if a != b]
    hits = sum(bits <= registry.SAME for bits in strangers)
    return {
        "limit": registry.SAME,
        "most_bits": {change: max(bits) for change, bits in tally.print_bits.items()},
        "known": {
            change: round(sum(b <= registry.SAME for b in bits) / len(bits), 3)
            for change, bits in tally.print_bits.items()
        },
        "pairs_of_other_people": len(strangers),
        "nearest_other_person": min(strangers, default=registry.BITS),
        "false_hits": hits,
        "false_hits_bound_95": round(100 * false_hits.upper_bound(hits, len(strangers)), 2) if strangers else 100.0,
    }


def _survival(rendering: Rendering, side: int, marks: Marks, tally: Tally) -> None:
    start, busy = time.perf_counter(), time.process_time()
    sealed = seal.seal(rendering, language="en", marks=marks)
    if side == LARGE:
        tally.seal_ms.append((time.perf_counter() - start) * 1000)
        tally.seal_cpu_ms.append((time.process_time() - busy) * 1000)
    final = container.decode(sealed.data).image
    tally.person.add(sealed)
    tally.hidden[side].add(final, hidden="watermark" in sealed.layers, reader=marks.marker.reader)
    if side == LARGE:
        _prints_and_labels(rendering, sealed, final, tally)


def _prints_and_labels(rendering: Rendering, sealed: Sealed, final: RgbImage, tally: Tally) -> None:
    own = int(sealed.fingerprint, 16)
    tally.prints.append((rendering.photo_id, own))
    for name, change in survival.CHANGES.items():
        changed = change(final)
        copy = int(fingerprint.of(survival.to_side(changed, WORKING_SIDE)), 16)
        tally.print_bits[name].append(registry.distance(own, copy))
    label_figures.add(tally.label, rendering)


def _renderings(photos: list[RgbImage], engine: studio.StudioEngine, looks: int, side: int) -> Iterator[Rendering]:
    """Labelled pictures only: a pure crop carries no mark. ``side``: of each picture, for which photos are resized."""
    for number, photo in enumerate(photos):
        session = _session(photo, str(number), engine, side)
        if session is None:
            continue
        made = 0
        for look in engine.looks():
            if made == looks:
                break
            rendering = session.render(look)
            if rendering.edits.label_code:
                made += 1
                yield rendering


def _session(photo: RgbImage, name: str, engine: studio.StudioEngine, side: int) -> EngineSession | None:
    """Of which pictures come out ``side`` pixels large; None where none does."""
    factor = 1.0
    for _ in range(TRIES):
        portrait = panel.measure(mark_figures.resized(photo, factor), name)
        if portrait is None:
            return None
        session = engine.open([portrait], _request(portrait, engine), progress=lambda _: None, cancelled=lambda: False)
        made = min(session.render(next(iter(engine.looks()))).master.shape[:2])
        if made == side:
            return session
        factor *= 1.1 * side / made if made < side else 0.9 * side / made
    return None


def _request(portrait: Portrait, engine: studio.StudioEngine) -> GenerateRequest:
    return GenerateRequest(
        photo_ids=(portrait.photo_id,),  # type: ignore[arg-type]
        looks=tuple(engine.looks()),
        engine=engine.name,
        purpose="profile",
        language="en",
    )


def _verify_ms(photo: RgbImage, marks: Marks) -> float:
    """Median over fresh children, as ``candid verify`` starts them, of an unmarked picture: the slowest case."""
    out = io.BytesIO()
    Image.fromarray(photo).resize(TWELVE_MEGAPIXELS).save(out, "JPEG", quality=90)
    times = []
    for _ in range(LEAST_RUNS):
        start = time.perf_counter()
        verify.look(out.getvalue(), anchors=marks.signer.anchors)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def write_readme(report: Report) -> None:
    """Replaces what stands between the two comments of this part of ``README.md``, and nothing else."""
    counting = "false_hits" in report.notes
    block, made = (BLOCKS[1], hits(report)) if counting else (BLOCKS[0], tables(report))
    begin, end = f"<!-- {block}: begin -->", f"<!-- {block}: end -->"
    text = README.read_text("utf-8")
    README.write_text(re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n{made}\n{end}", text, flags=re.DOTALL), "utf-8")


def hits(report: Report) -> str:
    """The false hits as Markdown."""
    date = SystemClock().now().date().isoformat()
    return f"Made by `candid bench marks --false` on {date}. {report.method} {report.notes['false_hits']}"


def tables(report: Report) -> str:
    """The report as Markdown."""
    date = SystemClock().now().date().isoformat()
    lines = [
        f"Made by `candid bench marks` on {date}. {report.method}",
        "",
        "| figure | measured | reach | holds |",
        "|---|---|---|---|",
    ]
    for name, figure in report.figures.items():
        sign = "≤" if figure.at_most else "≥"
        holds = "yes" if figure.holds else "**no**"
        lines.append(f"| {name} | {figure.told} {figure.unit} | {sign} {figure.reach:g} {figure.unit} | {holds} |")
    lines += [
        "",
        *mark_figures.table_lines(report.notes["invisible"]),
        "",
        "How often the detector finds each label.",
        "",
        "| after | " + " | ".join(Placement) + " |",
        "|---" * (1 + len(Placement)) + "|",
    ]
    for change, row in report.notes["labels"].items():
        lines.append(f"| {change} | " + " | ".join(f"{100 * row[key]:.0f} %" for key in Placement) + " |")
    lines += ["", *_print_lines(report.notes["fingerprint"])]
    lines += ["", f"Processor time of one seal: {report.notes['seal_processor_ms']} ms."]
    return "\n".join(lines)


def _print_lines(found: dict[str, Any]) -> list[str]:
    bits = ", ".join(f"{change} {most}" for change, most in found["most_bits"].items())
    lost = [change for change, share in found["known"].items() if share < 1]
    return [
        f"The fingerprint: a picture is known again within {found['limit']} of 256 bits. Most bits changed, by copy: "
        f"{bits}. Not always known again after: {', '.join(lost) or 'none of these'}. Pictures of other people lie at "
        f"least {found['nearest_other_person']} bits away: {found['false_hits']} false hits in "
        f"{found['pairs_of_other_people']} pairs, so at most {found['false_hits_bound_95']} % with 95 % confidence "
        "(pairs share pictures, so the bound is a rough one)."
    ]
