"""The door of ``candid fairness``. Settings and the operator's folder are read here, nowhere below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from generation.errors import GenerationError

if TYPE_CHECKING:
    from generation.fairness.bands import Tone
    from generation.fairness.figures import Summary
    from generation.fairness.observe import Gauge, Observation
    from storage.measuring import Report

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
METHOD = (
    "Every picture went through the worker's own checks, engine and safeguards. Tones were measured in memory and are "
    "not kept. Intervals are 95 %: Wilson for shares, bootstrap for means, ratio and slope."
)


def fairness(
    images: Annotated[Path, typer.Option(help="folder of portraits, one person in each", exists=True, file_okay=False)],
    labels: Annotated[
        Path | None,
        typer.Option(help="CSV with the columns file,tone: 1 to 10 or a group's name", exists=True, dir_okay=False),
    ] = None,
    report: Annotated[Path | None, typer.Option(help="write a page with plots to this file")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Who is refused, held back or made lighter, by skin tone, on your own folder of portraits."""
    from generation.fairness import page
    from generation.fairness.bands import read_labels
    from generation.fairness.figures import summary

    files = [path for path in sorted(images.iterdir()) if path.suffix.lower() in ENDINGS]
    if not files:
        raise typer.BadParameter("no picture was found there", param_hint="--images")
    try:
        known = read_labels(labels) if labels else {}
        found = summary(list(_observed(files, known)))
    except GenerationError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    told = _report(found)
    if report is not None:
        report.write_text(page.html(found, told), encoding="utf-8")
    if as_json:
        told.print(as_json=True)
    else:
        _print(found, told)
    if report is not None:
        typer.echo(f"The page with plots: {report}", err=True)


def _observed(files: list[Path], known: Mapping[str, Tone]) -> Iterator[Observation]:
    from generation.fairness.observe import observe_file
    from generation.intake.decode import Decoder

    gauge = _gauge()
    with Decoder() as decoder:
        for path in track(files, "portraits", console=Console(stderr=True), transient=True):
            yield observe_file(path.read_bytes(), decoder, gauge, known.get(path.name))


def _gauge() -> Gauge:
    from generation.engines import studio
    from generation.fairness.observe import Gauge
    from generation.matting import own
    from generation.ports import Portrayal
    from generation.safeguards.panel import panel_for
    from generation.settings import GenerationSettings
    from generation.vision import networks
    from generation.weights import Weights

    settings = GenerationSettings()
    weights = Weights(settings.cache_dir)
    networks.use(weights)
    own.use(settings.own_matting())
    engine = studio.build(weights)
    return Gauge(engine=engine, safeguards=panel_for(Portrayal.KEPT))


def _report(found: Summary) -> Report:
    from dataclasses import asdict

    from storage.measuring import Report

    return Report(bench="fairness", method=METHOD, figures=found.figures(), notes=asdict(found))


def _print(found: Summary, told: Report) -> None:
    from rich.table import Table

    from generation.fairness.figures import ACCEPTANCE, UNCOMPARED
    from generation.fairness.plots import written

    console = Console()
    bands = Table("tone band", "photos", "accepted", "refused", "held back", "ΔL*", title="Fairness")
    for band in found.bands:
        light = band.delta_l
        bands.add_row(
            band.name,
            str(band.photos),
            f"{band.accepted.low:.0%} to {band.accepted.high:.0%}",
            _codes(band.refused),
            _codes(band.withheld),
            " to ".join(written("{:+.2f}", end) for end in (light.low, light.high)) if light else "-",
        )
    console.print(bands)
    if found.small:
        console.print(f"Fewer than five pictures, so not told: {', '.join(found.small)}.", highlight=False)
    for name, figure in told.figures.items():
        sign, verdict = "≤" if figure.at_most else "≥", "holds" if figure.holds else "DOES NOT HOLD"
        console.print(f"{name}: {figure.value:.3f} ({sign} {figure.reach:g}): {verdict}", highlight=False)
    if ACCEPTANCE not in told.figures:
        console.print(UNCOMPARED, highlight=False)
    console.print(METHOD, highlight=False)


def _codes(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{code} {count}" for code, count in counts.items()) or "-"
