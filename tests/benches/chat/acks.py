"""Times taken inside the bot's process, written to a file that the bench reads once the bot has stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from bot.ports import Platform

P = TypeVar("P", bound=Platform)


class Acks:
    """``ms``: from what a platform sent to its acknowledgement, for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.ms: list[float] = []

    def written_when_stopped(self, platform: P) -> P:
        """The same platform, which writes the times after it has stopped."""
        stop = platform.stop

        async def stop_and_write() -> None:
            await stop()
            self._path.write_text(json.dumps(self.ms), encoding="ascii")

        platform.stop = stop_and_write  # type: ignore[method-assign]  # the bench's own bot, for its one run
        return platform
