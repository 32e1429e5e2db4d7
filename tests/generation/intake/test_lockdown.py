"""Both children that read hostile bytes are attacked from inside, after their lock-down; each attempt is blocked.

Fails only where the kernel offers the wall; which walls held is printed.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ATTEMPTS = 43
PROGRAM = Path(__file__).with_name("attacks.py")
CHILDREN = ("decode", pytest.param("verify", marks=pytest.mark.weights))
IS_ROOT = os.geteuid() == 0
# Some machines forbid these to everybody, so a child without walls need not reach them.
OFTEN_FORBIDDEN = {
    "trace the parent", "io_uring", "namespace of its own", "keys of the kernel", "page faults of its own",
    "a program in the kernel", "counters of the processor",
}  # fmt: skip
NOT_ROOT = {"raise the limits"}  # only root could


def offered() -> set[str]:
    """The walls this kernel has, asked without the product: the Landlock version, seccomp in our own status."""
    walls = {"limits", "memory"} | ({"user"} if IS_ROOT else set())
    if ctypes.CDLL(None).syscall(444, None, 0, 1) >= 1:
        walls.add("paths")
    if "Seccomp:" in Path("/proc/self/status").read_text() and platform.machine() in {"x86_64", "aarch64"}:
        walls.add("calls")
    return walls


@pytest.fixture
def port() -> Iterator[int]:
    """Somebody listens there, so that only the walls can keep a connection from coming about."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def take() -> None:
            while not ended.is_set():
                try:
                    server.accept()[0].close()
                except OSError:
                    continue

        taking = threading.Thread(target=take)
        taking.start()
        yield server.getsockname()[1]
        ended.set()
        taking.join()


