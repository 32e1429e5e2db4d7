"""The worker's manners: picture threads step aside, memory goes back."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from generation.worker import process_tuning


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
