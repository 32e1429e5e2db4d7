"""A PostgreSQL server of our own, in a temporary folder, on a socket only. Every test gets a new database in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.ids import new_id

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # where Debian keeps them
INITDB = shutil.which("initdb") or (str(SERVERS[-1]) if SERVERS else "")

AVAILABLE = bool(INITDB and importlib.util.find_spec("psycopg"))

PATIENCE_S = 60.0  # for a start

# Every test's database is some 300 files; to unlink them all at the end took two minutes on a busy disk.
MEMORY = Path("/dev/shm")


def _holds(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 8 * 2**30


def _as_server(*command: str) -> None:
    """PostgreSQL refuses to run as root; its own user is used then."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, capture_output=True)


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """The socket's folder, short enough for a socket. ``durable``: on a disk, and each commit is synced."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if _holds(MEMORY) and not durable else None))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _as_server(INITDB, "-D", str(folder / "data"), "-A", "trust", "-U", "candid", "--no-sync")
        start(folder, durable=durable)
        yield str(folder)
        _control(folder, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path, *, durable: bool = False) -> None:
    """Returns once it answers; also after it was killed, when its last processes have noticed."""
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync={'on' if durable else 'off'}"
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            _control(folder, "-w", "-l", str(folder / "log"), "-o", options, "start")
        except subprocess.CalledProcessError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def kill(folder: Path) -> None:
    """SIGKILL to the server; its other processes end by themselves when they notice."""
    os.kill(int((folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def _control(folder: Path, *words: str) -> None:
    _as_server(str(Path(INITDB).resolve().parent / "pg_ctl"), "-D", str(folder / "data"), *words)


def new_database(server: str) -> str:
    """Its URL. ``server``: the socket's folder."""
    import psycopg

    name = f"t{new_id()}"
    with psycopg.connect(host=server, user="candid", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://candid@/{name}?host={server}"
