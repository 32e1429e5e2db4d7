"""A card that fails, and a card that somebody else has filled."""

from __future__ import annotations

import time

from tests.gpu_proof import child
from tests.gpu_proof.step import Rows, Scene, Step

LEFT_GB = (14, 9, 6)
SOON_S = 15.0  # from the error to the next picture, in a fresh process


class NotAsPromised(Exception):
    """The product did something else than it promises on a fault."""


def asserted(scene: Scene) -> Rows:
    """An error of the device is known as one and ends its process; the next process paints."""
    poisoned = child.run(scene, "asserted")
    if poisoned.get("refused as") != "accelerator_failed":
        raise NotAsPromised(f"after a device-side assert: {poisoned}")
    began = time.perf_counter()
    after = child.run(scene, "fresh")
    took = time.perf_counter() - began
    if "painted by" not in after:
        raise NotAsPromised(f"the process after it: {after}")
    return {"poisoned": poisoned, "next process": after, "until its picture, s": took, "aim, s": SOON_S}


def filled(scene: Scene) -> Rows:
    """With so much left of the card, which layout paints."""
    rows: Rows = {f"{left} GB left": child.run(scene, "filled", left_gb=left) for left in LEFT_GB}
    if not any(isinstance(row, dict) and "painted by" in row for row in rows.values()):
        raise NotAsPromised(f"on a filled card: {rows}")
    return rows


STEPS = (
    Step(name="device-side assert", run=asserted, seconds=150),
    Step(name="filled card", run=filled, seconds=240),
)
