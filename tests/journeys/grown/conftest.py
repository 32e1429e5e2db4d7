"""The platforms' journeys in the grown world: rows on PostgreSQL, bytes in a bucket. One fixture chooses the world.

The tests are those of the embedded world, collected once more; part of the long suite. Left out where a server lacks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from storage.ids import new_id
from tests import fakes, postgresql
from tests.s3 import BUCKET, WEED, Server
from tests.storage.conftest import s3_server, server  # noqa: F401 - fixtures

# Where nothing may be left out (CI), a missing server fails its tests instead.
collect_ignore = (
    []
    if (postgresql.AVAILABLE and WEED) or "CANDID_STRICT_SKIPS" in os.environ
    else [path.name for path in Path(__file__).parent.glob("test_*.py")]
)


class Grown:
    """A database and a place in the bucket for each folder that asks; the same again after a restart."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self.places: dict[Path, dict[str, object]] = {}

    def rows_and_bytes_of(self, folder: Path) -> dict[str, object]:
        if folder not in self.places:
            database = postgresql.new_database(self._socket)
            self.places[folder] = {"database_url": database, "blob_url": f"s3://{BUCKET}/{new_id()}"}
        return self.places[folder]

    def lines(self) -> int:
        """How many rows of anything a journey writes are there, asked past the product."""
        found = 0
        for place in self.places.values():
            url = sa.make_url(str(place["database_url"]))
            host: Any = url.query["host"]
            with closing(psycopg.connect(host=host, user="candid", dbname=url.database)) as raw:
                for table in ("members", "persons", "audit", "workers"):
                    row = raw.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - named above
                    found += row[0] if row else 0
        return found


@pytest.fixture(autouse=True)
def grown_world(
    server: str,  # noqa: F811 - the fixture imported above, asked for by its name
    s3_server: Server,  # noqa: F811 - likewise
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Grown]:
    """Each installation that the test opens is a grown one; a test that opened none has no place here."""
    world = Grown(server)
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(fakes, "rows_and_bytes_of", world.rows_and_bytes_of)
    yield world
    assert world.lines() > 0, "nothing of this journey is on PostgreSQL"
