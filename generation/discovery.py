"""Finds the members of a family: the classes that the files of a folder define. No other list names them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar, cast

Family = TypeVar("Family")


def classes(package: ModuleType, family: Callable[..., Family]) -> dict[str, tuple[type[Family], ...]]:
    """File -> the classes of ``family``, an abstract one, that it defines itself; () for a file that has none."""
    kind = cast("type[Family]", family)
    found = {}
    for file in iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{file.name}")
        own = (each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__)
        mine = tuple(each for each in own if issubclass(each, kind) and not isabstract(each))
        found[module.__name__.replace(".", "/") + ".py"] = mine
    return found
