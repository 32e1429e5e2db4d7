"""Bot and worker as forks of a process that has loaded their modules: a process each, without two seconds of imports.

They have their own memory, environment, folder and process id, and die by themselves, as started ones do. The fork
server is multiprocessing's.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

PRELOADED = "tests.evidence.preloaded"


class Forked:
    """What ``asyncio.subprocess.Process`` offers, as far as a house asks for it."""

    def __init__(self, process: ForkServerProcess, stdout: asyncio.StreamReader) -> None:
        self._process, self.stdout = process, stdout
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(process.sentinel, self._has_ended)

    def _has_ended(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._process.join()  # the status is there already
        self._ended.set()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode if self._ended.is_set() else None

    def send_signal(self, number: int) -> None:
        if not self._ended.is_set():
            os.kill(self.pid, number)

    async def wait(self) -> int:
        await self._ended.wait()
        assert self._process.exitcode is not None
        return self._process.exitcode


async def started(who: str, environment: Mapping[str, str], folder: Path) -> Forked:
    """``who``: bot, or a worker by any other name."""
    return await forked(_bot if who == "bot" else _worker, environment, folder)


async def forked(main: Callable[[], None], environment: Mapping[str, str], folder: Path) -> Forked:
    """A process that has this environment only and stands in this folder. ``main``: a function of a module."""
    source, sink = _server().Pipe(duplex=False)
    process = _server().Process(target=_live, args=(main, dict(environment), str(folder), sink))
    process.start()
    sink.close()  # so that its end is heard
    stdout = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(os.dup(source.fileno()), "rb")
    )
    source.close()
    return Forked(process, stdout)


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


def _live(main: Callable[[], None], environment: dict[str, str], folder: str, sink: Connection) -> None:
    os.dup2(sink.fileno(), 1)
    sink.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()


def _bot() -> None:
    from tests.faults import talker

    asyncio.run(talker.main())


def _worker() -> None:
    from generation.worker import parent_watch
    from generation.worker.serving import worker

    parent_watch.follow_parent()
    worker(engine=None, weights=None, device="")
