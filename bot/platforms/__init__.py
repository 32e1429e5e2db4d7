"""Front ends by name. A folder here is a platform; nothing of it is imported before it is switched on.

Each folder offers ``build(settings, ...) -> Platform`` in its ``__init__``. Adding a platform adds a folder and, when a
token switches it on, one line in ``bot/up.py``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from bot.errors import UnknownPlatform


def load(name: str) -> ModuleType:
    """The platform's package. Raises ``UnknownPlatform`` when there is no such folder, or its extra is missing."""
    if not name.isidentifier() or find_spec(f"{__name__}.{name}") is None:
        raise UnknownPlatform(f"There is no front end called {name!r}.")
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("bot"):
            raise
        raise UnknownPlatform(f"{name} needs one more package: pip install 'candid[{name}]'") from missing
