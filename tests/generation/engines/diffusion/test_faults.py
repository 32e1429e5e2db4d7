"""What an accelerator does when it fails, with the tiny model on the CPU: the errors are the library's own classes.

Each test breaks one thing where the real part runs: the transformer's forward pass, the move to the device, a step.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
import torch
from diffusers import Flux2Transformer2DModel

from generation.engines.diffusion import accelerator, load, manifest, memory, prepared
from generation.engines.diffusion.accelerator import Found, NoAccelerator
from generation.engines.diffusion.memory import Layout
from generation.engines.diffusion.painter import Order, Painter
from generation.errors import AcceleratorFailed, OutOfMemory
from generation.worker.process import Worker
from storage.db.schema import jobs
from storage.records import JobId, JobState
from storage.store import Storage
from tests.fakes import PATIENCE_S, new_person
from tests.generation import bare
from tests.generation.worker.test_process import Brush, ask, brush, job_in

__all__ = ["brush"]

ORDER = Order(look="office", seed=7, width=64, height=64, steps=4)


@pytest.fixture
def painter(built: Path) -> Painter:
    folder = load.verified(manifest.read(built / "manifest.toml"), built)
    return Painter(folder, prepared.read(folder))


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def forward(*_arguments: object, **_named: object) -> object:
        raise error

    monkeypatch.setattr(Flux2Transformer2DModel, "forward", forward)


POISONED = (
    torch.AcceleratorError("CUDA error: device-side assert triggered"),
    RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"),
    RuntimeError("CUDA error: an illegal memory access was encountered"),
)


@pytest.mark.parametrize("error", POISONED, ids=lambda error: type(error).__name__)
def test_an_error_of_the_device_is_one_of_the_device(
    painter: Painter, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(AcceleratorFailed):
        painter.paint(ORDER)


def test_an_error_of_ours_is_none_of_the_device(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, RuntimeError("The size of tensor a (4) must match the size of tensor b (5)"))
    with pytest.raises(RuntimeError, match="size of tensor") as found:
        painter.paint(ORDER)
    assert not isinstance(found.value, AcceleratorFailed)


def full_while_placing(monkeypatch: pytest.MonkeyPatch, fits: Layout | None) -> list[Layout]:
    """Memory runs out while the model is moved to the device, in every layout heavier than ``fits``."""
    place, tried = memory.place, []

    def placed(pipeline: object, layout: Layout) -> object:
        tried.append(layout)
        if fits is None or memory.LADDER.index(layout) < memory.LADDER.index(fits):
            raise torch.OutOfMemoryError
        return place(pipeline, layout)

    monkeypatch.setattr(memory, "place", placed)
    return tried


def test_memory_that_runs_out_while_loading_walks_the_whole_ladder(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = full_while_placing(monkeypatch, Layout.OFFLOAD)
    assert painter.paint(ORDER).shape == (64, 64, 3)
    assert tried == list(memory.LADDER)
    assert painter.layout is Layout.OFFLOAD


def test_memory_that_no_layout_fits_is_said_once_all_were_tried(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = full_while_placing(monkeypatch, None)
    with pytest.raises(OutOfMemory):
        painter.paint(ORDER)
    assert tried == list(memory.LADDER)
    assert not painter.loaded()


def test_a_step_that_hangs_is_seen_while_it_hangs(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    painter.paint(ORDER)
    assert not painter.overdue()
    hanging, go = threading.Event(), threading.Event()
    forward = Flux2Transformer2DModel.forward

    def hung(*arguments: object, **named: object) -> object:
        hanging.set()
        assert go.wait(PATIENCE_S)
        return forward(*arguments, **named)

    monkeypatch.setattr(Flux2Transformer2DModel, "forward", hung)
    now = [0.0]
    painter.watch.clock = lambda: now[0]
    thread = threading.Thread(target=painter.paint, args=(ORDER,))
    thread.start()
    try:
        assert hanging.wait(PATIENCE_S)
        assert not painter.overdue()
        now[0] = 10_000.0
        assert painter.overdue()
    finally:
        go.set()
        thread.join(PATIENCE_S)
    assert not painter.overdue()


# --- the worker -------------------------------------------------------------------------------------------------------


@dataclass
class Device:
    """An engine as the worker sees it: with a device that may fail or hang."""

    name: str = "studio"
    in_work: int = 4
    hangs: bool = False

    def overdue(self) -> bool:
        return self.hangs


@dataclass
class Left:
    """In place of ending this very process."""

    status: list[int] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self, status: int) -> None:
        self.status.append(status)
        self.gone.set()


async def standing(storage: Storage, job_id: JobId) -> tuple[JobState, int]:
    """The job's state, and how many of its three strikes are gone."""
    async with storage.db.read() as tx:
        (row,) = await tx.execute(sa.select(jobs.c.state, jobs.c.strikes).where(jobs.c.id == job_id))
    return JobState(row.state), row.strikes


