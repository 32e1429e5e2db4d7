"""How each shard is: connected since when, heard when last, how quick it is, how often slowed down."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.ports import LineHealth

ACKS_KNOWN = 500  # acknowledgements that the 99th percentile is taken of


@dataclass(slots=True)
class _Shard:
    connected_at: float | None = None
    silent_since: float | None = None  # when it lost its connection, or began to wait for its first
    heard_at: float | None = None


@dataclass(slots=True)
class Health:
    """Of one application. Instants are seconds of ``clock``, the system's wall clock unless a test gives another."""

    clock: Callable[[], float] = time.time
    limited: int = 0  # answers that said "slower"
    _shards: dict[int, _Shard] = field(default_factory=dict)
    _acks: deque[float] = field(default_factory=lambda: deque(maxlen=ACKS_KNOWN))

    def slower(self) -> None:
        self.limited += 1

    def opening(self, shards: int = 1) -> None:
        """The connection is being made; until it is there, every second counts as deaf."""
        for number in range(shards):
            shard = self._shards.setdefault(number, _Shard())
            if shard.connected_at is None and shard.silent_since is None:
                shard.silent_since = self.clock()

    def connected(self, number: int) -> None:
        shard = self._shards.setdefault(number, _Shard())
        shard.connected_at, shard.silent_since, shard.heard_at = self.clock(), None, self.clock()

    def lost(self, number: int) -> None:
        shard = self._shards.setdefault(number, _Shard())
        if shard.silent_since is None:
            shard.silent_since = self.clock()
        shard.connected_at = None

    def dropped(self) -> None:
        for number in self._shards:
            self.lost(number)

    def heard(self, number: int) -> None:
        self._shards.setdefault(number, _Shard()).heard_at = self.clock()

    def acknowledged(self, after_s: float) -> None:
        self._acks.append(after_s)

    @property
    def deaf_s(self) -> float:
        """How long the shard that has been deaf longest has been so; 0 where all hear."""
        now = self.clock()
        return max(
            (now - each.silent_since for each in self._shards.values() if each.silent_since is not None), default=0
        )

    def lines(self) -> tuple[LineHealth, ...]:
        now = self.clock()
        p99 = sorted(self._acks)[int(len(self._acks) * 0.99)] * 1000 if self._acks else None
        return tuple(
            LineHealth(
                name=f"shard {number}",
                connected_since=_instant(shard.connected_at),
                last_event=_instant(shard.heard_at),
                deaf_s=now - shard.silent_since if shard.silent_since is not None else 0.0,
                ack_p99_ms=p99,
                limited=self.limited,
            )
            for number, shard in sorted(self._shards.items())
        )


def _instant(at: float | None) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at is not None else None
