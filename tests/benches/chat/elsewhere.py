"""What of an answer's time was not the bot's: from a request's start in the bot to its answer's leaving the stand-in.

Both are read from the machine's monotonic clock, which all its processes share. What the bot's own event loop takes to
start a request, and to read its answer, stays the bot's.
"""

from __future__ import annotations

import time

import aiohttp

from tests.benches.chat.acks import spent_elsewhere

ANSWERED_AT = "X-Answered-At"  # the stand-in's header: time.perf_counter()


def watch(config: aiohttp.TraceConfig) -> aiohttp.TraceConfig:
    """The same, and what its requests spend elsewhere is noted."""

    async def started(_http: object, context: object, _request: object) -> None:
        context.started_at = time.perf_counter()  # type: ignore[attr-defined]  # aiohttp's own namespace

    async def ended(_http: object, context: object, request: aiohttp.TraceRequestEndParams) -> None:
        answered_at = request.response.headers.get(ANSWERED_AT)
        if answered_at is not None:
            spent_elsewhere((float(answered_at) - context.started_at) * 1000)  # type: ignore[attr-defined]  # the same

    config.on_request_start.append(started)
    config.on_request_end.append(ended)
    return config
