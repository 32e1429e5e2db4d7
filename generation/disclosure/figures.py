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

from generation.disclosure import (
    container,
    false_hits,
    fingerprint,
    label_figures,
    seal,
    survival,
    verify,
    watermark,
)
from generation.disclosure.label import Placement
from generation.disclosure.label_figures import LabelTally
from generation.disclosure.marking import open_marks
from generation.disclosure.seal import Marks
from generation.disclosure.verify_child import WORKING_SIDE
from generation.engines import studio
from generation.images import RgbImage
from generation.intake import panel
from generation.ports import Portrait, Rendering
from generation.settings import GenerationSettings
from generation.vision import networks, tone
from generation.weights import Weights
from storage import registry
from storage.clock import SystemClock
from storage.measuring import LEAST_RUNS, Figure, Report
from storage.records import GenerateRequest

README = Path(__file__).with_name("README.md")
BLOCKS = ("measured", "false hits")  # what stands between comments of these names in README.md
TWELVE_MEGAPIXELS = (4000, 3000)


@dataclass(slots=True)
class Tally:
    """What one picture after another adds. ``bits``: matching bits by change."""

    bits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    label: LabelTally = field(default_factory=LabelTally)
    psnr: list[float] = field(default_factory=list)
    skin_delta_l: list[float] = field(default_factory=list)
    prints: list[tuple[str, int]] = field(default_factory=list)  # the photo a picture is made of, its fingerprint
    print_bits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # that differ, by change
    seal_ms: list[float] = field(default_factory=list)
    seal_cpu_ms: list[float] = field(default_factory=list)


