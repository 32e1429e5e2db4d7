"""What the bench needs of a front end: the bot's side, built in the bot's process, and its people, outside of it.

A module ``tests.benches.chat.NAME`` makes the front end NAME measurable. It offers two functions:

    platform(settings, shell) -> Platform            in the bot's process, as ``candid up`` builds it
    front() -> AsyncContextManager[Front]            outside: the people, and whatever stands in for a chat service
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from bot.errors import UnknownPlatform
from bot.ports import Incoming, Platform, Upload

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from bot.shell.shell import Shell
    from storage.measuring import Report
    from tests.benches.chat.load import Bench
    from tests.benches.chat.process import Bot


_OWN = (
    "acks",
    "discord_restart",
    "elsewhere",
    "front",
    "load",
    "page",
    "process",
    "script",
    "speech",
    "talker",
)  # modules here that are no front end


class Person(Protocol):
    """Somebody in the chat. What they see is what the front end has shown them by now."""

    user: str  # as the bot names them in ``Address.user``

    async def say(self, event: Incoming) -> None:
        """Returns once the front end has taken it."""
        ...

    def actions(self) -> list[str]:
        """Of every button and form, the newest message first."""
        ...

    def options(self, action: str) -> Mapping[str, tuple[str, ...]]:
        """Of the form with this action: each select's values."""
        ...

    def invited(self) -> bool:
        """To send photos."""
        ...

    def offer(self, photo: Path) -> Upload:
        """Holds a photo out; it is handed over when the bot asks."""
        ...

    def pictures(self) -> int:
        """Finished pictures, those that can be voted on."""
        ...

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        """Raises ``TimeoutError`` naming ``what``."""
        ...

    async def leave(self) -> None: ...


class Front(Protocol):
    """All people of one front end. ``environment``: settings that the bot's process needs to find them."""

    environment: Mapping[str, str]

    async def meet(self, bot: Bot) -> None:
        """The bot is up."""
        ...

    async def newcomer(self) -> Person: ...

    async def measure(self, bench: Bench, report: Report) -> None:
        """Adds the figures that only this front end has."""
        ...


class Module(Protocol):
    def platform(self, settings: BotSettings, shell: Callable[[], Shell]) -> Platform: ...

    def front(self) -> AbstractAsyncContextManager[Front]: ...


def load(name: str) -> Module:
    """Raises ``UnknownPlatform`` for a front end that cannot be measured."""
    module = f"tests.benches.chat.{name}"
    if not name.isidentifier() or name in _OWN or find_spec(module) is None:
        raise UnknownPlatform(f"There is no bench for a front end called {name!r}.")
    return cast(Module, import_module(module))
