"""Traces: one way of a job through bot, queue and worker; nothing of a person in it; off without the variables."""

from __future__ import annotations

import asyncio
import http.server
import os
import subprocess
import sys
import threading

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from storage import tracing
from storage.queue import jobs
from storage.records import Lane
from tests.fakes import check_request, new_person


@pytest.fixture
def seen(monkeypatch):
    """Every span that was sent, once ``tracing.stop`` was called."""
    exporter = InMemorySpanExporter()
    assert tracing.start("candid-test", exporter)

    def ended():
        provider = tracing._provider
        provider.force_flush()
        return exporter.get_finished_spans()

    yield ended
    tracing.stop()


async def one_job(storage, user="grace-hopper-1906"):
    person = await new_person(storage, user)
    async with storage.db.write() as tx:
        now = storage.clock.now()
        job_id = await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=now)
    storage.clock.advance(seconds=7)
    claim = await jobs.claim(storage, Lane.INSPECT, "w" * 32, 30)
    assert claim is not None
    with pytest.raises(ZeroDivisionError), tracing.span("worker.job", job_id, lane=Lane.INSPECT, attempt=1):
        raise ZeroDivisionError(f"in the words of {user}")
    return person, job_id


async def test_one_trace_holds_the_whole_way_in_its_order(storage, seen):
    _, job_id = await one_job(storage)
    spans = {span.name: span for span in seen()}
    assert set(spans) == {"bot.enqueue", "queue.wait", "worker.job"}
    assert {span.context.trace_id for span in spans.values()} == {tracing.trace_of(job_id)}
    waited = spans["queue.wait"]
    assert (waited.end_time - waited.start_time) / 1e9 == pytest.approx(7)
    assert spans["worker.job"].attributes == {"lane": "inspect", "attempt": 1, "error": "ZeroDivisionError"}


async def test_two_jobs_are_two_traces(storage, seen):
    await one_job(storage, "ada")
    await one_job(storage, "bob")
    assert len({span.context.trace_id for span in seen()}) == 2


async def test_nothing_of_a_person_and_no_id_is_in_a_span(storage, seen):
    person, job_id = await one_job(storage)
    told = "".join(span.to_json() for span in seen())
    assert "inspect" in told
    for secret in (person.id, job_id, "grace-hopper-1906", "in the words of"):
        assert secret not in told


def test_the_sabotage_another_field_is_refused(seen):
    for field in ("person", "job", "user", "message"):
        with pytest.raises(ValueError, match=field), tracing.span("x", "j", **{field: "ada"}):
            pass


def test_without_the_variables_nothing_starts_and_nothing_is_loaded():
    program = (
        "import sys; from storage import tracing\n"
        "assert not tracing.start('candid-bot')\n"
        "with tracing.span('x', 'j', lane='inspect'): pass\n"
        "assert not [name for name in sys.modules if name.startswith('opentelemetry')]"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    subprocess.run([sys.executable, "-c", program], env=bare, check=True)


async def test_with_the_variable_spans_reach_the_receiver_it_names():
    got: list[tuple[str, bytes]] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = (
            "from storage import tracing\n"
            "assert tracing.start('candid-worker')\n"
            "with tracing.span('worker.job', 'j', lane='generate'): pass\n"
            "tracing.stop()"
        )
        there = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_address[1]}"}
        child = await asyncio.create_subprocess_exec(sys.executable, "-c", program, env={**os.environ, **there})
        assert await child.wait() == 0
        server.shutdown()
    ((path, body),) = got
    assert path == "/v1/traces"
    assert b"worker.job" in body
    assert b"candid-worker" in body