def attacked(child: str, walls: str, folder: Path, port: int) -> tuple[dict[str, bool], set[str], int]:
    """Attempt -> whether it reached its aim; the walls that the child says stand; its threads when it locked itself."""
    for name in ("database", "removable"):
        (folder / name).write_text("rows")
    header = {"root": "", "issuer": "", "serial": ""}
    environment = {"CANDID_DISCORD_TOKEN": "hunter2"}
    command = [sys.executable, "-I", str(PROGRAM), "parent", child, walls, str(folder), str(port), json.dumps(header)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    assert "helper" in run.stdout.split()
    lines = [line.rsplit(" ", 1) for line in run.stdout.splitlines() if line.endswith((" reached", " blocked"))]
    told = {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines() if line.startswith(("walls", "thr"))}
    return {name: word == "reached" for name, word in lines}, set(told["walls"]), int(told["threads"][0])


@pytest.mark.parametrize("child", CHILDREN)
def test_a_child_that_was_taken_over_reaches_nothing(child: str, tmp_path: Path, port: int, capsys) -> None:
    reached, walls, threads = attacked(child, "all", tmp_path, port)
    with capsys.disabled():
        print(f"\nwalls around the {child} child: {', '.join(sorted(walls))}; not here: {offered() - walls or 'none'}")
    assert walls == offered()
    assert threads == 1  # Landlock holds the thread that asked for it and those it starts
    assert len(reached) == ATTEMPTS
    if "calls" in walls:
        assert [name for name, happened in reached.items() if happened] == []


@pytest.mark.parametrize("child", CHILDREN)
def test_without_walls_it_would_reach_all_of_it(child: str, tmp_path: Path, port: int) -> None:
    """The sabotage: the same child, the same attempts, ``lock_down`` builds nothing."""
    reached, walls, _ = attacked(child, "none", tmp_path, port)
    assert walls == set()
    assert len(reached) == ATTEMPTS
    missed = {name for name, happened in reached.items() if not happened}
    assert missed <= OFTEN_FORBIDDEN | (set() if IS_ROOT else NOT_ROOT)


@pytest.mark.skipif("paths" not in offered(), reason="this kernel has no Landlock")
def test_the_wall_before_paths_stands_alone(tmp_path: Path, port: int) -> None:
    """Landlock without the filter: no file, no folder, no TCP, no signal to the parent."""
    reached, walls, _ = attacked("decode", "paths", tmp_path, port)
    assert walls == {"paths"}
    for name in ("read a file", "list a folder", "parent's environment", "parent's memory", "write a file",
                 "make a folder", "remove a file", "free a descriptor, then open", "spawn a shell", "become a shell",
                 "trace the parent", "signal the parent", "connect by TCP"):  # fmt: skip
        assert not reached[name], name


@pytest.mark.skipif("calls" not in offered(), reason="this kernel has no seccomp")
def test_the_wall_before_calls_stands_alone(tmp_path: Path, port: int) -> None:
    """The filter without anything else holds all but what only a limit can hold."""
    reached, _, _ = attacked("decode", "calls", tmp_path, port)
    assert [name for name, happened in reached.items() if happened] == ["more memory than allowed"]


# Calls of x86-64 that computing, two pipes, threads and ending need; from the kernel's table, not from the product's.
NEEDED = {
    0, 1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 20, 24, 25, 28, 35, 39, 60, 79, 131, 186, 202, 204, 219, 228, 229,
    230, 231, 273, 318, 324, 334,
}  # fmt: skip
PROBES = {335, 336}  # asked past every filter since Linux 6.14: they end who is no probe
CLONE3 = 435
EVERY_CALL = """
import ctypes, sys
from generation.intake import lockdown
if sys.argv[1] == "socket too":
    lockdown._ALLOWED["x86_64"]["socket"] = 41
libc = ctypes.CDLL(None, use_errno=True)
assert lockdown._few_calls()
for number in set(range(700)) - set(map(int, sys.argv[2:])):
    done = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    if (done, ctypes.get_errno()) != (-1, 1):
        print(number, ctypes.get_errno())
"""


@pytest.mark.skipif("calls" not in offered() or platform.machine() != "x86_64", reason="the table of this processor")
@pytest.mark.parametrize(("more", "answered"), [("", []), ("socket too", [41])], ids=["", "sabotage"])
def test_every_call_the_kernel_knows_is_refused_but_those_that_computing_needs(more: str, answered: list[int]) -> None:
    """With all rights of whoever runs this, so that only the filter can refuse. The sabotage allows one call more."""
    command = [sys.executable, "-c", EVERY_CALL, more, *map(str, NEEDED | PROBES)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told = {int(number): int(code) for number, code in map(str.split, run.stdout.splitlines())}
    assert told.pop(CLONE3) == errno.ENOSYS
    assert sorted(told) == answered


OTHER_TABLES = """
import ctypes, mmap, os, sys
from generation.intake import lockdown
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("53b814000000cd805bc3"))  # push rbx; mov eax, 20 (getpid of the 32-bit table); int 0x80; ...
getpid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
if sys.argv[1] == "locked":
    lockdown.lock_down()
print(ctypes.CDLL(None).syscall(0x40000000 + 39) == os.getpid(), flush=True)  # getpid of the x32 table
print(getpid() == os.getpid(), flush=True)
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="this processor has one table of calls")
def test_the_processor_s_other_tables_of_calls_are_no_way_around() -> None:
    """One number means another call there: those of x32 are refused, a call of 32 bits ends the process."""
    runs = {
        state: subprocess.run([sys.executable, "-c", OTHER_TABLES, state], capture_output=True, text=True, check=False)
        for state in ("open", "locked")
    }
    assert runs["locked"].stdout.split() == ["False"]
    assert runs["locked"].returncode in {-signal.SIGSYS, -signal.SIGSEGV}


def test_a_child_says_so_where_there_is_no_wall_and_drops_the_rest() -> None:
    """On a kernel without Landlock and seccomp (both calls answer ENOSYS) the limits still stand."""
    script = """
from generation.intake import lockdown
real = lockdown._call
lockdown._call = lambda number, *rest: -1 if number in (444, lockdown._SECCOMP) else real(number, *rest)
print(*lockdown.lock_down())
try:
    open("/etc/hostname")
except OSError as error:
    print(error.errno)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    told, errno_ = run.stdout.splitlines()
    assert set(told.split()) == {"limits", "memory"} | ({"user"} if IS_ROOT else set())
    assert int(errno_) == errno.EMFILE
