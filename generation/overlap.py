"""Neighbouring pieces of work side by side, their results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from generation.footprint import step_aside

T = TypeVar("T")


def in_order(work: Callable[[int, str], T], todo: Sequence[str], at_once: int) -> Generator[T, None, None]:
    """Yields ``work(number, each)`` for each of ``todo``, numbered from 1; ``at_once`` of them are in work."""
    with ThreadPoolExecutor(at_once, thread_name_prefix="picture", initializer=step_aside) as pool:
        waiting: deque[Future[T]] = deque()
        left = deque(enumerate(todo, start=1))
        try:
            while left or waiting:
                while left and len(waiting) < at_once:
                    waiting.append(pool.submit(work, *left.popleft()))
                done = waiting.popleft().result()
                if left:  # the next one starts before this one is stored
                    waiting.append(pool.submit(work, *left.popleft()))
                yield done
        finally:
            for future in waiting:
                future.cancel()
