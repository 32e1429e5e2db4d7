"""Histories of queue and consent on PostgreSQL, against the model that SQLite is held to. Part of the long suite."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from hypothesis import settings

from tests.storage.queue.test_machine import QUICK, QueueAndConsent


class OnPostgreSQL(QueueAndConsent):
    server = ""

    def database_url(self) -> str:
        """Its name is not one of the counted ids, which begin anew with each history."""
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(host=self.server, user="candid", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://candid@/{name}?host={self.server}"


@pytest.fixture(autouse=True)
def _server(server, monkeypatch) -> None:
    monkeypatch.setattr(OnPostgreSQL, "server", server)


@pytest.mark.long
@pytest.mark.timeout(900)
class TestOnPostgreSQL(OnPostgreSQL.TestCase):
    settings = settings(QUICK, database=None)