def measured(images: Sequence[Path], config: Path, *, looks: int) -> Report:
    """Survival, quality and time. ``config``: an empty folder for a throw-away signing chain."""
    weights = Weights(GenerationSettings().cache_dir)
    networks.use(weights)
    marks = open_marks(weights, config=config, clock=SystemClock())
    photos = [false_hits.photo(path) for path in images]
    tally = Tally()
    for rendering in _renderings(photos, studio.build(weights), looks):
        _survival(rendering, marks, tally)
        print(f"\r{len(tally.psnr)} pictures", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    verify_ms = _verify_ms(photos[0], weights, marks)
    return _report(tally, verify_ms)


def counted(images: Sequence[Path], crops: int) -> Report:
    """False hits of the invisible mark in ``crops`` unmarked crops: half an hour of one core for 10,000."""
    tries = false_hits.tried(images, Weights(GenerationSettings().cache_dir).path("watermark_decoder"), crops)
    report = Report(bench="marks", method="Each crop is tried four ways.")
    report.figures = {"false hits of the invisible mark, counted": Figure(value=tries.rate, unit="per 10,000", reach=1)}
    report.notes = {"false_hits": tries.sentence(), "false_hits_bound_95_per_10_000": round(tries.bound, 2)}
    return report


def _report(tally: Tally, verify_ms: float) -> Report:
    shares = {change: _share(bits) for change, bits in tally.bits.items()}
    report = Report(
        bench="marks",
        method=f"{len(tally.psnr)} pictures made of them by the studio engine; one core.",
    )
    report.figures = {
        "worst survival of the invisible mark": Figure(
            value=100 * min(shares.values()), unit="%", reach=95, at_most=False
        ),
        "PSNR, worst": Figure(value=min(tally.psnr), unit="dB", reach=42, at_most=False),
        "skin lightness, worst change": Figure(value=max(map(abs, tally.skin_delta_l)), unit="L*", reach=0.1),
        **label_figures.figures(tally.label),
        "seal and read back": Figure(value=statistics.median(tally.seal_ms), unit="ms", reach=400),
        "verify one 12 MP picture": Figure(value=verify_ms, unit="ms", reach=1500),
    }
    report.notes = _notes(tally)
    return report


def _notes(tally: Tally) -> dict[str, Any]:
    return {
        "survival": {
            change: {
                "min_bits": min(bits),
                "mean_bits": round(statistics.mean(bits), 1),
                "found_or_probable": round(_share(bits), 3),
                **label_figures.row(tally.label, change),
            }
            for change, bits in tally.bits.items()
        },
        "label": label_figures.notes(tally.label),
        "fingerprint": _fingerprints(tally),
        "seal_processor_ms": round(statistics.median(tally.seal_cpu_ms), 1),
        "psnr_mean": round(statistics.mean(tally.psnr), 1),
        "pictures": len(tally.psnr),
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


def _survival(rendering: Rendering, marks: Marks, tally: Tally) -> None:
    marked = marks.marker.mark(rendering.master)
    tally.psnr.append(survival.psnr(rendering.master, marked))
    tally.skin_delta_l.append(_skin_delta_l(rendering, marked))
    start, busy = time.perf_counter(), time.process_time()
    sealed = seal.seal(rendering, language="en", marks=marks)
    tally.seal_ms.append((time.perf_counter() - start) * 1000)
    tally.seal_cpu_ms.append((time.process_time() - busy) * 1000)
    final = container.decode(sealed.data).image
    own = int(sealed.fingerprint, 16)
    tally.prints.append((rendering.photo_id, own))
    for name, change in survival.CHANGES.items():
        changed = change(final)
        copy = int(fingerprint.of(survival.to_side(changed, WORKING_SIDE)), 16)
        tally.print_bits[name].append(registry.distance(own, copy))
        tally.bits[name].append(marks.marker.reader.read(changed).matching)
    label_figures.add(tally.label, rendering)


def _skin_delta_l(rendering: Rendering, marked: RgbImage) -> float:
    inside = rendering.core > 0.5
    before, after = (tone.srgb_to_lab(image[inside][None]) for image in (rendering.master, marked))
    return float((after[..., 0] - before[..., 0]).mean())


def _renderings(photos: list[RgbImage], engine: studio.StudioEngine, looks: int) -> Iterator[Rendering]:
    """Labelled pictures only: a pure crop carries no mark."""
    for number, photo in enumerate(photos):
        portrait = panel.measure(photo, str(number))
        if portrait is None:
            continue
        made = 0
        session = engine.open([portrait], _request(portrait, engine), progress=lambda _: None, cancelled=lambda: False)
        for look in engine.looks():
            if made == looks:
                break
            rendering = session.render(look)
            if rendering.edits.label_code:
                made += 1
                yield rendering


def _request(portrait: Portrait, engine: studio.StudioEngine) -> GenerateRequest:
    return GenerateRequest(
        photo_ids=(portrait.photo_id,),  # type: ignore[arg-type]
        looks=tuple(engine.looks()),
        engine=engine.name,
        purpose="profile",
        language="en",
    )


def _verify_ms(photo: RgbImage, weights: Weights, marks: Marks) -> float:
    """Median over fresh children, as ``candid verify`` starts them, of an unmarked picture: the slowest case."""
    out = io.BytesIO()
    Image.fromarray(photo).resize(TWELVE_MEGAPIXELS).save(out, "JPEG", quality=90)
    times = []
    for _ in range(LEAST_RUNS):
        start = time.perf_counter()
        verify.look(out.getvalue(), decoder=weights.path("watermark_decoder"), anchors=marks.signer.anchors)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _share(bits: list[int]) -> float:
    return sum(bit >= watermark.PROBABLE for bit in bits) / len(bits)


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
    return f"Made by `candid bench marks --false-hits` on {date}. {report.method} {report.notes['false_hits']}"


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
        "Bits of 32 of the invisible mark (28: found, 26: probable), and how often the detector finds each label.",
        "",
        "| after | bits, least | bits, mean | found or probable | " + " | ".join(Placement) + " |",
        "|---" * (4 + len(Placement)) + "|",
    ]
    for change, row in report.notes["survival"].items():
        shares = " | ".join(f"{100 * row[key]:.0f} %" for key in ("found_or_probable", *Placement))
        lines.append(f"| {change} | {row['min_bits']} | {row['mean_bits']} | {shares} |")
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
