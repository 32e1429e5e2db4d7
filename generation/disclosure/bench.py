"""``candid bench marks``: what survives, what it costs, how often the invisible mark is seen where there is none.

Pictures are made by the studio engine from the photos of a folder: portraits x looks. What is timed runs on one core.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

LOOKS = 8


def marks(
    images: Annotated[Path, typer.Option(help="folder of portraits (JPEG), nothing of it is kept")],
    *,
    looks: Annotated[int, typer.Option(help="looks per portrait")] = LOOKS,
    false_hits: Annotated[
        int, typer.Option("--false-hits", help="only this: read so many unmarked crops; 10000 take half an hour")
    ] = 0,
    readme: Annotated[bool, typer.Option("--readme", help="write the tables into disclosure/README.md")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Survival of every mark, false hits, loss of quality and milliseconds."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported below
    import cv2

    from generation.disclosure import figures

    cv2.setNumThreads(1)
    if false_hits:
        report = figures.counted(images, false_hits)
    else:
        with tempfile.TemporaryDirectory(prefix="candid-bench-") as config:
            report = figures.measured(images, Path(config), looks=looks)
    if readme:
        figures.write_readme(report)
    report.print(as_json=as_json)