async def begun(storage: Storage, device: Device, left: Callable[[int], None]) -> tuple[Worker, asyncio.Task[None]]:
    worker = Worker(storage, bare.tools(engine=device), engines=("studio",), models=(), leave=left)
    return worker, asyncio.create_task(worker.run())


async def test_a_failed_device_ends_the_worker_and_hands_the_job_back_without_a_strike(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation import pipeline

    def poisoned(*_arguments: object, **_named: object) -> object:
        raise AcceleratorFailed
        yield

    monkeypatch.setattr(pipeline, "make_pictures", poisoned)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    _, running = await begun(storage, Device(), Left())
    with pytest.raises(AcceleratorFailed):
        async with asyncio.timeout(PATIENCE_S):
            await running
    assert await standing(storage, job_id) == (JobState.QUEUED, 0)


async def test_a_hung_device_ends_the_process_and_hands_its_jobs_back(storage: Storage, brush: Brush) -> None:
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    device, left = Device(), Left()
    worker, running = await begun(storage, device, left)
    await job_in(storage, person.id, job_id, JobState.RUNNING)
    device.hangs = True
    await job_in(storage, person.id, job_id, JobState.QUEUED)
    assert await standing(storage, job_id) == (JobState.QUEUED, 0)
    async with asyncio.timeout(PATIENCE_S):
        await left.gone.wait()
    assert left.status == [75]
    worker.stop()
    brush.go.set()
    await asyncio.gather(running, return_exceptions=True)


async def test_the_sabotage_a_worker_that_never_looks_keeps_a_hung_job(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Worker, "_watch_accelerator", lambda _self: asyncio.sleep(0))
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    device, left = Device(hangs=True), Left()
    worker, running = await begun(storage, device, left)
    await job_in(storage, person.id, job_id, JobState.RUNNING)
    assert left.status == []
    worker.stop()
    brush.go.set()
    await running
    assert left.status == []


# --- no card that can be used -----------------------------------------------------------------------------------------

DRIVERS = {
    "NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.57.02  Tue Jul 13 16:14:05 UTC 2021": (470, 57, 2),
    "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build": (580, 65, 6),
    "nothing of the kind": None,
}


@pytest.mark.parametrize("text", DRIVERS)
def test_the_driver_is_read_from_where_it_says_its_version(text: str) -> None:
    assert accelerator.driver_of(text) == DRIVERS[text]


OLD = Found(torch="2.13.0", cuda="13.0", driver=(470, 57, 2), usable=False)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (OLD, ["driver is 470.57.02", "needs 580.65", "Install a newer driver"]),
        (replace(OLD, driver=None), ["No NVIDIA driver"]),
        (replace(OLD, driver=(580, 95)), ["new enough", "nvidia-smi"]),
        (replace(OLD, cuda=""), ["built without CUDA"]),
    ],
    ids=["too old", "none", "no card", "no CUDA"],
)
def test_a_large_model_without_a_card_is_refused_with_what_is_wrong_and_the_time_it_would_take(
    monkeypatch: pytest.MonkeyPatch, found: Found, said: list[str]
) -> None:
    monkeypatch.setattr(accelerator, "look", lambda: found)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    large = replace(
        manifest.shipped()[0],
        files=(manifest.File(path="transformer/a.safetensors", bytes=7_750_000_000, sha256="0" * 64),),
    )
    with pytest.raises(NoAccelerator) as refused:
        accelerator.choose(large, "")
    for words in (*said, "about 6 h", "--device cpu"):  # 11 core-hours on two cores
        assert words in str(refused.value)
    assert accelerator.choose(large, "cpu") == "cpu"


def test_a_model_that_takes_seconds_is_painted_on_the_cpu(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerator, "look", lambda: OLD)
    tiny = manifest.read(built / "manifest.toml")
    assert accelerator.choose(tiny, "") == "cpu"
    with pytest.raises(NoAccelerator):
        accelerator.choose(tiny, "cuda")


def test_this_machine_is_looked_at_without_raising() -> None:
    found = accelerator.look()
    assert found.torch == torch.__version__
    assert found.usable == torch.cuda.is_available()
    assert np.isfinite(found.free_bytes)
