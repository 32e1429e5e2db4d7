"""``candid stats --watch`` in a process of its own: each round is read anew, and Ctrl-C ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from storage.opening import open_storage
from storage.queue import pause
from storage.settings import StorageSettings

ROOT = Path(__file__).resolve().parents[3]
# Ctrl-C is heard also where whoever runs the tests was started in the background, where a shell lets it be ignored.
PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from storage.operations.main import main
sys.exit(main())
"""
RESTING = "no pictures are made"


def resting(told) -> float:
    """Of the next round."""
    for line in told:
        if line.startswith(RESTING):
            return float(line.split()[-1])
    raise AssertionError("it ended")


async def begin_a_pause():
    async with open_storage(StorageSettings()) as storage, storage.db.write() as tx:
        now = storage.clock.now()
        await pause.pause(tx, now.replace(year=now.year + 1))


def test_each_round_is_read_anew_until_ctrl_c(folders):
    command = [sys.executable, "-c", PROGRAM, "stats", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=folders) as watching:
        assert watching.stdout is not None
        assert resting(watching.stdout) == 0
        asyncio.run(begin_a_pause())
        rounds = 0
        while resting(watching.stdout) == 0:
            rounds += 1
            assert rounds < 50, "a round shows what was so at the start"
        watching.send_signal(signal.SIGINT)
        watching.stdout.read()
        assert watching.wait() == 130
