"""Helper cores this machine may not have, for ``candid bench worker``: what they would do is done once, then slept.

First each piece of work on a finished picture (checks, seal, views) is really done, one at a time, and its processor
time measured. Then it is replayed: whoever asks waits for a free core, sleeps that time, gets the same result. Sleeping
threads do not wait for each other's interpreter lock, so this is the machine at its best; the plain run shows the rest.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar, cast

from generation.disclosure import seal, views
from generation.ports import Rendering, SafeguardContext
from generation.safeguards.panel import Panel
from storage.measuring import Report
from storage.records import Verdict

P = ParamSpec("P")
T = TypeVar("T")
CORES = 2


@dataclass(slots=True)
class HelperCores:
    """``count`` cores. ``seconds``: processor time of each (piece of work, look), once it was done."""

    count: int
    recording: bool = True
    seconds: dict[tuple[str, str], float] = field(default_factory=dict)
    _results: dict[tuple[str, str], object] = field(default_factory=dict)
    _here: threading.local = field(default_factory=threading.local)  # the look this thread works on
    _free: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = threading.Semaphore(self.count)

    @contextlib.contextmanager
    def instead(self) -> Iterator[None]:
        """Within, the pipeline's work on finished pictures is recorded, or replayed once ``recording`` is off."""
        judge = Panel.judge

        def judged(panel: Panel, rendering: Rendering, context: SafeguardContext) -> tuple[Verdict, ...]:
            self._here.look = rendering.edits.look
            return self._done("checks", lambda: judge(panel, rendering, context))

        with (
            _replaced(Panel, "judge", judged),
            _replaced(seal, "seal", self._wrapped("seal", seal.seal)),
            _replaced(views, "before_view", self._wrapped("before", views.before_view)),
            _replaced(views, "strip", self._wrapped("strip", views.strip)),
        ):
            yield

    def per_picture_s(self, *pieces: str) -> float:
        """Processor seconds of these pieces of work on one picture, the mean over the looks."""
        of_them = [took for (piece, _), took in self.seconds.items() if piece in pieces]
        return sum(of_them) / max(1, len({look for _, look in self.seconds}))

    def _wrapped(self, name: str, work: Callable[P, T]) -> Callable[P, T]:
        def wrapped(*arguments: P.args, **named: P.kwargs) -> T:
            return self._done(name, lambda: work(*arguments, **named))

        return wrapped

    def _done(self, name: str, work: Callable[[], T]) -> T:
        key = name, self._here.look
        if self.recording:
            began = time.process_time()
            self._results[key] = work()
            self.seconds[key] = time.process_time() - began
        else:
            with self._free:
                time.sleep(self.seconds[key])
        return cast("T", self._results[key])


@contextlib.contextmanager
def _replaced(where: object, name: str, by: object) -> Iterator[None]:
    usual = getattr(where, name)
    setattr(where, name, by)
    try:
        yield
    finally:
        setattr(where, name, usual)


@contextlib.contextmanager
def two_cores(report: Report) -> Iterator[None]:
    """Leaves two cores to this process and its children, so that a larger machine measures the same thing."""
    if not hasattr(os, "sched_setaffinity"):
        report.notes["cores"] = "not limited here"
        yield
        return
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(every)[:CORES]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)
