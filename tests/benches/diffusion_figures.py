"""The figures of this engine: seconds and memory of a picture, and what the painter adds to the library's own call.

Seconds and memory depend on a model's shape, not on its values: they are had from random weights of klein's shape
(``shaped.py``); without a graphics card from the tiny model, which says nothing about a real one. Likeness and skin
cannot be had so (``likenesses.py``).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from generation.engines.diffusion import load, memory, painter, prepared
from generation.engines.diffusion.load import Folder
from generation.engines.diffusion.manifest import Painting
from generation.engines.diffusion.memory import LADDER, Layout
from generation.engines.diffusion.painter import Order, Painter
from storage.measuring import LEAST_RUNS
from tests.benches import klein_shape

PAIRS, WARM_UP = 15, 5
TINY_SIDE = 64
REFERENCES = (1, 2, 4)
SHAPED = Painting(side=1024, steps=4, guidance=1.0, references=4, dtype="bfloat16")


def seconds_and_memory(told: Callable[[str], None]) -> dict[str, object]:
    """Every layout, with 1, 2 and 4 photos. Raises ``ExtraMissing``."""
    return _card(told) if memory.device().type == "cuda" else _no_card(told)


def _card(told: Callable[[str], None]) -> dict[str, object]:
    """Every layout that fits, random weights of klein's shape."""
    rows: dict[str, object] = {"weights": "random, of FLUX.2 [klein] 4B's shape", "picture": "1024 x 1024, 4 steps"}
    for layout in LADDER:
        told(f"klein's shape, {layout} ...")
        made = memory.place(klein_shape.pipeline(), layout)
        rows[layout.value] = _timed(made, SHAPED, klein_shape.embedding())
        del made
        memory.give_back()
    return rows


def _no_card(told: Callable[[str], None]) -> dict[str, object]:
    told("No graphics card found: the tiny model instead ...")
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as made:
        folder = tiny_folder(Path(made))
        known = prepared.read(folder).embeddings["redraw/office"]
        rows: dict[str, object] = {"weights": "tiny, on the processor: says nothing about a real model"}
        for layout in LADDER:
            rows[layout.value] = _timed(memory.place(load.pipeline(folder), layout), folder.model.painting, known)
    return rows


def _timed(pipeline: Any, painting: Painting, embedding: Any) -> dict[str, object]:
    """Seconds and peak memory for each number of photos the model sees, or that memory ran out."""
    torch = load.library("torch")
    card = memory.device().type == "cuda"
    rows: dict[str, object] = {}
    photo = np.full((painting.side, painting.side, 3), 128, np.uint8)
    for count in REFERENCES:
        order = Order(
            look="office", seed=1, width=painting.side, height=painting.side, steps=painting.steps,
            photos=(photo,) * count,
        )  # fmt: skip
        if card:
            torch.cuda.reset_peak_memory_stats()
        try:
            runs = [
                _seconds(lambda order=order: painter.run(pipeline, painting, embedding, order, lambda _: None))  # type: ignore[misc]
                for _ in range(1 + LEAST_RUNS)
            ]
        except Exception as error:
            if not memory.ran_out(error):
                raise
            rows[f"{count} photos"] = "out of memory"
            continue
        rows[f"{count} photos"] = {"seconds": round(median(runs[1:]), 3)} | (
            {"peak GB": round(torch.cuda.max_memory_allocated() / 1e9, 2)} if card else {}
        )
    return rows


def own_cost_ms() -> float:
    """Milliseconds the painter adds to the bare call of the same tiny pipeline; interleaved pairs, median.

    Raises ``ExtraMissing``.
    """
    load.library("torch")
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as made:
        folder = tiny_folder(Path(made))
        known = prepared.read(folder)
        ours = Painter(folder, known)
        bare = memory.place(load.pipeline(folder), Layout.RESIDENT)
        order = Order(look="office", seed=1, width=TINY_SIDE, height=TINY_SIDE, steps=folder.model.painting.steps)
        return _added(lambda: ours.paint(order), lambda: _bare(bare, folder, known.embeddings[order.key], order))


def tiny_folder(where: Path) -> Folder:
    """The tiny model, built, verified and prepared in ``where``."""
    from generation.engines.diffusion import tiny

    load.library("torch").set_num_threads(1)  # layers this thin are slower on several, far slower on a busy machine
    folder = load.verified(tiny.build(where), where)
    painter.prepare(folder)
    return folder


def _bare(pipeline: Any, folder: Folder, embedding: Any, order: Order) -> None:
    """As the library's own documentation calls it."""
    torch = load.library("torch")
    with torch.inference_mode():
        pipeline(
            prompt_embeds=embedding.to(memory.device()),
            width=order.width,
            height=order.height,
            num_inference_steps=order.steps,
            guidance_scale=folder.model.painting.guidance,
            generator=torch.Generator("cpu").manual_seed(order.seed),
        )


def _added(ours: Callable[[], object], bare: Callable[[], object]) -> float:
    apart = []
    for n in range(WARM_UP + PAIRS):
        took = [_seconds(work) for work in ((ours, bare) if n % 2 else (bare, ours))]
        if n >= WARM_UP:
            apart.append((took[0] - took[1]) * (1 if n % 2 else -1))
    return 1000 * median(apart)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
