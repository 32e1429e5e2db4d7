"""Runs neighbouring pieces of work in parallel and yields their results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from generation.worker.process_tuning import step_aside

T = TypeVar("T")


def in_order(
    work: Callable[[int, str], T], todo: Sequence[str], at_once: int, *, first_alone: bool = False
) -> Generator[T, None, None]:
    """Yields ``work(number, each)`` for each of ``todo``, numbered from 1; up to ``at_once`` run in parallel.

    ``first_alone``: the first one runs alone, since somebody waits for it.
    """
    with ThreadPoolExecutor(at_once, thread_name_prefix="picture", initializer=step_aside) as pool:
        waiting: deque[Future[T]] = deque()
        left = deque(enumerate(todo, start=1))

        def begin(most: int) -> None:
            while left and len(waiting) < most:
                waiting.append(pool.submit(work, *left.popleft()))

        try:
            begin(1 if first_alone else at_once)
            while waiting:
                done = waiting.popleft().result()
                begin(at_once)  # the next one starts before this one is stored
                yield done
        finally:
            for future in waiting:
                future.cancel()
