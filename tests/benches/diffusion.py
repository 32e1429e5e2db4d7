"""``candid bench diffusion``: what an operator with a graphics card runs before offering the generative engine.

Seconds and memory come from random weights of klein's shape, on any machine with a card. Likeness and skin need a real
model (``--weights``) and a folder of portraits (``--images``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generation.errors import GenerationError
from storage.measuring import LEAST_RUNS, Report

NEVER = (
    "Candid's makers had no graphics card and no real weights: seconds, memory, likeness and skin of a real model were "
    "never measured by them."
)


def diffusion(
    weights: Annotated[Path | None, typer.Option(help="folder of a prepared model: adds likeness and skin")] = None,
    images: Annotated[Path | None, typer.Option(help="folder of portraits for that; nothing of it is kept")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Seconds and memory of the generative engine on this machine; likeness and skin with a real model."""
    from tests.benches import diffusion_figures

    if (weights is None) != (images is None):
        raise typer.BadParameter("--weights and --images go together")
    report = Report(bench="diffusion", method=f"Medians of {LEAST_RUNS} pictures after one to warm up.")
    try:
        report.notes["seconds and memory"] = diffusion_figures.seconds_and_memory(_told)
        if weights is not None and images is not None:
            report.notes["likeness and skin"] = _likenesses(weights, images)
    except GenerationError as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from refused
    report.notes["never measured by us"] = NEVER
    report.print(as_json=as_json)


def _likenesses(weights: Path, images: Path) -> dict[str, object]:
    from generation.engines import studio
    from generation.engines.diffusion import looks
    from generation.settings import GenerationSettings
    from generation.vision import networks
    from generation.weights import Weights
    from tests.benches import likenesses

    settings = GenerationSettings()
    networks.use(Weights(settings.cache_dir))
    return likenesses.table(weights, images, studio.framer(look.id for look in looks()), settings.generated, told=_told)


def _told(what: str) -> None:
    typer.echo(what, err=True)
