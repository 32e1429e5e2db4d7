"""How each connection of a platform is: since when, heard when last, how quick, how often slowed down."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.abilities import LineHealth

ACKS_KNOWN = 500  # acknowledgements that the 99th percentile is taken of


@dataclass(slots=True)
class _Line:
    connected_at: float | None = None
    silent_since: float | None = None  # when it lost its connection, or began to wait for its first
    heard_at: float | None = None


@dataclass(slots=True)
class Lines:
    """Of one platform, by name. Instants are seconds of ``clock``, the system's wall clock unless a test gives another.

    ``limited``: answers that said "slower"; None on a platform that does not count them.
    """

    clock: Callable[[], float] = time.time
    limited: int | None = None
    _lines: dict[str, _Line] = field(default_factory=dict)
    _acks: deque[float] = field(default_factory=lambda: deque(maxlen=ACKS_KNOWN))

    def slower(self) -> None:
        self.limited = (self.limited or 0) + 1

    def opening(self, name: str) -> None:
        """The connection is being made; until it is there, every second counts as deaf."""
        line = self._lines.setdefault(name, _Line())
        if line.connected_at is None and line.silent_since is None:
            line.silent_since = self.clock()

    def connected(self, name: str) -> None:
        """Saying it again changes nothing."""
        line = self._lines.setdefault(name, _Line())
        if line.connected_at is None:
            line.connected_at, line.silent_since = self.clock(), None

    def lost(self, name: str) -> None:
        line = self._lines.setdefault(name, _Line())
        if line.silent_since is None:
            line.silent_since = self.clock()
        line.connected_at = None

    def all_lost(self) -> None:
        for name in self._lines:
            self.lost(name)

    def heard(self, name: str) -> None:
        self._lines.setdefault(name, _Line()).heard_at = self.clock()

    def acknowledged(self, after_s: float) -> None:
        self._acks.append(after_s)

    @property
    def deaf_s(self) -> float:
        """How long the line that has been deaf longest has been so; 0 where all hear."""
        now = self.clock()
        return max(
            (now - each.silent_since for each in self._lines.values() if each.silent_since is not None), default=0
        )

    def health(self) -> tuple[LineHealth, ...]:
        now = self.clock()
        p99 = sorted(self._acks)[int(len(self._acks) * 0.99)] * 1000 if self._acks else None
        return tuple(
            LineHealth(
                name=name,
                connected_since=_instant(line.connected_at),
                last_event=_instant(line.heard_at),
                deaf_s=now - line.silent_since if line.silent_since is not None else 0.0,
                ack_p99_ms=p99,
                limited=self.limited,
            )
            for name, line in sorted(self._lines.items())
        )


def _instant(at: float | None) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at is not None else None
