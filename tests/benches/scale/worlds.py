"""The two worlds a row is measured in: SQLite with files; a PostgreSQL server of our own with shared keys and files.

PostgreSQL syncs each commit here, on the disk that holds the temporary folder, as an operator's server does.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from os import environ, sysconf
from pathlib import Path

from storage import logs
from storage.home import home_of
from storage.opening import open_storage
from storage.settings import StorageSettings
from storage.store import Storage
from tests import postgresql
from tests.benches.temporary import installation

CHECKOUT = Path(__file__).resolve().parents[3]
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """``settings``: of the first host. On SQLite every process is on that one."""

    name: str
    settings: StorageSettings

    def host(self, name: str) -> StorageSettings:
        """Another host's settings: the same rows, bytes and keys, a data folder of its own."""
        if self.name == SQLITE:
            return self.settings
        return self.settings.model_copy(update={"data_dir": self.settings.data_dir.with_name(name)})

    def environment(self, name: str) -> dict[str, str]:
        host = self.host(name)
        return {
            **environ,
            **host.environment(),
            "CANDID_DATABASE_URL": host.database_url,
            "CANDID_BLOB_URL": host.blob_url,
            "CANDID_KEYS_DIR": str(host.keys_dir or ""),
            "PYTHONPATH": str(CHECKOUT),
        }

    async def process(self, host: str, module: str, *words: str, more: Mapping[str, str] | None = None) -> Process:
        """A Python module of this checkout as a process of that host; its stdin and stdout are pipes."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *words, stdin=PIPE, stdout=PIPE, cwd=CHECKOUT,
            env={**self.environment(host), **(more or {})}, pass_fds=self.settings.descriptors,
        )  # fmt: skip


@contextmanager
def servers(names: list[str]) -> Iterator[str]:
    """The folder of a PostgreSQL's socket; "" where none of ``names`` needs one."""
    if POSTGRESQL not in names:
        yield ""
        return
    with postgresql.running(durable=True) as server:
        yield server


@contextmanager
def world(name: str, folder: Path, server: str) -> Iterator[World]:
    """An empty installation; its rows and files lie in ``folder`` or in a new database of ``server``."""
    folder.mkdir()
    url = postgresql.new_database(server) if name == POSTGRESQL else ""
    with installation(folder, database_url=url) as settings:
        yield World(name=name, settings=settings)


@asynccontextmanager
async def opened(name: str, folder: Path, server: str) -> AsyncIterator[tuple[World, Storage]]:
    with world(name, folder, server) as made:
        logs.configure(home_of(made.settings), quiet=True)
        async with open_storage(made.settings) as storage:
            yield made, storage


async def ended(process: Process) -> None:
    """Ends it gently: a worker drains, a bot closes."""
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 40)
        except TimeoutError:
            process.kill()
    await process.wait()


def resident_mb(process: Process) -> float:
    """MB of memory that the process has (Linux; 0 elsewhere)."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1_000_000


def processor_s(pid: int) -> float:
    """Processor seconds of a process and of its children that have ended (Linux; 0 elsewhere)."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        return 0.0
    ticks = path.read_text().rpartition(")")[2].split()[11:15]
    return sum(map(int, ticks)) / sysconf("SC_CLK_TCK")


def database_s(server: str) -> float:
    """The same of a PostgreSQL server and all its processes. ``server``: the folder of its socket."""
    postmaster = int((Path(server) / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children")
    living = map(int, children.read_text().split()) if children.exists() else ()
    return sum(map(processor_s, (postmaster, *living)))
