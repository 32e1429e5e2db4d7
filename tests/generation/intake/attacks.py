"""What a child that hostile bytes took over would try: run inside the real child, right after it locked itself down.

``python -I attacks.py parent CHILD WALLS FOLDER PORT HEADER`` is the process a child would rob: it holds a token in its
environment and a secret in its memory, and starts ``attacks.py child``, which is the real child with one line more:
when its ``lock_down`` returns, it attacks and prints "NAME reached" or "NAME blocked" for each attempt.

``WALLS``: which walls to build, "all" or names with commas; that is the sabotage.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import mmap
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
TOKEN = b"CANDID_DISCORD_TOKEN=hunter2"
# system call -> number on (x86-64, aarch64), from the kernel's tables
NUMBERS = {
    "process_vm_readv": (310, 270), "ptrace": (101, 117), "pidfd_open": (434, 434), "memfd_create": (319, 279),
    "io_uring_setup": (425, 425), "unshare": (272, 97), "bpf": (321, 280), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "shmget": (29, 194), "personality": (135, 92), "clone": (56, 220), "dup": (32, 23),
    "prlimit64": (302, 261), "inotify_init1": (294, 26), "tgkill": (234, 131), "perf_event_open": (298, 241),
}  # fmt: skip


def call(name: str, *arguments: int) -> int:
    """A raw system call, past every library. Raises ``OSError``."""
    number = NUMBERS[name][0 if X86 else 1]
    done = LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(each) for each in arguments))
    if done == -1:
        raise OSError(ctypes.get_errno(), name)
    return int(done)


def attacks(folder: str, port: int) -> dict[str, Callable[[], object]]:
    parent = os.getppid()

    def parents_environment() -> None:
        with open(f"/proc/{parent}/environ", "rb") as file:
            assert TOKEN in file.read()

    def parents_memory() -> None:
        with open(f"/proc/{parent}/mem", "rb", buffering=0) as file:
            file.seek(secret_at)
            assert file.read(len(TOKEN)) == TOKEN

    def parents_memory_by_call() -> None:
        page = ctypes.create_string_buffer(len(TOKEN))
        here = (ctypes.c_size_t * 2)(ctypes.addressof(page), len(TOKEN))
        there = (ctypes.c_size_t * 2)(secret_at, len(TOKEN))
        call("process_vm_readv", parent, ctypes.addressof(here), 1, ctypes.addressof(there), 1, 0)
        assert page.raw == TOKEN + b"\0" or page.raw == TOKEN

    def tcp() -> None:
        with socket.socket() as connection:
            connection.connect(("127.0.0.1", port))
            connection.sendall(b"a face")

    def fork() -> None:
        if os.fork() == 0:
            os._exit(0)
        os.wait()

    def clone() -> None:
        if call("clone", signal.SIGCHLD, 0, 0, 0, 0) == 0:
            os._exit(0)
        os.wait()

    def free_a_descriptor() -> None:
        with contextlib.suppress(OSError):
            os.close(2)
        with open(f"{folder}/database", "rb"):
            pass

    def write(path: str) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        os.unlink(path)

    def file_in_memory() -> None:
        os.close(call("memfd_create", ctypes.addressof(ctypes.create_string_buffer(b"x")), 0))

    def raise_limits() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        os.close(os.dup(0))

    def lower_the_parent() -> None:
        """Who already runs at a lower priority may not be given a higher one: the steps below are tried, too."""
        for priority in (1, 6, 11, 16, 19):
            with contextlib.suppress(PermissionError):
                return os.setpriority(os.PRIO_PROCESS, parent, priority)
        raise PermissionError

    def abstract_socket() -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mine:
            mine.bind(f"\0candid-attack-{os.getpid()}")

    def program_in_the_kernel() -> None:
        array = ctypes.create_string_buffer(struct.pack("=4I", 2, 4, 4, 1) + bytes(112))  # one number, kept there
        os.close(call("bpf", 0, ctypes.addressof(array), 128))

    def counters() -> None:
        clock = ctypes.create_string_buffer(struct.pack("=IIQ", 1, 112, 0) + bytes(96))  # its own time, in software
        os.close(call("perf_event_open", ctypes.addressof(clock), 0, -1, -1, 0))

    secret_at = int(sys.argv[7])
    return {
        "read a file": lambda: open(f"{folder}/database", "rb").close(),
        "list a folder": lambda: os.listdir(folder),
        "parent's environment": parents_environment,
        "parent's memory": parents_memory,
        "parent's memory by call": parents_memory_by_call,
        "connect by TCP": tcp,
        "UDP socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
        "unix socket": lambda: socket.socket(socket.AF_UNIX).close(),
        "socket pair": lambda: [each.close() for each in socket.socketpair()],
        "netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close(),
        "fork": fork,
        "clone": clone,
        "spawn a shell": lambda: os.waitpid(os.posix_spawn("/bin/sh", ["sh", "-c", ":"], {}), 0),
        "trace the parent": lambda: call("ptrace", 0x4206, parent, 0, 0),  # PTRACE_SEIZE
        "signal the parent": lambda: os.kill(parent, signal.SIGUSR1),
        "signal its thread": lambda: call("tgkill", parent, parent, signal.SIGUSR1),
        "hold the parent": lambda: os.close(call("pidfd_open", parent, 0)),
        "write a file": lambda: write(f"{folder}/written"),
        "write to shared memory": lambda: write("/dev/shm/candid-attack"),
        "make a folder": lambda: os.rmdir(os.mkdir(f"{folder}/made") or f"{folder}/made"),
        "link a file": lambda: os.symlink("database", f"{folder}/linked"),
        "remove a file": lambda: os.unlink(f"{folder}/removable"),
        "open a file to others": lambda: os.chmod(f"{folder}/database", 0o640),
        "file in memory": file_in_memory,
        "raise the limits": raise_limits,
        "free a descriptor, then open": free_a_descriptor,
        "double a descriptor": lambda: os.close(os.dup(0)),
        "io_uring": lambda: os.close(call("io_uring_setup", 1, ctypes.addressof(ctypes.create_string_buffer(256)))),
        "namespace of its own": lambda: call("unshare", 0x10000000),
        "abstract unix socket": abstract_socket,
        "limits of the parent": lambda: call("prlimit64", parent, resource.RLIMIT_NOFILE, 0, 0),
        "priority of the parent": lower_the_parent,
        "its own memory as a file": lambda: open("/proc/self/mem", "rb").close(),
        "signals from a pipe": lambda: fcntl.fcntl(1, fcntl.F_SETOWN, parent),
        "watch files": lambda: os.close(call("inotify_init1", 0)),
        "keys of the kernel": lambda: call("keyctl", 0, -3, 1),
        "page faults of its own": lambda: os.close(call("userfaultfd", 0)),
        "a program in the kernel": program_in_the_kernel,
        "counters of the processor": counters,
        "shared memory of System V": lambda: call("shmget", 0, 4096, 0o600),
        "change personality": lambda: call("personality", 0xFFFFFFFF),
        "more memory than allowed": lambda: mmap.mmap(-1, 2 << 30).close(),
    }  # fmt: skip


def attack(folder: str, port: int) -> None:
    for name, attempt in attacks(folder, port).items():
        try:
            attempt()
        except (OSError, MemoryError, AssertionError, ValueError):  # setrlimit has a word of its own
            print(name, "blocked", flush=True)
        else:
            print(name, "reached", flush=True)
    # Last, since where it works nothing comes after it.
    with contextlib.suppress(OSError):
        os.execv("/bin/sh", ["sh", "-c", "echo become a shell reached"])  # noqa: S606 - the attack
    print("become a shell blocked", flush=True)
    os._exit(0)


def child(which: str, walls: str, folder: str, port: str) -> None:
    """The real child up to the moment its walls stand."""
    from generation.intake import lockdown

    if which == "decode":
        from generation.intake import child as module

        main: Callable[[], object] = lambda: module.main(sys.stdin.buffer, sys.stdout.buffer)  # noqa: E731
    else:
        from generation.disclosure import verify_child as module

        main = module.main
    real = module.lock_down
    for name, build in (("user", "_be_nobody"), ("paths", "_no_paths"), ("limits", "_limit"), ("calls", "_few_calls"),
                        ("memory", "_hide_memory")):  # fmt: skip
        if walls != "all" and name not in walls.split(","):
            setattr(lockdown, build, lambda: False)

    def locked() -> tuple[str, ...]:
        print("threads", len(os.listdir("/proc/self/task")), flush=True)
        built = real()
        print("walls", *built, flush=True)
        helper = threading.Thread(target=lambda: print("helper", flush=True))  # decoders start some; they may
        helper.start()
        helper.join()
        attack(folder, int(port))
        return built

    module.lock_down = locked  # type: ignore[assignment]
    main()


def parent(*arguments: str) -> None:
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    secret = ctypes.create_string_buffer(TOKEN)
    command = [sys.executable, "-I", __file__, "child", *arguments[:-1], "-", str(ctypes.addressof(secret))]
    header = arguments[-1].encode() + b"\n"
    run = subprocess.run(command, input=header, stdout=subprocess.PIPE, env={}, cwd="/", check=False)
    sys.stdout.buffer.write(run.stdout)


if __name__ == "__main__":
    if sys.argv[1] == "parent":
        parent(*sys.argv[2:])
    else:
        child(*sys.argv[2:6])
