"""The worker's manners: picture threads step aside, memory goes back."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

from generation import footprint


def test_a_picture_thread_has_the_lowest_priority_and_others_keep_theirs() -> None:
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    with ThreadPoolExecutor(1, initializer=footprint.step_aside) as pool:
        inside = pool.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).result()
    assert inside == footprint.STEP_ASIDE
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_giving_memory_back_works_wherever_it_runs() -> None:
    footprint.give_back_memory()
