"""Logs that cannot name anyone: actions and codes, never a name, text, URL or byte of a person.

An allow-list, not a filter: a field that is not in ``FIELDS`` is dropped. A value that is not a number or a short code
is replaced, and so is an event that is not a dotted name. So a careless line loses its content instead of leaking it.
Counts under five are withheld. Person ids are not allowed; job and worker ids are random and live as long as their row.

Each line is one JSON object, on stderr and in ``logs/candid-YYYY-MM-DD.jsonl``; a daily sweep deletes files after 14
days. A library's own line may hold anything, so only its logger name and level are written.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import sys
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from storage.clock import Clock, SystemClock
from storage.home import Home

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

COUNTS = frozenset({"amount", "count", "left"})  # of people, or of what they have
FIELDS = COUNTS | frozenset(
    {"action", "attempt", "bytes", "case", "code", "engine", "error", "exit", "job", "kind", "lane"}
    | {"library", "ms", "platform", "port", "retry", "seconds", "state", "step", "worker"}
)
FEWEST = 5  # a smaller count could point at one person; 0 is withheld too, or "withheld" would mean 1 to 4
KEEP_DAYS = 14

_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")
_UNNAMED = "unnamed.event"
_WITHHELD = "withheld"
_FEW = "under-five"

Fields = MutableMapping[str, Any]


class _Sink:
    """Where finished lines go. Before ``configure`` that is only stderr, so a failed start still says why."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.clock: Clock = SystemClock()
        self.console: TextIO | None = None
        self.quiet = False

    def write(self, line: str) -> None:
        if not self.quiet:
            print(line, file=self.console or sys.stderr, flush=True)
        if self.folder is None:
            return
        # A log that cannot be written (a full disk) must not stop an erasure.
        with contextlib.suppress(OSError):
            path = self.folder / f"candid-{self.clock.now():%Y-%m-%d}.jsonl"
            # One write per line with O_APPEND: lines of several processes do not mix.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line.encode() + b"\n")
            finally:
                os.close(handle)

    info = warning = error = debug = write


_sink = _Sink()


def allow_listed(_logger: object, _method: str, fields: Fields) -> Fields:
    """Drops or replaces whatever is not allowed; every line passes here last."""
    event = str(fields.get("event", ""))
    kept: dict[str, Any] = {"event": event if _EVENT.fullmatch(event) else _UNNAMED}
    for name, value in fields.items():
        if name == "level":
            kept[name] = value
        elif name in FIELDS:
            kept[name] = _FEW if name in COUNTS and _is_few(value) else _value(value)
    return kept


def told(count: int) -> int | None:
    """The count, or None when it is under five and must be shown as "under five"."""
    return count if count >= FEWEST else None


def _is_few(value: object) -> bool:
    return isinstance(value, int | float) and value < FEWEST


def _value(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value) if isinstance(value, str) and _CODE.fullmatch(value) else _WITHHELD


def _render(_logger: object, _method: str, fields: Fields) -> str:
    line = {"at": _sink.clock.now().isoformat(timespec="milliseconds"), **fields}
    return json.dumps(line, separators=(",", ":"))


class _WhenFirstUsed:
    """Imports structlog at the first line, not at the start: it imports rich too, which takes long."""

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401 — a method of structlog's logger
        return getattr(_logger(), method)


@cache
def _logger() -> FilteringBoundLogger:
    import structlog

    wrapped = structlog.wrap_logger(
        _sink,
        processors=[structlog.processors.add_log_level, allow_listed, _render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return cast("FilteringBoundLogger", wrapped)


log = cast("FilteringBoundLogger", _WhenFirstUsed())
"""``log.info("job.claimed", job=job_id)``: a fixed dotted name and allow-listed fields."""


class _Libraries(logging.Handler):
    """Logs that a library logged, and at which level. Its text may hold a name or an address and is dropped."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library.logged", library=record.name, error=error)


def configure(home: Home, clock: Clock | None = None, *, quiet: bool = False) -> None:
    """Also writes lines to the logs folder, and takes over the libraries' loggers. ``quiet``: nothing on stderr."""
    home.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sink.folder = home.logs
    _sink.clock = clock or SystemClock()
    _sink.quiet = quiet
    root = logging.getLogger()
    root.handlers[:] = [_Libraries(level=logging.WARNING)]
    root.setLevel(logging.WARNING)
