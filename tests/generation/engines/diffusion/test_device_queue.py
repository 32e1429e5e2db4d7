"""One picture at a time on the device, earlier jobs first; the next job is opened before it would have to wait."""

from __future__ import annotations

import asyncio
import threading
import time
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.paint_job import PaintJob
from generation.engines.diffusion.painter import Order
from generation.errors import Cancelled
from generation.worker.process import Worker
from generation.worker.running_job import Running
from storage.records import Crop, JobState
from storage.store import Storage
from tests.benches.simulated_device import SimulatedAccelerator
from tests.fakes import PATIENCE_S, new_person
from tests.generation import bare
from tests.generation.worker.test_process import Brush, ask, brush, job_in

__all__ = ["brush"]


def nothing() -> None:
    """Nobody cancels."""


def painted_in(turns: Turns, tickets: list[int]) -> list[int]:
    """The order in which pictures with these tickets are painted when all of them wait behind a first one."""
    order: list[int] = []

    def work(ticket: int) -> None:
        with turns.turn(ticket, nothing):
            order.append(ticket)

    threads = [threading.Thread(target=work, args=(ticket,)) for ticket in tickets]
    with turns.turn(-1, nothing):
        for thread in threads:
            thread.start()
            time.sleep(0.02)  # they come in the order of the list
    for thread in threads:
        thread.join(10)
    return order


def test_an_earlier_job_is_painted_first_whoever_came_to_the_device_first() -> None:
    assert painted_in(Turns(), [2, 1, 2, 1]) == [1, 1, 2, 2]


def test_two_are_never_on_the_device() -> None:
    turns, there, most = Turns(), [0], [0]

    def work() -> None:
        with turns.turn(0, nothing):
            there[0] += 1
            most[0] = max(most[0], there[0])
            time.sleep(0.002)
            there[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == [1]


def test_who_is_cancelled_while_waiting_leaves_and_the_others_go_on() -> None:
    turns = Turns()

    def gone() -> None:
        raise Cancelled

    with turns.turn(0, nothing):
        with pytest.raises(Cancelled):
            with turns.turn(1, gone):
                pytest.fail("it was never its turn")
    assert painted_in(turns, [3, 2]) == [2, 3]


def paint_job(recorded: int | None = None, *, cancelled: bool = False) -> PaintJob:
    return PaintJob(
        painter=SimulatedAccelerator(0.0), turns=Turns(), engine="redraw", recorded=recorded,
        progress=lambda _: None, cancelled=lambda: cancelled,
    )  # fmt: skip


def test_a_picture_made_again_has_its_recorded_seed_and_new_ones_have_their_own() -> None:
    again, new = paint_job(7), paint_job()
    assert [again.seed(), again.seed()] == [7, 7]
    assert len({new.seed() for _ in range(5)}) == 5
    edits = again.edits("office", Crop(x=0, y=0, scale=1, angle_deg=0, width=64, height=64), 7, face_repainted=True)
    assert (edits.seed, edits.engine, edits.label_code) == (7, "redraw", "ai_modified")


def test_who_is_cancelled_paints_nothing_more() -> None:
    stopped = paint_job(cancelled=True)
    frame = np.zeros((64, 64, 3), np.uint8)
    with pytest.raises(Cancelled):
        stopped.paint(Order(look="office", seed=1, width=64, height=64, steps=4, photos=(frame,)))
    assert not any(span.whole for span in cast(SimulatedAccelerator, stopped.painter).spans)


class Device(SimpleNamespace):
    """An engine as the worker sees it: with ``in_work`` it has a device of its own."""


async def both_running(storage: Storage, brush: Brush, engine: object, patience_s: float) -> bool:
    """Whether a second job is opened while the last pictures of the first one are painted."""
    jobs = [(person, await ask(storage, person.id)) for person in [await new_person(storage, u) for u in ("a", "b")]]
    worker = Worker(storage, bare.tools(engine=engine), engines=("studio",), models=())
    running = asyncio.create_task(worker.run())
    try:
        async with asyncio.timeout(patience_s):
            for person, job_id in jobs:
                await job_in(storage, person.id, job_id, JobState.RUNNING)
        return True
    except TimeoutError:
        return False
    finally:
        brush.go.set()
        worker.stop()
        await running


async def test_with_a_device_of_its_own_the_next_job_is_opened_early(storage: Storage, brush: Brush) -> None:
    assert await both_running(storage, brush, Device(name="studio", in_work=4), PATIENCE_S)


async def test_without_one_the_next_job_waits_for_the_processor(storage: Storage, brush: Brush) -> None:
    assert not await both_running(storage, brush, Device(name="studio"), 1.5)


async def test_the_next_job_is_not_opened_while_many_pictures_are_still_to_be_painted() -> None:
    running = Running(cast("object", None), asyncio.get_running_loop())  # type: ignore[arg-type]
    running.tell("reading", 0, 4, 0.0, left=4)
    running.tell("making", 1, 4, 0.0, left=3)
    running.tell("making", 2, 4, 0.0, left=2)
    await asyncio.sleep(0)
    assert not running.ending.is_set()
    running.tell("making", 3, 4, 0.0, left=1)
    await asyncio.sleep(0)
    assert running.ending.is_set()


async def test_what_is_told_only_goes_forward() -> None:
    running = Running(cast("object", None), asyncio.get_running_loop())  # type: ignore[arg-type]
    running.tell("making", 2, 4, 0.5, left=2)
    running.tell("checking", 1, 4, 0.0, left=3)
    assert (running.progress.step, running.progress.picture) == ("making", 2)
