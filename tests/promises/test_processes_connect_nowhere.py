"""While serving, bot and worker connect nowhere but to this machine; weights are fetched by command only (design §8.8).

The real bot and the real worker go through a journey while Python reports every connection, name look-up and datagram
they try, and while their open sockets are read from the kernel, which also sees what libraries in C do.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generation import cli
from tests.faults import walks
from tests.faults.house import House

pytestmark = [pytest.mark.weights, pytest.mark.timeout(240)]

# Loaded by every Python process that finds it on its path: one line in a file for each attempt to reach somebody.
WATCHER = """
import os, sys

from storage.vault import process_privacy
process_privacy.keep_memory_private = lambda: None  # else the kernel tells nobody but root what sockets are open

def heard(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        told = repr(arguments[1])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        told = repr(arguments[0])
    else:
        return
    handle = os.open(os.environ["CONNECTIONS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{event} {told}\\n".encode())
    os.close(handle)

sys.addaudithook(heard)
"""
UNIX = ("'/", '"/', "b'/", "'\\x00", "b'\\x00")  # a path, or an abstract name: another process of this machine


def watched(folder: Path) -> tuple[dict[str, str], Path]:
    """The environment of a watched process, and where its attempts are written."""
    hooks = folder / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(WATCHER)
    written = folder / "connections"
    written.touch()
    root = Path(__file__).resolve().parents[2]
    return {"PYTHONPATH": f"{hooks}:{root}", "CONNECTIONS": str(written)}, written


def strangers(written: Path) -> list[str]:
    """Attempts that leave this machine."""
    return [line for line in written.read_text().splitlines() if not _stays_here(line.partition(" ")[2])]


def _stays_here(target: str) -> bool:
    if target.startswith(UNIX) or target in {"None", "'localhost'", "b'localhost'"}:
        return True
    host = target.strip("(").partition(",")[0].strip("'\"b")
    return _is_loopback(host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def peers_of(pid: int) -> set[str]:
    """Addresses this process has open connections to, from the kernel; IPv4 and IPv6, TCP and UDP."""
    try:
        inodes = {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    except OSError:
        return set()
    peers = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            remote, inode = fields[2].partition(":")[0], fields[9]
            if f"socket:[{inode}]" in inodes and set(remote) != {"0"}:
                peers.add(_address(remote))
    return peers


def _address(remote: str) -> str:
    words = [bytes.fromhex(remote[start : start + 8])[::-1] for start in range(0, len(remote), 8)]
    address = ipaddress.ip_address(b"".join(words))
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


async def test_a_whole_journey_leaves_this_machine_nowhere(tmp_path):
    house = House(tmp_path)
    environment, written = watched(tmp_path)
    peers: set[str] = set()

    async def look() -> None:
        while True:
            for process in tuple(house.processes.values()):
                peers.update(peers_of(process.pid))
            await asyncio.sleep(0.1)  # what is open for a shorter time is still heard by the hook

    looking = asyncio.create_task(look())
    try:
        await house.start("bot", **environment)
        await walks.opening(house)
        await house.start("worker", **environment)
        await walks.photo(house)
        await walks.pictures(house, number=1)
        await walks.leaving(house)
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await house.stop()
    assert strangers(written) == []
    assert written.read_text(), "the watcher heard nothing at all, not even the hint between the two"
    assert {peer for peer in peers if not _is_loopback(peer)} == set()
    assert peers, "not even the page was seen"


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('203.0.113.1', 443), timeout=0.2)",  # TEST-NET-3: nobody is there (RFC 5737)
        "socket.getaddrinfo('example.invalid', 443)",  # never exists (RFC 2606)
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'hello', ('203.0.113.1', 9))",
    ],
)
def test_the_sabotage_a_process_that_calls_home_is_seen(tmp_path, attempt):
    environment, written = watched(tmp_path)
    script = f"import socket, contextlib\nwith contextlib.suppress(OSError):\n    {attempt}"
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    assert strangers(written)


# --- fetching -------------------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
SPEAKS = re.compile(
    r"ClientSession\(|urlopen\(|HTTPSConnection\(|create_connection\(|\"pip\", \"download\"|import (requests|httpx)"
    r"|OTLPSpanExporter\("
)
MAY_SPEAK = {
    "bot/platforms/discord": "to Discord, once its token is set",
    "bot/platforms/slack": "to Slack, once its token is set",
    "bot/bench_chat": "to its own page, while measuring",
    "generation/engines/diffusion/pool_painter.py": "to the serving engine CANDID_IMAGES_URL names, if any",
    "storage/tracing.py": "to the receiver of traces that OpenTelemetry's own variables name; nothing of a person",
    "generation/weights/__init__.py": "to the package index, when `candid weights pull` is called",
}


def speakers() -> list[str]:
    """Files that could open a connection to somebody."""
    return [
        str(path.relative_to(ROOT))
        for package in ("bot", "generation", "storage")
        for path in sorted((ROOT / package).rglob("*.py"))
        if SPEAKS.search(path.read_text())
    ]


def test_nobody_speaks_to_the_world_but_chat_platforms_and_the_command_that_fetches():
    assert [name for name in speakers() if not name.startswith(tuple(MAY_SPEAK))] == []
    assert {"generation/weights/__init__.py", "storage/tracing.py"} <= set(speakers())


def test_only_the_command_fetches_and_it_names_host_and_size_first(monkeypatch, tmp_path):
    from generation.weights import Weights

    callers = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "generation").rglob("*.py"))
        if re.search(r"\bstore\.pull\(|weights\.pull\(", path.read_text())
    ]
    assert callers == ["generation/cli.py"]
    heard: list[str] = []
    monkeypatch.setenv("CANDID_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setattr(cli.typer, "echo", lambda line, **_: heard.append(str(line)))
    monkeypatch.setattr(Weights, "pull", lambda *_, **__: heard.append("the first byte") or ())
    CliRunner().invoke(cli.weights, ["pull"])
    before = " ".join(heard[: heard.index("the first byte")])
    assert "mirror.example" in before
    assert "MB" in before
