"""Front ends by name: a folder here that declares itself is a platform.

Nothing of it is imported before it is asked for. ``bot.declaration`` says what a folder must hold. Adding a platform
adds a folder, and nothing else.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.declaration import Declaration
from bot.errors import PlatformIncomplete, UnknownPlatform

if TYPE_CHECKING:
    from bot.declaration import Around
    from bot.ports import Platform
    from bot.settings import PlatformSettings

HERE = Path(__file__).parent
LOCALES = "locales"


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
        found = getattr(import_module(f"{__name__}.{name}"), "DECLARED", None)
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
        raise UnknownPlatform(f"{name} needs one more package: pip install 'candid[{name}]'") from missing
