"""The walls around a child that reads hostile bytes. Each removes some rights; a wall the kernel lacks is reported.

Code that takes such a child over can only compute and use the child's two pipes:

    limits      no new descriptor, no file writes, no core dump, bounded memory and processor time
    memory      not dumpable: no process of this user reads it
    user        where it was root: nobody, in no group, without capabilities
    paths       Landlock: no path can be opened, made or removed; from kernel 6.7 no TCP port, from 6.12 no signal
    calls       seccomp: only the system calls below; all others answer EPERM. No open, socket, execve, ptrace, kill or
                setrlimit; ``clone`` makes threads only, and ``clone3``, whose flags a filter cannot read, answers
                ENOSYS, upon which the C library uses ``clone``.

Written by us: the well-kept packages need libseccomp or a compiler, and all of it fits in this file. Standard library
only. Numbers: linux/{seccomp,landlock,prctl,audit}.h, the kernel's tables of both processors.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from contextlib import suppress

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 10
NOBODY = 65_534
LIMITS, MEMORY, USER, PATHS, CALLS = "limits", "memory", "user", "paths", "calls"

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF, words of 32 bits
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in seccomp_data; little-endian: low word first
_CLONE_THREAD = 0x00010000
_STEP_BYTES = 8
_X32 = 0x40000000  # x86-64 has a second system call table from here on

# Reading and writing open descriptors, memory, waiting, time, own signals, exiting.
_ALLOWED = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
        "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "readv": 19, "writev": 20,
        "sched_yield": 24, "mremap": 25, "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60, "getcwd": 79,
        "sigaltstack": 131, "gettid": 186, "futex": 202, "sched_getaffinity": 204, "restart_syscall": 219,
        "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "set_robust_list": 273,
        "getrandom": 318, "membarrier": 324, "rseq": 334,
    },
    "aarch64": {
        "getcwd": 17, "close": 57, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66, "ppoll": 73,
        "fstat": 80, "exit": 93, "exit_group": 94, "futex": 98, "set_robust_list": 99, "nanosleep": 101,
        "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "sched_getaffinity": 123,
        "sched_yield": 124, "restart_syscall": 128, "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135,
        "rt_sigreturn": 139, "getpid": 172, "gettid": 178, "brk": 214, "munmap": 215, "mremap": 216, "mmap": 222,
        "mprotect": 226, "madvise": 233, "getrandom": 278, "membarrier": 283, "rseq": 293,
    },
}  # fmt: skip
_CLONE, _CLONE3 = {"x86_64": 56, "aarch64": 220}, 435
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SECCOMP, _PRCTL = {"x86_64": 317, "aarch64": 277}, {"x86_64": 157, "aarch64": 167}
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446  # the same on both
# Landlock version -> path rights it knows: all of them are removed.
_PATH_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP_FROM, _TCP_RIGHTS, _SCOPE_FROM, _SCOPES = 4, 0b11, 6, 0b11  # bind and connect; abstract sockets and signals


def lock_down() -> tuple[str, ...]:
    """From here on this process can do only what the table above allows. Returns the walls that now stand."""
    walls = ((USER, _be_nobody), (PATHS, _no_paths), (LIMITS, _limit), (MEMORY, _hide_memory), (CALLS, _few_calls))
    return tuple(name for name, build in walls if build())


def _limit() -> bool:
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
    ):
        hard = resource.getrlimit(limit)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, most))
    return True


def _be_nobody() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with suppress(OSError):  # a namespace that has no such user
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    return os.geteuid() == NOBODY


def _hide_memory() -> bool:
    return _call(_PRCTL, _PR_SET_DUMPABLE, 0, 0, 0, 0) == 0


def _no_paths() -> bool:
    """Applies to this thread and those it starts; a child has one thread at this point (a test counts them)."""
    version = _call(_LANDLOCK_CREATE, None, 0, 1)
    if version < 1 or _call(_PRCTL, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    paths = _PATH_RIGHTS[max(known for known in _PATH_RIGHTS if known <= version)]
    tcp, scopes = (_TCP_RIGHTS if version >= _TCP_FROM else 0), (_SCOPES if version >= _SCOPE_FROM else 0)
    rules = struct.pack("=QQQ", paths, tcp, scopes)
    handle = _call(_LANDLOCK_CREATE, rules, len(rules), 0)
    if handle < 0:
        return False
    built = _call(_LANDLOCK_RESTRICT, handle, 0) == 0
    os.close(handle)
    return built


def _few_calls() -> bool:
    """For every thread of this process. False where there is no seccomp or no table for this processor."""
    if platform.machine() not in _ALLOWED or _call(_PRCTL, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    program = _program(platform.machine())
    code = ctypes.create_string_buffer(program, len(program))  # named, so that it lives until the kernel has read it
    head = struct.pack("@HP", len(program) // _STEP_BYTES, ctypes.addressof(code))
    return _call(_SECCOMP, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, head) == 0


def _program(machine: str) -> bytes:
    """The filter: each step (code, k, steps to skip when true, when false)."""
    steps = [(_LOAD, _ARCHITECTURE, 0, 0), (_EQUAL, _AUDIT[machine], 1, 0), (_RETURN, _KILL, 0, 0)]
    steps += [(_LOAD, _NUMBER, 0, 0), (_AT_LEAST, _X32, 0, 1), (_RETURN, _ERRNO | _EPERM, 0, 0)]
    for number in _ALLOWED[machine].values():
        steps += [(_EQUAL, number, 0, 1), (_RETURN, _ALLOW, 0, 0)]
    steps += [(_EQUAL, _CLONE3, 0, 1), (_RETURN, _ERRNO | _ENOSYS, 0, 0)]
    steps += [(_EQUAL, _CLONE[machine], 0, 3), (_LOAD, _FIRST_ARGUMENT, 0, 0)]
    steps += [(_ANY_BIT, _CLONE_THREAD, 0, 1), (_RETURN, _ALLOW, 0, 0), (_RETURN, _ERRNO | _EPERM, 0, 0)]
    return b"".join(struct.pack("=HBBI", code, true, false, k) for code, k, true, false in steps)


def _call(number: int | dict[str, int], *arguments: int | bytes | None) -> int:
    """Makes a system call by number, for all processors or for each; -1 when it fails or has no number here."""
    found = number.get(platform.machine(), 0) if isinstance(number, dict) else number
    if sys.platform != "linux" or not found:
        return -1
    libc = ctypes.CDLL(None)
    libc.syscall.restype = ctypes.c_long
    given = [ctypes.c_long(each) if isinstance(each, int) else ctypes.c_char_p(each) for each in arguments]
    return int(libc.syscall(ctypes.c_long(found), *given))
