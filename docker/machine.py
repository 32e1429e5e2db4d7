"""Run by ``make install`` before anything is fetched: says in one line why Candid cannot be installed here.

Every package that the lock names has a wheel with a digest for Linux with glibc (x86-64 and aarch64) and for macOS on
Apple silicon. Elsewhere one would have to be built, and building fetches what no digest covers. Runs on any Python 3.
"""

import platform
import sys

PROCESSORS = {"Linux": ("x86_64", "aarch64"), "Darwin": ("arm64",)}


def refusal(system: str, processor: str, libc: str) -> str:
    """The line; "" where it can be installed. ``libc``: of Linux, as ``platform.libc_ver`` names it."""
    if system not in PROCESSORS:
        return "Candid runs on Linux and macOS, and this is %s. On Windows, WSL 2 is a Linux." % (system or "unknown")
    if processor not in PROCESSORS[system]:
        where = "Apple silicon (arm64)" if system == "Darwin" else "x86-64 or aarch64"
        return f"On {system} Candid needs {where}, and this is {processor}: packages have no wheel for it."
    if system == "Linux" and libc != "glibc":
        return "Candid needs a Linux with glibc (not musl, as in Alpine): packages have no wheel for another libc."
    return ""


if __name__ == "__main__":
    said = refusal(platform.system(), platform.machine(), platform.libc_ver()[0])
    if said:
        print(said)
        sys.exit(2)
