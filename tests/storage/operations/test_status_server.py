"""What a monitor is answered, over real HTTP on loopback."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession

from storage.errors import StorageBusy
from storage.operations import heartbeat
from storage.operations.heartbeat import DEAF_S, Connection
from storage.operations.status_server import status_app, status_server
from storage.queue import jobs
from storage.records import Lane
from storage.serving.server import HttpServer
from tests.fakes import check_request, new_person


@asynccontextmanager
async def asking(storage):
    server = HttpServer(status_app(storage))
    await server.start("127.0.0.1", 0)
    try:
        async with ClientSession(f"http://127.0.0.1:{server.port}") as session:
            yield session
    finally:
        await server.stop()


async def told(session, path, **more):
    async with session.get(path, **more) as answer:
        return answer.status, await answer.text()


async def test_a_bot_in_order_is_well_and_ready(storage):
    heartbeat.beat(storage.home, [Connection(platform="slack", name="socket", deaf_s=DEAF_S)])
    async with asking(storage) as session:
        assert await told(session, "/healthz") == (200, "ok\n")
        assert await told(session, "/readyz") == (200, "ok\n")


async def test_deaf_on_a_platform_it_lives_and_is_not_ready(storage):
    heartbeat.beat(storage.home, [Connection(platform="slack", name="socket", deaf_s=DEAF_S + 1)])
    async with asking(storage) as session:
        assert await told(session, "/healthz") == (200, "ok\n")
        assert await told(session, "/readyz") == (503, "slack\n")


async def test_without_its_database_it_lives_and_is_not_ready(storage, monkeypatch):
    @asynccontextmanager
    async def busy():
        raise StorageBusy
        yield

    monkeypatch.setattr(storage.db, "read", busy)
    async with asking(storage) as session:
        assert await told(session, "/healthz") == (200, "ok\n")
        assert await told(session, "/readyz") == (503, "database\n")


async def test_the_ages_of_what_waits_are_told_and_no_count_under_five(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="1", now=clock.now())
    clock.advance(seconds=90)
    async with asking(storage) as session:
        status, text = await told(session, "/metrics")
    assert status == 200
    assert "candid_oldest_job_seconds 90.0" in text
    assert "candid_oldest_erasure_seconds 0.0" in text
    assert "candid_jobs_queued" not in text
    assert "candid_people" not in text


@pytest.mark.parametrize("host", ["evil.example", "192.0.2.1:80"])
async def test_a_page_that_had_its_name_point_here_reads_nothing(storage, host):
    async with asking(storage) as session:
        status, text = await told(session, "/metrics", headers={"Host": host})
    assert (status, "candid_" in text) == (421, False)


async def test_without_a_port_nothing_listens(storage, monkeypatch):
    monkeypatch.setattr(HttpServer, "start", None)
    async with status_server(storage, 0):
        pass
