"""``candid bench marks``: what survives, what it costs, how often the invisible mark is seen where there is none.

Pictures are made by the studio engine from the photos of a folder: portraits x looks. What is timed runs on one core.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.benches import portraits
from tests.benches.portraits import OWN

LEAST_PICTURES = 40  # of each size: survival is told of at least so many
STATE = "false-hits.jsonl"  # in the cache folder


def marks(
    images: Annotated[Path, typer.Option(help="folder of portraits, nothing of it is kept")] = OWN,
    *,
    looks: Annotated[int, typer.Option(help="looks per portrait; 0: as many as make 40 pictures")] = 0,
    false: Annotated[
        int, typer.Option("--false", help="only this: read so many unmarked crops; 36000 take a quarter of an hour")
    ] = 0,
    state: Annotated[
        Path | None, typer.Option(help="with --false: where crops already read are kept, so that a run can go on")
    ] = None,
    readme: Annotated[bool, typer.Option("--readme", help="write the tables into disclosure/README.md")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Survival of every mark, false hits and milliseconds."""
    import cv2

    from generation.settings import GenerationSettings
    from tests.benches import marks_figures

    cv2.setNumThreads(1)
    paths = portraits.portraits(images)
    if false:
        report = marks_figures.counted(paths, false, state or GenerationSettings().cache_dir.expanduser() / STATE)
    else:
        with tempfile.TemporaryDirectory(prefix="candid-bench-") as config:
            report = marks_figures.measured(paths, Path(config), looks=looks or -(-LEAST_PICTURES // len(paths)))
        report.method = f"{portraits.named(images, len(paths))} {report.method}"
    if readme:
        marks_figures.write_readme(report)
    report.print(as_json=as_json)
