"""A small read costs PostgreSQL one answer, and a connection that died while it rested costs nobody an error."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
import sqlalchemy as sa

from storage.db import engines
from storage.errors import DatabaseUnreachable

pytestmark = pytest.mark.long


class Answers(list):
    """What the driver waits for the server for, on which connection, in which task; what it answers itself is none."""

    @property
    def here(self) -> list[str]:
        """On the connection that this task used: who listens for hints has another. A commit has a task of its own."""
        ours = [connection for connection, task, _ in self if task is asyncio.current_task()]
        return [name for connection, _, name in self if connection in ours]


@pytest.fixture
def answers(monkeypatch) -> Answers:
    """However slow this machine is, no connection counts as rested."""
    monkeypatch.setattr(engines, "RESTED_S", float("inf"))
    waited = Answers()
    wait = psycopg.AsyncConnection.wait

    def watched(connection, work):
        ready, first = None, True
        while True:
            try:
                state = work.send(ready)
            except StopIteration as end:
                return end.value
            if first and work.__name__ != "notifies":
                waited.append((id(connection), asyncio.current_task(), work.__name__))
            first = False
            ready = yield state

    monkeypatch.setattr(
        psycopg.AsyncConnection, "wait", lambda self, work, **how: wait(self, watched(self, work), **how)
    )
    return waited


async def one_read(storage) -> None:
    async with storage.db.read() as tx:
        await tx.execute(sa.text("SELECT 1"))


async def one_write(storage) -> None:
    async with storage.db.write() as tx:
        await tx.execute(sa.text("SELECT 1"))


async def test_a_read_waits_once_for_each_statement(storage, answers):
    await one_read(storage)
    answers.clear()
    await one_read(storage)
    assert answers.here == ["_execute_gen"]


async def test_a_write_waits_for_its_statements_and_the_commit(storage, answers):
    await one_write(storage)
    answers.clear()
    await one_write(storage)
    assert answers.here == ["_execute_gen", "_commit_gen"]


async def test_sabotage_asking_before_every_use_is_seen(storage, answers, monkeypatch):
    monkeypatch.setattr(engines, "RESTED_S", 0.0)
    with pytest.raises(AssertionError):
        await test_a_write_waits_for_its_statements_and_the_commit(storage, answers)


async def test_sabotage_a_read_inside_a_transaction_is_seen(storage, answers, monkeypatch):
    monkeypatch.setattr(storage.db, "_readers", storage.db._writer)
    with pytest.raises(AssertionError):
        await test_a_read_waits_once_for_each_statement(storage, answers)


async def cut_off(storage) -> None:
    """Every connection in the pool dies, as at a restart of the server."""
    await one_read(storage)
    everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    url = storage.db.url
    other = sa.ext.asyncio.create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with other.connect() as apart:
        await apart.execute(sa.text(f"{everybody} AND pid <> pg_backend_pid()"))
    await other.dispose()


async def test_a_connection_that_died_while_it_rested_is_replaced_unseen(storage, monkeypatch):
    monkeypatch.setattr(engines, "RESTED_S", 0.0)
    await cut_off(storage)
    await one_read(storage)


async def test_sabotage_without_the_question_somebody_gets_the_error_and_the_next_does_not(storage, monkeypatch):
    monkeypatch.setattr(engines, "RESTED_S", float("inf"))
    await cut_off(storage)
    with pytest.raises(DatabaseUnreachable):
        await one_read(storage)
    await one_read(storage)
