"""How a platform declares itself: everything the rest of the bot needs to know of it, in its own folder.

A folder ``bot/platforms/NAME`` is a platform when its ``__init__`` holds ``DECLARED = Declaration(...)``. Nothing else
names it: ``candid up``, the settings, the catalogue of texts, ``candid doctor`` and the contract suite ask here for all
declarations. Importing a declaration loads no library of the platform; ``build`` and ``checks`` do, so these import
what they need when they are called.

Beside the declaration lie the platform's words: ``locales/LANGUAGE/*.ftl``. They must say ``OWN_TEXTS``, and in the
source language at least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.commands import Command, slashed
from bot.errors import PlatformIncomplete, UnknownPlatform
from bot.ports import Capabilities, Platform
from storage.errors import install_line

if TYPE_CHECKING:
    from bot.records import ChatHistory, Desk, WorkspaceRecords
    from bot.server_rules import Servers
    from bot.settings import BotSettings, PlatformSettings
    from storage.operations.check import Check

PACKAGE = "bot.platforms"
HERE = Path(__file__).parent / "platforms"
LOCALES = "locales"

OWN_TEXTS = (
    "chat-not-erased",  # what stays in the chat after /forget-me, and who can delete it
    "chat-receipt",  # about whom the deletion receipt is
)

OnThisMachine = ""  # the carrier of a chat that no other company carries

Own = TypeVar("Own", bound="PlatformSettings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a running bot gives a platform. ``tell``: a line for the operator's terminal, nothing about a person.

    ``secret``: 32 bytes for what this platform signs, the same at every start. ``result_retention``: how long finished
    pictures are kept. ``example``: a portrait for those without a photo at hand, on a page that can offer one.
    ``record``: a folder in which a platform that can writes down one journey for the tests, nothing of a person in it.
    """

    bot: BotSettings
    tell: Callable[[str], None]
    history: ChatHistory
    workspaces: WorkspaceRecords
    servers: Servers
    desk: Desk
    secret: bytes
    result_retention: timedelta
    example: Path | None = None
    record: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Generic[Own]):
    """One platform.

    ``title``: its name as people write it.
    ``carrier``: who carries the chat and may keep copies, as people are told before they agree to anything; "" only
    where the chat never leaves this machine. With a carrier, strangers must be told who runs the bot.
    ``settings``: its settings model; ``switched_on`` decides whether ``candid up`` opens it.
    ``build``: the adapter. Raises ``SettingMissing``; connects to nothing.
    ``checks``: what ``candid doctor`` finds out about it while it is switched on. Changes nothing there.
    ``harness``: the module whose ``open_harness(tmp_path)`` lets the contract suite drive it.
    ``typed``: how a command is typed there.
    ``instant``: how an instant is written so that the platform shows it in the reader's own zone, from the instant and
    its words in UTC; None: in words, in this machine's zone.
    ``invite``: what an operator reads to bring the bot onto the platform, an address to open among it; asks nobody.
    ``invites_at_start``: it is told whenever the bot has come up there.
    """

    title: str
    carrier: str
    capabilities: Capabilities
    settings: type[Own]
    build: Callable[[Own, Around], Platform]
    checks: Callable[[Own], list[Check]]
    harness: str
    typed: Callable[[Command], str] = slashed
    instant: Callable[[datetime, str], str] | None = None
    invite: Callable[[Own], str] | None = None
    invites_at_start: bool = False


@cache
def names() -> tuple[str, ...]:
    """Every folder here that is a package, by name."""
    return tuple(sorted(file.parent.name for file in HERE.glob("*/__init__.py")))


@cache
def declared(name: str) -> Declaration[Any]:
    """Raises ``UnknownPlatform`` when there is no such folder, ``PlatformIncomplete`` for one that lacks something."""
    if name not in names():
        raise UnknownPlatform(f"There is no front end called {name!r}.")
    try:
        found = getattr(import_module(f"{PACKAGE}.{name}"), "DECLARED", None)
    except TypeError as lacking:  # a required field of the declaration was left out; the message names it
        raise PlatformIncomplete(f"The platform {name} is not declared in full: {lacking}") from lacking
    if not isinstance(found, Declaration):
        raise PlatformIncomplete(f"The platform {name} does not declare itself: its __init__ has no DECLARED.")
    return found


def declarations() -> dict[str, Declaration[Any]]:
    """Every platform, by name."""
    return {name: declared(name) for name in names()}


def locales_of(name: str) -> Path:
    """The folder of a platform's own words, a folder for each language; it may be missing."""
    return HERE / name / LOCALES


def open_platform(name: str, own: PlatformSettings, around: Around) -> Platform:
    """The adapter, not yet connected. Raises ``SettingMissing``; ``UnknownPlatform`` when its library is missing."""
    try:
        return declared(name).build(own, around)
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("bot"):
            raise
        raise UnknownPlatform(f"{name} needs one more package. {install_line(name)}") from missing
