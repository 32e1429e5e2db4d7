"""The painter alone: seconds and memory of every layout, what a smaller card would do, what kernels change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import quantiles
from typing import Any

import numpy as np

from generation.engines.diffusion import load, memory, painter, prepared
from generation.engines.diffusion import speed as speeds
from generation.engines.diffusion.memory import LADDER, Layout
from generation.engines.diffusion.painter import Order
from generation.engines.diffusion.speed import Speed
from tests.gpu_proof import child, model
from tests.gpu_proof.step import Rows, Scene, Step

RUNS = 5
REFERENCES = (1, 2, 4)
CAPS_GB = (8, 10, 12, 16, 24)
LOOK = "office"


def sizes(scene: Scene) -> tuple[tuple[int, int], ...]:
    side = model.painting(scene).side
    return ((side, side), (16 * round(side * 0.796875 / 16), side))  # 816 x 1024 at the real size


def order(scene: Scene, size: tuple[int, int], photos: int, *, masked: bool = False) -> Order:
    wide, high = size
    photo = np.random.default_rng(7).integers(0, 256, (high, wide, 3), np.uint8)
    mask = np.zeros((high, wide), np.float32)
    mask[: high // 3] = 1
    steps = model.painting(scene).steps
    return Order(
        look=LOOK, seed=1, width=wide, height=high, steps=steps, photos=(photo,) * photos, mask=mask if masked else None
    )


def layout(name: Layout) -> Callable[[Scene], Rows]:
    """p50 and p95 seconds of a picture and the most memory reserved, for each size and number of photos."""

    def measured(scene: Scene) -> Rows:
        made, embedding = model.pipeline(scene), model.embedding(scene)
        try:
            made = memory.place(made, name)
        except load.ExtraMissing:
            return {"not there": "torchao, which keeps weights in 8 bits"}
        rows = {what: timed(scene, made, embedding, each) for what, each in orders(scene)}
        del made
        memory.give_back()
        return rows

    return measured


def orders(scene: Scene) -> Iterator[tuple[str, Order]]:
    for size in sizes(scene):
        for photos in REFERENCES:
            yield f"{size[0]} x {size[1]}, {photos} photos", order(scene, size, photos)
        yield f"{size[0]} x {size[1]}, inpainting", order(scene, size, 1, masked=True)


def timed(scene: Scene, pipeline: Any, embedding: Any, asked: Order) -> Rows | str:
    torch, took = load.library("torch"), []
    if card := memory.device().type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    for _ in range(1 + RUNS):
        began = time.perf_counter()
        try:
            painter.run(pipeline, model.painting(scene), embedding, asked, lambda _: None)
        except Exception as error:
            if not memory.ran_out(error):
                raise
            return "out of memory"
        took.append(time.perf_counter() - began)
    cuts = quantiles(took[1:], n=20, method="inclusive")
    rows: Rows = {"p50 s": round(cuts[9], 4), "p95 s": round(cuts[18], 4)}
    return rows | ({"most GB reserved": round(torch.cuda.max_memory_reserved() / 1e9, 2)} if card else {})


def caps(scene: Scene) -> Rows:
    """Which layout ends up painting with so much memory, in a fresh process each: the product's own ladder decides."""
    return {f"{cap} GB": child.run(scene, "capped", cap_gb=cap) for cap in CAPS_GB}


def distances(scene: Scene) -> Rows:
    """Mean difference of the golden picture in 8-bit levels, from the one in the model's own precision."""
    found: Rows = {}
    reference = _golden(scene, Layout.RESIDENT, Speed())
    found["spread of the reference, levels"] = float(reference.std())
    for each in LADDER[1:]:
        try:
            found[each.value] = prepared.apart(_golden(scene, each, Speed()), reference)
        except load.ExtraMissing:
            found[each.value] = "not there: torchao"
    for attention in speeds.ATTENTION[1:] if not scene.tiny else ():
        try:
            found[f"attention {attention}"] = prepared.apart(
                _golden(scene, Layout.RESIDENT, Speed(attention=attention)), reference
            )
        except Exception as error:  # a kernel that is not installed is an answer
            found[f"attention {attention}"] = f"not there: {type(error).__name__}"
    found["the same again"] = prepared.apart(_golden(scene, Layout.RESIDENT, Speed()), reference)
    return found


def processor(scene: Scene) -> Rows:
    """The same weights' golden picture painted on the CPU, in the model's own precision."""
    made, embedding = model.pipeline(scene), model.embedding(scene)
    asked = _golden_order(scene)
    on_card = painter.run(memory.place(made, Layout.RESIDENT), model.painting(scene), embedding, asked, lambda _: None)
    memory.insist("cpu")
    try:
        began = time.perf_counter()
        on_cpu = painter.run(made.to("cpu"), model.painting(scene), embedding, asked, lambda _: None)
        return {"apart, levels": prepared.apart(on_cpu, on_card), "seconds": time.perf_counter() - began}
    finally:
        memory.insist("")


def compiled(scene: Scene) -> Rows:
    """Seconds of the first, second and third picture, and of the first at another size: what compiling costs."""
    if scene.tiny:
        return {"simulated": "nothing is compiled on the processor: minutes, and it says nothing of a card"}
    made, embedding = model.pipeline(scene), model.embedding(scene)
    made = speeds.apply(memory.place(made, Layout.RESIDENT), Speed(compiled=True), Layout.RESIDENT)
    square, upright = sizes(scene)
    asked = {
        "first": order(scene, square, 1),
        "second": order(scene, square, 1),
        "third": order(scene, square, 1),
        "first at another size": order(scene, upright, 1),
        "second at another size": order(scene, upright, 1),
    }
    rows: Rows = {}
    for what, each in asked.items():
        began = time.perf_counter()
        painter.run(made, model.painting(scene), embedding, each, lambda _: None)
        rows[f"{what}, s"] = time.perf_counter() - began
    return rows


def _golden(scene: Scene, name: Layout, speed: Speed) -> Any:
    """A small picture of fixed weights: the random ones are seeded, so that every pipeline has the same."""
    load.library("torch").manual_seed(1)
    made, embedding = model.pipeline(scene), model.embedding(scene)
    made = speeds.apply(memory.place(made, name), speed, name)
    picture = painter.run(made, model.painting(scene), embedding, _golden_order(scene), lambda _: None)
    del made
    memory.give_back()
    return picture


def _golden_order(scene: Scene) -> Order:
    side = min(prepared.GOLDEN_SIDE, model.painting(scene).side)
    return Order(look=LOOK, seed=prepared.GOLDEN_SEED, width=side, height=side, steps=prepared.GOLDEN_STEPS)


STEPS = (
    *(Step(name=f"layout {each}", run=layout(each), seconds=90) for each in LADDER),
    Step(name="smaller cards", run=caps, seconds=200),
    Step(name="distances", run=distances, seconds=120),
    Step(name="compiled", run=compiled, seconds=150),
    Step(name="processor", run=processor, seconds=200),
)
