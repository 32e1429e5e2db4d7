"""What was freed between two things that live goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.shell import freed_memory
from storage import heap

# Pieces too large for Python's own allocator; every hundredth lives on, so that no end of the heap is free.
BUSY_HOUR = """
import asyncio, sys
from pathlib import Path
from bot.shell import freed_memory

def resident_kb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1])

held = [bytes(1000) for _ in range(100_000)]
living = held[::100]
del held
busy = resident_kb()
if sys.argv[1] == "trims":
    asyncio.run(freed_memory.loop().look())
print(busy - resident_kb())
"""
FREED_KB = 60_000  # of the 100 MB that were freed


def given_back_kb(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", BUSY_HOUR, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


glibc = pytest.mark.skipif(
    heap.glibc() is None or not Path("/proc/self/status").exists(), reason="the C library is not glibc"
)


@glibc
def test_a_busy_hour_is_given_back() -> None:
    assert given_back_kb("trims") > FREED_KB


@glibc
def test_the_sabotage_without_it_the_process_stays_as_large() -> None:
    assert given_back_kb("leaves it") < FREED_KB


async def test_another_c_library_is_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(heap, "glibc", object)
    await freed_memory.loop().look()
