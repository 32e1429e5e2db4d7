"""Starts work on its own thread before it is known to be needed; an unneeded result is never awaited."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Call ``begin`` once, then ``result`` as often as wanted. Started work always runs to its end."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._future: Future[T] = Future()

    def begin(self, work: Callable[[], T]) -> None:
        """The thread inherits the caller's priority. The process waits for it: OpenCV aborts when cut off."""
        threading.Thread(target=self._run, args=(work,), name=self._name).start()

    def result(self) -> T:
        """Waits for the result. Raises what the work raised."""
        return self._future.result()

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._future.set_result(work())
        except BaseException as failed:
            self._future.set_exception(failed)
