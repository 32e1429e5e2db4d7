"""A process that has opened an installation cannot be read by its own user and leaves no core dump."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from storage.vault import process_privacy

# Root lays down its capabilities, one of which is to read everybody: then it is a user like any other.
PLAIN = """
import ctypes, os, struct
if os.geteuid() == 0:
    assert ctypes.CDLL(None).capset(struct.pack("=Ii", 0x20080522, 0), bytes(24)) == 0
"""
SCRIPT = (
    PLAIN
    + """
import asyncio, os, resource, sys
from pathlib import Path
from tests.fakes import settings_in
from storage import opening
from storage.vault import process_privacy
if sys.argv[2] == "broken":
    opening.keep_memory_private = lambda: None

async def main():
    async with opening.open_storage(settings_in(Path(sys.argv[1]))):
        print("open", resource.getrlimit(resource.RLIMIT_CORE)[1] == 0, process_privacy.is_memory_private(), flush=True)
        sys.stdin.readline()

asyncio.run(main())
"""
)
NEIGHBOUR = (
    PLAIN
    + """
import sys
try:
    print(b"hunter2" in open(f"/proc/{sys.argv[1]}/environ", "rb").read())
except PermissionError:
    print("refused")
"""
)


def opened(folder, how):
    environment = {**os.environ, "CANDID_DISCORD_TOKEN": "hunter2"}
    arguments = [sys.executable, "-c", SCRIPT, str(folder), how]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.parametrize(("how", "seen"), [("as it is", "refused"), ("broken", "True")])
def test_whoever_opens_an_installation_keeps_its_memory_to_itself(tmp_path, how, seen):
    """The sabotage is the same process without the one call."""
    with opened(tmp_path, how) as process:
        _, no_core, private = process.stdout.readline().split()
        neighbour = [sys.executable, "-c", NEIGHBOUR, str(process.pid)]
        found = subprocess.run(neighbour, capture_output=True, text=True, check=True)
        process.communicate("\n")
    assert found.stdout.strip() == seen
    assert private == str(how == "as it is")
    assert no_core == "True" or how == "broken"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing of the kind can be asked for")
def test_whether_it_is_private_is_read_from_the_kernel():
    """The flag is set past the product, by its number in linux/prctl.h, and put back as it was."""
    kernel = ctypes.CDLL(None)
    was = kernel.prctl(3, 0, 0, 0, 0)
    try:
        for dumpable in (1, 0):
            assert kernel.prctl(4, dumpable, 0, 0, 0) == 0
            assert process_privacy.is_memory_private() is (dumpable == 0)
    finally:
        kernel.prctl(4, was, 0, 0, 0)


@pytest.mark.parametrize(
    ("system", "asked"), [("linux", [(process_privacy.PR_SET_DUMPABLE, 0, 0, 0, 0)]), ("darwin", [])]
)
def test_only_linux_is_asked(monkeypatch, system, asked):
    """A stand-in for the C library, since what it is asked holds until the process ends."""
    calls: list[tuple[int, ...]] = []
    library = SimpleNamespace(prctl=lambda *numbers: calls.append(numbers))
    monkeypatch.setattr(process_privacy, "ctypes", SimpleNamespace(CDLL=lambda _name: library))
    monkeypatch.setattr(process_privacy, "sys", SimpleNamespace(platform=system))
    monkeypatch.setattr(process_privacy.resource, "setrlimit", lambda *_limits: None)
    process_privacy.keep_memory_private()
    assert calls == asked
