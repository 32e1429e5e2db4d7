"""What needs a process of its own: a cap on memory, a poisoned device. ``python -m tests.gpu_proof.child NAME JSON``.

Each prints one JSON object as its last line; how the process ended is part of what is measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.gpu_proof.step import Rows, Scene

ROOT = Path(__file__).parents[2]
PATIENCE_S = 300.0


def run(scene: Scene, name: str, **settings: object) -> Rows:
    """The child's object, with its exit code and its seconds from start to end."""
    told = json.dumps({"folder": str(scene.folder), "tiny": scene.tiny, **settings})
    began = time.perf_counter()
    done = subprocess.run(
        (sys.executable, "-m", "tests.gpu_proof.child", name, told),
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    took, lines = time.perf_counter() - began, done.stdout.strip().splitlines()
    said = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {"said": done.stderr.strip()[-300:]}
    return said | {"exit code": done.returncode, "seconds": round(took, 1)}


def capped(scene: Scene, *, cap_gb: float) -> Rows:
    """The product's ladder under a cap: real out-of-memory errors, while loading and while painting."""
    from generation.engines.diffusion import load, memory

    torch = load.library("torch")
    if memory.device().type == "cuda":
        whole = torch.cuda.mem_get_info()[1]
        if cap_gb * 1e9 > whole:
            return {"painted by": "not tried: the card is smaller"}
        torch.cuda.set_per_process_memory_fraction(cap_gb * 1e9 / whole)
    one = _unloaded(scene)
    _seems_free(None if scene.tiny else int(cap_gb * 1e9))
    return _painted(scene, one)


def fresh(scene: Scene) -> Rows:
    """The next process after a fault, on the same card."""
    return _painted(scene, _unloaded(scene))


def asserted(scene: Scene) -> Rows:
    """An index outside of its table inside a kernel: on a card every later call of this process fails."""
    from generation.engines.diffusion import load
    from generation.errors import AcceleratorFailed

    torch = load.library("torch")
    one = _unloaded(scene)
    real = load.pipeline

    def poisoned(folder: Any) -> Any:
        made = real(folder)

        def break_it(*_: object) -> None:
            if scene.tiny:
                raise torch.AcceleratorError("CUDA error: device-side assert triggered")
            torch.zeros(4, device="cuda")[torch.tensor([9], device="cuda")]
            torch.cuda.synchronize()

        made.transformer.register_forward_pre_hook(break_it)
        return made

    load.pipeline = poisoned
    try:
        _painted(scene, one)
    except AcceleratorFailed as failed:
        return {"refused as": failed.code, "simulated": scene.tiny}
    return {"refused as": "nothing: it painted"}


def filled(scene: Scene, *, left_gb: float) -> Rows:
    """Another program takes the card's memory while the model is away; then a picture is asked for."""
    from generation.engines.diffusion import load, memory

    torch = load.library("torch")
    one = _unloaded(scene)
    hold = None
    if memory.device().type == "cuda":
        free = torch.cuda.mem_get_info()[0]
        hold = torch.empty(max(0, int(free - left_gb * 1e9)), dtype=torch.uint8, device="cuda")
    elif scene.tiny:
        _full_above_lightest(torch)
    made = _painted(scene, one)
    del hold
    return made | {"simulated": scene.tiny}


def _unloaded(scene: Scene) -> Any:
    """A painter of the shape alone, or of the tiny model; nothing is loaded yet."""
    from generation.engines.diffusion import load
    from generation.engines.diffusion.load import Folder
    from generation.engines.diffusion.painter import Painter
    from generation.engines.diffusion.prepared import Prepared
    from tests.gpu_proof import model

    known = Prepared(_Any(model.embedding(scene)), None)
    if scene.tiny:
        return Painter(model.folder(scene), known)
    load.pipeline = lambda _: model.pipeline(scene)  # anew for each layout: a dropped one must leave the card
    return Painter(Folder(_Shaped(), scene.model, {}), known)  # type: ignore[arg-type]


class _Shaped:
    """What a painter asks of a model that was not written."""

    title = "klein's shape"

    @property
    def painting(self) -> Any:
        from tests.gpu_proof.model import SHAPED

        return SHAPED


class _Any(dict[str, Any]):
    """One embedding for every prompt."""

    def __init__(self, embedding: Any) -> None:
        super().__init__()
        self._embedding = embedding

    def __getitem__(self, key: str) -> Any:
        return self._embedding


def _painted(scene: Scene, one: Any) -> Rows:
    from tests.gpu_proof import painter

    began = time.perf_counter()
    picture = one.paint(painter.order(scene, painter.sizes(scene)[0], 1))
    took = time.perf_counter() - began
    return {"painted by": str(one.layout), "loaded and painted, s": round(took, 2), "size": list(picture.shape[:2])}


def _seems_free(free: int | None) -> None:
    """The card as a smaller one would report it."""
    from generation.engines.diffusion import memory

    real = memory.free_bytes
    memory.free_bytes = lambda: real() if free is None else free


def _full_above_lightest(torch: Any) -> None:
    from generation.engines.diffusion import memory

    place = memory.place

    def placed(pipeline: Any, layout: Any) -> Any:
        if layout is not memory.LADDER[-1]:
            raise torch.OutOfMemoryError
        return place(pipeline, layout)

    memory.place = placed


NAMES: Mapping[str, Callable[..., Rows]] = {
    "capped": capped, "fresh": fresh, "asserted": asserted, "filled": filled,
}  # fmt: skip


def main(name: str, told: str) -> None:
    settings = json.loads(told)
    scene = Scene(folder=Path(settings.pop("folder")), tiny=settings.pop("tiny"))
    sys.stdout.write(json.dumps(NAMES[name](scene, **settings)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
