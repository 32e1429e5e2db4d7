"""Whole modules of tests, collected once more under another world's fixtures."""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import ModuleType
from typing import Any


def collected(module: ModuleType, *, without: Collection[str] = ()) -> dict[str, Callable[..., Any]]:
    """Raises ``KeyError`` for a name in ``without`` that is no test of the module."""
    found = {name: test for name, test in vars(module).items() if name.startswith("test_") and callable(test)}
    for name in without:
        del found[name]
    return found
