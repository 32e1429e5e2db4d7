"""Traces: a job's way through bot, queue and worker, by OpenTelemetry's standard variables. Off without them.

On with ``OTEL_EXPORTER_OTLP_ENDPOINT`` (or ``…_TRACES_ENDPOINT``); spans go there over HTTP. Bot and worker find the
same trace without a word between them: its number is a hash of the job's random id. A span holds codes and numbers;
another attribute raises, so nothing of a person, no id and no error's text can get in by mistake.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.errors import StorageError

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

VARIABLES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
FIELDS = frozenset({"attempt", "engine", "error", "kind", "lane", "state"})  # codes and numbers

_provider: TracerProvider | None = None


class TracesMissing(StorageError):
    """OTEL_EXPORTER_OTLP_ENDPOINT is set, but the library is not installed. In Candid's folder:
    .venv/bin/pip install --no-build-isolation -c constraints.txt -e '.[grown]'
    """

    code, exit_code = "traces_missing", 2


def start(service: str, exporter: SpanExporter | None = None) -> bool:
    """``service``: candid-bot or candid-worker. True when traces are on. ``exporter``: instead of the one over HTTP.

    Raises ``TracesMissing``.
    """
    global _provider  # noqa: PLW0603 - one per process, as logs are
    if exporter is None and not any(os.environ.get(name) for name in VARIABLES):
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as missing:
        raise TracesMissing from missing
    _provider = TracerProvider(resource=Resource.create({"service.name": service}), shutdown_on_exit=False)
    _provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
    return True


@contextmanager
def sent_as(service: str) -> Iterator[None]:
    """Traces are on inside the block where the variables say so. Raises ``TracesMissing``."""
    start(service)
    try:
        yield
    finally:
        stop()


def stop() -> None:
    """Sends what is left. A receiver that does not answer holds the end back for some seconds at most."""
    global _provider
    ending, _provider = _provider, None
    if ending is not None:
        ending.shutdown()


@contextmanager
def span(name: str, job_id: str, **fields: str | int) -> Iterator[None]:
    """What runs inside the block, as a part of this job's way; what it raises is noted by its class alone."""
    if _provider is None:
        yield
        return
    tracer = _provider.get_tracer("candid")
    with tracer.start_as_current_span(
        name,
        context=_way_of(job_id),
        attributes=_checked(fields),
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield
        except BaseException as failed:
            current.set_attribute("error", type(failed).__name__)
            raise


def past(name: str, job_id: str, began: datetime, ended: datetime, **fields: str | int) -> None:
    """A part of this job's way that nobody stood beside, such as its wait in the queue."""
    if _provider is not None:
        start_ns, end_ns = (int(at.astimezone(UTC).timestamp() * 1e9) for at in (began, ended))
        tracer = _provider.get_tracer("candid")
        tracer.start_span(name, context=_way_of(job_id), start_time=start_ns, attributes=_checked(fields)).end(end_ns)


def trace_of(job_id: str) -> int:
    """The number of this job's trace, 128 bits. It does not lead back to the job."""
    return int.from_bytes(hashlib.sha256(f"candid trace {job_id}".encode()).digest()[:16], "big")


def _way_of(job_id: str) -> Context:
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    number = trace_of(job_id)
    root = SpanContext(number, number >> 64 or 1, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    return set_span_in_context(NonRecordingSpan(root))


def _checked(fields: dict[str, str | int]) -> dict[str, str | int]:
    if not set(fields) <= FIELDS:
        message = f"no field of a span: {', '.join(sorted(set(fields) - FIELDS))}"
        raise ValueError(message)
    return fields
