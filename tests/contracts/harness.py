"""What a platform offers so that the contract suite can drive it: the module that its declaration names as ``harness``,
with ``open_harness(tmp_path)``, an async context manager. The person's side is real where the platform has one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from bot.declarations import declared
from bot.ports import Arrival, Incoming, Platform, Upload
from storage.records import Address
from tests.fakes import PATIENCE_S


class NoHarness(Exception):
    """A platform has no harness where its declaration says. The message names both."""


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


def open_harness(name: str, tmp_path: Path) -> AbstractAsyncContextManager[Harness]:
    """Raises ``NoHarness`` for a platform that the contract suite cannot drive."""
    module = declared(name).harness
    try:
        return import_module(module).open_harness(tmp_path)
    except (ModuleNotFoundError, AttributeError, ValueError) as lacking:
        if isinstance(lacking, ModuleNotFoundError) and not module.startswith(lacking.name or ""):
            raise
        raise NoHarness(f"The platform {name} declares {module!r} as its harness, which opens nothing.") from lacking


async def first(arrivals: AsyncIterator):
    return await anext(arrivals)


async def heard(platform: Platform, wait_s: float = PATIENCE_S) -> Arrival:
    """What a person did, next in turn; the platform is told that it is written down, as the shell would tell it."""
    arrival = await asyncio.wait_for(anext(aiter(platform.arrivals())), wait_s)
    if arrival.written is not None:
        arrival.written(True)
    return arrival


@asynccontextmanager
async def writing_down(platform: Platform) -> AsyncIterator[None]:
    """Inside, whatever people do is taken and called written down."""

    async def take() -> None:
        async for arrival in platform.arrivals():
            if arrival.written is not None:
                arrival.written(True)

    taking = asyncio.create_task(take())
    try:
        yield
    finally:
        taking.cancel()
