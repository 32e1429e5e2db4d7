"""What a platform folder's tests offer so that the contract suite can drive it: ``tests/bot/platforms/NAME/harness.py``
with ``open_harness(tmp_path)``, an async context manager. The person's side is real where the platform has one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from bot.ports import Incoming, Platform, Upload
from storage.records import Address

HERE = Path(__file__).resolve().parents[1] / "bot" / "platforms"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One message as the person sees it now."""

    ref: str
    text: str
    caption: str = ""
    alt: str = ""
    labels: tuple[str, ...] = ()
    has_picture: bool = False
    files: tuple[str, ...] = ()


class Harness(Protocol):
    platform: Platform

    async def address(self, user: str) -> Address: ...

    async def offer(self, user: str, photo: bytes) -> Upload:
        """The person holds a photo out; nothing has read it yet."""
        ...

    async def does(self, user: str, event: Incoming) -> None:
        """The person says, presses, submits or reacts."""
        ...

    async def sees(self, user: str) -> list[Seen]: ...

    async def restart(self) -> Platform:
        """A new adapter, as after a crash of the bot, over the same chat."""
        ...


def names() -> list[str]:
    """Every platform folder whose tests offer a harness."""
    return sorted(path.parent.name for path in HERE.glob("*/harness.py"))


def open_harness(name: str, tmp_path: Path) -> AbstractAsyncContextManager[Harness]:
    return import_module(f"tests.bot.platforms.{name}.harness").open_harness(tmp_path)


async def first(arrivals: AsyncIterator):
    return await anext(arrivals)
