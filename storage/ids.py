"""Random ids: 128 bits, so an id reveals nothing about anyone. And long lists of them, or of rows, in parts."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def new_id() -> str:
    """32 hexadecimal digits."""
    return secrets.token_hex(16)


def in_parts(items: Sequence[T], size: int) -> list[list[T]]:
    """The items in their order, at most ``size`` in each part."""
    return [list(items[start : start + size]) for start in range(0, len(items), size)]
