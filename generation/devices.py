"""What an engine with a device of its own may be besides an ``Engine``: the worker asks for each by its protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from storage.records import ELSEWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The machine of the operator's own where an engine has its pictures painted. ``host``: as people read it;
    ``kept_hours``: how long it keeps what it was sent, as the operator states it.
    """

    host: str
    kept_hours: int

    def traits(self) -> dict[str, tuple[str, ...]]:
        """As a worker announces it of the engine."""
        return {ELSEWHERE: (self.host, str(self.kept_hours))}


@runtime_checkable
class Accelerated(Protocol):
    """An engine that paints one picture at a time on an accelerator, which must never wait for the processor.

    ``in_work``: how many pictures of a job are in work at once: one is painted, the next is ready to paint, the others
    are checked and sealed. A session waits for the accelerator inside ``render`` and reports progress from the moment
    it has it, starting with 0.0.
    """

    in_work: int


@runtime_checkable
class Unloads(Protocol):
    """An engine that can give its memory back while nobody asks for pictures. The next job loads it again.

    Called between two jobs of the lane that makes pictures, never during one; photo checks may run meanwhile.
    """

    def unload(self) -> None: ...


@runtime_checkable
class Watched(Protocol):
    """An engine whose device may hang."""

    def overdue(self) -> bool:
        """Whether a step takes far longer than its steps take. Any thread may ask, also while it hangs."""
        ...
