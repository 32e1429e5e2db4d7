"""``candid bench marks``: what survives, what it costs, how often the invisible mark is seen where there is none.

Pictures are made by the studio engine from the photos of a folder: portraits x looks. What is timed runs on one core.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from generation import bench_portraits
from generation.bench_portraits import OWN

LEAST_PICTURES = 40  # survival is told of at least so many


def marks(
    images: Annotated[Path, typer.Option(help="folder of portraits, nothing of it is kept")] = OWN,
    *,
    looks: Annotated[int, typer.Option(help="looks per portrait; 0: as many as make 40 pictures")] = 0,
    false_hits: Annotated[
        int, typer.Option("--false-hits", help="only this: read so many unmarked crops; 10000 take half an hour")
    ] = 0,
    readme: Annotated[bool, typer.Option("--readme", help="write the tables into disclosure/README.md")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Survival of every mark, false hits, loss of quality and milliseconds."""
    import cv2

    from generation.disclosure import figures

    cv2.setNumThreads(1)
    paths = bench_portraits.portraits(images)
    if false_hits:
        report = figures.counted(paths, false_hits)
    else:
        with tempfile.TemporaryDirectory(prefix="candid-bench-") as config:
            report = figures.measured(paths, Path(config), looks=looks or -(-LEAST_PICTURES // len(paths)))
    report.method = f"{bench_portraits.named(images, len(paths))} {report.method}"
    if readme:
        figures.write_readme(report)
    report.print(as_json=as_json)
