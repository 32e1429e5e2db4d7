"""From `candid up` to the address in the terminal, for an installation that is there already."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from statistics import median

from storage.measuring import Figure, Report
from storage.settings import StorageSettings
from tests.benches.chat.process import CHECKOUT

STARTS = 5
UP = (sys.executable, "-c", "from storage.operations.main import main; main()", "up", "--port", "0")
ADDRESS = b"Open http://"


async def measure(report: Report) -> None:
    """Adds the median of ``STARTS`` starts after a first one, which makes the installation."""
    with tempfile.TemporaryDirectory() as folder:
        await _start(Path(folder))
        taken = [await _start(Path(folder)) for _ in range(STARTS)]
    report.figures["second start → address printed"] = Figure(value=median(taken), unit="s", reach=3)


async def _start(folder: Path) -> float:
    """Seconds. Raises ``RuntimeError`` where it ends without an address."""
    places = {"CANDID_DATA_DIR": str(folder / "data"), "CANDID_CONFIG_DIR": str(folder / "config")}
    cache = {"CANDID_CACHE_DIR": str(StorageSettings().cache_dir)}
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *UP, env=os.environ | places | cache, cwd=CHECKOUT, stdout=DEVNULL, stderr=PIPE
    )
    assert process.stderr is not None
    async for line in process.stderr:
        if ADDRESS in line:
            took = time.monotonic() - began
            process.send_signal(signal.SIGTERM)
            await process.wait()
            return took
    raise RuntimeError("candid up ended without an address")
