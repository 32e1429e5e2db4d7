"""A worker whose picture work is slept: ``python -m tests.benches.scale.worker FILE [FACTOR]``.

The real worker: its queue, leases, vault, fence, rows and outcomes. Getting the networks ready, decoding, checking and
painting wait for as long as they took when they were measured, times FACTOR, and hand the same results on. It runs
until SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from generation import announced, photo_looks, pipeline
from generation.intake.decode import Decoded
from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto, MadePicture
from generation.tools import Tools
from generation.vision import networks
from generation.worker.process import Worker
from storage import heap, logs
from storage.home import home_of
from storage.opening import open_storage
from storage.records import GenerateRequest
from storage.settings import StorageSettings
from tests.benches.scale import measured
from tests.benches.scale.measured import PictureWork


class Slept:
    """Stands where the pictures are made."""

    def __init__(self, work: PictureWork, factor: float) -> None:
        self.work, self._factor = work, factor

    def ready(self, _enough: Callable[[], bool]) -> None:
        time.sleep(self.work.ready_s * self._factor)

    def read(self, _data: bytes) -> Decoded:
        time.sleep(self.work.read_s * self._factor)
        return self.work.read

    def check_photo(self, *_asked: object, **_named: object) -> CheckedPhoto:
        time.sleep(self.work.check_s * self._factor)
        return CheckedPhoto(accepted=True, findings=self.work.findings, sheet=self.looks)

    def looks(self, *_asked: object, **_named: object) -> DrawnLooks:
        time.sleep(self.work.looks_s * self._factor)
        return self.work.looks

    def make_pictures(
        self,
        _photos: Sequence[tuple[str, bytes]],
        request: GenerateRequest,
        _tools: Tools,
        *,
        progress: Callable[[str, int, float], None],
        **_named: object,
    ) -> Generator[MadePicture, None, None]:
        for number, look in enumerate(request.looks, start=1):
            progress("making", number, 0.0)
            time.sleep(self.work.picture_s * self._factor)
            yield replace(self.work.picture, edits=replace(self.work.picture.edits, look=look))


def tools_of(slept: Slept) -> Tools:
    """Nothing is loaded: whoever asked these for a picture would fail."""
    nothing = cast("Any", SimpleNamespace())
    return Tools(decoder=cast("Any", slept), engine=nothing, safeguards=nothing, marks=nothing)


async def main(file: Path, factor: float) -> None:
    slept = Slept(measured.of(file), factor)
    pipeline.check_photo = slept.check_photo
    photo_looks.again = slept.looks
    networks.ready = slept.ready  # type: ignore[assignment]
    pipeline.make_pictures = slept.make_pictures  # type: ignore[assignment]
    with contextlib.suppress(OSError):
        os.nice(10)  # as the real one does
    settings = StorageSettings()
    logs.configure(home_of(settings), quiet=True)
    async with AsyncExitStack() as open_:
        storage = await open_.enter_async_context(open_storage(settings))
        worker = Worker(storage, tools_of(slept), engines=("studio",), models=(), announced=announced.members())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
        heap.leave_alone_what_stands()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await worker.run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0))
