"""The decode child has no environment, no file but its two pipes, no way to open another, and dies after one photo."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generation.intake import child
from generation.intake.decode import WAITING, Decoder
from tests.assets.portraits import encoded
from tests.generation.intake.test_decode import picture

ATTEMPT = """
import sys
sys.path.insert(0, {folder!r})
import mmap
import socket
import child
child.warm_up()
if {locked!r}:
    child.lock_down()
seen = []
for name, attempt in (
    ("database", lambda: open({database!r}).read()),
    ("write", lambda: open({database!r} + ".new", "w")),
    ("network", lambda: socket.socket()),
    ("memory", lambda: mmap.mmap(-1, 2 << 30)),
):
    try:
        attempt()
        seen.append(name)
    except (OSError, MemoryError):
        pass
print(",".join(seen))
"""


def _reached(tmp_path: Path, *, locked: bool) -> str:
    database = tmp_path / "candid.db"
    database.write_text("rows")
    folder = str(Path(child.__file__).parent)
    script = ATTEMPT.format(folder=folder, locked=locked, database=str(database))
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, env={}, check=True)
    return run.stdout.strip()


def test_a_locked_child_reaches_no_database_file_network_or_more_memory(tmp_path: Path) -> None:
    assert _reached(tmp_path, locked=True) == ""


def test_without_the_lock_it_would(tmp_path: Path) -> None:
    """The sabotage: the same script without ``lock_down``."""
    assert _reached(tmp_path, locked=False) == "database,write,network,memory"


# The real child as far as its lock-down, where it tells what it holds: nobody else may read that from now on.
TELL = """
import json, os, sys
from generation.intake import child

def tell():
    opened = {fd: os.readlink(f"/proc/self/fd/{fd}") for fd in range(16) if os.path.islink(f"/proc/self/fd/{fd}")}
    told = {"environment": open("/proc/self/environ").read(), "opened": opened, "folder": os.getcwd()}
    print(json.dumps(told), flush=True)
    sys.exit()

child.lock_down = tell
child.main(sys.stdin.buffer, sys.stdout.buffer)
"""


def test_a_waiting_child_has_no_environment_and_nothing_open_but_its_pipes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDID_DISCORD_TOKEN", "secret")
    database = (tmp_path / "candid.db").open("w")
    os.set_inheritable(database.fileno(), True)
    with Decoder(command=(sys.executable, "-I", "-c", TELL)) as decoder, database:
        stdout = decoder._waiting[0].stdout
        assert stdout is not None
        told = json.loads(stdout.readline())
    assert told["environment"] == ""
    assert sorted(told["opened"]) == ["0", "1", "2"]
    assert told["opened"]["0"].startswith("pipe:")
    assert told["opened"]["1"].startswith("pipe:")
    assert told["opened"]["2"] == "/dev/null"
    assert told["folder"] == "/"


def _status_once_locked(pid: int) -> str:
    """What the kernel says of the child once it has closed its own doors; waits at most ten seconds."""
    for _ in range(500):
        if re.search(r"Max open files\s+3\s+3", Path(f"/proc/{pid}/limits").read_text()):
            time.sleep(0.02)  # the filter comes right after
            return Path(f"/proc/{pid}/status").read_text()
        time.sleep(0.02)
    pytest.fail("the child never locked itself down")


def test_the_kernel_confirms_the_walls_around_a_waiting_child() -> None:
    """Told by the kernel, not by the child: filter on, no new privileges, and no capability even of root."""
    with Decoder() as decoder:
        status = _status_once_locked(decoder._waiting[0].pid)
    said = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert said.get("Seccomp", "2") == "2"
    assert said["NoNewPrivs"] == "1"
    assert int(said["CapEff"], 16) == 0
    assert "0" not in said["Uid"].split()


def test_no_child_reads_two_peoples_photos() -> None:
    with Decoder() as decoder:
        first = decoder._waiting[0]
        decoder.decode(encoded(picture()))
        assert first.poll() is not None
        assert first not in decoder._waiting


def test_closing_leaves_no_process_behind() -> None:
    decoder = Decoder()
    decoder.start()
    waiting = list(decoder._waiting)
    assert len(waiting) == WAITING
    decoder.close()
    assert all(child.poll() is not None for child in waiting)
    decoder.start()
    assert decoder._waiting == []


def test_killed_children_are_replaced() -> None:
    with Decoder() as decoder:
        for child in decoder._waiting:
            child.kill()
            child.wait()
        assert decoder.decode(encoded(picture())).shape == (120, 160, 3)


NUMBERED = """
import pathlib, sys, time
folder = pathlib.Path({folder!r})
number = 1
while True:
    try:
        (folder / str(number)).touch(exist_ok=False)
        break
    except FileExistsError:
        number += 1
sys.stdin.buffer.read()
while not (folder / {awaited!r}).exists():
    time.sleep(0.01)
sys.stdout.buffer.write(b"says none\\nP6\\n1 1\\n255\\nabc")
"""


def test_a_photo_to_check_finds_a_child_while_a_job_reads_another_and_the_next_is_started_beside_them(
    tmp_path: Path,
) -> None:
    """Two children hold their answers back until a third is there: started after them, it would never come."""
    script = tmp_path / "child.py"
    script.write_text(NUMBERED.format(folder=str(tmp_path), awaited=str(WAITING + 1)))
    with Decoder(command=(sys.executable, "-I", str(script))) as decoder, ThreadPoolExecutor(WAITING) as pool:
        read = list(pool.map(decoder.decode, [b"photo"] * WAITING))
    assert [image.tolist() for image in read] == [[[[97, 98, 99]]]] * WAITING
