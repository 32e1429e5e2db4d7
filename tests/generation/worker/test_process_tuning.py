"""The worker's manners: picture threads step aside, memory goes back."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generation.worker import process_tuning
from tests.fakes import settings_in


def test_a_picture_thread_has_the_lowest_priority_and_others_keep_theirs() -> None:
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    with ThreadPoolExecutor(1, initializer=process_tuning.step_aside) as pool:
        inside = pool.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).result()
    assert inside == process_tuning.STEP_ASIDE
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_giving_memory_back_works_wherever_it_runs() -> None:
    process_tuning.give_back_memory()


HEAPS = """
import ctypes, sys, threading
from generation.worker.process_tuning import few_arenas
if sys.argv[1] == "few":
    few_arenas()
libc = ctypes.CDLL("libc.so.6")
together = threading.Barrier(8)
def take():
    together.wait()
    libc.malloc(100)
    together.wait()
threads = [threading.Thread(target=take) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def _heaps(how: str) -> int:
    run = subprocess.run([sys.executable, "-c", HEAPS, how], capture_output=True, text=True, check=True)
    return run.stdout.count("<heap nr=")


def test_all_threads_share_two_heaps() -> None:
    assert _heaps("few") <= process_tuning.ARENAS


def test_the_sabotage_without_asking_there_are_more() -> None:
    assert _heaps("as many as glibc likes") > process_tuning.ARENAS


SERVED = """
import asyncio, gc
from contextlib import contextmanager
from types import SimpleNamespace
from generation.worker import serving
from generation.worker.process import Worker
from storage import heap

@contextmanager
def nothing_loaded(*asked):
    yield SimpleNamespace(cards=(), elsewhere={}, makers=lambda: ())

async def told(worker):
    print(gc.get_freeze_count(), len(gc.get_objects()))

serving.loaded, Worker.run = nothing_loaded, told
heap.leave_alone_what_stands = BREAK
asyncio.run(serving._serve(serving.Choice()))
"""


def _looked_at(tmp_path: Path, what: str) -> tuple[int, int]:
    """(objects that collections pass over, objects they look at) in a worker that has just started."""
    folders = settings_in(tmp_path).environment()
    script = [sys.executable, "-c", SERVED.replace("BREAK", what)]
    run = subprocess.run(script, capture_output=True, text=True, check=True, env={**os.environ, **folders})
    passed_over, looked_at = map(int, run.stdout.split())
    return passed_over, looked_at


def test_a_worker_s_collections_pass_over_what_it_loaded(tmp_path: Path) -> None:
    passed_over, looked_at = _looked_at(tmp_path, "heap.leave_alone_what_stands")
    assert passed_over > 20 * looked_at


def test_the_sabotage_without_it_everything_is_looked_at_after_each_job(tmp_path: Path) -> None:
    passed_over, looked_at = _looked_at(tmp_path, "lambda: None")
    assert passed_over < looked_at


def test_what_a_job_leaves_in_a_circle_is_still_found() -> None:
    script = """
import weakref
from generation.worker.process_tuning import give_back_memory
from storage import heap
class Kept: pass
heap.leave_alone_what_stands()
ring = Kept(); ring.itself = ring
seen = weakref.ref(ring)
del ring
give_back_memory()
print(seen() is None)
"""
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "True\n"
